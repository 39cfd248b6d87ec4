"""Nobody sets the clock of a cart: a tablet a day ahead and one a day behind work like the others."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from scola.board.ink.page import strokes_of
from scola.realtime.store import read_document
from tests.journey.rooms import (
    draw,
    end_lesson,
    eventually,
    join,
    rows,
    sign_in,
    start_lesson,
    stored_strokes,
)
from tests.journey.test_a_lesson import CHILDREN

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)


@pytest.fixture
def tablets(town, room):
    """A tablet a day ahead and one a day behind, with the lesson's page open on both."""
    pc = sign_in(room("pc"), "letizia")
    lesson = start_lesson(pc, "À la bonne heure")
    class_id = rows(town, "select school_class_id from lesson_lesson")[0][0]
    pc.goto(f"/directory/classes/{class_id}/keys")
    pages = []
    for (given, family), wrong in zip(CHILDREN, (DAY, -DAY), strict=False):
        page = room("tablet").new_page()
        page.clock.install(time=datetime.now(UTC) + wrong)
        join(page, town, given, family)
        pages.append(page)
    pc.goto(f"/lesson/{lesson}/")
    pc.click("#send")
    for page in pages:
        expect(page.locator(".board-wait")).to_be_hidden()
    yield pages, rows(town, "select id from board_boardpage order by created desc")[0][0]
    end_lesson(pc, lesson)


def test_their_strokes_arrive_in_the_order_of_drawing(town, tablets):
    (ahead, behind), page_id = tablets
    for n, tablet in enumerate((ahead, behind, ahead, behind), start=1):
        draw(tablet, 0.2, 0.15 * n)
        eventually(lambda: stored_strokes(town.data, page_id), n)
        tablet.wait_for_timeout(300)
    stored = strokes_of(read_document(town.data, f"page:{page_id}") or b"")
    authors = [value["u"] for _id, value in stored]
    assert authors == [authors[0], authors[1]] * 2
    assert authors[0] != authors[1]


def test_they_go_on_when_their_capability_is_renewed(town, tablets):
    """Ten minutes by their own stopwatch: the right to draw is asked for anew, not lost."""
    pages, page_id = tablets
    for tablet in pages:
        before = stored_strokes(town.data, page_id)
        with tablet.expect_response("**/live/capability"):
            tablet.clock.fast_forward("09:30")
        draw(tablet, 0.6, 0.8)
        eventually(lambda before=before: stored_strokes(town.data, page_id), before + 1)
