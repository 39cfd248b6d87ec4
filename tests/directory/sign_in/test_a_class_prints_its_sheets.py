"""Badges to cut, a page per guardian: what the codes on the paper say is read back."""

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse

from scola.directory.actions import people, pupil_keys
from scola.directory.models import ActivationCode, PupilKey
from tests.cast import HOUSE, PASSWORD, sign_in_as


def codes_on(page):
    return [found.text for found in zxingcpp.read_barcodes(page.render(scale=4).to_pil())]


def words_on(page):
    return page.get_textpage().get_text_range().replace("\r\n", " ")


def families(client, cast, **data):
    return client.post(reverse("directory:family_sheets", args=[cast.ce1.pk]), data)


@pytest.fixture
def teacher(cast, client):
    sign_in_as(client, cast.letizia)
    return client


def test_every_childs_badge_comes_in(cast, keys, teacher):
    answer = teacher.get(reverse("directory:badges", args=[cast.ce1.pk]))
    (page,) = list(pypdfium2.PdfDocument(answer.content))
    found = [pupil_keys.pupil_of_badge(text.rsplit("/", 1)[1]) for text in codes_on(page)]
    assert {pupil.given_name for pupil in found} == set(keys)
    assert "Badge perdu" in words_on(page)


def test_ten_badges_of_a_bank_cards_size_fill_a_page(cast, teacher):
    for n in range(7):
        people.add_pupil(
            HOUSE, given_name=f"Ghjuvan-Battista{n}", family_name="A", school_class=cast.ce1
        )
    answer = teacher.get(reverse("directory:badges", args=[cast.ce1.pk]))
    pages = list(pypdfium2.PdfDocument(answer.content))
    assert [len(codes_on(page)) for page in pages] == [10, 1]


def test_two_children_of_one_name_are_told_apart(cast, teacher):
    people.add_pupil(HOUSE, given_name="Lina", family_name="Rossi", school_class=cast.ce1)
    answer = teacher.get(reverse("directory:badges", args=[cast.ce1.pk]))
    words = words_on(pypdfium2.PdfDocument(answer.content)[0])
    assert "Lina H." in words
    assert "Lina R." in words


def test_one_lost_badge_is_printed_alone(cast, keys, teacher):
    teacher.post(reverse("directory:renew_key", args=[cast.ghjulia.pk]))
    address = reverse("directory:badges", args=[cast.ce1.pk])
    answer = teacher.get(f"{address}?pupil={cast.ghjulia.pk}")
    (text,) = codes_on(pypdfium2.PdfDocument(answer.content)[0])
    assert pupil_keys.pupil_of_badge(text.rsplit("/", 1)[1]) == cast.ghjulia
    assert teacher.get(f"{address}?pupil={cast.anto.pk}").status_code == 404


def test_new_pictures_are_nobody_elses_in_the_class(cast, keys, teacher):
    for _ in range(5):
        teacher.post(reverse("directory:renew_key", args=[cast.petru.pk]))
    rows = PupilKey.objects.trusted("test").filter(pupil__in=[k.pk for k in keys.values()])
    assert len({tuple(row.pictures) for row in rows}) == len(keys)


def test_a_child_who_asked_for_help_before_any_key_still_gets_one(cast, teacher):
    pupil_keys.ask_for_help(cast.lina)
    teacher.get(reverse("directory:class_keys", args=[cast.ce1.pk]))
    assert not pupil_keys.has_no_key(cast.lina)


def test_one_page_per_guardian_whose_code_opens_the_account(cast, teacher):
    answer = families(teacher, cast)
    assert answer["Content-Type"] == "application/pdf"
    pages = list(pypdfium2.PdfDocument(answer.content))
    assert len(pages) == 3  # Maria, Paulu, Amal: Petru has no guardian here
    assert "Maria Paoli" in words_on(pages[0])
    assert "pour Ghjulia" in words_on(pages[0])
    (address,) = codes_on(pages[0])
    path = address.split("testserver")[1]
    parent = Client()
    page = parent.get(path)
    assert page.context["form"]["code"].value().replace(" ", "") == path.rsplit("/", 1)[1]
    assert not ActivationCode.objects.trusted("test").exclude(used_at=None).exists()
    assert parent.post(path, {"code": path.rsplit("/", 1)[1]}).status_code == 302


def test_no_sheet_names_the_other_home(cast, teacher):
    pages = list(pypdfium2.PdfDocument(families(teacher, cast).content))
    for page in pages:
        named = [n for n in ("Maria Paoli", "Paulu Ferri", "Amal Haddad") if n in words_on(page)]
        assert len(named) == 1


def test_who_has_an_account_gets_a_sheet_only_when_asked_for(cast, teacher):
    people.give_account(HOUSE, person=cast.maria, login="maria", password=PASSWORD)
    assert len(pypdfium2.PdfDocument(families(teacher, cast).content)) == 2
    one = families(teacher, cast, guardian=cast.maria.pk)
    assert len(pypdfium2.PdfDocument(one.content)) == 1
    assert families(teacher, cast, guardian=cast.sgio.pk).status_code == 404


def test_the_page_says_who_still_needs_a_sheet(cast, teacher):
    people.give_account(HOUSE, person=cast.maria, login="maria", password=PASSWORD)
    families(teacher, cast, guardian=cast.paulu.pk)
    page = teacher.get(reverse("directory:class_families", args=[cast.ce1.pk])).content.decode()
    for words in ("a un compte", "feuille valable jusqu’au", "pas encore de feuille"):
        assert page.count(words) == 1


def test_a_corsican_sheet_speaks_corsican_first_then_french(cast, teacher):
    cast.maria.language = "co"
    cast.maria.save()
    answer = families(teacher, cast, guardian=cast.maria.pk)
    words = words_on(pypdfium2.PdfDocument(answer.content)[0])
    assert words.index("scola in linea") < words.index("école en ligne")


@pytest.mark.parametrize("name", ["mattei", "benali", "aesh", "maria", "technician", "city_admin"])
def test_nobody_else_prints_for_the_class(cast, name):
    client = Client()
    sign_in_as(client, cast.people()[name])
    assert families(client, cast).status_code == 404
    assert client.get(reverse("directory:badges", args=[cast.ce1.pk])).status_code == 404
    assert client.get(reverse("directory:class_families", args=[cast.ce1.pk])).status_code == 404
