"""What people do in a lesson, as helpers of the journey tests: each is one person's gesture."""

import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from scola.board.ink import count_strokes
from scola.realtime.store import read_document
from tests.cast import PASSWORD
from tests.journey.town import Town


def rows(town: Town, sql: str, *values: str) -> list[tuple]:
    with sqlite3.connect(town.data / "scola.sqlite3") as connection:
        return connection.execute(sql, values).fetchall()


def sign_in(context: BrowserContext, login: str) -> Page:
    page = context.new_page()
    page.goto("/directory/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def start_lesson(pc: Page, title: str) -> str:
    """Prepares and starts a lesson on a new Seyès page; gives its id."""
    pc.goto("/lesson/new")
    pc.fill("[name=title]", title)
    pc.fill("[name=instruction]", "Écris ce que dit Petru.")
    pc.click("button:has-text('Préparer la leçon')")
    pc.wait_for_url("**/prepare")
    pc.click("button:has-text('Démarrer la leçon')")
    pc.wait_for_url(lambda url: "prepare" not in url)
    return pc.url.rstrip("/").rsplit("/", 1)[-1]


def end_lesson(pc: Page, lesson: str) -> None:
    pc.goto(f"/lesson/{lesson}/end")
    pc.click("main button.accent, main button.primary")
    pc.wait_for_url("**/record")


def pair_screen(eni: Page, pc: Page) -> None:
    eni.goto("/directory/screen")
    code = eni.inner_text(".keycode .code").replace(" ", "")
    pc.fill("#code", code)
    pc.click("button:has-text('Relier')")
    eni.wait_for_url("**/lesson/screen")


def open_screen(eni: Page) -> None:
    """Closes the panel with the tablets' code, so that children may draw."""
    panel = eni.locator("#join-panel[open] button.primary")
    if panel.count():
        panel.click()
    eni.wait_for_selector(".board-glass")


def join(tablet: Page, town: Town, given: str, family: str) -> None:
    """A child comes in: the code on the board, the class, the face, three pictures."""
    (code,) = rows(town, "select join_code from lesson_lesson where state = 'live'")[0]
    pupil, pictures = rows(
        town,
        "select p.id, k.pictures from directory_person p join directory_pupilkey k"
        " on k.pupil_id = p.id where p.given_name = ? and p.family_name = ?",
        given,
        family,
    )[0]
    tablet.goto("/directory/pupil")
    tablet.fill("#code", code)
    tablet.keyboard.press("Enter")
    tablet.wait_for_url("**/pupil/class/**")
    tablet.click(f"a[href*='{pupil}']")
    for picture in json.loads(pictures):
        tablet.click(f"button[value='{picture}']")
    tablet.wait_for_url("**/lesson/tablet")


def draw(page: Page, x: float, y: float, *, length: int = 120) -> None:
    """One stroke by mouse, from a place given as shares of the page's glass."""
    box = page.locator(".board-glass").bounding_box()
    assert box and box["height"] > 100, "the board has no room on this screen"
    left, top = box["x"] + box["width"] * x, box["y"] + box["height"] * y
    page.mouse.move(left, top)
    page.mouse.down()
    for step in range(1, 13):
        page.mouse.move(left + length * step / 12, top + (step % 4) * 6)
    page.mouse.up()


def touch_together(page: Page, places: list[tuple[float, float]], *, steps: int = 24) -> None:
    """Several fingers at once on the wall, each drawing its own stroke."""
    box = page.locator(".board-glass").bounding_box()
    session = page.context.new_cdp_session(page)

    def points(step: int) -> list[dict[str, float]]:
        return [
            {
                "x": box["x"] + box["width"] * x + step * 4,
                "y": box["y"] + box["height"] * y + (step % 5) * 5,
                "id": finger,
            }
            for finger, (x, y) in enumerate(places)
        ]

    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points(0)})
    for step in range(1, steps):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points(step)})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def stored_strokes(data: Path, page_id: str) -> int:
    """Strokes of a page in the real-time store: what a crash leaves."""
    return count_strokes(read_document(data, f"page:{page_id}") or b"")


def only_page(town: Town) -> str:
    return rows(town, "select id from board_boardpage order by created limit 1")[0][0]


def eventually(check: Callable[[], object], wanted: object, *, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if check() == wanted:
            return
        time.sleep(0.1)
    assert check() == wanted
