"""How a person likes to read: theme, reading aids, motion, data saver. Applied by the server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

THEMES = ("clair", "sombre", "contraste")
# "reduit" stops all motion; the three others are the reading aids of the design language.
AIDS = ("espace", "dys", "grand")
READING = (*AIDS, "reduit")
THEME_COOKIE, READING_COOKIE, SAVER_COOKIE = "scola_theme", "scola_reading", "scola_saver"


@dataclass(frozen=True, slots=True)
class Display:
    theme: str = ""
    reading: tuple[str, ...] = ()
    saver: bool = False

    @property
    def aids(self) -> str:
        return " ".join(aid for aid in self.reading if aid in AIDS)

    @property
    def still(self) -> bool:
        return "reduit" in self.reading


Keep = Callable[[Any, str, str, str], None]
_keepers: list[Keep] = []


def register_keeper(keep: Keep) -> None:
    """`keep(actor, theme, reading, language)` writes the choice with the person.

    `reading` is a space-separated subset of READING; `theme` and `language` may be empty.
    Without a keeper, or for an anonymous reader, the choice stays in this browser's cookies.
    """
    _keepers.append(keep)


def keep_for(actor: Any, theme: str, reading: str, language: str) -> bool:
    """Writes the choice with the person; False when nobody can keep it."""
    if actor is None or not getattr(actor, "person", ""):
        return False
    for keep in _keepers:
        keep(actor, theme, reading, language)
    return bool(_keepers)


def clean_theme(raw: str) -> str:
    return raw if raw in THEMES else ""


def clean_reading(raw: str) -> tuple[str, ...]:
    asked = raw.split()
    return tuple(word for word in READING if word in asked)


def display_of(request: HttpRequest | None) -> Display:
    """What to apply to this page: the person's own choice, else this browser's."""
    if request is None:
        return Display()
    actor = getattr(request, "actor", None)
    theme = getattr(actor, "theme", "") or request.COOKIES.get(THEME_COOKIE, "")
    reading = getattr(actor, "reading", "") or request.COOKIES.get(READING_COOKIE, "")
    saver = request.headers.get("Save-Data", "").lower() == "on"
    return Display(
        clean_theme(theme),
        clean_reading(reading.replace("+", " ")),
        saver or request.COOKIES.get(SAVER_COOKIE) == "1",
    )
