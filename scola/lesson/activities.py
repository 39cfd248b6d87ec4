"""The kinds of activity a lesson can use. Filled by the domains above in AppConfig.ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from scola.kernel.actor import Actor
from scola.lesson.facts import ActivityFact

Mode = Literal["read", "draw"]


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """What the lesson asks of a kind of activity.

    `listing(actor)`: the activities that `actor` may choose, the latest first.
    `named(actor, ids)`: those of `ids` that `actor` may see, by id.
    `create(actor, title=, school_class=, background=)`: a new, empty one.
    `copy(actor, activity=, page=, title=, school_class=)`: a new one that starts with a copy of
    that page ("" copies nothing).
    `documents(activity, page)`: the live documents of that page ("" for all pages), each with
    the most a pupil may do there.
    `picture(activity, page)`, `publish(activity, page)`: addresses of a small picture of the page
    and of the form that publishes it. `texts()`: the sentences of its island.
    """

    kind: str
    listing: Callable[[Actor], list[ActivityFact]]
    named: Callable[[Actor, Iterable[str]], dict[str, ActivityFact]]
    create: Callable[..., ActivityFact]
    copy: Callable[..., ActivityFact]
    documents: Callable[[str, str], tuple[tuple[str, Mode], ...]]
    picture: Callable[[str, str], str]
    publish: Callable[[str, str], str]
    texts: Callable[[], dict[str, str]]


BOARD = "board"
_kinds: dict[str, ActivityKind] = {}


def register_activity_kind(kind: ActivityKind) -> None:
    _kinds[kind.kind] = kind


def activity_kind(kind: str = BOARD) -> ActivityKind:
    """The registered kind. Raises KeyError for a kind that no installed domain knows."""
    return _kinds[kind]
