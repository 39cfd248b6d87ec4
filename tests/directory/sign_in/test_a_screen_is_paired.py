"""A board is a screen, not a person: a code at rest, a lesson, then rest again."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from scola.directory.actions import screens
from scola.kernel import clock
from scola.kernel.policy import Refused
from scola.lesson.actions import run
from scola.lesson.queries import get_lesson

AT_REST = "/directory/screen"


def code_on(client):
    return client.get(AT_REST).context["code"]


def test_a_teachers_code_gives_the_screen_its_lesson(cast, lesson, client):
    code = code_on(client)
    assert json.loads(client.get(AT_REST + "/status").content) == {"open": False}
    run.pair(cast.actor("letizia"), lesson=lesson, code=code)
    assert json.loads(client.get(AT_REST + "/status").content)["open"] is True
    assert client.get(AT_REST)["Location"] == "/lesson/screen"
    assert client.get("/lesson/screen").status_code == 200


def test_it_shows_nothing_of_anybody_at_rest(cast, lesson, client):
    page = client.get(AT_REST).content.decode()
    for person in cast.people().values():
        assert person.full_name not in page
    assert lesson.title not in page


def test_the_end_of_the_lesson_sends_it_back_to_rest_with_a_new_code(cast, lesson, client):
    first = code_on(client)
    run.pair(cast.actor("letizia"), lesson=lesson, code=first)
    client.get(AT_REST)
    run.end_lesson(cast.actor("letizia"), lesson=get_lesson(cast.actor("letizia"), lesson.id))
    assert client.get("/lesson/screen").status_code == 302
    assert code_on(client) != first


def test_a_code_renews_itself_before_it_dies(client, db):
    first = code_on(client)
    with clock.at(clock.now() + timedelta(minutes=9, seconds=50)):
        assert json.loads(client.get(AT_REST + "/status").content)["open"] is True
        assert code_on(client) != first


def test_an_old_a_wrong_and_a_used_code_are_refused(cast, lesson, client):
    code = code_on(client)
    letizia = cast.actor("letizia")
    with clock.at(clock.now() + timedelta(minutes=11)), pytest.raises(Refused):
        run.pair(letizia, lesson=lesson, code=code)
    with pytest.raises(Refused):
        run.pair(letizia, lesson=lesson, code="000000" if code != "000 000" else "111111")
    run.pair(letizia, lesson=lesson, code=code)
    with pytest.raises(Refused):
        run.pair(letizia, lesson=lesson, code=code)


def test_guessing_stops_after_ten_codes(cast, client, db):
    letizia = cast.actor("letizia")
    for n in range(10):
        with pytest.raises(Refused):
            screens.pair_screen(letizia, code=f"{n:06}", lesson="l" * 16)
    with pytest.raises(Refused, match="dix minutes"):
        screens.pair_screen(letizia, code=code_on(client), lesson="l" * 16)


def test_two_screens_never_show_the_same_code(db):
    codes = {code_on(Client()) for _ in range(30)}
    assert len(codes) == 30


def test_only_teachers_pair(cast, client):
    code = code_on(client)
    for name in cast.people():
        if name in {"letizia", "mattei", "benali"}:
            continue
        with pytest.raises(Refused):
            screens.pair_screen(cast.actor(name), code=code, lesson="l" * 16)


def test_guessing_through_a_lesson_stops_too(cast, lesson, client):
    letizia = cast.actor("letizia")
    for n in range(10):
        with pytest.raises(Refused):
            run.pair(letizia, lesson=lesson, code=f"{n:06}")
    with pytest.raises(Refused, match="dix minutes"):
        run.pair(letizia, lesson=lesson, code=code_on(client))
