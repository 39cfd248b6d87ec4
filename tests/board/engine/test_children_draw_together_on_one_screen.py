"""Several fingers on one wall: each its own stroke, its own colour, its own undo."""

import math
import random
from itertools import pairwise

import pytest

from tests.board.engine.conftest import ZONES, Stage

pytestmark = pytest.mark.browser
COLOURS = {"a": "#c8540a", "b": "#0e5c86"}


def test_four_pointers_make_four_strokes_without_a_shared_point(stage: Stage):
    stage.mount(mode="eni", zones=ZONES)
    centres = [(400, 250), (760, 500), (1200, 250), (1500, 560)]
    chance = random.Random(5)
    down = {f"f{n}": (x, y) for n, (x, y) in enumerate(centres)}
    for n in range(4):
        stage.touch("touchStart", **dict(list(down.items())[: n + 1]))
        stage.page.wait_for_timeout(170)
    for step in range(1, 61):
        for n, (x, y) in enumerate(centres):
            if chance.random() < 0.8:
                angle = step / 6 + n
                down[f"f{n}"] = (x + 90 * math.cos(angle), y + 90 * math.sin(angle))
        stage.touch("touchMove", **down)
    while down:
        down.pop(chance.choice(list(down)))
        stage.touch("touchEnd", **down)
    stage.settle()
    strokes = stage.strokes()
    assert len(strokes) == 4
    assert sorted(stroke["s"]["c"] for stroke in strokes) == sorted([*COLOURS.values()] * 2)
    scale, left, top = stage.page.evaluate(
        """() => { const box = document.querySelector('.board-frame').getBoundingClientRect();
             return [stage.scale('b1'), box.left, box.top]; }"""
    )
    assert scale > 0 and (left, top) == (0, 0)
    for stroke in strokes:
        xs, ys = [s["x"] for s in stroke["b"]], [s["y"] for s in stroke["b"]]
        assert len(xs) > 30
        # One finger stayed within a circle of 90 px: a point of another would be far outside.
        assert max(xs) - min(xs) < 200 / scale
        assert max(ys) - min(ys) < 200 / scale
        steps = [math.dist(p, q) for p, q in pairwise(zip(xs, ys, strict=True))]
        assert max(steps) < 190 / scale


def test_each_zone_undoes_its_own_stroke(stage: Stage):
    stage.mount(mode="eni", zones=ZONES)
    stage.drag((500, 300), (560, 360), (620, 300))
    stage.drag((1300, 300), (1360, 360), (1420, 300))
    left, right = stage.page.locator(".side.left"), stage.page.locator(".side.right")
    left.get_by_role("button", name="Annuler").click()
    assert [stroke["s"]["c"] for stroke in stage.strokes()] == [COLOURS["b"]]
    left.get_by_role("button", name="Annuler").click(force=True)
    assert len(stage.strokes()) == 1
    right.get_by_role("button", name="Annuler").click()
    assert stage.strokes() == []
    left.locator("summary").click()
    left.get_by_role("button", name="Refaire").click()
    assert [stroke["s"]["c"] for stroke in stage.strokes()] == [COLOURS["a"]]


def test_a_cancelled_finger_keeps_its_ink(stage: Stage):
    stage.mount(mode="eni", zones=ZONES)
    stage.touch("touchStart", f0=(500, 300))
    for n in range(1, 20):
        stage.touch("touchMove", f0=(500 + n * 8, 300))
    stage.cdp.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    stage.settle()
    (stroke,) = stage.strokes()
    assert len(stroke["b"]) > 10


def test_the_eraser_takes_whole_strokes_and_one_undo_brings_them_back(stage: Stage):
    stage.mount(mode="eni", zones=ZONES)
    for y in (250, 300, 350):
        stage.drag((450, y), (550, y), (650, y))
    assert stage.dark(550, 300)
    left = stage.page.locator(".side.left")
    left.get_by_role("button", name="Gomme").click()
    stage.drag((550, 230), (550, 270), (550, 310), (550, 330))
    assert len(stage.strokes()) == 1
    stage.page.wait_for_timeout(100)
    assert not stage.dark(550, 300)
    assert stage.dark(550, 350)
    left.get_by_role("button", name="Annuler").click()
    assert len(stage.strokes()) == 3
    stage.page.wait_for_timeout(100)
    assert stage.dark(550, 300)


