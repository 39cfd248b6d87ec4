"""A live lesson, its keys, a tablet that came in with its code, and mail that leaves at once."""

from datetime import date

import pytest
from django.test import Client

from scola.directory.actions import pupil_keys
from scola.directory.models import PupilKey
from scola.lesson.actions import prepare, run
from tests.cast import HOUSE


@pytest.fixture
def keys(cast):
    pupil_keys.give_keys(HOUSE, school_class=cast.ce1)
    rows = PupilKey.objects.trusted("test").select_related("pupil")
    return {row.pupil.given_name: row for row in rows}


@pytest.fixture
def lesson(cast):
    letizia = cast.actor("letizia")
    draft = prepare.Draft(title="Le golfe", day=date(2026, 11, 24))
    made = prepare.prepare_lesson(letizia, school_class=cast.ce1.pk, draft=draft)
    return run.start_lesson(letizia, lesson=made)


@pytest.fixture
def tablet(lesson):
    client = Client()
    assert client.post("/directory/pupil", {"code": lesson.join_code}).status_code == 302
    return client


@pytest.fixture
def immediate_mail(settings):
    """The jobs process sends mail; here it leaves within the request."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
