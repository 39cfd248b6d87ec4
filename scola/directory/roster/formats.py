"""The formats Scola reads, and the files of a path. A new format is a folder and a line here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from scola.directory.roster import onde
from scola.directory.roster.facts import Roster, Source
from scola.directory.roster.issues import Issues
from scola.directory.roster.onde import read as onde_read
from scola.directory.roster.tables.limits import USUAL, Limits

AUTO = "auto"
NOT_A_FILE = _("« %(file)s » n’existe pas : vérifiez le chemin.")
NOT_A_TABLE = _("Ce fichier n’est pas un CSV : il n’est pas lu.")
MOST_FILES = 50
TOO_MANY_FILES = _(
    "Ce dossier contient plus de %(limit)s fichiers : déposez les extractions d’une seule école."
)
# What an extraction may be called; anything else in a folder is left alone, and said.
SUFFIXES = {".csv", ".txt", ".tsv"}


@dataclass(frozen=True, slots=True)
class Format:
    """`recognises` looks at one file's beginning; `read` gives the roster of all of them."""

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[..., tuple[Roster, Issues]]


FORMATS = (Format(onde.NAME, onde_read.recognises, onde_read.read),)


def names() -> tuple[str, ...]:
    return (AUTO, *(one.name for one in FORMATS))


def read_roster(
    sources: Sequence[Source], *, today: date, name: str = AUTO, limits: Limits = USUAL
) -> tuple[str, Roster, Issues]:
    """(format's name, roster, issues). "auto" takes the format that recognises most files.

    When none recognises any, the first says what is wrong with the files.
    """
    chosen = next((one for one in FORMATS if one.name == name), None)
    if chosen is None:
        chosen = max(FORMATS, key=lambda one: sum(map(one.recognises, sources)))
    roster, issues = chosen.read(sources, today=today, limits=limits)
    return chosen.name, roster, issues


def sources_of(path: Path, issues: Issues) -> list[Source]:
    """The files of a path (a file, or the tables directly in a folder), in order of name."""
    if path.is_file():
        return [source_of(path)]
    if not path.is_dir():
        issues.error(NOT_A_FILE, path.name)
        return []
    found = []
    for one in sorted(path.iterdir()):
        if not one.is_file() or one.name.startswith("."):
            continue
        if one.suffix.lower() in SUFFIXES:
            found.append(source_of(one))
        else:
            issues.warn(NOT_A_TABLE, one.name)
    if len(found) > MOST_FILES:
        issues.error(TOO_MANY_FILES, path.name, limit=MOST_FILES)
        return []
    return found


def source_of(path: Path) -> Source:
    return Source(path.name, lambda: path.open("rb"))
