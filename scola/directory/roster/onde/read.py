"""Reads ONDE files of one school into a Roster. Every trouble is an Issue; nothing is raised."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from scola.directory.roster.facts import (
    Place,
    Roster,
    RosterGuardian,
    RosterLink,
    RosterPupil,
    RosterTeacher,
    Source,
)
from scola.directory.roster.issues import Issues
from scola.directory.roster.onde.columns import Columns, Kind
from scola.directory.roster.onde.header import columns_of, delimiter_of
from scola.directory.roster.onde.rows import child_blocks, read_guardian, read_pupil, read_teacher
from scola.directory.roster.onde.values import Row
from scola.directory.roster.spelling import header_key
from scola.directory.roster.tables.encoding import Unreadable, encoding_of
from scola.directory.roster.tables.limits import USUAL, Limits
from scola.directory.roster.tables.records import Record, read_records, text_of

NO_HEADER = _(
    "« %(file)s » ne ressemble pas à une extraction d’ONDE. Sa première ligne doit nommer les "
    "colonnes, par exemple « Nom élève ; Prénom élève ; Date naissance ; Classe »."
)
MISSING_COLUMN = _(
    "Il manque la colonne « %(title)s » : refaites l’extraction en la cochant dans ONDE."
)
DUPLICATE_COLUMN = _("Cette colonne est présente deux fois : supprimez celle qui est de trop.")
UNKNOWN_COLUMN = _("Scola ne connaît pas cette colonne : elle n’est pas importée.")
TOO_MANY_CELLS = _("Cette ligne a plus de colonnes que le titre : vérifiez les points-virgules.")
NO_ROWS = _("« %(file)s » ne contient que des titres de colonnes : refaites l’extraction.")
NOT_THERE = _("« %(file)s » ne peut pas être ouvert : vérifiez le nom et les droits d’accès.")
NO_FILE = _(
    "Aucun fichier CSV ici : déposez les extractions « élèves » et « responsables » d’ONDE."
)
CUT = _("Le fichier est coupé au milieu de cette ligne : refaites l’extraction dans ONDE.")
SECOND_TABLE = ("intitule", "adresseorganisme")
# A title or an empty line may come before the header.
HEADER_WITHIN = 6


@dataclass
class _Reading:
    today: date
    issues: Issues
    limits: Limits
    pupils: list[RosterPupil] = field(default_factory=list)
    guardians: list[RosterGuardian] = field(default_factory=list)
    teachers: list[RosterTeacher] = field(default_factory=list)
    links: list[RosterLink] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def roster(self) -> Roster:
        return Roster(
            tuple(self.pupils),
            tuple(self.guardians),
            tuple(self.teachers),
            tuple(self.links),
            frozenset(self.names),
        )


def read(
    sources: Sequence[Source], *, today: date, limits: Limits = USUAL
) -> tuple[Roster, Issues]:
    """The roster that these files hold together, and what is wrong with them.

    When `issues.refused`, the roster is what could be read and must not be written.
    """
    reading = _Reading(today, Issues(), limits)
    if not sources:
        reading.issues.error(NO_FILE)
    for source in sources:
        _read_file(reading, source)
    return reading.roster(), reading.issues


def recognises(source: Source, limits: Limits = USUAL) -> bool:
    """Whether the beginning of this file has the titles of an ONDE table."""
    issues = Issues()
    reading = _Reading(date.max, issues, limits)
    try:
        with source.open() as stream:
            encoding = encoding_of(stream, limits)
        with source.open() as stream, text_of(stream, encoding) as text:
            return _header(reading, source.name, text) is not None
    except (OSError, Unreadable):
        return False


def _read_file(reading: _Reading, source: Source) -> None:
    issues = reading.issues
    try:
        with source.open() as stream:
            encoding = encoding_of(stream, reading.limits)
        with source.open() as stream, text_of(stream, encoding) as text:
            _read_table(reading, source.name, text)
    except OSError:
        issues.error(NOT_THERE, source.name)
    except Unreadable as trouble:
        issues.add(trouble.issue(source.name))


def _read_table(reading: _Reading, file: str, text: io.TextIOWrapper) -> None:
    found = _header(reading, file, text)
    if found is None:
        reading.issues.error(NO_HEADER, file)
        return
    line, columns, records = found
    _say_titles(reading.issues, file, line, columns)
    if columns.missing:
        return
    reading.names.add(columns.kind.value)
    read_one = {
        Kind.PUPILS: _pupil,
        Kind.GUARDIANS: _guardian,
        Kind.TEACHERS: _teacher,
    }[columns.kind]
    rows = 0
    shortest = len(columns.titles)
    for record in records:
        if record.wrong:
            reading.issues.error(record.wrong, file, record.line, limit=record.limit)
            rows += 1
            continue
        if columns.kind is Kind.GUARDIANS and _is_second_table(record):
            break
        rows += 1
        if not record.ended and len(record.cells) < shortest:
            # Shorter than every whole line, and without an end: half a person is not imported.
            reading.issues.error(CUT, file, record.line)
            break
        shortest = min(shortest, len(record.cells))
        place = Place(file, record.line)
        row = Row(columns, reading.issues, file, record.line, record.cells, place)
        _say_extra_cells(row)
        read_one(reading, row)
    if not rows:
        reading.issues.error(NO_ROWS, file)


def _header(
    reading: _Reading, file: str, text: io.TextIOWrapper
) -> tuple[int, Columns, Iterator[Record]] | None:
    """The first line that names the columns of a kind of file, and the rows that follow it.

    Else the line that comes nearest, so that what it lacks can be named; None when none does.
    """
    start = text.read(reading.limits.line)
    text.seek(0)
    records = read_records(text, delimiter_of(start.split("\n")[:HEADER_WITHIN]), reading.limits)
    near: tuple[int, Columns] | None = None
    for record in records:
        if not record.wrong:
            columns = columns_of(record.cells, file)
            if not columns.missing:
                return record.line, columns, records
            if columns.score >= 2 and (near is None or columns.score > near[1].score):
                near = (record.line, columns)
        if record.line >= HEADER_WITHIN or record.last:
            break
    return (*near, iter(())) if near else None


def _say_titles(issues: Issues, file: str, line: int, columns: Columns) -> None:
    for title in columns.missing:
        issues.error(MISSING_COLUMN, file, line, title, title=title)
    for title in columns.duplicate:
        issues.error(DUPLICATE_COLUMN, file, line, title, title)
    for title in columns.unknown:
        issues.warn(UNKNOWN_COLUMN, file, line, title, title)


def _say_extra_cells(row: Row) -> None:
    """Empty cells beyond the header are how ONDE ends its lines; children may go on there."""
    width = len(row.columns.titles)
    if len(row.cells) <= width or not any(cell.strip() for cell in row.cells[width:]):
        return
    if row.columns.kind is Kind.GUARDIANS:
        blocks = child_blocks(row.columns, len(row.cells))
        width = max(width, *(index + 1 for block in blocks for index in block))
    extra = [cell for cell in row.cells[width:] if cell.strip()]
    if extra:
        row.warn(TOO_MANY_CELLS, width, extra[0])


def _is_second_table(record: Record) -> bool:
    """The care organisations after the guardians: another table in the same file."""
    return tuple(header_key(cell) for cell in record.cells[:2]) == SECOND_TABLE


def _pupil(reading: _Reading, row: Row) -> None:
    pupil = read_pupil(row, reading.today)
    if pupil is not None:
        reading.pupils.append(pupil)


def _guardian(reading: _Reading, row: Row) -> None:
    found = read_guardian(row, len(reading.guardians))
    if found is not None:
        reading.guardians.append(found[0])
        reading.links.extend(found[1])


def _teacher(reading: _Reading, row: Row) -> None:
    teacher = read_teacher(row)
    if teacher is not None:
        reading.teachers.append(teacher)
