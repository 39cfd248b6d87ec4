"""A sheet with a code, once, for a month; printed only by who teaches or heads the child."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from scola.directory.actions import people
from scola.directory.actions.activation import issue_code
from scola.directory.models import Account
from scola.kernel import clock
from scola.kernel.actor import Role
from scola.kernel.policy import Refused
from tests.cast import HOUSE, PASSWORD

NEW = {"login": "amal.haddad", "password": "tre-isule-in-mare", "again": "tre-isule-in-mare"}


@pytest.fixture
def code(cast):
    return issue_code(cast.actor("letizia"), person=cast.amal)


def give(client, code):
    return client.post("/directory/activate", {"code": code})


@pytest.mark.parametrize("written", [str, str.upper, lambda c: f" {c[:5]}-{c[5:]} "])
def test_the_code_opens_an_account_however_it_is_typed(cast, client, code, written):
    assert give(client, written(code)).status_code == 302
    page = client.get("/directory/activate/account").content.decode()
    assert "Amal Haddad" in page
    assert "Lina" in page
    assert client.post("/directory/activate/account", NEW).status_code == 302
    assert "Lina" in client.get("/").content.decode()


def test_it_serves_once(client, code):
    give(client, code)
    client.post("/directory/activate/account", NEW)
    assert "déjà servi" in give(Client(), code).content.decode()


def test_two_browsers_with_one_code_make_one_account(client, code):
    other = Client()
    give(client, code)
    give(other, code)
    client.post("/directory/activate/account", NEW)
    assert other.post("/directory/activate/account", {**NEW, "login": "other"}).status_code == 302
    assert Account.objects.trusted("test").count() == 1


def test_after_a_month_it_is_worthless(client, code):
    with clock.at(clock.now() + timedelta(days=31)):
        assert "n’est plus valable" in give(client, code).content.decode()


def test_a_newer_sheet_makes_the_older_worthless(cast, client, code):
    issue_code(cast.actor("letizia"), person=cast.amal)
    assert "feuille plus récente" in give(client, code).content.decode()


def test_a_code_that_dies_between_the_two_steps_opens_nothing(cast, client, code):
    give(client, code)
    with clock.at(clock.now() + timedelta(days=30, minutes=1)):
        assert client.post("/directory/activate/account", NEW)["Location"] == "/directory/activate"
    issue_code(cast.actor("letizia"), person=cast.amal)
    assert client.post("/directory/activate/account", NEW)["Location"] == "/directory/activate"
    assert not Account.objects.trusted("test").exists()


def test_who_has_left_opens_nothing(cast, client, code):
    cast.amal.left_on = clock.today()
    cast.amal.save()
    assert "n’est plus valable" in give(client, code).content.decode()


@pytest.mark.parametrize("forged", ["abcdefghjk", "", "'; drop table", "a" * 40, "é" * 10])
def test_a_forged_code_gets_one_sentence(db, client, forged):
    assert give(client, forged).status_code == 200
    assert client.get("/directory/activate/account").status_code == 302


def test_guessing_stops_after_twenty_tries(code, client):
    for n in range(21):
        give(client, f"wrong{n:05}")
    assert "Trop d’essais" in give(client, code).content.decode()


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ("maria.paoli", "déjà pris"),
        ("maria@example.org", "ouvre déjà un autre compte"),
        ("amal haddad", "n’a pas d’espace"),
        ("amal@", "n’est pas complète"),
    ],
)
def test_a_login_that_cannot_be_had_is_said_and_costs_no_code(cast, client, code, login, sentence):
    people.give_account(
        HOUSE,
        person=cast.maria,
        login="maria.paoli",
        password=PASSWORD,
        email="maria@example.org",
    )
    give(client, code)
    answer = client.post("/directory/activate/account", {**NEW, "login": login})
    assert sentence in answer.content.decode()
    assert client.post("/directory/activate/account", NEW).status_code == 302


def test_a_new_sheet_reopens_an_account_tells_its_owner_and_signs_the_others_out(
    cast, client, immediate_mail
):
    people.give_account(
        HOUSE,
        person=cast.maria,
        login="maria",
        password=PASSWORD,
        email="maria@example.org",
    )
    before = Client()
    before.post("/directory/sign-in", {"login": "maria", "password": PASSWORD})
    give(client, issue_code(cast.actor("head"), person=cast.maria))
    assert client.post("/directory/activate/account", {**NEW, "login": "maria"}).status_code == 302
    assert before.get(reverse("directory:sign_ins")).status_code == 302
    (message,) = mail.outbox
    assert message.to == ["maria@example.org"]
    assert "rouvert" in message.subject


def test_only_who_is_in_charge_issues_codes(cast):
    for name in cast.people():
        if name in {"letizia", "head"}:
            continue
        with pytest.raises(Refused):
            issue_code(cast.actor(name), person=cast.amal)
    with pytest.raises(Refused):
        issue_code(cast.actor("letizia"), person=cast.head)


def test_a_parent_who_also_works_for_the_city_keeps_their_own_account(cast):
    people.give_post(HOUSE, person=cast.amal, role=Role.CITY_ADMIN)
    with pytest.raises(Refused):
        issue_code(cast.actor("letizia"), person=cast.amal)
