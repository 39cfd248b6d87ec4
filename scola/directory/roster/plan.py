"""A plan: what an import would write. Made without writing anything; the same input, the same plan.

Fields named `fields` map a column to its new value; only what differs is in them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from scola.directory.roster.facts import RosterGuardian, RosterPupil, RosterTeacher
from scola.directory.roster.issues import Issues
from scola.directory.roster.matching import Question
from scola.directory.roster.state import KnownAdult, KnownClass, KnownLink, KnownPupil

NO_FIELDS: Mapping[str, object] = MappingProxyType({})


def no_fields() -> Mapping[str, object]:
    """One empty mapping for all the changes that change no field."""
    return NO_FIELDS


class State(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class ClassChange:
    state: State
    # How the plan's other changes name this class (see classes.class_key).
    key: str
    name: str
    levels: tuple[str, ...] = ()
    external_id: str = ""
    known: KnownClass | None = None
    fields: Mapping[str, object] = field(default_factory=no_fields)


@dataclass(frozen=True, slots=True)
class PupilChange:
    state: State
    row: RosterPupil | None = None
    known: KnownPupil | None = None
    fields: Mapping[str, object] = field(default_factory=no_fields)
    # Classes to enrol in, and enrolments to end.
    enrol: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    # Enrolments whose level changes: (id, level).
    levels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GuardianChange:
    state: State
    # All rows of this person put together; None when leaving.
    row: RosterGuardian | None = None
    known: KnownAdult | None = None
    fields: Mapping[str, object] = field(default_factory=no_fields)


@dataclass(frozen=True, slots=True)
class TeacherChange:
    state: State
    row: RosterTeacher | None = None
    known: KnownAdult | None = None
    fields: Mapping[str, object] = field(default_factory=no_fields)
    # Classes to give ("" is the school without a class), headship to give, posts to end.
    give: tuple[str, ...] = ()
    give_head: bool = False
    end: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkChange:
    state: State
    # Indexes in Plan.guardians and Plan.pupils; -1 when leaving.
    guardian: int = -1
    pupil: int = -1
    known: KnownLink | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    leaving: int = 0

    def as_json(self) -> dict[str, int]:
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "leaving": self.leaving,
        }


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A line of the preview: what happens to the pupils of one class. `name` "" is "no class"."""

    name: str
    teachers: tuple[str, ...]
    pupils: Counts
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    classes: tuple[ClassChange, ...] = ()
    pupils: tuple[PupilChange, ...] = ()
    guardians: tuple[GuardianChange, ...] = ()
    teachers: tuple[TeacherChange, ...] = ()
    links: tuple[LinkChange, ...] = ()
    questions: tuple[Question, ...] = ()
    lines: tuple[ClassLine, ...] = ()
    # Ids of known guardians of whom a human said: two persons.
    told_apart: tuple[tuple[str, str], ...] = ()
    # The files name too little of a school that is known: perhaps one class only.
    partial: bool = False

    def counts(self) -> dict[str, Counts]:
        return {
            "pupils": count(change.state for change in self.pupils),
            "classes": count(change.state for change in self.classes),
            "teachers": count(change.state for change in self.teachers),
            "guardians": count(change.state for change in self.guardians),
            "links": count(change.state for change in self.links),
        }

    @property
    def changes_nothing(self) -> bool:
        return all(c.created == c.changed == c.leaving == 0 for c in self.counts().values())

    def as_json(self, format_name: str, issues: Issues) -> dict[str, object]:
        """The object of `scola import-roster --json`."""
        nouns: dict[str, dict[str, int]] = {
            noun: counts.as_json() for noun, counts in self.counts().items()
        }
        nouns["guardians"]["doubtful"] = len(self.questions)
        return {
            "format": format_name,
            **nouns,
            "errors": [issue.as_json() for issue in issues.listed("error")],
            "warnings": [issue.as_json() for issue in issues.listed("warning")],
        }


def count(states: Iterable[State]) -> Counts:
    found = Counter(states)
    return Counts(*(found[state] for state in State))
