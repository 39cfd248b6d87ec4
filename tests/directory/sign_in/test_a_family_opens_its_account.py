"""A sheet with a code, once, for a month; printed only by who teaches or heads the child."""

from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse

from scola.directory.actions.activation import issue_code
from scola.directory.models import Account
from scola.kernel import clock
from scola.kernel.policy import Refused
from tests.cast import sign_in_as

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
    assert "n’existe pas" in give(client, code).content.decode()


@pytest.mark.parametrize("forged", ["abcdefghjk", "", "'; drop table", "a" * 40, "é" * 10])
def test_a_forged_code_gets_one_sentence(db, client, forged):
    assert give(client, forged).status_code == 200
    assert client.get("/directory/activate/account").status_code == 302


def test_guessing_stops_after_twenty_tries(code, client):
    for n in range(21):
        give(client, f"wrong{n:05}")
    assert "Trop d’essais" in give(client, code).content.decode()


def test_a_login_that_is_taken_is_said(cast, client, code):
    from scola.directory.actions import people
    from tests.cast import HOUSE, PASSWORD

    people.give_account(HOUSE, person=cast.maria, login="amal.haddad", password=PASSWORD)
    give(client, code)
    assert "déjà pris" in client.post("/directory/activate/account", NEW).content.decode()


def test_only_who_is_in_charge_issues_codes(cast):
    for name in cast.people():
        if name in {"letizia", "head"}:
            continue
        with pytest.raises(Refused):
            issue_code(cast.actor(name), person=cast.amal)
    with pytest.raises(Refused):
        issue_code(cast.actor("letizia"), person=cast.head)


def pages_of(pdf):
    return [page.render(scale=2).to_pil() for page in pypdfium2.PdfDocument(pdf)]


def test_the_sheets_print_one_page_per_guardian_and_their_codes_open(cast, client):
    sign_in_as(client, cast.letizia)
    answer = client.post(reverse("directory:family_sheets", args=[cast.ce1.pk]))
    assert answer["Content-Type"] == "application/pdf"
    images = pages_of(answer.content)
    assert len(images) == 3  # Maria, Paulu, Amal: not Petru, who has no guardian here
    texts = [zxingcpp.read_barcodes(image)[0].text for image in images]
    assert all("/directory/activate?code=" in text for text in texts)
    assert give(Client(), texts[0].split("code=")[1]).status_code == 302
    document = pypdfium2.PdfDocument(answer.content)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Maria Paoli" in words


def test_a_corsican_sheet_speaks_corsican_first(cast, client):
    cast.maria.language = "co"
    cast.maria.save()
    sign_in_as(client, cast.letizia)
    data = {"guardian": cast.maria.pk}
    answer = client.post(reverse("directory:family_sheets", args=[cast.ce1.pk]), data)
    words = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    assert words.index("Bonghjornu") < words.index("Bonjour")


def test_a_parent_who_also_works_for_the_city_keeps_their_own_account(cast):
    from scola.directory.actions import people
    from scola.kernel.actor import Role
    from tests.cast import HOUSE

    people.give_post(HOUSE, person=cast.amal, role=Role.CITY_ADMIN)
    with pytest.raises(Refused):
        issue_code(cast.actor("letizia"), person=cast.amal)
