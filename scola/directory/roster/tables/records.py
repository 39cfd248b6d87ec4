"""Reads a table row by row: bounded memory, every end of line, quotes, and honest line numbers."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scola.directory.roster.tables.limits import Limits

LONG_LINE = _(
    "Cette ligne est beaucoup trop longue (plus de %(limit)s caractères) : "
    "refaites l’extraction dans ONDE."
)
OPEN_QUOTE = _(
    "Un guillemet ouvert à cette ligne n’est jamais refermé, ou le fichier est coupé : "
    "refaites l’extraction, ou corrigez la ligne."
)
BAD_QUOTE = _("Un guillemet est mal placé dans cette ligne : retirez-le, ou doublez-le.")
TOO_MANY_ROWS = _("Ce fichier a plus de %(limit)s lignes : déposez l’extraction d’une seule école.")
TOO_MANY_COLUMNS = _("Cette ligne a plus de %(limit)s colonnes : refaites l’extraction dans ONDE.")


@dataclass(frozen=True, slots=True)
class Record:
    """One row with the line it begins on, or the sentence that says why it cannot be read.

    `last` means that nothing after it can be trusted; `ended`, that its line has an end.
    """

    line: int
    cells: list[str]
    wrong: str | Promise = ""
    limit: int = 0
    last: bool = False
    ended: bool = True


class _Broken(Exception):
    def __init__(self, sentence: Promise, limit: int = 0, *, last: bool = False) -> None:
        super().__init__(str(sentence))
        self.sentence, self.limit, self.last = sentence, limit, last


class _Lines:
    """Physical lines for csv.reader. Never hands out more than the limits allow."""

    def __init__(self, text: io.TextIOBase, limits: Limits) -> None:
        self.text, self.limits = text, limits
        self.number = 0
        self.ended = True
        self.start = 1

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.limits.line + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.ended = line.endswith("\n")
        if len(line) > self.limits.line:
            self._skip_rest(line)
            raise _Broken(LONG_LINE, self.limits.line)
        if self.number - self.start >= self.limits.lines_of_cell:
            raise _Broken(OPEN_QUOTE, last=True)
        return line

    def _skip_rest(self, line: str) -> None:
        while line and not line.endswith("\n"):
            line = self.text.readline(self.limits.line)


def text_of(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """Text with one kind of line end. What changed under our feet shows as U+FFFD."""
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline=None)


def read_records(text: io.TextIOBase, delimiter: str, limits: Limits) -> Iterator[Record]:
    """Every row that is not blank, in order. Never raises on content."""
    lines = _Lines(text, limits)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows = 0
    while True:
        lines.start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _quote_trouble(lines.start, error)
            continue
        except _Broken as broken:
            yield Record(lines.start, [], broken.sentence, broken.limit, broken.last)
            if broken.last:
                return
            continue
        if not any(cells):
            continue
        rows += 1
        if rows > limits.rows:
            yield Record(lines.start, [], TOO_MANY_ROWS, limits.rows, last=True)
            return
        if len(cells) > limits.columns:
            yield Record(lines.start, [], TOO_MANY_COLUMNS, limits.columns)
            continue
        yield Record(lines.start, cells, ended=lines.ended)


def _quote_trouble(line: int, error: csv.Error) -> Record:
    cut = "end of data" in str(error) or "field larger" in str(error)
    return Record(line, [], OPEN_QUOTE if cut else BAD_QUOTE, last=cut)
