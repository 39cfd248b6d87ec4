"""Rows to facts: a pupil, a guardian with the children it names, a teacher."""

import sys
from datetime import date

from django.utils.translation import gettext_lazy as _

from scola.directory.roster.facts import (
    NO_ADDRESS,
    Address,
    ClassName,
    RosterGuardian,
    RosterLink,
    RosterPupil,
    RosterTeacher,
)
from scola.directory.roster.onde.columns import Columns
from scola.directory.roster.onde.values import Row

# The widths of the columns of the database.
NAME, TITLE, CLASS, CLASS_ID = 80, 10, 60, 60
STREET, POSTCODE, TOWN, COUNTRY = 200, 10, 80, 60

NO_CLASS = _("Cet élève n’a pas de classe : il est importé sans classe, à répartir.")
NO_CHILD = _("Ce responsable n’a aucun enfant dans le fichier : il n’est pas importé.")
CHILD_WITHOUT_NAME = _(
    "L’enfant de ce responsable n’a pas de nom ou pas de prénom : le lien n’est pas importé."
)
_TITLES = {
    "m": "M.", "m.": "M.", "mr": "M.", "mr.": "M.", "monsieur": "M.",
    "mme": "Mme", "mme.": "Mme", "madame": "Mme", "mlle": "Mme", "mademoiselle": "Mme",
}  # fmt: skip
CHILD = ("child_usage", "child_family", "child_given", "child_class")


def read_pupil(row: Row, today: date) -> RosterPupil | None:
    family = row.text("family", NAME)
    usage = row.text("usage", NAME)
    if not family and not usage:
        row.text("family", NAME, needed=True)
    given = row.text("given", NAME, needed=True)
    born = row.birth_date("birth", today)
    names = row.each("class", CLASS)
    if not names:
        row.left_out(NO_CLASS, "class", "")
    identifier = row.text("class_id", CLASS_ID)
    pupil = RosterPupil(
        family_name=family or usage,
        usage_name=usage if family else "",
        given_name=given,
        birth_date=born,
        sex=row.sex("sex"),
        ine=row.ine("ine"),
        level=row.level("level"),
        # One identifier names one class: the first.
        classes=tuple(ClassName(name, "" if n else identifier) for n, name in enumerate(names)),
        addresses=_addresses(row),
        photo_consent=row.flag("photo"),
        association_consent=row.flag("association"),
        place=row.place,
    )
    return None if row.failed else pupil


def _addresses(row: Row) -> tuple[Address, ...]:
    both = (_address(row, "1"), _address(row, "2"))
    return tuple(address for address in both if address is not NO_ADDRESS)


def _address(row: Row, number: str = "") -> Address:
    street = row.text(f"street{number}", STREET)
    postcode = row.text(f"postcode{number}", POSTCODE)
    town = row.text(f"town{number}", TOWN)
    if not (street or postcode or town):
        return NO_ADDRESS
    return Address(street, postcode, town, row.text(f"country{number}", COUNTRY))


def read_guardian(row: Row, number: int) -> tuple[RosterGuardian, list[RosterLink]] | None:
    """The guardian, and a link to each child; the guardian will be number `number`."""
    family, usage, given = _adult_names(row)
    links = _children(row, number)
    guardian = RosterGuardian(
        title=_title(row),
        family_name=family,
        usage_name=usage,
        given_name=given,
        address=_address(row),
        email=row.email("email"),
        phone_home=row.phone("phone_home"),
        phone_work=row.phone("phone_work"),
        phone_mobile=row.phone("phone_mobile"),
        place=row.place,
    )
    if row.failed:
        return None
    if not links:
        row.left_out(NO_CHILD, "child_family", f"{given} {family}")
        return None
    return guardian, links


def _adult_names(row: Row) -> tuple[str, str, str]:
    family, usage = row.text("family", NAME), row.text("usage", NAME)
    if not family and not usage:
        row.text("family", NAME, needed=True)
    return family or usage, usage if family else "", row.text("given", NAME, needed=True)


def _children(row: Row, number: int) -> list[RosterLink]:
    found = []
    for block in child_blocks(row.columns, len(row.cells)):
        if not any(row.cells[index : index + 1] != [""] for index in block if index >= 0):
            continue
        usage, family, given, school_class = (
            _child_cell(row, index, name) for index, name in zip(block, CHILD, strict=True)
        )
        if not (usage or family or given):
            continue
        if not given or not (family or usage):
            row.left_out(CHILD_WITHOUT_NAME, "child_given", f"{usage or family} {given}".strip())
            continue
        link = RosterLink(
            number, family or usage, usage if family else "", given, school_class,
            row.place,
        )  # fmt: skip
        found.append(link)
    return found


def _child_cell(row: Row, index: int, name: str) -> str:
    value = row.cell(index) if index >= 0 else ""
    return row.checked(value, name, NAME, needed=True) if value else ""


def child_blocks(columns: Columns, width: int) -> list[tuple[int, ...]]:
    """Indexes of (usage, family, given, class) of each child; -1 for a column that is not there.

    The number of blocks follows the largest family, and a row may go on beyond its header.
    """
    width = max(width, len(columns.titles))
    found = columns.blocks.get(width)
    if found is None:
        found = columns.blocks[width] = _child_blocks(columns, width)
    return found


def _child_blocks(columns: Columns, width: int) -> list[tuple[int, ...]]:
    names = [name for name in CHILD if name in columns.all]
    count = min(len(columns.all[name]) for name in ("child_family", "child_given"))
    blocks = []
    for n in range(count):
        found = {name: columns.all[name][n] for name in names if n < len(columns.all[name])}
        blocks.append(tuple(found.get(name, -1) for name in CHILD))
    last = blocks[-1]
    step = len(names)
    present = sorted(index for index in last if index >= 0)
    if present[-1] - present[0] == step - 1 and present[-1] == len(columns.titles) - 1:
        while present[-1] + step < width:
            present = [index + step for index in present]
            last = tuple(index + step if index >= 0 else -1 for index in last)
            blocks.append(last)
    return blocks


def read_teacher(row: Row) -> RosterTeacher | None:
    family, usage, given = _adult_names(row)
    teacher = RosterTeacher(
        title=_title(row),
        family_name=family,
        usage_name=usage,
        given_name=given,
        email=row.email("email"),
        phone_home=row.phone("phone_home"),
        phone_mobile=row.phone("phone_mobile"),
        address=_address(row),
        head=bool(row.flag("head")),
        classes=tuple(ClassName(name) for name in row.each("class", CLASS)),
        place=row.place,
    )
    return None if row.failed else teacher


def _title(row: Row) -> str:
    value = row.text("title", TITLE)
    return sys.intern(_TITLES.get(value.lower(), value))
