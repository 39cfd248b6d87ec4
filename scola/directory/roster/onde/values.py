"""Cells to values: dates, sex, yes and no, telephones, e-mail, levels, clean text."""

import re
import sys
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scola.directory.roster.facts import LEVELS, Place
from scola.directory.roster.issues import Issues
from scola.directory.roster.onde.columns import Columns
from scola.directory.roster.spelling import header_key, plain

MISSING = _("Il manque une valeur ici : complétez la ligne dans ONDE, puis refaites l’extraction.")
NO_DATE = _(
    "Cette date n’est pas lisible : écrivez-la jour/mois/année, par exemple 14/03/2018, "
    "puis relisez le fichier."
)
IMPOSSIBLE_DATE = _("Cette date n’existe pas : corrigez-la dans ONDE, puis refaites l’extraction.")
UNLIKELY_DATE = _(
    "Cette date de naissance n’est pas possible pour un élève : corrigez-la dans ONDE."
)
BAD_EMAIL = _("Cette adresse de courriel n’est pas valable : elle n’est pas importée.")
BAD_PHONE = _("Ce numéro de téléphone n’est pas lisible : il n’est pas importé.")
BAD_INE = _("Cet INE n’a pas la forme attendue (11 caractères) : il n’est pas importé.")
BAD_SEX = _("Le sexe se note F ou H : cette valeur n’est pas importée.")
BAD_FLAG = _("Ici on attend Oui ou Non : cette valeur n’est pas importée.")
BAD_LEVEL = _("Ce niveau n’est pas connu : il n’est pas importé.")
TOO_LONG = _("Ce texte est trop long (plus de %(limit)s caractères) : raccourcissez-le dans ONDE.")
TOO_LONG_LEFT_OUT = _(
    "Ce texte est trop long (plus de %(limit)s caractères) : il n’est pas importé."
)
CONTROL = _("Des caractères invisibles ont été retirés de ce texte : vérifiez-le.")
GARBLED = _(
    "Les accents de ce texte sont abîmés : refaites l’extraction sans ouvrir le fichier dans un "
    "tableur, ou enregistrez-le en « CSV UTF-8 »."
)

_LEVEL_WORDS = {
    "toutepetitesection": "TPS", "petitesection": "PS", "moyennesection": "MS",
    "grandesection": "GS", "courspreparatoire": "CP", "courselementaire1": "CE1",
    "courselementaire2": "CE2", "coursmoyen1": "CM1", "coursmoyen2": "CM2",
    "courselementaire1ereannee": "CE1", "courselementaire2emeannee": "CE2",
    "coursmoyen1ereannee": "CM1", "coursmoyen2emeannee": "CM2",
    "00110002110": "CP", "00210002210": "CE1", "00210002220": "CE2", "00310002210": "CM1",
    "00310002220": "CM2",
}  # fmt: skip
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]0?0:00(?::00)?)?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,185}\.[A-Za-z]{2,63}")
_PHONE = re.compile(r"(?:00|\+)?(?:[0-9][ \-./()]*){6,15}")
_INE = re.compile(r"\d{10}[A-Z]|\d{9}[A-Z]{2}")
# UTF-8 read as cp1252 once too often, and the sign of a letter that was lost.
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|\ufffd|ï»¿")
_OLDEST = 1900


