"""Browser fixtures: Debian's Chromium, real contexts at the sizes of a school."""

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journey.doors import Doors
from tests.journey.look import SIZES
from tests.journey.town import Town

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser(playwright_session):
    running = playwright_session.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    yield running
    running.close()


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    place = Town(tmp_path_factory.mktemp("town"))
    place.start()
    yield place
    place.stop()


@pytest.fixture(scope="session")
def doors(tmp_path_factory):
    """The people and things of the access matrix in a town of their own, everybody signed in."""
    place = Town(tmp_path_factory.mktemp("doors"))
    place.start(people=False)
    yield Doors.of(place)
    place.stop()


@pytest.fixture
def room(browser: Browser, town: Town):
    """`room("tablet")`: a fresh browser of that size; all are closed after the test."""
    opened: list[BrowserContext] = []

    def open_context(
        kind: str, *, javascript: bool = True, language: str = "fr-FR"
    ) -> BrowserContext:
        width, height = SIZES[kind]
        context = browser.new_context(
            base_url=town.url,
            viewport={"width": width, "height": height},
            has_touch=kind != "pc",
            is_mobile=kind == "phone",
            java_script_enabled=javascript,
            locale=language,
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
