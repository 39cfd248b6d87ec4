"""The main job, whole: a teacher's PC, a wall, four tablets, two phones, three real processes."""

import pytest
from playwright.sync_api import expect

from tests.journey.rooms import (
    draw,
    eventually,
    join,
    only_page,
    open_screen,
    pair_screen,
    rows,
    sign_in,
    start_lesson,
    stored_strokes,
    touch_together,
)

pytestmark = pytest.mark.browser
CHILDREN = (("Ghjulia", "Paoli"), ("Petru", "Casanova"), ("Lina", "Haddad"), ("Stella", "Paoli"))


def test_from_the_board_to_the_parents_phone(town, room):
    errors: list[str] = []

    def watched(page):
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                errors.append(message.text)
                if message.type == "error" and "404" not in message.text
                else None
            ),
        )
        return page

    pc = watched(sign_in(room("pc"), "letizia"))
    start_lesson(pc, "Le secret du golfe")
    eni = watched(room("eni").new_page())
    eni.goto("/directory/screen")
    at_rest = eni.content()
    assert "Ghjulia" not in at_rest
    assert "golfe" not in at_rest
    pair_screen(eni, pc)

    # Children come in with their pictures; the teacher sees them arrive.
    pc.goto(pc.url)
    class_id = rows(town, "select school_class_id from lesson_lesson")[0][0]
    keys = pc.context.new_page()
    keys.goto(f"/directory/classes/{class_id}/keys")
    keys.close()
    tablets = []
    for given, family in CHILDREN:
        tablet = watched(room("tablet").new_page())
        join(tablet, town, given, family)
        tablets.append(tablet)
    expect(pc.locator("[data-count]")).to_have_text("4")
    expect(tablets[0].locator("#waiting")).to_be_visible()

    # The page is sent to everybody; all draw on it at once.
    pc.bring_to_front()
    pc.click("#send")
    for tablet in tablets:
        expect(tablet.locator(".board-glass")).to_be_visible()
        expect(tablet.locator(".board-wait")).to_be_hidden()
    open_screen(eni)
    expect(eni.locator(".board-wait")).to_be_hidden()
    page_id = only_page(town)
    touch_together(eni, [(0.15, 0.3), (0.35, 0.3), (0.6, 0.3), (0.8, 0.3)])
    for n, tablet in enumerate(tablets):
        draw(tablet, 0.2, 0.2 + n * 0.15)
    eventually(lambda: stored_strokes(town.data, page_id), 8)

    # One undo takes back one's own last stroke, nobody else's.
    tablets[1].locator(".board-glass").focus()
    tablets[1].keyboard.press("Control+z")
    eventually(lambda: stored_strokes(town.data, page_id), 7)

    # All eyes: the tablets go dark and come back with their work.
    pc.click("#eyes")
    for tablet in tablets:
        expect(tablet.locator("#eyes")).to_be_visible()
    expect(pc.locator("#eyes")).to_have_attribute("aria-pressed", "true")
    pc.click("#eyes")
    for tablet in tablets:
        expect(tablet.locator("#eyes")).to_be_hidden()

    # A hand goes up and the teacher sees whose.
    tablets[2].click("#hand")
    expect(pc.locator("[data-hand-list]")).to_contain_text("Lina")

    # The page goes into the class journal: the right phone sees it, without JavaScript.
    pc.click("#publish")
    pc.fill("[name=sentence]", "Petru parle à la mer.")
    pc.click("main button.accent")
    pc.wait_for_load_state()
    maria = sign_in(room("phone", javascript=False), "maria")
    assert "Petru parle à la mer." in maria.content()
    picture = maria.locator("article img").first
    expect(picture).to_be_visible()
    sgio = sign_in(room("phone"), "sgio")
    assert "Petru parle" not in sgio.content()

    # The end: everything is kept, the tablets are out, the wall is at rest.
    pc.goto(f"/lesson/{rows(town, 'select id from lesson_lesson')[0][0]}/end")
    pc.click("main button.accent, main button.primary")
    pc.wait_for_load_state()
    for tablet in tablets:
        tablet.wait_for_url("**/goodbye")
        tablet.goto("/lesson/tablet")
        assert tablet.locator(".board-glass").count() == 0
    eni.wait_for_url("**/directory/screen")
    assert "Le secret" not in eni.content()
    assert stored_strokes(town.data, page_id) == 7
    assert not errors