@dataclass(slots=True)
class Row:
    """One row being read: gives clean cells and says what is wrong with them."""

    columns: Columns
    issues: Issues
    file: str
    line: int
    cells: list[str]
    place: Place
    failed: bool = False

    def raw(self, name: str) -> str:
        index = self.columns.at.get(name)
        return self.cell(index) if index is not None else ""

    def cell(self, index: int) -> str:
        """The cell without spaces around and without what nobody can see; "" when absent."""
        if index >= len(self.cells):
            return ""
        text = self.cells[index]
        if not text:
            return ""
        if text.isprintable():
            return text.strip()
        return self._visible(text, index)

    def _visible(self, text: str, index: int) -> str:
        spaced = re.sub(r"[\s\u00a0\u202f]+", " ", text)
        shown = "".join(
            c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"}
        )
        if shown != spaced:
            self.warn(CONTROL, index, shown)
        return shown.strip()

    def text(self, name: str, limit: int, *, needed: bool = False) -> str:
        """A text of at most `limit` characters. A needed one that fails refuses the row."""
        value = self.raw(name)
        if not value:
            if needed:
                self.error(MISSING, self.columns.title(name), "")
            return ""
        return self.checked(value, name, limit, needed=needed)

    def checked(self, value: str, name: str, limit: int, *, needed: bool = False) -> str:
        """`value` when its letters and its length are right, else "" and an issue."""
        if not value.isascii() and _MOJIBAKE.search(value):
            self.error(GARBLED, self.columns.title(name), value)
            return ""
        if len(value) > limit:
            if needed:
                self.error(TOO_LONG, self.columns.title(name), value, limit=limit)
            else:
                self._warn(TOO_LONG_LEFT_OUT, self.columns.title(name), value, limit=limit)
            return ""
        return sys.intern(value) if len(value) < 16 else value

    def each(self, name: str, limit: int) -> tuple[str, ...]:
        """The values of a repeated column, in order, without the empty ones."""
        cells = [self.cell(index) for index in self.columns.all.get(name, ())]
        read = (self.checked(cell, name, limit, needed=True) for cell in cells if cell)
        return tuple(value for value in read if value)

    def error(self, sentence: Promise, column: str, value: str, **values: object) -> None:
        self.failed = True
        self.issues.error(sentence, self.file, self.line, column, value, **values)

    def warn(self, sentence: Promise, index: int, value: str) -> None:
        titles = self.columns.titles
        self._warn(sentence, titles[index] if index < len(titles) else "", value)

    def _warn(self, sentence: Promise, column: str, value: str, **values: object) -> None:
        self.issues.warn(sentence, self.file, self.line, column, value, **values)

    def left_out(self, sentence: Promise, name: str, value: str) -> str:
        """Says that an optional value is not imported, and gives ""."""
        self._warn(sentence, self.columns.title(name), value)
        return ""

    def birth_date(self, name: str, today: date) -> date | None:
        value = self.raw(name)
        title = self.columns.title(name)
        if not value:
            self.error(MISSING, title, "")
            return None
        parts = date_parts(value)
        if parts is None:
            self.error(NO_DATE, title, value)
            return None
        try:
            day = date(*parts)
        except ValueError:
            self.error(IMPOSSIBLE_DATE, title, value)
            return None
        if day.year < _OLDEST or day > today:
            self.error(UNLIKELY_DATE, title, value)
            return None
        return day

    def sex(self, name: str) -> str:
        value = self.raw(name)
        if not value:
            return ""
        known = {"f": "F", "h": "M", "m": "M", "g": "M", "feminin": "F", "masculin": "M",
                 "fille": "F", "garcon": "M"}  # fmt: skip
        found = known.get(plain(value))
        return found or self.left_out(BAD_SEX, name, value)

    def flag(self, name: str) -> bool | None:
        value = self.raw(name)
        if not value:
            return None
        key = plain(value)
        if key in {"oui", "o", "x", "1", "vrai", "true", "yes", "y"}:
            return True
        if key in {"non", "n", "0", "faux", "false", "no"}:
            return False
        self.left_out(BAD_FLAG, name, value)
        return None

    def email(self, name: str) -> str:
        value = self.raw(name)
        if not value:
            return ""
        if len(value) <= 254 and _EMAIL.fullmatch(value):
            return value.lower()
        return self.left_out(BAD_EMAIL, name, value)

    def phone(self, name: str) -> str:
        value = self.raw(name)
        if not value:
            return ""
        if len(value) <= 30 and _PHONE.fullmatch(value):
            return value
        return self.left_out(BAD_PHONE, name, value)

    def ine(self, name: str) -> str:
        value = self.raw(name).upper().replace(" ", "")
        if not value:
            return ""
        return value if _INE.fullmatch(value) else self.left_out(BAD_INE, name, value)

    def level(self, name: str) -> str:
        value = self.raw(name)
        if not value:
            return ""
        key = header_key(value)
        found = _LEVEL_WORDS.get(key) or (key.upper() if key.upper() in LEVELS else "")
        if found:
            return found
        # "ULIS école", "Dispositif ULIS": the word is enough.
        inside = next((level for level in ("ULIS", "CLIS", "UPE2A") if level.lower() in key), "")
        return inside or self.left_out(BAD_LEVEL, name, value)


def date_parts(text: str) -> tuple[int, int, int] | None:
    """(year, month, day) of "14/03/2018" or "2018-03-14"; None for any other form."""
    if not text.isascii():
        return None
    if found := _FRENCH_DATE.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return year, month, day
    if found := _ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        return year, month, day
    return None
