"""What the pages of a lesson show: facts put together for the templates and the islands."""

from dataclasses import dataclass
from typing import Any

from django.middleware.csrf import get_token
from django.urls import reverse

from scola.directory.facts import PersonFact
from scola.directory.queries import people_by_id
from scola.kernel import live
from scola.kernel.actor import Actor
from scola.kernel.csp import socket_url
from scola.kernel.page import ActorRequest
from scola.kernel.ui.drawings import face_url
from scola.lesson import queries
from scola.lesson.activities import activity_kind
from scola.lesson.facts import ActivityFact, GroupFact, LessonFact
from scola.lesson.grouping import MOST_GROUPS
from scola.lesson.state import state_of

CHOICES = 6


@dataclass(frozen=True, slots=True)
class ShownPupil:
    person: PersonFact
    here: bool = False
    hand: bool = False
    wants_in: bool = False


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page to choose: `key` is what the forms send."""

    key: str
    picture: str
    number: int
    publish: str
    on_eni: bool = False


@dataclass(frozen=True, slots=True)
class ShownBoard:
    fact: ActivityFact
    pages: tuple[ShownPage, ...]
    group: GroupFact | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A board that the teacher may take, with the picture of its first page."""

    fact: ActivityFact
    picture: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    fact: GroupFact
    pupils: tuple[ShownPupil, ...]
    page: ShownPage | None = None


def lesson_parts(actor: Actor, lesson: LessonFact) -> dict[str, Any]:
    """The lesson, its groups with their pupils, and who is in no group."""
    groups = queries.list_groups(actor, lesson.id)
    pupils = queries.pupils_of(actor, lesson)
    presence = _presence(lesson)
    boards = _boards(actor, lesson, groups)
    shown_groups = [
        ShownGroup(
            group,
            tuple(_pupil(pupils[p], presence, lesson) for p in group.members if p in pupils),
            _first_page(boards, group),
        )
        for group in groups
    ]
    placed = {person for group in groups for person in group.members}
    return {
        "lesson": lesson,
        "groups": shown_groups,
        "unplaced": [_pupil(p, presence, lesson) for key, p in pupils.items() if key not in placed],
        "boards": boards,
        "pupil_count": len(pupils),
        "present_count": sum(1 for person in presence if person in pupils),
        "counts": range(2, MOST_GROUPS + 1),
        "group_count": len(groups) or 4,
        "can_add": len(groups) < MOST_GROUPS,
    }


def cockpit_parts(request: ActorRequest, lesson: LessonFact) -> dict[str, Any]:
    actor = request.actor
    parts = lesson_parts(actor, lesson)
    pupils = queries.pupils_of(actor, lesson)
    presence = _presence(lesson)
    return parts | {
        "waiting": [pupils[person] for person in lesson.help if person in pupils],
        "hands": [_pupil(p, presence, lesson) for key, p in pupils.items() if _hand(presence, key)],
        "screens": sum(1 for person in presence if presence[person].get("screen")),
        "pushes": _pushes(lesson, parts),
        "chosen_page": _chosen_page(parts["boards"]),
        "others": _other_boards(actor, parts["boards"]),
        "join_url": join_url(request, lesson),
        "data": live_data(request, lesson),
    }


def board_choices(actor: Actor, chosen: str = "") -> list[Choice]:
    """The latest boards, the chosen one first: it may be older than those the page has room for."""
    kind = activity_kind()
    boards = sorted(kind.listing(actor), key=lambda board: board.id != chosen)[:CHOICES]
    pages = {key: fact.pages for key, fact in kind.named(actor, [b.id for b in boards]).items()}
    return [
        Choice(board, kind.picture(board.id, pages[board.id][0]) if pages.get(board.id) else "")
        for board in boards
    ]


def record_parts(actor: Actor, lesson: LessonFact) -> dict[str, Any]:
    """Who took part, when, with which boards; names only of people the actor may still see."""
    came = queries.list_participants(actor, lesson.id)
    groups = queries.list_groups(actor, lesson.id)
    placed = [person for group in groups for person in group.members]
    people = people_by_id(actor, [*placed, *(row.person for row in came), lesson.teacher])
    started, ended = lesson.started_at, lesson.ended_at
    return {
        "lesson": lesson,
        "teacher": people.get(lesson.teacher),
        "came": [(people[row.person], row) for row in came if row.person in people],
        "hands": sum(row.hands for row in came),
        "minutes": max(1, round((ended - started).total_seconds() / 60))
        if started and ended
        else 0,
        "boards": _boards(actor, lesson, groups),
        "groups": [(g, [people[p] for p in g.members if p in people]) for g in groups],
    }


