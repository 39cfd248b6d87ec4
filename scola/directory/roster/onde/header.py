"""Finds the header: which kind of file it announces, with which delimiter."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from scola.directory.roster.onde.columns import (
    ADULT_TITLES,
    KNOWN_UNUSED,
    MARKS,
    NEEDED,
    REPEATED,
    TITLES,
    Columns,
    Kind,
)
from scola.directory.roster.spelling import header_key

DELIMITERS = (";", "\t", ",", "|")
# Words in a file's name, for the sentence about what its header lacks.
_FILE_WORDS = {
    Kind.PUPILS: ("eleve", "pupil", "student"),
    Kind.GUARDIANS: ("responsable", "parent", "famille"),
    Kind.TEACHERS: ("enseignant", "professeur", "teacher"),
}


@cache
def _fields(kind: Kind) -> dict[str, str]:
    return {header_key(t): name for name, titles in TITLES[kind].items() for t in titles}


@cache
def _adult_keys() -> frozenset[str]:
    return frozenset(header_key(title) for title in ADULT_TITLES)


@cache
def _unused() -> frozenset[str]:
    return frozenset(header_key(title) for title in KNOWN_UNUSED)


def delimiter_of(lines: Sequence[str]) -> str:
    """The delimiter that makes the most known titles of one of the file's first lines."""
    return max(DELIMITERS, key=lambda sign: max(_known(line.split(sign)) for line in lines))


def _known(titles: list[str]) -> int:
    keys = {header_key(title) for title in titles}
    return max(len(keys & _fields(kind).keys()) for kind in Kind)


def columns_of(titles: list[str], file: str) -> Columns:
    """What this header says, read as the kind of file it fits best.

    `missing` names the needed columns that are not there; the file cannot be read then.
    """
    hint = next((k for k, words in _FILE_WORDS.items() if _named(file, words)), None)
    adults = not _adult_keys().isdisjoint(header_key(title) for title in titles)
    kinds = [kind for kind in Kind if not (adults and kind is Kind.PUPILS)]
    read = [_with_mark(_read_as(kind, titles), hint) for kind in kinds]
    return max(read, key=lambda c: (not c.missing, _marks(c), c.score, c.kind == hint))


def _with_mark(columns: Columns, hint: Kind | None) -> Columns:
    """A list of adults is one of teachers when a column or the file's name says so."""
    if columns.kind is Kind.TEACHERS and hint is not Kind.TEACHERS and not _marks(columns):
        return replace(columns, missing=(*columns.missing, TITLES[Kind.TEACHERS]["head"][0]))
    return columns


def _named(file: str, words: tuple[str, ...]) -> bool:
    key = header_key(file)
    return any(word in key for word in words)


def _marks(columns: Columns) -> int:
    return sum(name in columns.at for name in MARKS[columns.kind])


def _read_as(kind: Kind, titles: list[str]) -> Columns:
    at: dict[str, int] = {}
    every: dict[str, list[int]] = {}
    unknown, duplicate = [], []
    for index, title in enumerate(titles):
        key = header_key(title)
        name = _fields(kind).get(key)
        if name is None:
            if key and key not in _unused():
                unknown.append(title.strip())
        elif name in at and name not in REPEATED:
            duplicate.append(title.strip())
        else:
            at.setdefault(name, index)
            every.setdefault(name, []).append(index)
    return Columns(
        kind=kind,
        at=at,
        all={name: tuple(found) for name, found in every.items() if name in REPEATED},
        titles=tuple(title.strip().lstrip("\ufeff") for title in titles),
        unknown=tuple(unknown),
        duplicate=tuple(duplicate),
        missing=tuple(TITLES[kind][name][0] for name in NEEDED[kind] if name not in at),
        score=len(at),
    )
