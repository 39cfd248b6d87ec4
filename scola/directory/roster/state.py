"""What the directory already knows, as the plan needs it. Filled by `existing`; pure facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scola.directory.roster.facts import NO_ADDRESS, Address


@dataclass(frozen=True, slots=True)
class KnownClass:
    id: str
    name: str
    levels: tuple[str, ...] = ()
    external_id: str = ""
    # Of the school year this import is for; the others only leave.
    current: bool = True


@dataclass(frozen=True, slots=True)
class KnownEnrolment:
    id: str
    school_class: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class KnownPupil:
    id: str
    family_name: str
    usage_name: str
    given_name: str
    birth_date: date | None = None
    sex: str = ""
    ine: str = ""
    photo_consent: bool | None = None
    # Gone: may come back, cannot leave again.
    left: bool = False
    # Enrolments in force, in this school.
    enrolments: tuple[KnownEnrolment, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownAdult:
    id: str
    title: str
    family_name: str
    usage_name: str
    given_name: str
    address: Address = NO_ADDRESS
    email: str = ""
    phone_home: str = ""
    phone_work: str = ""
    phone_mobile: str = ""
    left: bool = False
    # Guards or teaches in this school; the others are only known in the city.
    here: bool = True


@dataclass(frozen=True, slots=True)
class KnownLink:
    id: str
    guardian: str
    pupil: str
    in_force: bool = True
    # Made by a roster: only such a link may leave with one.
    from_roster: bool = True
    # Ended by a roster: may come back with one. A right that a human ended stays ended.
    ended_by_roster: bool = False


@dataclass(frozen=True, slots=True)
class KnownPost:
    id: str
    person: str
    head: bool
    school_class: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """One school's present state. Empty for a school that is new."""

    classes: tuple[KnownClass, ...] = ()
    pupils: tuple[KnownPupil, ...] = ()
    guardians: tuple[KnownAdult, ...] = ()
    teachers: tuple[KnownAdult, ...] = ()
    links: tuple[KnownLink, ...] = ()
    posts: tuple[KnownPost, ...] = ()
    # Pupils enrolled in another school of the city, by INE and by (name, birth date).
    elsewhere: frozenset[str] = frozenset()
    # Answers of a human: key of the question -> is it the same person?
    decisions: Mapping[str, bool] = field(default_factory=dict)


NOTHING_KNOWN = Known()
