"""Without a pointer: tools, pages, zoom, drawing; and what a screen reader is told."""

from pathlib import Path

import pytest

from tests.board.engine.conftest import ZONES, Stage

pytestmark = [pytest.mark.browser, pytest.mark.screen(1280, 800, "adult", 1)]
AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"


def press(stage: Stage, *keys: str) -> None:
    for key in keys:
        stage.page.keyboard.press(key)
    stage.settle()


def said(stage: Stage) -> str:
    return stage.page.locator(".board > .sr[role=status]").inner_text()


def test_a_square_is_drawn_with_the_arrows(stage: Stage):
    stage.mount(mode="desk")
    press(stage, "Tab")
    press(stage, "Space")
    assert said(stage) == "Crayon posé"
    for arrow in ("Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowLeft", "Shift+ArrowUp"):
        press(stage, arrow, arrow)
    press(stage, "Space")
    assert said(stage) == "Crayon levé"
    (stroke,) = stage.strokes()
    corners = {(s["x"], s["y"]) for s in stroke["b"]}
    assert {(800, 450), (920, 450), (920, 570), (800, 570)} <= corners
    press(stage, "Control+z")
    assert stage.strokes() == []
    press(stage, "Control+y")
    assert len(stage.strokes()) == 1


def test_the_keyboard_erases_turns_pages_and_zooms(stage: Stage):
    stage.mount(mode="desk")
    press(stage, "Tab", "Space", "Shift+ArrowRight", "Escape", "PageDown")
    assert stage.page.evaluate("() => stage.board('b1').pageId") == "p2"
    press(stage, "PageUp", "e", "Space", "Shift+ArrowLeft", "Space")
    assert stage.strokes() == []
    before = stage.page.evaluate("() => stage.scale('b1')")
    press(stage, "+", "+", "+")
    assert stage.page.evaluate("() => stage.scale('b1')") > before * 1.8
    corner = stage.page.evaluate("() => stage.corner('b1')")
    press(stage, "h", "ArrowRight")
    assert stage.page.evaluate("() => stage.corner('b1')")[0] > corner[0]
    press(stage, "0")
    assert stage.page.evaluate("() => stage.scale('b1')") == pytest.approx(before)


@pytest.mark.screen(1920, 1080, "eni", 1)
def test_the_keys_work_for_the_zone_whose_number_was_pressed(stage: Stage):
    stage.mount(mode="eni", zones=ZONES)
    press(stage, "Tab", "2", "Space", "ArrowRight", "Space", "1", "Space", "ArrowDown", "Space")
    assert [stroke["s"]["c"] for stroke in stage.strokes()] in (
        ["#0e5c86", "#c8540a"],
        ["#c8540a", "#0e5c86"],
    )


def test_a_line_is_cut_in_two_with_the_fine_eraser(stage: Stage):
    stage.mount(mode="desk")
    press(stage, "Tab", "Space", *["ArrowRight"] * 10, "Space")
    assert len(stage.strokes()) == 1
    press(stage, "f", *["ArrowLeft"] * 5, "ArrowUp", "ArrowUp", "ArrowUp", "Space")
    press(stage, *["ArrowDown"] * 6, "Space")
    assert len(stage.strokes()) == 2
    press(stage, "Control+z")
    assert len(stage.strokes()) == 1


def test_tools_are_one_stop_and_the_arrows_walk_through_them(stage: Stage):
    stage.mount(mode="desk", canEditPages=True)
    press(stage, "Tab", "Tab")
    names = []
    for _ in range(13):
        names.append(stage.page.evaluate("() => document.activeElement.innerText.trim()"))
        press(stage, "ArrowRight")
    assert {
        "Crayon",
        "Gomme",
        "Surligneur",
        "Déplacer",
        "Rouge",
        "Fin",
        "Annuler",
        "Refaire",
    } <= set(names)
    press(stage, "Tab")
    assert not stage.page.evaluate("() => !!document.activeElement.closest('.hand-row')")
    press(stage, "Shift+Tab", "Home", "ArrowRight", "Enter")
    assert stage.page.locator(".tool[aria-pressed=true]").first.inner_text().strip() == "Gomme"


def test_focus_stays_on_the_page_button_that_was_pressed(stage: Stage):
    stage.mount(mode="desk", canEditPages=True)
    stage.page.get_by_role("button", name="Page 3").focus()
    press(stage, "Enter")
    assert (
        stage.page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Page 3"
    )
    assert stage.page.evaluate("() => stage.board('b1').pageId") == "p3"


def test_the_page_says_what_it_is(stage: Stage):
    stage.page.evaluate("() => stage.fill('p1', 12)")
    stage.mount(mode="desk")
    stage.page.wait_for_timeout(900)
    label = stage.page.get_by_role("application").get_attribute("aria-label")
    assert label is not None
    assert "12 traits sur la page" in label
    assert "Espace" in label


@pytest.mark.parametrize("theme", ["clair", "sombre", "contraste"])
@pytest.mark.parametrize("mode", ["eni", "tablet", "desk", "view"])
def test_axe_finds_nothing(stage: Stage, mode: str, theme: str):
    stage.page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    stage.mount(
        mode=mode, zones=ZONES if mode == "eni" else [], canEditPages=mode != "view", follow=True
    )
    for summary in stage.page.locator("summary").all():
        summary.click()
    stage.page.evaluate(AXE.read_text())
    found = stage.page.evaluate("async () => (await axe.run()).violations")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
