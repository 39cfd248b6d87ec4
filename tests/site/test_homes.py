"""The first page says whose sign-in to try; each role lands on a home of its own."""

import json

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scola.directory.actions import people
from tests.cast import HOUSE, sign_in_as

SAYS = {
    "letizia": "Vu par les familles",
    "head": "Les classes",
    "aesh": "Mes classes",
    "maria": "Mes enfants",
    "ghjulia": "Le journal de ma classe",
    "erun": "Les écoles que vous accompagnez",
    "technician": "Vous ne voyez jamais le travail des élèves",
    "programme_manager": "aucun nom d’élève ne paraît",
    "academy_observer": "aucun nom d’élève ne paraît",
    "city_admin": "Calendrier scolaire",
}


@pytest.mark.parametrize("name", SAYS)
def test_each_role_has_its_home(cast, name):
    client = Client()
    sign_in_as(client, cast.people()[name])
    answer = client.get("/")
    assert answer.status_code == 200
    assert SAYS[name] in answer.content.decode()


def test_the_first_page_of_a_real_city_names_nobody(cast):
    body = Client().get("/").content.decode()
    assert "Se connecter" in body
    assert "Colonna" not in body


def test_the_first_page_of_the_demo_says_whom_to_try(db):
    file = settings.DATA_DIR / "demo.json"
    story = {
        "password": "mare-e-monti",
        "people": [
            {"name": "Letizia Colonna", "role": "Enseignante", "login": "letizia", "note": ""}
        ],
    }
    file.write_text(json.dumps(story))
    try:
        body = Client().get("/").content.decode()
    finally:
        file.unlink()
    assert "letizia" in body
    assert "mare-e-monti" in body


def test_all_children_of_a_guardian_stand_together(cast):
    client = Client()
    sign_in_as(client, cast.maria)
    body = client.get("/").content.decode()
    assert "École Candia" in body
    assert "École Loreto" in body


@pytest.mark.parametrize("name", ["letizia", "head", "maria", "programme_manager", "city_admin"])
def test_queries_do_not_grow_with_the_class(cast, name):
    client = Client()
    sign_in_as(client, cast.people()[name])

    def count():
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    few = count()
    for n in range(12):
        pupil = people.add_pupil(
            HOUSE, given_name=f"E{n}", family_name="Nova", school_class=cast.ce1
        )
        people.add_guardianship(HOUSE, guardian=cast.sgio, pupil=pupil)
    assert count() == few
