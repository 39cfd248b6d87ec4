"""The provider in a real Chromium against the real process: cuts, closed tabs, shared tablets."""

import http.server
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page
from pycrdt import Doc, Map

from scola.kernel.live_control import send
from scola.realtime.store import read_document
from tests.realtime.process import Process, free_port

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("page") / "page.js"
    rolldown = ROOT / "node_modules" / ".bin" / "rolldown"
    source = ROOT / "tests" / "realtime" / "page" / "page.ts"
    command = [rolldown, source, "--file", target, "--format", "iife"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return target.read_bytes()


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    process = Process(tmp_path).start()
    yield process
    process.kill()


class Site:
    """Stands in for Django: the page, the script and the capabilities."""

    def __init__(self, process: Process, bundle: bytes) -> None:
        self.away = False
        self.refused: set[str] = set()
        self.mode = "draw"
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                url = urlsplit(self.path)
                if url.path == "/capability":
                    self.capability(**{k: v[0] for k, v in parse_qs(url.query).items()})
                elif url.path == "/page.js":
                    self.answer(200, "text/javascript", bundle)
                else:
                    page = b"<!doctype html><script src=/page.js></script>"
                    self.answer(200, "text/html", page)

            def capability(self, doc: str, person: str) -> None:
                if site.away:
                    self.answer(503, "text/plain", b"")
                elif doc in site.refused:
                    self.answer(404, "text/plain", b"")
                else:
                    token = process.token(doc, person, site.mode)
                    body = {"capability": token, "mode": site.mode}
                    self.answer(200, "application/json", json.dumps(body).encode())

            def answer(self, status: int, kind: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", free_port()), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def site(process: Process, bundle: bytes) -> Iterator[Site]:
    site = Site(process, bundle)
    yield site
    site.server.shutdown()


@pytest.fixture(scope="module")
def browser(playwright_session: Any) -> Iterator[Any]:
    browser = playwright_session.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def tablet(browser: Any, site: Site, process: Process) -> Iterator[Any]:
    """`tablet()` is a new device; `tablet(context)` another tab of the same one."""
    contexts: list[BrowserContext] = []

    def make(
        person: str = "lea", context: BrowserContext | None = None, doc: str = "page:a"
    ) -> Page:
        if context is None:
            context = browser.new_context()
            contexts.append(context)
        page = context.new_page()
        page.goto(site.url)
        page.evaluate("([url, person]) => stage.start(url, person)", [process.url, person])
        page.evaluate("doc => stage.open(doc)", doc)
        return page

    yield make
    for context in contexts:
        context.close()


def sync(page: Page, doc: str = "page:a") -> dict[str, Any]:
    return page.evaluate("doc => stage.sync(doc)", doc)


def strokes(page: Page, doc: str = "page:a") -> list[str]:
    return page.evaluate("doc => stage.strokes(doc)", doc)


def draw(page: Page, *names: str, doc: str = "page:a") -> None:
    for name in names:
        page.evaluate("([doc, name]) => stage.draw(doc, name, 6)", [doc, name])


def until(condition: Any, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.03)


def connected(page: Page, doc: str = "page:a") -> bool:
    state = sync(page, doc)
    return state["connected"] and state["unsent"] == 0


def stored(process: Process, doc: str = "page:a") -> list[str]:
    content = Doc()
    content.apply_update(read_document(process.data, doc) or b"\0\0")
    return sorted(content.get("ob", type=Map).keys())


def test_two_tablets_draw_and_see_each_other(tablet, process):
    lea, tom = tablet("lea"), tablet("tom")
    until(lambda: connected(lea) and connected(tom))
    draw(lea, "l1", "l2")
    draw(tom, "t1")
    until(lambda: strokes(lea) == strokes(tom) == ["l1", "l2", "t1"] and connected(lea))
    assert stored(process) == ["l1", "l2", "t1"]
    ink = tom.evaluate("stage.inks()")
    assert ink[0]["stroke"] == "l1"
    assert (ink[0]["person"], ink[0]["style"]["tool"]) == ("lea", "pen")
    assert {p["person"] for p in tom.evaluate("stage.people('page:a')")} == {"lea", "tom"}


def test_the_server_dies_and_the_work_done_meanwhile_arrives_once(tablet, process):
    lea, tom = tablet("lea"), tablet("tom")
    until(lambda: connected(lea) and connected(tom))
    process.kill()
    until(lambda: not sync(lea)["connected"])
    draw(lea, "alone")
    until(lambda: sync(lea) == {"connected": False, "unsent": 1, "keptHere": True, "refused": None})
    process.start()
    until(lambda: connected(lea) and "alone" in strokes(tom))
    assert stored(process) == ["alone"]


def test_a_tab_closed_while_offline_gives_its_work_back_when_it_opens_again(tablet, process):
    lea = tablet("lea")
    until(lambda: connected(lea))
    draw(lea, "before")
    until(lambda: connected(lea))
    process.kill()
    draw(lea, "offline")
    until(lambda: sync(lea)["keptHere"] and sync(lea)["unsent"] == 1)
    context = lea.context
    lea.close()
    again = tablet("lea", context)
    until(lambda: strokes(again) == ["before", "offline"])
    assert not sync(again)["connected"]
    process.start()
    until(lambda: connected(again))
    assert stored(process) == ["before", "offline"]


def test_work_of_a_page_nobody_opens_again_is_sent_all_the_same(tablet, process):
    lea = tablet("lea")
    until(lambda: connected(lea))
    process.kill()
    draw(lea, "left")
    until(lambda: sync(lea)["keptHere"] and sync(lea)["unsent"] == 1)
    context = lea.context
    lea.close()
    process.start()
    other = tablet("lea", context, doc="page:b")
    until(lambda: connected(other, "page:b") and stored(process) == ["left"])


def test_nobody_opens_a_classmates_work_on_a_shared_tablet(tablet, process):
    lea = tablet("lea")
    until(lambda: connected(lea))
    process.kill()
    draw(lea, "mine")
    until(lambda: sync(lea)["keptHere"] and sync(lea)["unsent"] == 1)
    tom = tablet("tom", lea.context)
    tom.wait_for_timeout(300)
    assert strokes(tom) == []
    assert tom.evaluate("stage.forget('lea')") is False, "unsent work is never deleted"
    process.start()
    until(lambda: connected(lea))
    lea.close()
    until(lambda: tom.evaluate("stage.forget('lea')"))
    assert [d["name"] for d in tom.evaluate("indexedDB.databases()")] == ["scola-live:tom"]


def test_a_tablet_whose_clock_is_a_day_wrong_joins_and_renews(browser, site, process):
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time=time.time() - 86_400)
    page.goto(site.url)
    page.evaluate("([url, person]) => stage.start(url, person)", [process.url, "lea"])
    page.evaluate("stage.open('page:a')")
    until(lambda: connected(page))
    draw(page, "late")
    until(lambda: stored(process) == ["late"])
    context.close()


def test_the_teacher_freezes_the_page_and_gives_it_back(tablet, process):
    lea = tablet("lea")
    until(lambda: connected(lea))
    freeze = {"do": "mode", "doc": "page:a", "person": "*", "mode": "read"}
    send(process.data, freeze)
    until(lambda: lea.evaluate("stage.mode('page:a')") == "read")
    draw(lea, "meanwhile")
    until(lambda: sync(lea)["keptHere"] and sync(lea)["unsent"] == 1)
    assert stored(process) == []
    send(process.data, {**freeze, "mode": "draw"})
    until(lambda: connected(lea))
    assert stored(process) == ["meanwhile"]


def test_a_page_that_is_closed_to_me_says_so_once(tablet, site, process):
    site.refused.add("page:secret")
    lea = tablet("lea", doc="page:a")
    until(lambda: connected(lea))
    lea.evaluate("stage.open('page:secret')")
    lea.wait_for_timeout(400)
    assert not sync(lea, "page:secret")["connected"]
    assert connected(lea)


def test_a_stroke_undone_while_offline_does_not_come_back(tablet, process):
    lea = tablet("lea")
    until(lambda: connected(lea))
    lea.evaluate("stage.penDown('page:a', 'gone', 4)")
    lea.wait_for_timeout(100)
    process.kill()
    draw(lea, "gone")
    lea.evaluate("stage.erase('page:a', 'gone')")
    process.start()
    until(lambda: connected(lea))
    lea.wait_for_timeout(6500)
    assert stored(process) == strokes(lea) == []
