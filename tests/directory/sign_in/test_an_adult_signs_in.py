"""Adults: password, limits, sessions, a forgotten password, what they like to read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from scola.directory.actions import people
from scola.directory.http import SESSION_FIELD
from scola.directory.models import Account, SignIn
from scola.kernel import clock
from scola.kernel.models import LiveMessage
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


def test_a_browser_of_the_owner_is_not_locked_out_by_somebody_elsewhere(account, client):
    enter(client)
    client.post("/directory/sign-out")
    stranger = Client()
    for _ in range(12):
        enter(stranger, password="wrong")
    assert enter(stranger).status_code == 200
    assert enter(client).status_code == 302


def test_a_known_browser_has_its_limit_too_and_forges_nothing(account, client):
    enter(client)
    client.post("/directory/sign-out")
    assert "letizia" not in client.cookies["scola_known"].value
    for _ in range(20):
        enter(client, password="wrong")
    assert enter(client).status_code == 200
    forger = Client()
    forger.cookies["scola_known"] = "abc.def:xyz"
    assert enter(forger, password="wrong").status_code == 200


def test_one_browser_does_not_try_every_account(account, client):
    for n in range(41):
        enter(client, f"somebody{n}", "wrong")
    assert "attendez un quart d’heure" in enter(client).content.decode()


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


def test_a_session_and_a_form_given_by_somebody_else_are_worthless_after_sign_in(account):
    client = Client(enforce_csrf_checks=True)
    client.get(URL)
    given = client.cookies["csrftoken"].value
    client.cookies["scola_session"] = "a" * 32
    data = {"login": "letizia", "password": PASSWORD, "csrfmiddlewaretoken": given}
    assert client.post(URL, data).status_code == 302
    assert client.session.session_key != "a" * 32
    assert client.cookies["csrftoken"].value != given
    assert client.post("/directory/sign-out", {"csrfmiddlewaretoken": given}).status_code == 403


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


def test_all_the_others_are_signed_out_at_once_and_their_sockets_close(account, client, cast):
    enter(client)
    others = [Client(), Client()]
    for other in others:
        enter(other)
    client.post(reverse("directory:end_others"))
    assert all(other.get("/lesson/").status_code == 302 for other in others)
    assert client.get("/lesson/").status_code == 200
    assert {"do": "forget", "person": cast.letizia.pk} in closed_sockets()


def test_signing_out_of_a_phone_leaves_the_board_of_the_classroom_open(account, client, cast):
    enter(client)
    phone = Client()
    enter(phone)
    phone.post("/directory/sign-out")
    assert closed_sockets() == []
    client.post("/directory/sign-out")
    assert closed_sockets() == [{"do": "forget", "person": cast.letizia.pk}]


def closed_sockets():
    return [row.command for row in LiveMessage.objects.trusted("test")]


def test_the_list_forgets_browsers_that_are_long_gone(account, client):
    with clock.at(clock.now() - timedelta(days=20)):
        enter(Client())
    enter(client)
    assert len(client.get(reverse("directory:sign_ins")).context["rows"]) == 1


def test_a_closed_account_is_out_at_once(account, client):
    enter(client)
    Account.objects.trusted("test").update(is_active=False)
    assert client.get("/lesson/").status_code == 302
    assert enter(client).status_code == 200


def test_nobody_ends_somebody_elses(account, client, cast):
    enter(client)
    mine = SignIn.objects.trusted("test").get()
    stranger = Client()
    sign_in_as(stranger, cast.mattei)
    assert stranger.post(reverse("directory:end_sign_in", args=[mine.pk])).status_code == 404


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
