"""What other domains, and the templates, know of a lesson: frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

EVERYBODY = "*"


@dataclass(frozen=True, slots=True)
class Target:
    """What a screen shows: an activity, one page of it, or "" for the whole of it."""

    activity: str
    page: str = ""

    @classmethod
    def read(cls, stored: Mapping[str, str] | None) -> "Target | None":
        if not stored or not stored.get("board"):
            return None
        return cls(stored["board"], stored.get("page", ""))

    def stored(self) -> dict[str, str]:
        return {"board": self.activity, "page": self.page}


@dataclass(frozen=True, slots=True)
class LessonFact:
    """A lesson. `push` maps "*", "g:<group>" or "p:<person>" to {"board", "page"};
    `eni` is {"board", "page", "group"}; `help` lists the pupils who wait to be let in.
    """

    id: str
    title: str
    instruction: str
    school_class: str
    class_name: str
    school: str
    school_name: str
    teacher: str
    day: date
    state: str
    version: int
    edited_by: str
    state_version: int
    join_code: str
    started_at: datetime | None
    ended_at: datetime | None
    updated: datetime
    eyes: bool
    frozen: bool
    eni: dict[str, str] = field(default_factory=dict)
    push: dict[str, dict[str, str]] = field(default_factory=dict)
    help: tuple[str, ...] = ()
    # Everything that was pushed to everybody, in turn.
    given: tuple[Target, ...] = ()

    @property
    def is_live(self) -> bool:
        return self.state == "live"

    @property
    def is_ended(self) -> bool:
        return self.state == "ended"

    @property
    def document(self) -> str:
        return f"lesson:{self.id}"


@dataclass(frozen=True, slots=True)
class GroupFact:
    id: str
    name: str
    colour: str
    icon: str
    members: tuple[str, ...]
    # The group's own activity, "" when it has none.
    activity: str = ""


@dataclass(frozen=True, slots=True)
class ActivityFact:
    """One activity as a lesson shows it: its pages are in reading order."""

    kind: str
    id: str
    title: str
    pages: tuple[str, ...]
    updated: datetime
    owner_name: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantFact:
    person: str
    joined_at: datetime
    hands: int
