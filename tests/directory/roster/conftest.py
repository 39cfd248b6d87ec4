"""A head with files in hand, and the school they are for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from scola.kernel import clock
from tests.cast import sign_in_as
from tests.directory.roster.files import GUARDIANS, PUPILS, guardian, pupil


@pytest.fixture(autouse=True)
def rentree():
    """Early September 2026: the cast's school year has begun."""
    from datetime import UTC, datetime

    with clock.at(datetime(2026, 9, 3, 8, tzinfo=UTC)):
        yield


class Browser:
    """Somebody signed in, on the pages of the import."""

    def __init__(self, client, person):
        self.client = client
        sign_in_as(client, person)

    def drop(self, school, files):
        uploads = [
            SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
            for name, text in files.items()
        ]
        return self.client.post(
            reverse("directory:roster"), {"school": school.pk, "uploads": uploads}, follow=True
        )

    def post(self, name, run, **fields):
        return self.client.post(reverse(f"directory:{name}", args=[run]), fields, follow=True)

    def apply(self, response, **fields):
        context = response.context
        return self.post("roster_apply", context["run"].pk, seal=context["seal"], **fields)


@pytest.fixture
def head(client, cast):
    return Browser(client, cast.head)


@pytest.fixture
def family():
    """Files of a school of two families; the second guardian is a homonym of the first."""
    return {
        "eleves.csv": PUPILS
        + pupil()
        + pupil(family="ROSSI", given="Anto", level="CM2", name="CM2"),
        "responsables.csv": GUARDIANS
        + guardian(mail="maria@x.example")
        + guardian(street="99 quai Neuf", child="ROSSI;Anto;CM2"),
    }
