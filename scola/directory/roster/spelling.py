"""When two spellings are the same: names, addresses, telephones, headers.

Keys compare; they are never shown nor stored.
"""

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_APART = re.compile(r"[^a-z0-9]+")
_NOT_DIGIT = re.compile(r"\D")
_SHORT_STREETS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard",
    "boul": "boulevard", "ch": "chemin", "che": "chemin", "chem": "chemin", "imp": "impasse",
    "pl": "place", "r": "rue", "res": "residence", "rte": "route", "sq": "square", "all": "allee",
    "crs": "cours", "lot": "lotissement", "bat": "batiment", "st": "saint", "ste": "sainte",
}  # fmt: skip
LEAST_DIGITS = 6


def plain(text: str) -> str:
    """Lower case, without accents or ligatures."""
    if text.isascii():
        return text.lower()
    lowered = text.lower().translate(_LIGATURES)
    return "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    )


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """ "Ghjuvan-Battì  D’ORNANO" and "GHJUVAN BATTI d'ornano" give the same key.

    A name in another alphabet keeps its own letters: it must not become the empty key.
    """
    lowered = plain(text)
    key = _APART.sub(" ", lowered).strip()
    return key or " ".join(lowered.split())


@lru_cache(maxsize=65_536)
def header_key(text: str) -> str:
    """A column's title without case, accents, spaces, quotes, stars or byte order mark."""
    return _APART.sub("", plain(text))


@lru_cache(maxsize=65_536)
def phone_key(text: str) -> str:
    """National digits; "" when there are too few to identify anybody."""
    digits = _NOT_DIGIT.sub("", text)
    for prefix in ("0033", "33"):
        if digits.startswith(prefix) and len(digits) >= len(prefix) + 9:
            digits = "0" + digits[len(prefix) :].lstrip("0")
            break
    return digits if len(digits) >= LEAST_DIGITS else ""


@lru_cache(maxsize=65_536)
def address_key(street: str, postcode: str, town: str) -> str:
    """ "" without a street: the same town is no evidence."""
    words = name_key(street).split()
    if not words:
        return ""
    spelt = " ".join(_SHORT_STREETS.get(word, word) for word in words)
    where = name_key(postcode) or " ".join(
        _SHORT_STREETS.get(word, word) for word in name_key(town).split()
    )
    return f"{spelt}|{where}"


def says_more(new: str, old: str) -> bool:
    """Whether `new` should replace `old`: another name, or the same with its accents."""
    if not new or new == old:
        return False
    if name_key(new) != name_key(old):
        return True
    return _accents(new) > _accents(old)


def _accents(text: str) -> int:
    return sum(not c.isascii() for c in text)
