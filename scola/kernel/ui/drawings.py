"""The drawings of the house: faces, pictograms of the sign-in, icons. Keys, labels, addresses."""

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

STATIC = Path(__file__).parent / "static" / "ui"
NO_FACE = "personne"
GIRLS = (
    "amal", "chjara", "ghjulia", "ines", "jeanne", "lina", "lou", "maelys", "sofia", "stella",
)  # fmt: skip
BOYS = ("adam", "ange", "anto", "lisandru", "matteo", "noah", "petru", "rayan", "yanis")

# The sixteen pictures of the children's password; the keys are what is stored.
PICTOGRAMS: dict[str, str | Promise] = {
    "poisson": _("Poisson"),
    "soleil": _("Soleil"),
    "maison": _("Maison"),
    "arbre": _("Arbre"),
    "bateau": _("Bateau"),
    "cle": _("Clé"),
    "fleur": _("Fleur"),
    "lune": _("Lune"),
    "papillon": _("Papillon"),
    "champignon": _("Champignon"),
    "tortue": _("Tortue"),
    "poire": _("Poire"),
    "escargot": _("Escargot"),
    "chat": _("Chat"),
    "voiture": _("Voiture"),
    "glace": _("Glace"),
}

_SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)">(.*?)</symbol>')


@cache
def faces() -> frozenset[str]:
    """Keys of the drawn faces."""
    return frozenset(file.stem for file in (STATIC / "visages").glob("*.svg"))


def child_faces(sex: str = "") -> tuple[str, ...]:
    """Keys of the drawn faces of children: of girls ("F"), of boys ("M"), or all."""
    return {"F": GIRLS, "M": BOYS}.get(sex, GIRLS + BOYS)


def face_url(key: str) -> str:
    """Address of a face: a drawn one by its key, a photo by its own path, else the quiet face."""
    if key.startswith("/"):
        return key
    return static(f"ui/visages/{key if key in faces() else NO_FACE}.svg")


@cache
def icons() -> dict[str, tuple[str, SafeString]]:
    """Icon name ("sun-fill") → (viewBox, drawing), read from the committed sprite."""
    text = (STATIC / "icons.svg").read_text(encoding="utf-8")
    return {name: (box, SafeString(body)) for name, box, body in _SYMBOL.findall(text)}


def icon_name(name: str) -> str:
    """`sun` means `sun-bold`: bold inside controls, `-fill` for domains, states and children.

    Raises LookupError for an icon that is not in the sprite (add it to tools/icons.txt).
    """
    full = name if name.endswith(("-bold", "-fill")) else f"{name}-bold"
    if full not in icons():
        raise LookupError(f"No icon {full}: add it to tools/icons.txt, run node tools/icons.mjs.")
    return full