def test_the_fine_eraser_takes_only_what_it_touches_and_one_undo_makes_it_whole(stage: Stage):
    stage.mount(mode="eni", zones=ZONES)
    stage.drag((450, 300), (550, 300), (650, 300))
    left = stage.page.locator(".side.left")
    rubber = left.get_by_role("button", name="Gomme")
    rubber.click()
    place = rubber.bounding_box()
    rubber.click()
    assert rubber.inner_text().strip() == "Gomme fine"
    # Another name in the same place: the tools beside it do not jump under the fingers.
    assert rubber.bounding_box() == place
    assert rubber.get_attribute("aria-pressed") == "true"
    stage.drag((550, 260), (550, 290), (550, 340))
    pieces = stage.strokes()
    assert len(pieces) == 2
    stage.page.wait_for_timeout(100)
    assert not stage.dark(550, 300)
    assert stage.dark(480, 300)
    assert stage.dark(620, 300)
    left.get_by_role("button", name="Annuler").click()
    assert len(stage.strokes()) == 1
    stage.page.wait_for_timeout(100)
    assert stage.dark(550, 300)
    # Another tool and back: it is still the fine one; pressed once more it is the other again.
    left.get_by_role("button", name="Crayon").click()
    rubber.click()
    assert rubber.inner_text().strip() == "Gomme fine"
    rubber.click()
    assert rubber.inner_text().strip() == "Gomme"


def test_two_children_rub_at_once_each_with_the_eraser_they_chose(stage: Stage):
    stage.mount(mode="eni", zones=ZONES)
    for x in (450, 1300):
        stage.drag((x, 300), (x + 100, 300), (x + 200, 300))
        stage.drag((x, 400), (x + 100, 400), (x + 200, 400))
    for side, presses in ((".left", 2), (".right", 1)):
        for _press in range(presses):
            stage.page.locator(f".side{side}").get_by_role("button", name="Gomme").click()
    stage.touch("touchStart", f0=(550, 250), f1=(1400, 250))
    for y in range(270, 460, 20):
        stage.touch("touchMove", f0=(550, y), f1=(1400, y))
    stage.touch("touchEnd")
    stage.settle()
    # Left: two lines cut in two; right: two lines gone.
    assert len(stage.strokes()) == 4


def test_a_wide_contact_is_a_palm(stage: Stage):
    stage.mount(mode="eni", zones=ZONES)
    wide = [{"x": 500, "y": 300, "id": 0, "radiusX": 40, "radiusY": 30}]
    stage.cdp.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": wide})
    wide[0]["x"] = 560
    stage.cdp.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": wide})
    stage.touch("touchEnd")
    stage.settle()
    assert stage.strokes() == []


def test_three_fingers_together_hold_the_page_and_draw_nothing(stage: Stage):
    stage.mount(mode="eni", zones=ZONES)
    spot = {"f0": (800, 400), "f1": (900, 400), "f2": (850, 480)}
    stage.touch("touchStart", f0=spot["f0"])
    stage.touch("touchStart", f0=spot["f0"], f1=spot["f1"])
    stage.touch("touchStart", **spot)
    for n in range(1, 12):
        spread = {"f0": (800 - 9 * n, 400), "f1": (900 + 9 * n, 400), "f2": (850, 480 + 9 * n)}
        stage.touch("touchMove", **spread)
    stage.touch("touchEnd")
    stage.settle()
    assert stage.strokes() == []
    assert stage.page.evaluate("() => stage.scale('b1')") > 1.5


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_target_is_large_and_in_the_lower_half(stage: Stage, count: int):
    names = ["Lisandru", "Ghjulia", "Noah", "Amal"]
    zones = [{"id": name, "name": name, "colour": ""} for name in names[:count]]
    stage.mount(mode="eni", zones=zones, canEditPages=True)
    boxes = [
        one.bounding_box() for one in stage.page.locator("button:visible, summary:visible").all()
    ]
    assert len(boxes) >= 5 * count
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= 72
        assert box["y"] >= 540
        assert box["y"] + box["height"] <= 1080
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"] + 0.5
                or other["x"] + other["width"] <= one["x"] + 0.5
                or one["y"] + one["height"] <= other["y"] + 0.5
                or other["y"] + other["height"] <= one["y"] + 0.5
            )
            assert apart, (one, other)


def test_a_crowded_page_shows_what_is_erased_while_others_draw(stage: Stage):
    """Painting in slices: a tile that is half painted is finished, whatever happens meanwhile."""
    stage.page.evaluate("() => { stage.fill('p1', 3000, 'maker'); }")
    stage.cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    stage.mount(mode="eni", zones=ZONES)
    stage.page.wait_for_function("() => stage.ready", timeout=20_000)
    stage.page.evaluate(
        """() => {
          const { doc } = stage.live('maker').open('page:p1');
          const ob = doc.getMap('ob'), all = [...ob.keys()];
          const step = () => {
            doc.transact(() => all.splice(0, 100).forEach((id) => ob.delete(id)));
            if (all.length) setTimeout(step, 8);
            else stage.ready = 0, setTimeout(() => stage.erased = true, 30);
          };
          step();
        }"""
    )
    stage.page.wait_for_function("() => stage.erased && stage.ready", timeout=20_000)
    assert stage.strokes() == []
    assert not any(stage.dark(x, y) for x in range(300, 1700, 60) for y in range(60, 800, 60))
