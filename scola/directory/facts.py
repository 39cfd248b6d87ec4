"""What other domains know of the directory: frozen, safe to pass around."""

from dataclasses import dataclass
from datetime import date

from scola.kernel.actor import Role


@dataclass(frozen=True, slots=True)
class PersonFact:
    id: str
    given_name: str
    last_name: str
    face: str = ""
    title: str = ""
    # What a pupil is called in class, when the fact comes with the class; else "".
    called: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class ClassFact:
    id: str
    name: str
    school: str
    school_name: str
    levels: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class WardFact:
    """A child as its guardian sees it."""

    pupil: PersonFact
    classes: tuple[ClassFact, ...]
    teachers: tuple[PersonFact, ...]


@dataclass(frozen=True, slots=True)
class PostFact:
    role: Role
    school: str
    school_name: str
    school_class: str
    class_name: str


@dataclass(frozen=True, slots=True)
class DayOff:
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CityFigures:
    schools: int
    classes: int
    pupils: int
    to_complete: int
