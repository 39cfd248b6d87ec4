"""The second to save reads one sentence, sees both versions and loses nothing."""

from datetime import date

import pytest
from django.urls import reverse

from scola.directory.actions import people
from scola.kernel.actor import Role
from scola.lesson.actions.prepare import Draft, EditedMeanwhile, edit_lesson
from tests.cast import HOUSE, sign_in_as

DAY = date(2026, 11, 23)


@pytest.fixture
def together(school):
    """Mattei teaches the CE1 too."""
    cast = school.cast
    people.give_post(
        HOUSE, person=cast.mattei, role=Role.TEACHER, school=cast.candia, school_class=cast.ce1
    )
    return school


def test_the_second_writes_nothing(together):
    lesson = together.prepare()
    edit_lesson(
        together.teacher("mattei"),
        lesson=lesson,
        draft=Draft("La mer", DAY),
        version=lesson.version,
    )
    with pytest.raises(EditedMeanwhile) as met:
        edit_lesson(
            together.teacher(), lesson=lesson, draft=Draft("Le port", DAY), version=lesson.version
        )
    assert met.value.theirs.title == "La mer"
    assert together.fresh(lesson).title == "La mer"
    edit_lesson(
        together.teacher(),
        lesson=lesson,
        draft=Draft("Le port", DAY),
        version=met.value.theirs.version,
    )
    assert together.fresh(lesson).title == "Le port"


def test_the_same_words_are_no_conflict(together):
    lesson = together.prepare()
    for name in ("mattei", "letizia"):
        edit_lesson(
            together.teacher(name),
            lesson=lesson,
            draft=Draft("La mer", DAY),
            version=lesson.version,
        )
    assert together.fresh(lesson).title == "La mer"


def test_the_page_shows_both(together, client):
    lesson = together.prepare()
    edit_lesson(
        together.teacher("mattei"),
        lesson=lesson,
        draft=Draft("La mer", DAY),
        version=lesson.version,
    )
    sign_in_as(client, together.cast.letizia)
    address = reverse("lesson:prepare", args=[lesson.id])
    form = {"title": "Le port", "instruction": "Dessine", "day": "2026-11-24", "version": 1}
    answer = client.post(address, form)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Ghjuvanni Mattei a changé cette leçon" in text
    for words in ("La mer", "Le port", "Dessine"):
        assert words in text
    assert together.fresh(lesson).title == "La mer"
    form["version"] = answer.context["theirs"].version
    assert client.post(address, form).status_code == 302
    assert together.fresh(lesson).title == "Le port"
