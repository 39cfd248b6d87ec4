"""Reads of the lesson. Each takes the actor first; what is not visible is not there."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from scola.directory.facts import PersonFact
from scola.directory.queries import classes_by_id, list_pupils
from scola.kernel import clock
from scola.kernel.actor import Actor, Role
from scola.lesson.activities import Mode
from scola.lesson.facts import GroupFact, LessonFact, ParticipantFact, Target
from scola.lesson.grouping import ICONS
from scola.lesson.models import Group, GroupMember, Lesson, LessonActivity, Participant
from scola.lesson.reach import Reach, reach

HOUSE = Actor.system("what a pupil had in an earlier lesson")
LATE = timedelta(days=14)


def lesson_fact(row: Lesson) -> LessonFact:
    school_class = row.school_class
    return LessonFact(
        id=row.pk,
        title=row.title,
        instruction=row.instruction,
        school_class=row.school_class_id,
        class_name=school_class.name,
        school=school_class.school_id,
        school_name=school_class.school.name,
        teacher=row.teacher_id,
        day=row.day,
        state=row.state,
        version=row.version,
        edited_by=row.edited_by,
        state_version=row.state_version,
        join_code=row.join_code,
        started_at=row.started_at,
        ended_at=row.ended_at,
        updated=row.updated,
        eyes=row.eyes,
        frozen=row.frozen,
        eni=row.eni,
        push=row.push,
        help=tuple(row.help),
        given=tuple(target for stored in row.given if (target := Target.read(stored))),
    )


def get_lesson(actor: Actor, lesson_id: str) -> LessonFact:
    """The lesson; Http404 when absent or not for this actor."""
    rows = Lesson.objects.visible_to(actor).select_related("school_class__school")
    row = rows.filter(pk=lesson_id).first()
    if row is None:
        raise Http404
    return lesson_fact(row)


def bound_lesson(actor: Actor) -> LessonFact | None:
    """The live lesson to which a tablet or a screen is bound; None when it has ended."""
    rows = Lesson.objects.visible_to(actor).select_related("school_class__school")
    row = rows.filter(pk=actor.lesson, state=Lesson.LIVE).first() if actor.lesson else None
    return lesson_fact(row) if row else None


def list_lessons(actor: Actor, *, state: str = "", limit: int = 30) -> list[LessonFact]:
    """Lessons of the actor's classes, the latest day first."""
    where = Q(state=state) if state else Q()
    rows = Lesson.objects.visible_to(actor).select_related("school_class__school").filter(where)
    return [lesson_fact(row) for row in rows[:limit]]


def list_groups(actor: Actor, lesson_id: str) -> tuple[GroupFact, ...]:
    """Groups of a lesson with their members and their own activity. Three queries."""
    groups = Group.objects.visible_to(actor).filter(lesson=lesson_id)
    members: dict[str, list[str]] = defaultdict(list)
    rows = GroupMember.objects.visible_to(actor).filter(lesson=lesson_id).order_by("pk")
    for group, person in rows.values_list("group", "person"):
        members[group].append(person)
    owned = LessonActivity.objects.visible_to(actor).filter(lesson=lesson_id).exclude(group=None)
    activities = dict(owned.order_by("position").values_list("group", "activity"))
    return tuple(
        GroupFact(
            row.pk,
            row.name,
            row.colour,
            ICONS.get(row.colour, "users-three-fill"),
            tuple(members[row.pk]),
            activities.get(row.pk, ""),
        )
        for row in groups
    )


def attached(actor: Actor, lesson_id: str) -> list[tuple[str, str]]:
    """(activity id, group id or "") of everything the lesson uses, in order."""
    rows = LessonActivity.objects.visible_to(actor).filter(lesson=lesson_id)
    return [(row.activity, row.group_id or "") for row in rows]


def list_participants(actor: Actor, lesson_id: str) -> list[ParticipantFact]:
    rows = Participant.objects.visible_to(actor).filter(lesson=lesson_id).order_by("joined_at")
    return [ParticipantFact(row.person_id, row.joined_at, row.hands) for row in rows]


def live_lesson_of_class(class_id: str) -> str | None:
    """Id of the lesson under way in a class (for sign-in, before anybody is known)."""
    rows = Lesson.objects.trusted("which lesson a tablet joins")
    return (
        rows.filter(school_class=class_id, state=Lesson.LIVE).values_list("pk", flat=True).first()
    )


def class_of_join_code(code: str) -> tuple[str, str] | None:
    """(class id, lesson id) for the six digits typed on a tablet, while that lesson is live."""
    if not code:
        return None
    rows = Lesson.objects.trusted("which lesson a tablet joins")
    row = rows.filter(join_code=code, state=Lesson.LIVE).first()
    return (row.school_class_id, row.pk) if row else None


def pupil_reach(actor: Actor) -> Reach | None:
    """Everything that the tablet of `actor` may open now; None when it is in no live lesson."""
    if not actor.has(Role.PUPIL):
        return None
    lesson = bound_lesson(actor)
    if lesson is None:
        return None
    return reach(lesson, list_groups(actor, lesson.id), actor.person)


def screen_activities(actor: Actor) -> frozenset[str]:
    """Ids of what a paired screen may show: everything its live lesson uses."""
    if not actor.has(Role.SCREEN) or not bound_lesson(actor):
        return frozenset()
    return frozenset(activity for activity, _group in attached(actor, actor.lesson))


def bound_mode(actor: Actor, activity: str, page: str = "") -> Mode | None:
    """What a bound tablet or screen may do with an activity of its live lesson, or its page."""
    if activity in screen_activities(actor):
        return "draw"
    found = pupil_reach(actor)
    if found is None:
        return None
    return found.mode(activity, page) or _late_mode(actor, activity, page)


def _late_mode(actor: Actor, activity: str, page: str) -> Mode | None:
    """What a tablet could not send before an earlier lesson ended may still arrive, for a while:
    the same child, in a lesson of the same class, on what that child had there."""
    rows = Participant.objects.visible_to(actor).filter(
        person=actor.person,
        lesson__state=Lesson.ENDED,
        lesson__ended_at__gte=clock.now() - LATE,
        lesson__school_class__in=actor.classes(Role.PUPIL),
        lesson__activities__activity=activity,
    )
    for lesson_id in rows.values_list("lesson", flat=True).distinct():
        earlier = get_lesson(HOUSE, lesson_id)
        mode = reach(earlier, list_groups(HOUSE, lesson_id), actor.person).mode(activity, page)
        if mode:
            return mode
    return None


def activities_of_classes(classes: Iterable[str]) -> QuerySet[LessonActivity, Any]:
    """Ids of the activities that lessons of these classes use, as a subquery (for policies)."""
    rows = LessonActivity.objects.trusted("policy of activities")
    found = rows.filter(lesson__school_class__in=frozenset(classes))
    return found.values("activity")


def class_label(class_id: str) -> str:
    found = classes_by_id([class_id]).get(class_id)
    return f"{found.school_name} · {found.name}" if found else ""


def pupils_of(actor: Actor, lesson: LessonFact) -> dict[str, PersonFact]:
    """The pupils of the lesson's class, by id, in the order of their given names."""
    return {pupil.id: pupil for pupil in list_pupils(actor, lesson.school_class)}
