"""The teacher's whole lesson by keyboard alone: nothing is clicked, and the focus is always seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.journey.rooms import eventually, only_page, stored_strokes

pytestmark = pytest.mark.browser
# Far enough round any page of the lesson.
MOST_TABS = 120
FOCUSED = """() => {
    const one = document.activeElement;
    const label = one.labels?.[0]?.textContent ?? '';
    const name = one.getAttribute('aria-label') || one.textContent.trim() || label.trim();
    const rings = [one, one.closest('label'), one.nextElementSibling].filter(Boolean).map(
        part => getComputedStyle(part));
    return {
        id: one.id, name: name.replace(/\\s+/g, ' '), tag: one.tagName,
        seen: rings.some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none'),
    };
}"""


class Keyboard:
    """Moves with Tab until the wanted control has the focus; every stop on the way shows it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def to(self, wanted: str) -> None:
        """`wanted`: an id ("#code"), or how the control's name begins."""
        passed = []
        for _ in range(MOST_TABS):
            self.press("Tab")
            now = self.page.evaluate(FOCUSED)
            passed.append(now["name"] or now["id"] or now["tag"])
            assert now["seen"] or now["tag"] == "BODY", f"no focus to be seen on {passed[-1]!r}"
            if wanted in (f"#{now['id']}", now["name"]) or now["name"].startswith(wanted):
                return
        raise AssertionError(f"{wanted!r} is not reached; stops: {passed}")

    def choose(self, wanted: str) -> None:
        self.to(wanted)
        self.press("Enter")


def test_a_lesson_by_keyboard_alone(town, room):
    page = room("pc").new_page()
    keys = Keyboard(page)
    page.goto("/directory/sign-in")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#contenu"
    keys.to("#id_login")
    keys.write("letizia")
    keys.press("Tab")
    keys.write(PASSWORD)
    keys.press("Enter")
    page.wait_for_url(f"{town.url}/")

    # A lesson is prepared and begun.
    keys.choose("Nouvelle leçon")
    page.wait_for_url("**/lesson/new")
    keys.to("#id_title")
    keys.write("Le secret du golfe")
    keys.choose("Préparer la leçon")
    page.wait_for_url("**/prepare")
    keys.choose("Démarrer la leçon")
    page.wait_for_url(lambda url: "prepare" not in url)
    cockpit = page.url

    # The wall is paired by its six digits.
    wall = room("eni").new_page()
    wall.goto("/directory/screen")
    code = wall.inner_text(".keycode .code").replace(" ", "")
    page.bring_to_front()
    keys.to("#code")
    keys.write(code)
    keys.press("Enter")
    wall.wait_for_url("**/lesson/screen")

    # Groups at random, the page to everybody, all eyes and back.
    keys.choose("Mélanger")
    expect(page.locator(".squad")).not_to_have_count(0)
    keys.choose("#send")
    expect(page.locator(".pushes li")).to_have_count(1)
    keys.choose("#eyes")
    expect(page.locator("#eyes")).to_have_attribute("aria-pressed", "true")
    keys.choose("#eyes")
    expect(page.locator("#eyes")).to_have_attribute("aria-pressed", "false")

    # On the board here: the pencil of the keyboard draws, and undo takes it back.
    keys.choose("Ouvrir ici")
    page.wait_for_selector(".board-glass")
    expect(page.locator(".board-wait")).to_be_hidden()
    document = only_page(town)
    keys.to("La page.")
    keys.press("Space", *["ArrowRight"] * 8, *["ArrowDown"] * 4, "Space")
    eventually(lambda: stored_strokes(town.data, document), 1)
    keys.press("Control+z")
    eventually(lambda: stored_strokes(town.data, document), 0)
    keys.press("Control+Shift+z")
    eventually(lambda: stored_strokes(town.data, document), 1)

    # The page goes into the journal with a sentence.
    page.goto(cockpit)
    keys.choose("#publish")
    page.wait_for_selector("[name=sentence]")
    keys.to("Une phrase pour les familles")
    keys.write("Petru parle à la mer.")
    keys.choose("Publier")
    page.wait_for_url(lambda url: "publish" not in url)

    # The end.
    page.goto(cockpit)
    keys.choose("#end")
    page.wait_for_url("**/end")
    keys.choose("Terminer")
    page.wait_for_url("**/record")
    wall.wait_for_url("**/directory/screen")
