"""Screenshots of the demo city: who sees what, at which size, in which theme and language."""

import json
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import django
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import tests.environment  # noqa: F401 - a data folder of its own, before the settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scola.config.settings")
django.setup()

from tests.journey.conftest import FLAGS
from tests.journey.look import SIZES
from tests.journey.rooms import draw, join, open_screen, pair_screen, rows, touch_together
from tests.journey.town import Town

OUT = Path(__file__).parents[1] / "shots"
THEMES = ("clair", "sombre", "contraste")


@dataclass(frozen=True)
class Shot:
    """A page as one person sees it: `login` "" is anonymous."""

    name: str
    login: str
    address: str
    size: str
    language: str = "fr"


def pages(story: dict, lesson: str, post: str) -> list[Shot]:
    school_class = story["school_class"]
    family = [
        Shot(f"famille-{name}-{language}", login, address, "phone", language)
        for login, language in (("maria", "fr"), ("vannina", "co"))
        for name, address in (
            ("accueil", "/"),
            ("journal", "/sharing/"),
            ("page", f"/sharing/posts/{post}"),
            ("appareils", "/directory/sign-ins"),
        )
    ]
    return [
        Shot("premiere-page", "", "/", "pc"),
        Shot("premiere-page-telephone", "", "/", "phone"),
        Shot("connexion", "", "/directory/sign-in", "phone"),
        Shot("connexion-code", "", "/directory/activate", "phone"),
        Shot("connexion-eleve", "", "/directory/pupil", "tablet"),
        Shot("connexion-badge", "", "/directory/badge", "tablet"),
        Shot("eni-repos", "", "/directory/screen", "eni"),
        Shot("introuvable", "letizia", "/nulle-part", "pc"),
        Shot("enseignante-accueil", "letizia", "/", "pc"),
        Shot("enseignante-lecons", "letizia", "/lesson/", "pc"),
        Shot("enseignante-nouvelle-lecon", "letizia", "/lesson/new", "pc"),
        Shot("enseignante-seance", "letizia", f"/lesson/{lesson}/", "pc"),
        Shot("enseignante-tableaux", "letizia", "/board/", "pc"),
        Shot("enseignante-journal", "letizia", f"/sharing/classes/{school_class}", "pc"),
        Shot("enseignante-badges", "letizia", f"/directory/classes/{school_class}/keys", "pc"),
        Shot("directrice-accueil", "anghjula", "/", "pc"),
        Shot("aesh-accueil", "ornella", "/", "phone"),
        Shot("erun-accueil", "anna", "/", "pc"),
        Shot("technicien-accueil", "dumenicu", "/", "phone"),
        Shot("ville-accueil", "sylvie", "/", "pc"),
        Shot("admin-accueil", "batti", "/", "pc"),
        Shot("admin-ecoles", "batti", "/directory/schools", "pc"),
        Shot("admin-calendrier", "batti", "/directory/calendar", "pc"),
        *family,
    ]


class Photographer:
    def __init__(self, browser: Browser, town: Town, password: str) -> None:
        self.browser, self.town, self.password = browser, town, password

    def context(self, size: str) -> BrowserContext:
        width, height = SIZES[size]
        return self.browser.new_context(
            base_url=self.town.url,
            viewport={"width": width, "height": height},
            has_touch=size != "pc",
            locale="fr-FR",
        )

    def sign_in(self, login: str, size: str) -> Page:
        page = self.context(size).new_page()
        if login:
            page.goto("/directory/sign-in")
            page.fill("[name=login]", login)
            page.fill("[name=password]", self.password)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "sign-in" not in url)
        return page

    def take(self, shot: Shot) -> None:
        page = self.sign_in(shot.login, shot.size)
        for theme in THEMES:
            page.context.add_cookies(
                [
                    {"name": "scola_theme", "value": theme, "url": self.town.url},
                    {"name": "scola_language", "value": shot.language, "url": self.town.url},
                ]
            )
            page.goto(shot.address)
            self.save(page, f"{shot.name}.{shot.size}.{theme}", whole=shot.size != "eni")
        page.context.close()

    def save(self, page: Page, name: str, *, whole: bool = False) -> None:
        page.screenshot(path=OUT / f"{name}.png", full_page=whole)


def live_lesson(camera: Photographer, story: dict) -> str:
    """Starts Letizia's lesson with a wall and two tablets, photographed as it goes."""
    town = camera.town
    pc = camera.sign_in("letizia", "pc")
    lesson = rows(town, "select id from lesson_lesson where state = 'prepared' order by day")[0][0]
    pc.goto(f"/lesson/{lesson}/prepare")
    camera.save(pc, "enseignante-preparer.pc.clair", whole=True)
    pc.click("button:has-text('Démarrer la leçon')")
    pc.wait_for_url(re.compile(rf"{lesson}/$"))
    eni = camera.context("eni").new_page()
    pair_screen(eni, pc)
    camera.save(eni, "eni-code.eni.clair")
    tablets = [camera.context("tablet").new_page() for _ in range(2)]
    for tablet, (given, family) in zip(
        tablets, (("Ghjulia", "Paoli"), ("Petru", "Casanova")), strict=True
    ):
        join(tablet, town, given, family)
    camera.save(tablets[0], "tablette-attend.tablet.clair")
    pc.goto(f"/lesson/{lesson}/")
    pc.click("#send")
    tablets[0].wait_for_selector(".board-glass")
    open_screen(eni)
    touch_together(eni, [(0.2, 0.4), (0.7, 0.4)])
    draw(tablets[0], 0.2, 0.7)
    eni.wait_for_timeout(1500)
    camera.save(eni, "eni-tableau.eni.clair")
    camera.save(tablets[0], "tablette-tableau.tablet.clair")
    pc.click("#eyes")
    tablets[1].wait_for_selector("#eyes:not([hidden])")
    camera.save(tablets[1], "tablette-yeux.tablet.clair")
    return lesson


def main() -> int:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        town = Town(Path(folder))
        town.run("manage.py", "migrate", "-v0")
        town.run("manage.py", "demo")
        town.start(people=False)
        try:
            story = json.loads((town.data / "demo.json").read_text())
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            camera = Photographer(browser, town, story["password"])
            lesson = live_lesson(camera, story)
            post = rows(town, "select id from sharing_post order by published desc")[0][0]
            for shot in pages(story, lesson, post):
                camera.take(shot)
                print(shot.name, flush=True)
            browser.close()
        finally:
            town.stop()
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
