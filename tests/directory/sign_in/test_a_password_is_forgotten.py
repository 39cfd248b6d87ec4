"""A link by mail, in the person's language; nothing says whether an account exists."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils.http import urlsafe_base64_encode

from scola.directory.actions import people
from scola.directory.models import Account
from scola.kernel import clock
from tests.cast import HOUSE, PASSWORD

NEW = {"password": "tre-isule-in-mare", "again": "tre-isule-in-mare"}
pytestmark = pytest.mark.usefixtures("immediate_mail")


@pytest.fixture
def account(cast):
    return people.give_account(
        HOUSE,
        person=cast.letizia,
        login="letizia",
        password=PASSWORD,
        email="letizia@ecole.example",
    )


def ask(client, login):
    return client.post("/directory/password/forgotten", {"login": login})


def link():
    return re.search(r"http://\S+", mail.outbox[-1].body)[0].split("testserver")[1]


@pytest.mark.parametrize(
    ("language", "word", "subject"),
    [
        ("fr", "nouveau mot de passe", "Votre mot de passe Scola"),
        ("co", "parolla d’entrata nova", "A vostra parolla d’entrata Scola"),
        ("ar", "nouveau mot de passe", "Votre mot de passe Scola"),
    ],
)
def test_the_mail_speaks_ones_language_and_its_link_serves_once(
    account, client, cast, language, word, subject
):
    cast.letizia.language = language
    cast.letizia.save()
    ask(client, "LETIZIA ")
    (message,) = mail.outbox
    assert message.to == ["letizia@ecole.example"]
    assert word in message.body
    assert message.subject == subject
    opened = link()
    assert client.get(opened).status_code == 200
    assert client.post(opened, NEW).status_code == 302
    assert Client().get(opened).status_code == 410
    assert Account.objects.trusted("test").get().check_password(NEW["password"])


def test_the_answer_does_not_say_whether_an_account_exists(account, client):
    known, unknown = ask(client, "letizia"), ask(client, "nobody")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_parents_who_share_an_address_get_one_mail_each(cast, client):
    for name in ("maria", "paulu"):
        people.give_account(
            HOUSE,
            person=cast.people()[name],
            login=name,
            password=PASSWORD,
            email="casa@example.org",
        )
    ask(client, "casa@example.org")
    assert {message.body.split(",")[0] for message in mail.outbox} == {
        "Bonjour Maria Paoli",
        "Bonjour Paulu Ferri",
    }


def test_three_mails_an_hour_are_enough(account, client):
    for _ in range(6):
        assert ask(client, "letizia").status_code == 302
    assert len(mail.outbox) == 3
    with clock.at(clock.now() + timedelta(hours=2)):
        ask(client, "letizia")
    assert len(mail.outbox) == 4


@pytest.mark.parametrize("key", [b"\x00", b"\xff", b"", b"a" * 16, b"a" * 5000])
def test_a_forged_link_is_not_there(db, client, key):
    answer = client.get(f"/directory/password/reset/{urlsafe_base64_encode(key) or 'x'}/abc-def")
    assert answer.status_code in (404, 410)


def test_whoever_was_signed_in_is_out_after_a_reset(account, client):
    thief = Client()
    thief.post("/directory/sign-in", {"login": "letizia", "password": PASSWORD})
    ask(client, "letizia")
    client.post(link(), NEW)
    assert thief.get("/lesson/").status_code == 302
    assert client.get("/lesson/").status_code == 200
