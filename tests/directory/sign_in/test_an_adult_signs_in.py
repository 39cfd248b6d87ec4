"""Adults: password, limits, sessions, a forgotten password, what they like to read."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from scola.directory.actions import people
from scola.directory.http import SESSION_FIELD
from scola.directory.models import Account, SignIn
from scola.kernel import clock
from tests.cast import HOUSE, PASSWORD, sign_in_as

URL = "/directory/sign-in"


@pytest.fixture
def account(cast):
    return people.give_account(
        HOUSE,
        person=cast.letizia,
        login="letizia",
        password=PASSWORD,
        email="letizia@ecole.example",
    )


def enter(client, login="letizia", password=PASSWORD, **more):
    return client.post(URL, {"login": login, "password": password, **more})


@pytest.mark.parametrize("login", ["letizia", "LETIZIA ", "letizia@ecole.example"])
def test_login_or_mail_opens(account, client, login):
    assert enter(client, login).status_code == 302
    assert "Bonghjornu" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("login", "password"), [("letizia", "wrong"), ("nobody", PASSWORD), ("", "")]
)
def test_anything_else_says_one_sentence_and_opens_nothing(account, client, login, password):
    answer = enter(client, login, password)
    assert answer.status_code == 200
    assert SESSION_FIELD not in client.session


def test_the_eleventh_try_waits_even_with_the_right_password(account, client):
    for _ in range(10):
        enter(client, password="wrong")
    assert "attendez un quart d’heure" in enter(client).content.decode()
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert enter(client).status_code == 302


def test_tries_on_one_account_do_not_lock_a_colleague(account, client, cast):
    people.give_account(HOUSE, person=cast.mattei, login="mattei", password=PASSWORD)
    for _ in range(12):
        enter(client, password="wrong")
    assert enter(client, "mattei").status_code == 302


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_it_never_leads_away_from_the_site(account, client, target):
    assert enter(client, next=target)["Location"] == "/"


def test_it_leads_back_to_where_one_was_going(account, client):
    assert client.get("/lesson/")["Location"] == f"{URL}?next=/lesson/"
    assert enter(client, next="/lesson/")["Location"] == "/lesson/"


def test_the_session_is_a_new_one(account, client):
    client.get(reverse("directory:screen"))
    before = client.session.session_key
    enter(client)
    assert client.session.session_key != before


def test_signing_out_ends_it(account, client):
    enter(client)
    client.post("/directory/sign-out")
    assert client.get("/lesson/").status_code == 302
    assert SignIn.objects.trusted("test").get().ended


def test_another_browser_is_signed_out_from_the_list(account, client):
    enter(client)
    other = Client()
    enter(other)
    row = SignIn.objects.trusted("test").order_by("-started").first()
    client.post(reverse("directory:end_sign_in", args=[row.pk]))
    assert other.get("/lesson/").status_code == 302
    assert client.get("/lesson/").status_code == 200


def test_nobody_ends_somebody_elses(account, client, cast):
    enter(client)
    mine = SignIn.objects.trusted("test").get()
    stranger = Client()
    sign_in_as(stranger, cast.mattei)
    assert stranger.post(reverse("directory:end_sign_in", args=[mine.pk])).status_code == 404


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "nouveau mot de passe"), ("co", "parolla d’entrata nova")]
)
def test_a_forgotten_password_comes_by_mail_in_ones_language(account, client, cast, language, word):
    cast.letizia.language = language
    cast.letizia.save()
    client.post("/directory/password/forgotten", {"login": "letizia"})
    (message,) = mail.outbox
    assert word in message.body
    link = re.search(r"http://\S+", message.body)[0].split("testserver")[1]
    assert client.get(link).status_code == 200
    assert (
        client.post(
            link, {"password": "tre-isule-in-mare", "again": "tre-isule-in-mare"}
        ).status_code
        == 302
    )
    assert Client().get(link).status_code == 410
    assert Account.objects.trusted("test").get().check_password("tre-isule-in-mare")


def test_the_answer_does_not_say_whether_an_account_exists(account, client):
    known = client.post("/directory/password/forgotten", {"login": "letizia"})
    unknown = client.post("/directory/password/forgotten", {"login": "nobody"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_a_new_password_signs_the_other_browsers_out(account, client):
    enter(client)
    other = Client()
    enter(other)
    data = {"current": PASSWORD, "password": "tre-isule-in-mare", "again": "tre-isule-in-mare"}
    assert client.post("/directory/password/change", data).status_code == 302
    assert client.get("/lesson/").status_code == 200
    assert other.get("/lesson/").status_code == 302


@pytest.mark.parametrize("password", ["short", "password12", "letizia-letizia"])
def test_a_weak_password_is_refused_with_a_sentence(account, client, password):
    enter(client)
    data = {"current": PASSWORD, "password": password, "again": password}
    assert client.post("/directory/password/change", data).status_code == 200
    assert Account.objects.trusted("test").get().check_password(PASSWORD)
