"""Paper: badge sheets and families' activation sheets, as PDF (typst)."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import segno
import typst
from django.utils import translation
from django.utils.translation import gettext as _

from scola.directory.actions.activation import LASTS, shown
from scola.directory.facts import ClassFact
from scola.kernel.ui.drawings import STATIC, faces

HERE = Path(__file__).parent
SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


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


def badge_sheet(school_class: ClassFact, badges: list[Badge]) -> bytes:
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
    data = {"class": school_class.name, "school": school_class.school_name, "cards": cards}
    return _compile("badges.typ", data)


def family_sheets(school_class: ClassFact, sheets: list[FamilySheet]) -> bytes:
    """One A4 page per guardian, in French, or in Corsican and French for who chose Corsican."""
    pages = []
    for sheet in sheets:
        languages = ["co", "fr"] if sheet.language == "co" else ["fr"]
        pages.append(
            {
                **asdict(sheet),
                "code": shown(sheet.code),
                "qr": _qr(f"{sheet.address}?code={sheet.code}"),
                "texts": [_texts(language, sheet, school_class) for language in languages],
            }
        )
    return _compile("family.typ", {"school": school_class.school_name, "pages": pages})


def _texts(language: str, sheet: FamilySheet, school_class: ClassFact) -> dict[str, object]:
    with translation.override(language):
        facts = {
            "name": sheet.name,
            "kids": ", ".join(sheet.kids),
            "class": school_class.name,
            "days": LASTS.days,
            "address": sheet.address,
        }
        return {
            "title": _("Votre accès à Scola"),
            "hello": _("Bonjour %(name)s,") % facts,
            "why": _("Scola vous montre la vie de la classe de %(kids)s (%(class)s).") % facts,
            "steps": [
                _("Scannez l’image avec votre téléphone, ou ouvrez %(address)s.") % facts,
                _("Tapez le code ci-dessous."),
                _("Choisissez votre mot de passe. C’est fini."),
            ],
            "until": _("Ce code sert une seule fois, pendant %(days)s jours. Il est à vous seul.")
            % facts,
            "paper": _(
                "Vous préférez le papier ? Dites-le à l’école : tout vous arrive aussi imprimé."
            ),
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
