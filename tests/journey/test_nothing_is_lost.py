"""The real-time process is killed, the Wi-Fi of two tablets is cut: every stroke is there once."""

import random
import time

import pytest
from playwright.sync_api import expect

from tests.journey.rooms import (
    draw,
    end_lesson,
    join,
    open_screen,
    pair_screen,
    rows,
    sign_in,
    start_lesson,
    stored_strokes,
)
from tests.journey.test_a_lesson import CHILDREN, eventually

pytestmark = pytest.mark.browser
KILLS = 8


@pytest.fixture
def lesson(town, room):
    pc = sign_in(room("pc"), "letizia")
    start_lesson(pc, "La tempête")
    eni = room("eni").new_page()
    pair_screen(eni, pc)
    class_id = rows(town, "select school_class_id from lesson_lesson")[0][0]
    pc.goto(f"/directory/classes/{class_id}/keys")
    lesson_id = rows(town, "select id from lesson_lesson where state = 'live'")[0][0]
    tablets = []
    for given, family in CHILDREN:
        tablet = room("tablet").new_page()
        join(tablet, town, given, family)
        tablets.append(tablet)
    pc.goto(f"/lesson/{lesson_id}/")
    pc.click("#send")
    open_screen(eni)
    for page in (eni, *tablets):
        expect(page.locator(".board-wait")).to_be_hidden()
    yield (
        town,
        eni,
        tablets,
        rows(town, "select id from board_boardpage order by created desc")[0][0],
    )
    end_lesson(pc, lesson_id)


def test_kill_and_cut_in_the_middle_of_a_lesson(lesson):
    town, _eni, tablets, page_id = lesson
    chance = random.Random(8)
    drawn = 0
    for kill in range(KILLS):
        for n, tablet in enumerate(tablets):
            draw(tablet, 0.08 + 0.1 * kill, 0.15 + n * 0.18, length=60)
            drawn += 1
            if n == kill % 4:
                time.sleep(chance.random() * 0.08)
                town.kill_realtime()
        if kill == 2:
            tablets[0].context.set_offline(True)
            tablets[1].context.set_offline(True)
        if kill == 5:
            tablets[0].context.set_offline(False)
            tablets[1].context.set_offline(False)
        town.start_realtime()
        time.sleep(0.4)
    eventually(lambda: stored_strokes(town.data, page_id), drawn, seconds=40)
    for tablet in tablets:
        expect(tablet.locator(".board-sync")).not_to_have_class("local", timeout=20_000)


def test_a_closed_tab_brings_its_work_back(lesson):
    town, _eni, tablets, page_id = lesson
    before = stored_strokes(town.data, page_id)
    tablet = tablets[2]
    tablet.context.set_offline(True)
    draw(tablet, 0.3, 0.7)
    draw(tablet, 0.6, 0.7)
    expect(tablet.locator(".board-sync")).to_contain_text("Gardé ici")
    time.sleep(0.5)
    tablet.close()
    assert stored_strokes(town.data, page_id) == before
    context = tablets[2].context
    context.set_offline(False)
    again = context.new_page()
    again.goto("/lesson/tablet")
    eventually(lambda: stored_strokes(town.data, page_id), before + 2, seconds=20)
