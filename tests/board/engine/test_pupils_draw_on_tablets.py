"""A tablet: fingers, pinch, pages, the network that goes, the teacher one follows."""

import pytest

from tests.board.engine.conftest import Stage

pytestmark = [pytest.mark.browser, pytest.mark.screen(1024, 768, "enfant", 1)]
two_tablets = pytest.mark.screen(1600, 700, "enfant", 2)


def sync(stage: Stage, place: str = "b1") -> str:
    stage.page.wait_for_timeout(50)
    return stage.page.locator(f"#{place} .board-sync").inner_text()


def test_two_fingers_zoom_and_draw_nothing(stage: Stage):
    stage.mount(mode="tablet")
    before = stage.page.evaluate("() => stage.scale('b1')")
    stage.touch("touchStart", f0=(450, 300))
    stage.touch("touchStart", f0=(450, 300), f1=(550, 300))
    for n in range(1, 15):
        stage.touch("touchMove", f0=(450 - 8 * n, 300), f1=(550 + 8 * n, 300))
    stage.touch("touchEnd")
    stage.settle()
    assert stage.strokes() == []
    assert stage.page.evaluate("() => stage.scale('b1')") > before * 2


@pytest.mark.parametrize("mode", ["tablet", "desk"])
def test_the_fine_eraser_stands_where_the_other_stood(stage: Stage, mode: str):
    stage.mount(mode=mode)
    rubber = stage.page.get_by_role("button", name="Gomme")
    rubber.click()
    place, page = rubber.bounding_box(), stage.page.evaluate("() => stage.corner('b1')")
    rubber.click()
    assert rubber.inner_text().split() == ["Gomme", "fine"]
    assert rubber.bounding_box() == place
    assert stage.page.evaluate("() => stage.corner('b1')") == page


def test_the_hand_and_the_wheel_move_a_zoomed_page(stage: Stage):
    stage.mount(mode="tablet")
    stage.drag((300, 200), (340, 240))
    for _ in range(4):
        stage.page.get_by_role("button", name="Agrandir").click()
    stage.page.get_by_role("button", name="Déplacer").click()
    before = stage.page.evaluate("() => stage.corner('b1')")
    stage.drag((600, 400), (500, 350), (400, 300))
    moved = stage.page.evaluate("() => stage.corner('b1')")
    assert moved[0] > before[0] + 50
    stage.page.mouse.move(500, 300)
    stage.page.mouse.wheel(0, 60)
    stage.settle()
    assert stage.page.evaluate("() => stage.corner('b1')")[1] > moved[1]
    stage.page.get_by_role("button", name="Page entière").click()
    assert stage.page.evaluate("() => stage.corner('b1')")[0] <= 0
    assert len(stage.strokes()) == 1


@two_tablets
def test_others_see_ink_while_it_is_drawn_and_keep_seeing_it(stage: Stage):
    stage.mount("b1", "lea", mode="tablet")
    stage.mount("b2", "anto", mode="tablet")
    stage.page.mouse.move(300, 200)
    stage.page.mouse.down()
    for n in range(1, 20):
        stage.page.mouse.move(300 + 10 * n, 200 + 2 * n)
        stage.page.wait_for_timeout(10)
    stage.page.wait_for_timeout(100)
    assert stage.strokes("p1", "anto") == []
    assert stage.wet("b2") == 1
    assert stage.page.locator("#b2 .board-tag").inner_text() == "lea"
    stage.page.mouse.up()
    stage.settle()
    assert len(stage.strokes("p1", "anto")) == 1
    assert stage.wet("b2") == 0
    assert stage.dark(300 + 804 + 100, 220, "b2")


@two_tablets
def test_work_goes_on_without_network_and_says_so(stage: Stage):
    stage.mount("b1", "lea", mode="tablet")
    stage.mount("b2", "anto", mode="tablet")
    assert sync(stage) == "C’est gardé"
    stage.page.evaluate("() => stage.live('lea').online(false)")
    assert sync(stage) == "Pas de réseau. Je garde tout ici."
    stage.drag((300, 200), (400, 260))
    assert sync(stage) == "Gardé ici, pas encore envoyé"
    assert stage.strokes("p1", "anto") == []
    stage.page.evaluate("() => stage.live('lea').online(true)")
    assert sync(stage) == "C’est gardé"
    assert len(stage.strokes("p1", "anto")) == 1