def live_data(request: ActorRequest, lesson: LessonFact) -> dict[str, Any]:
    """What an island of the lesson starts with; the socket then keeps it fresh."""
    actor = request.actor
    state = state_of(lesson)
    faces = {"", *(person["face"] for person in state["people"].values())}
    return {
        "lesson": lesson.id,
        "person": actor.person or actor.sign_in,
        "url": socket_url(request),
        "csrf": get_token(request),
        "capability": reverse("capability"),
        "follow": reverse("lesson:follow")
        if actor.lesson
        else reverse("lesson:state", args=[lesson.id]),
        "hand": reverse("lesson:hand"),
        "ended": reverse("lesson:record", args=[lesson.id]),
        "mode": "desk",
        "join": {"code": lesson.join_code, "url": join_url(request, lesson)},
        "version": lesson.state_version,
        "state": state,
        "faces": {face: face_url(face) for face in faces},
        "texts": activity_kind().texts(),
    }


def join_url(request: ActorRequest, lesson: LessonFact) -> str:
    """What the QR on the ENI says: a tablet that opens it is at school, in this lesson."""
    return request.build_absolute_uri(reverse("directory:join", args=[lesson.join_code]))


def _presence(lesson: LessonFact) -> dict[str, dict[str, Any]]:
    """Presence data by person; empty while the real-time process is away."""
    if not lesson.is_live:
        return {}
    people = live.present(lesson.document)
    return {str(one["person"]): dict(one.get("data") or {}) for one in people}


def _hand(presence: dict[str, dict[str, Any]], person: str) -> bool:
    return bool(presence.get(person, {}).get("hand"))


def _pupil(
    person: PersonFact, presence: dict[str, dict[str, Any]], lesson: LessonFact
) -> ShownPupil:
    here = person.id in presence
    return ShownPupil(person, here, _hand(presence, person.id), person.id in lesson.help)


def _boards(actor: Actor, lesson: LessonFact, groups: tuple[GroupFact, ...]) -> list[ShownBoard]:
    attached = queries.attached(actor, lesson.id)
    facts = activity_kind().named(actor, [activity for activity, _group in attached])
    by_id = {group.id: group for group in groups}
    return [
        ShownBoard(facts[activity], _pages(facts[activity], lesson), by_id.get(group))
        for activity, group in attached
        if activity in facts
    ]


def _pages(fact: ActivityFact, lesson: LessonFact) -> tuple[ShownPage, ...]:
    kind = activity_kind(fact.kind)
    return tuple(
        ShownPage(
            f"{fact.id}:{page}",
            kind.picture(fact.id, page),
            number,
            kind.publish(fact.id, page),
            lesson.eni.get("page") == page,
        )
        for number, page in enumerate(fact.pages, start=1)
    )


def _first_page(boards: list[ShownBoard], group: GroupFact) -> ShownPage | None:
    own = next((board for board in boards if board.fact.id == group.activity), None)
    return own.pages[0] if own and own.pages else None


def _other_boards(actor: Actor, used: list[ShownBoard]) -> list[ActivityFact]:
    known = {board.fact.id for board in used}
    return [one for one in activity_kind().listing(actor) if one.id not in known][:20]


def _chosen_page(boards: list[ShownBoard]) -> str:
    """The page the picker begins with: the one on the ENI, else the first of the class's."""
    pages = [page for board in boards if not board.group for page in board.pages]
    found = next((page for page in pages if page.on_eni), pages[0] if pages else None)
    return found.key if found else ""


def _pushes(lesson: LessonFact, parts: dict[str, Any]) -> list[dict[str, Any]]:
    """What is on the tablets, in words: who has which board."""
    titles = {board.fact.id: board.fact.title for board in parts["boards"]}
    names = {f"g:{group.fact.id}": group.fact.name for group in parts["groups"]}
    pupils = [*parts["unplaced"], *(p for group in parts["groups"] for p in group.pupils)]
    names |= {f"p:{one.person.id}": one.person.called for one in pupils}
    own = {f"g:{group.fact.id}": group.fact.activity for group in parts["groups"]}
    return [
        {
            "to": to,
            "name": names.get(to, ""),
            "title": titles.get(target["board"], ""),
            "own": own.get(to, "") == target["board"],
        }
        for to, target in lesson.push.items()
    ]
