"""What a roster says, whatever its format. Frozen; a cell that was empty is ""."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

# In the order of a school career.
LEVELS = ("TPS", "PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2", "CLIS", "ULIS", "UPE2A")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: the name people know it by, and how to open it (it may be opened twice)."""

    name: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact was read: file name and line, both as an editor shows them (from 1)."""

    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ClassName:
    """A class as the file names it. `external_id` is the identifier of newer layouts, or ""."""

    name: str
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""


NO_ADDRESS = Address()


@dataclass(frozen=True, slots=True)
class RosterPupil:
    family_name: str
    usage_name: str
    given_name: str
    birth_date: date | None
    # "F", "M" or "".
    sex: str = ""
    ine: str = ""
    level: str = ""
    classes: tuple[ClassName, ...] = ()
    addresses: tuple[Address, ...] = ()
    photo_consent: bool | None = None
    association_consent: bool | None = None
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class RosterLink:
    """A guardian's child as the guardian's row names it: no identifier, so names and class."""

    # Index of the guardian in Roster.guardians.
    guardian: int
    family_name: str
    usage_name: str
    given_name: str
    class_name: str
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class RosterGuardian:
    title: str
    family_name: str
    usage_name: str
    given_name: str
    address: Address = NO_ADDRESS
    email: str = ""
    phone_home: str = ""
    phone_work: str = ""
    phone_mobile: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class RosterTeacher:
    title: str
    family_name: str
    usage_name: str
    given_name: str
    email: str = ""
    phone_home: str = ""
    phone_mobile: str = ""
    address: Address = NO_ADDRESS
    head: bool = False
    classes: tuple[ClassName, ...] = ()
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Roster:
    """One whole school. A noun whose file was not given is not in `names`: nobody of it leaves."""

    pupils: tuple[RosterPupil, ...] = ()
    guardians: tuple[RosterGuardian, ...] = ()
    teachers: tuple[RosterTeacher, ...] = ()
    links: tuple[RosterLink, ...] = ()
    # Which of "pupils", "guardians", "teachers" the files speak of.
    names: frozenset[str] = frozenset()
