"""What each role finds at home: what exists and can be done today, nothing else."""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from scola.board.queries import boards_by_id
from scola.directory import calendar, queries
from scola.directory.facts import ClassFact
from scola.kernel import clock, live_control
from scola.kernel.actor import CITY_ROLES, Actor, Role
from scola.kernel.jobs import heartbeat_file
from scola.lesson import queries as lessons
from scola.lesson.activities import BOARD, activity_kind
from scola.lesson.facts import LessonFact
from scola.sharing import queries as sharing
from scola.sharing import reading

Context = dict[str, Any]
FAMILY_POSTS = 5
READY_LESSONS = 5
THUMBNAILS = 3
# A jobs process beats every few seconds; silence for longer means that it is away.
JOBS_SILENCE = 20.0


@dataclass(frozen=True, slots=True)
class ClassRow:
    fact: ClassFact
    pupils: int
    taught: bool


def home_of(actor: Actor) -> tuple[str, Context]:
    """(template, context) of the actor's home. Teams that are parents too find their children."""
    if actor.has(Role.PUPIL):
        return "site/pupil.html", {"lesson": lessons.bound_lesson(actor)}
    if actor.has(Role.TEACHER):
        name, context = "teacher", teacher(actor)
    elif actor.has(Role.HEAD):
        name, context = "head", head(actor)
    elif actor.has(Role.SCHOOL_STAFF):
        name, context = "staff", staff(actor)
    elif actor.has(*CITY_ROLES):
        name, context = "city", city(actor)
    else:
        return "site/family.html", family(actor)
    context["today"] = clock.today()
    context["wards"] = queries.list_wards(actor) if actor.has(Role.GUARDIAN) else []
    return f"site/{name}.html", context


def teacher(actor: Actor) -> Context:
    live = lessons.list_lessons(actor, state="live", limit=3)
    ready = _in_turn(lessons.list_lessons(actor, state="prepared", limit=100))
    first = next(iter([*live, *ready]), None)
    posts = sharing.list_posts(actor, actor.classes(Role.TEACHER), limit=3)
    return {
        "first": first,
        "others": [one for one in [*live, *ready] if one is not first][:READY_LESSONS],
        "pages": _thumbnails(actor, first),
        "classes": _class_rows(actor),
        "cards": reading.cards(actor, posts),
        "heads": actor.has(Role.HEAD),
    }


def _in_turn(planned: list[LessonFact]) -> list[LessonFact]:
    """Today's and the coming ones first, the nearest day before the others; then what is past."""
    today = clock.today()
    coming = sorted((one for one in planned if one.day >= today), key=lambda one: one.day)
    return coming + [one for one in planned if one.day < today]


def _thumbnails(actor: Actor, lesson: LessonFact | None) -> list[str]:
    """Addresses of pictures of the first pages that the lesson uses."""
    if lesson is None:
        return []
    ids = [activity for activity, group in lessons.attached(actor, lesson.id) if not group][:1]
    boards = boards_by_id(actor, ids)
    picture = activity_kind(BOARD).picture
    pages = [(board.id, page.id) for board in boards.values() for page in board.pages]
    return [picture(board, page) for board, page in pages[:THUMBNAILS]]


def head(actor: Actor) -> Context:
    schools = sorted(actor.schools(Role.HEAD))
    posts = sharing.latest_of_each(actor, limit=4)
    return {
        "classes": _class_rows(actor),
        "cards": reading.cards(actor, posts),
        "school_name": queries.school_name(schools[0]) if len(schools) == 1 else "",
    }


def staff(actor: Actor) -> Context:
    return {"classes": _class_rows(actor)}


def _class_rows(actor: Actor) -> list[ClassRow]:
    counts = queries.count_pupils(actor)
    taught = actor.classes(Role.TEACHER)
    return [
        ClassRow(one, counts.get(one.id, 0), one.id in taught)
        for one in queries.list_classes(actor)
    ]


def family(actor: Actor) -> Context:
    """All children together, in whatever school: five things at most, one of each class first."""
    wards = queries.list_wards(actor)
    posts = sharing.latest_of_each(actor, limit=FAMILY_POSTS)
    return {
        "kids": reading.kids_bar(wards),
        "wards": wards,
        "cards": reading.cards(actor, posts, wards),
        "today": clock.today(),
    }


def city(actor: Actor) -> Context:
    """Figures without names; the verbs of the role are in the template."""
    operates = actor.has(Role.CITY_ADMIN, Role.TECHNICIAN)
    schools = sorted(actor.schools(Role.DIGITAL_REFERENT))
    return {
        "roles": [role.value for role in CITY_ROLES if actor.has(role)],
        "figures": queries.figures(),
        "service": service() if operates else {},
        "alerts": calendar.alerts() if actor.has(Role.CITY_ADMIN) else [],
        "supported": len(schools),
        "supported_name": queries.school_name(schools[0]) if len(schools) == 1 else "",
    }


def service() -> dict[str, bool]:
    """Which of the processes beside this one are alive: {"realtime": True, "jobs": False}."""
    try:
        silence = time.time() - heartbeat_file().stat().st_mtime
    except OSError:
        silence = JOBS_SILENCE
    return {"realtime": live_control.alive(settings.DATA_DIR), "jobs": silence < JOBS_SILENCE}
