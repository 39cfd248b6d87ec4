"""Groups: by hand, at random, as last time; each with its own board."""

from collections.abc import Iterable, Mapping
from random import SystemRandom

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.policy import Refused, refused
from scola.lesson import queries
from scola.lesson.actions.prepare import attach
from scola.lesson.activities import activity_kind
from scola.lesson.changes import changing
from scola.lesson.facts import GroupFact, LessonFact
from scola.lesson.grouping import GROUP_LOOKS, MOST_GROUPS, shuffle
from scola.lesson.models import Group, GroupMember, Lesson
from scola.lesson.policy import may_edit, may_run

FULL = refused(_("Six groupes au plus : retirez-en un d’abord."))
GONE = refused(_("Ce groupe ou cet élève n’est plus dans la leçon : rechargez la page."))
NO_GROUPS = refused(_("Faites d’abord les groupes."))
NO_EARLIER = refused(_("Cette classe n’a pas encore eu de groupes à reprendre."))


@action("lesson.add_group", may=may_edit)
def add_group(actor: Actor, *, lesson: LessonFact) -> None:
    """One more group, with the first name and colour that are free."""
    with changing(actor, lesson) as row:
        _add(actor, row)


@action("lesson.remove_group", may=may_edit)
def remove_group(actor: Actor, *, lesson: LessonFact, group: str) -> None:
    """Its pupils are to be placed again; its board stays in the lesson."""
    with changing(actor, lesson) as row:
        Group.objects.visible_to(actor).filter(lesson=row.pk, pk=group).delete()
        _forget_groups(row, [group])


@action("lesson.place", may=may_edit)
def place(actor: Actor, *, lesson: LessonFact, person: str, group: str) -> None:
    """Puts a pupil of the class into a group, or out of all groups when `group` is ""."""
    if person not in queries.pupils_of(actor, lesson):
        raise Refused(GONE)
    with changing(actor, lesson) as row:
        GroupMember.objects.visible_to(actor).filter(lesson=row.pk, person=person).delete()
        if group:
            if not Group.objects.visible_to(actor).filter(lesson=row.pk, pk=group).exists():
                raise Refused(GONE)
            GroupMember(lesson=row, group_id=group, person_id=person).save(force_insert=True)


@action("lesson.shuffle", may=may_edit)
def shuffle_groups(
    actor: Actor, *, lesson: LessonFact, count: int, people: Iterable[str] | None = None
) -> None:
    """Spreads the class (or `people` of it) over `count` even groups, at random.

    Groups that exist keep their name and board; their pupils change.
    """
    pupils = queries.pupils_of(actor, lesson)
    chosen = [p for p in pupils if people is None or p in set(people)]
    count = max(1, min(count, MOST_GROUPS, len(chosen) or 1))
    with changing(actor, lesson) as row:
        groups = _exactly(actor, row, count)
        drawn = shuffle(chosen, count, SystemRandom())
        _fill(row, dict(zip([group.pk for group in groups], drawn, strict=True)))


@action("lesson.keep_groups", may=may_edit)
def keep_groups(actor: Actor, *, lesson: LessonFact) -> None:
    """Takes up the groups of the class's last lesson that had some; who left is left out."""
    earlier = earlier_groups(actor, lesson)
    if not earlier:
        raise Refused(NO_EARLIER)
    pupils = queries.pupils_of(actor, lesson)
    with changing(actor, lesson) as row:
        groups = _exactly(actor, row, len(earlier))
        filled: dict[str, list[str]] = {}
        for group, model in zip(groups, earlier, strict=True):
            group.name, group.colour = model.name, model.colour
            group.save(update_fields=["name", "colour"])
            filled[group.pk] = [person for person in model.members if person in pupils]
        _fill(row, filled)


@action("lesson.give_boards", may=may_run)
def give_boards(actor: Actor, *, lesson: LessonFact, activity: str, page: str) -> None:
    """Gives every group its own board, that begins with a copy of `page`, and sends it there."""
    groups = queries.list_groups(actor, lesson.id)
    if not groups:
        raise Refused(NO_GROUPS)
    kind = activity_kind()
    sent: dict[str, dict[str, str]] = {}
    for group in groups:
        made = kind.copy(
            actor,
            activity=activity,
            page=page,
            title=f"{lesson.title} – {group.name}"[:120],
            school_class=lesson.school_class,
        )
        _own(actor, lesson, group, made.id)
        sent[f"g:{group.id}"] = {"board": made.id, "page": ""}
    with changing(actor, lesson) as row:
        row.push = {k: v for k, v in row.push.items() if not k.startswith("p:")} | sent


def earlier_groups(actor: Actor, lesson: LessonFact) -> tuple[GroupFact, ...]:
    """Groups of the latest other lesson of the class that had some."""
    rows = Lesson.objects.visible_to(actor).filter(school_class=lesson.school_class)
    others = rows.exclude(pk=lesson.id).filter(members__isnull=False, day__lte=lesson.day)
    latest = others.order_by("-day", "-started_at", "-created").values_list("pk", flat=True).first()
    return queries.list_groups(actor, latest) if latest else ()


def _own(actor: Actor, lesson: LessonFact, group: GroupFact, activity: str) -> None:
    from scola.lesson.models import LessonActivity

    rows = LessonActivity.objects.visible_to(actor).filter(lesson=lesson.id, group=group.id)
    rows.update(group=None)
    attach(actor, lesson.id, activity, group.id)


def _add(actor: Actor, lesson: Lesson) -> Group:
    rows = Group.objects.visible_to(actor).filter(lesson=lesson.pk)
    taken = set(rows.values_list("colour", flat=True))
    look = next((look for look in GROUP_LOOKS if look[1] not in taken), None)
    if look is None:
        raise Refused(FULL)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    group = Group(lesson=lesson, name=look[0], colour=look[1], position=last + 1)
    group.save(force_insert=True)
    return group


def _exactly(actor: Actor, lesson: Lesson, count: int) -> list[Group]:
    """The lesson's groups, made or removed until there are `count`."""
    groups = list(Group.objects.visible_to(actor).filter(lesson=lesson.pk))
    for surplus in groups[count:]:
        _forget_groups(lesson, [surplus.pk])
        surplus.delete()
    groups = groups[:count]
    while len(groups) < count:
        groups.append(_add(actor, lesson))
    return groups


def _fill(lesson: Lesson, members: Mapping[str, list[str]]) -> None:
    rows = GroupMember.objects.trusted("groups of a lesson that is being changed")
    rows.filter(lesson=lesson.pk).delete()
    GroupMember.objects.bulk_create(
        GroupMember(lesson=lesson, group_id=group, person_id=person)
        for group, people in members.items()
        for person in people
    )


def _forget_groups(lesson: Lesson, groups: Iterable[str]) -> None:
    keys = {f"g:{group}" for group in groups}
    lesson.push = {key: value for key, value in lesson.push.items() if key not in keys}
