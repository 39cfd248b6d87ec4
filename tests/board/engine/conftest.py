"""A Chromium on the engine's harness page; every test ends without a complaint of the console."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.board.engine.site import CHROMIUM, FLAGS, build, serve

ZONES = [
    {"id": "a", "name": "Lisandru", "colour": "#c8540a"},
    {"id": "b", "name": "Ghjulia", "colour": "#0e5c86"},
]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "screen(width, height, public, places): size of the board")


@pytest.fixture(scope="session")
def stage_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    target = tmp_path_factory.mktemp("stage")
    build(target)
    with serve(target) as url:
        yield url


@pytest.fixture(scope="session")
def chromium_for_boards(playwright_session: Playwright) -> Iterator[Browser]:
    browser = playwright_session.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


class Stage:
    """The harness page: boards on it, and fingers that touch them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cdp = page.context.new_cdp_session(page)

    def mount(self, place: str = "b1", person: str = "lea", **more: Any) -> None:
        self.page.evaluate(
            "([place, person, more]) => { stage.mount(place, person, more); }",
            [place, person, more],
        )
        self.settle()

    def settle(self) -> None:
        """Two frames: what was asked for is drawn."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def strokes(self, page: str = "p1", person: str = "lea") -> list[dict[str, Any]]:
        return self.page.evaluate("([page, person]) => stage.points(page, person)", [page, person])

    def touch(self, kind: str, **points: tuple[float, float]) -> None:
        """touchStart, touchMove or touchEnd with the fingers that are down: f1=(x, y)…"""
        at = [
            {"x": x, "y": y, "id": int(name[1:]), "radiusX": 6, "radiusY": 6, "force": 0.5}
            for name, (x, y) in points.items()
        ]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def drag(self, *points: tuple[float, float]) -> None:
        mouse = self.page.mouse
        mouse.move(*points[0])
        mouse.down()
        for point in points[1:]:
            mouse.move(*point)
        mouse.up()
        self.settle()

    def wet(self, place: str) -> int:
        return self.page.evaluate("(place) => stage.wet(place)", place)

    def dark(self, x: int, y: int, place: str = "b1") -> bool:
        """Whether there is ink on the dry canvas within 4 CSS pixels of a point."""
        return self.page.evaluate(
            """([x, y, place]) => {
              const canvas = document.querySelector(`#${place} .board-dry`);
              const box = canvas.getBoundingClientRect(), k = canvas.width / box.width;
              const at = [(x - box.left - 4) * k, (y - box.top - 4) * k, 8 * k, 8 * k];
              const copy = new OffscreenCanvas(at[2], at[3]).getContext("2d");
              copy.drawImage(canvas, ...at, 0, 0, at[2], at[3]);
              const { data } = copy.getImageData(0, 0, at[2], at[3]);
              for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 330) return true;
              return false;
            }""",
            [x, y, place],
        )


@pytest.fixture
def stage(
    stage_url: str, chromium_for_boards: Browser, request: pytest.FixtureRequest
) -> Iterator[Stage]:
    """Marks: `screen(width, height, public, places)`; four blank pages."""
    marker = request.node.get_closest_marker("screen")
    width, height, public, places = marker.args if marker else (1920, 1080, "eni", 1)
    context = chromium_for_boards.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    page.goto(f"{stage_url}/?public={public}&places={places}")
    page.wait_for_function("() => window.stage")
    page.evaluate("() => stage.seed(['blank', 'blank', 'seyes', 'black'])")
    yield Stage(page)
    context.close()
    assert complaints == []
