"""Paper: badge sheets and families' activation sheets, as PDF (typst)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.utils import translation
from django.utils.translation import gettext as _

from scola.directory.actions.activation import LASTS, shown
from scola.kernel.ui.dates import date_in_words
from scola.kernel.ui.drawings import STATIC, faces

HERE = Path(__file__).parent
PER_PAGE = 10
SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who prints, where and when."""

    school: str
    town: str
    school_class: str
    teacher: str
    day: date
    signed: str


@dataclass(frozen=True, slots=True)
class Badge:
    """One child's card. `link` is what its code says."""

    name: str
    face: str
    pictures: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class FamilySheet:
    """One guardian's page. `address` is where the code is typed."""

    name: str
    kids: tuple[str, ...]
    code: str
    address: str
    language: str


def badge_sheet(head: Letterhead, badges: list[Badge]) -> bytes:
    """Ten cards of 85 × 54 mm per A4 page, to be cut."""
    cards = [
        {
            "name": badge.name,
            "face": _face(badge.face),
            "pictures": [_pictogram(key) for key in badge.pictures],
            "qr": _qr(badge.link),
        }
        for badge in badges
    ]
    pages = [cards[start : start + PER_PAGE] for start in range(0, len(cards), PER_PAGE)]
    notes = [
        _("Couper sur les traits. Badge perdu : demandez-en un nouveau, l’ancien s’éteint.")
        + " "
        + _("%(class)s, planche %(n)s sur %(all)s, %(day)s.")
        % {
            "class": head.school_class,
            "n": n,
            "all": len(pages),
            "day": date_in_words(head.day, year=True),
        }
        for n in range(1, len(pages) + 1)
    ]
    data = {
        "title": _("Badges de la classe %(name)s") % {"name": head.school_class},
        "class": head.school_class,
        "school": head.school,
        "pages": [{"cards": part, "note": note} for part, note in zip(pages, notes, strict=True)],
    }
    return _compile("badges.typ", data)


def family_sheets(head: Letterhead, sheets: list[FamilySheet]) -> bytes:
    """One A4 page per guardian, in French, or in Corsican then French for who chose Corsican."""
    pages: list[dict[str, Any]] = []
    for sheet in sheets:
        languages = ["co", "fr"] if sheet.language == "co" else ["fr"]
        texts = [_texts(language, sheet, head) for language in languages]
        pages.append(
            {
                "code": shown(sheet.code),
                "address": sheet.address.split("//", 1)[-1],
                "qr": _qr(f"{sheet.address}/{sheet.code}"),
                # Corsican goes along with the title of a French page.
                "also": "" if "co" in languages else _texts("co", sheet, head)["title"],
                "texts": texts,
            }
        )
    data = {
        "title": pages[0]["texts"][0]["title"] if pages else "",
        "school": head.school,
        "town": head.town,
        "signed": head.signed,
        "pages": pages,
    }
    return _compile("family.typ", data)


def _texts(language: str, sheet: FamilySheet, head: Letterhead) -> dict[str, object]:
    with translation.override(language):
        last = head.day + LASTS
        return {
            "lang": language,
            "to": sheet.name,
            "kids": _("pour %(kids)s") % {"kids": ", ".join(sheet.kids)},
            "class": " · ".join(part for part in (head.school_class, head.teacher) if part),
            "day": date_in_words(head.day, year=True),
            "title": _("Votre accès à l’école en ligne"),
            "why": _(
                "Bonjour, avec Scola vous lisez le journal de la classe et les mots de l’école, "
                "sur votre téléphone. C’est gratuit et sans publicité."
            ),
            "steps": [
                _("Prenez l’appareil photo de votre téléphone."),
                _("Visez l’image. Touchez l’adresse qui s’affiche."),
                _("Choisissez votre mot de passe. C’est fini."),
            ],
            "without": _("Sans appareil photo :"),
            "code": _("code"),
            "alone": _("Ce code est pour vous seul."),
            "until": _(
                "L’autre responsable reçoit le sien. Il sert une seule fois, jusqu’au %(day)s. "
                "Ne le photographiez pas pour l’envoyer."
            )
            % {"day": date_in_words(last)},
            "no_net": _("Pas d’Internet, ou pas envie ?"),
            "tick": _("Cochez ici et rendez cette feuille :"),
            "paper": _("Je préfère les mots sur papier. Rien ne change pour votre enfant."),
            "help": _("Besoin d’aide ?"),
            "ask": _("Demandez à l’école : elle redonne un code tout de suite."),
        }


def _qr(text: str) -> str:
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_inline(scale=4, border=2, dark="#10242f", light="#ffffff"))


@cache
def _pictograms() -> dict[str, str]:
    text = (STATIC / "pictogrammes.svg").read_text()
    return {
        key: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>'
        for key, box, body in SYMBOL.findall(text)
    }


def _pictogram(key: str) -> str:
    return _pictograms()[key]


@cache
def _face(key: str) -> str:
    name = key if key in faces() else "personne"
    return (STATIC / "visages" / f"{name}.svg").read_text()


def _compile(template: str, data: Mapping[str, object]) -> bytes:
    return bytes(
        typst.compile(
            str(HERE / template),
            root=str(HERE),
            font_paths=[str(HERE / "fonts")],
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    )