def test_a_frozen_page_takes_no_ink_and_keeps_what_was_begun(stage: Stage):
    stage.mount(mode="tablet")
    stage.page.mouse.move(300, 200)
    stage.page.mouse.down()
    stage.page.mouse.move(400, 260)
    stage.page.evaluate("() => stage.live('lea').mode('read')")
    stage.page.mouse.move(500, 300)
    stage.page.mouse.up()
    assert len(stage.strokes()) == 1
    stage.drag((300, 400), (500, 400))
    stage.page.keyboard.press("Control+z")
    assert len(stage.strokes()) == 1
    stage.page.evaluate("() => stage.live('lea').mode('draw')")
    stage.drag((300, 400), (500, 400))
    assert len(stage.strokes()) == 2


def test_a_scribble_that_never_lifts_is_kept_whole(stage: Stage):
    stage.mount(mode="tablet")
    stage.page.evaluate(
        """() => {
          const glass = document.querySelector('.board-glass');
          const send = (type, n) => glass.dispatchEvent(new PointerEvent(type, { pointerId: 1, pointerType: 'mouse',
            clientX: 300 + 200 * Math.cos(n / 40), clientY: 300 + 150 * Math.sin(n / 37), button: 0, buttons: 1, bubbles: true }));
          glass.setPointerCapture = () => undefined;
          send('pointerdown', 0);
          for (let n = 1; n < 9000; n += 1) send('pointermove', n);
          send('pointerup', 9000);
        }"""
    )
    stage.settle()
    strokes = stage.strokes()
    assert len(strokes) == 3
    assert sum(len(stroke["b"]) for stroke in strokes) >= 8900


def test_pages_turn_and_undo_is_still_there(stage: Stage):
    stage.mount(mode="tablet")
    stage.drag((300, 200), (400, 260))
    stage.page.get_by_role("button", name="Après").click()
    assert stage.page.evaluate("() => stage.board('b1').pageId") == "p2"
    stage.drag((300, 200), (400, 260))
    stage.page.get_by_role("button", name="Avant").click()
    stage.page.get_by_role("button", name="Annuler").click()
    assert stage.strokes("p1") == []
    assert len(stage.strokes("p2")) == 1


def test_a_page_that_cannot_be_added_is_said(stage: Stage):
    stage.page.evaluate(
        "() => { stage.mount('b1', 'lea', { mode: 'desk', canEditPages: true, newPage: () => Promise.reject(new Error('away')) }); }"
    )
    stage.settle()
    stage.page.get_by_role("button", name="Ajouter une page").click()
    stage.page.wait_for_timeout(50)
    assert "pas de réseau" in stage.page.locator(".board > .sr[role=status]").inner_text()


def test_added_pages_and_papers_reach_the_board(stage: Stage):
    stage.mount(mode="desk", canEditPages=True)
    stage.page.get_by_role("button", name="Ajouter une page").click()
    stage.page.wait_for_timeout(50)
    stage.page.locator(".strip summary").click()
    stage.page.get_by_role("button", name="Tableau noir").click()
    pages = stage.page.evaluate(
        "() => Object.entries(stage.live('lea').open('board:b').doc.getMap('pages').toJSON())"
    )
    added = next(
        page for key, page in pages if key == stage.page.evaluate("() => stage.board('b1').pageId")
    )
    assert "a0" < added["order"] < "a1"
    assert added["bg"] == {"kind": "black"}
    assert stage.page.locator(".page-thumb[aria-current]").get_attribute("aria-label") == "Page 2"


@two_tablets
def test_a_tablet_follows_the_wall_until_the_pupil_moves(stage: Stage):
    stage.mount("b1", "screen", mode="eni", zones=[])
    stage.mount("b2", "anto", mode="tablet", follow=True)
    follow = stage.page.locator("#b2").get_by_role("button", name="Suivre")
    stage.page.evaluate("() => stage.board('b1').showPage('p3')")
    stage.settle()
    assert stage.page.evaluate("() => stage.board('b2').pageId") == "p3"
    fitted = stage.page.evaluate("() => stage.scale('b2')")
    stage.page.locator("#b1").get_by_role("button", name="Agrandir").click(click_count=3)
    stage.settle()
    assert stage.page.evaluate("() => stage.scale('b2')") > fitted * 1.2
    assert follow.get_attribute("aria-pressed") == "true"
    stage.page.locator("#b2").get_by_role("button", name="Avant").click()
    assert follow.get_attribute("aria-pressed") == "false"
    stage.page.evaluate("() => stage.board('b1').showPage('p1')")
    stage.settle()
    assert stage.page.evaluate("() => stage.board('b2').pageId") == "p2"
    follow.click()
    assert stage.page.evaluate("() => stage.board('b2').pageId") == "p1"


def test_targets_are_large_enough_for_children(stage: Stage):
    stage.mount(mode="tablet", follow=True)
    for one in stage.page.locator("button:visible").all():
        box = one.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 64
