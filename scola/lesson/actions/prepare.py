"""Preparing a lesson: making it, changing it without overwriting a colleague, dropping it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.policy import Refused, refused
from scola.lesson.activities import BOARD, activity_kind
from scola.lesson.facts import LessonFact
from scola.lesson.models import Lesson, LessonActivity
from scola.lesson.policy import may_edit, may_prepare
from scola.lesson.queries import get_lesson
from scola.lesson.state import locked, publish


@dataclass(frozen=True, slots=True)
class Draft:
    """What a teacher writes about a lesson. `board` is the id of the main activity."""

    title: str
    day: date
    instruction: str = ""
    board: str = ""


class EditedMeanwhile(Exception):
    """Somebody else saved first. Nothing was written: `theirs` is what the lesson says now."""

    def __init__(self, theirs: LessonFact) -> None:
        super().__init__(theirs.id)
        self.theirs = theirs


@action("lesson.prepare", may=may_prepare)
def prepare_lesson(
    actor: Actor, *, school_class: str, draft: Draft, background: str = "seyes"
) -> LessonFact:
    """A new lesson of a class; without a chosen board it gets a new one, with its title."""
    now = clock.now()
    row = Lesson(
        title=draft.title,
        instruction=draft.instruction,
        school_class_id=school_class,
        teacher_id=actor.person,
        edited_by=actor.person,
        day=draft.day,
        created=now,
        updated=now,
    )
    row.save(force_insert=True)
    board = draft.board or _new_board(actor, draft.title, school_class, background)
    attach(actor, row.pk, board)
    return get_lesson(actor, row.pk)


@action("lesson.edit", may=may_edit)
def edit_lesson(actor: Actor, *, lesson: LessonFact, draft: Draft, version: int) -> LessonFact:
    """Saves `draft` written on top of `version`. Raises EditedMeanwhile when that is not the last.

    The same words as the ones saved meanwhile are no conflict.
    """
    row = locked(actor, lesson)
    now_says = get_lesson(actor, lesson.id)
    if row.version != version and not _same(now_says, draft):
        raise EditedMeanwhile(now_says)
    row.title, row.instruction, row.day = draft.title, draft.instruction, draft.day
    row.version += 1
    row.edited_by = actor.person
    row.updated = clock.now()
    row.save()
    if draft.board:
        make_main(actor, row, draft.board)
    return get_lesson(actor, row.pk)


@action("lesson.add_board", may=may_edit)
def add_board(
    actor: Actor, *, lesson: LessonFact, board: str = "", background: str = "seyes"
) -> LessonFact:
    """Makes the lesson use one more board; a new one, with its title, when `board` is ""."""
    row = locked(actor, lesson)
    attach(actor, row.pk, board or _new_board(actor, row.title, lesson.school_class, background))
    return publish(row)


@action("lesson.drop", may=may_edit)
def drop_lesson(actor: Actor, *, lesson: LessonFact) -> None:
    """Removes a lesson that never began; its boards stay."""
    row = locked(actor, lesson)
    if row.state != Lesson.PREPARED:
        raise Refused(refused(_("Cette leçon a commencé : terminez-la, elle restera au cahier.")))
    row.delete()


def _same(lesson: LessonFact, draft: Draft) -> bool:
    return (lesson.title, lesson.instruction, lesson.day) == (
        draft.title,
        draft.instruction,
        draft.day,
    )


def _new_board(actor: Actor, title: str, school_class: str, background: str) -> str:
    made = activity_kind().create(
        actor, title=title, school_class=school_class, background=background
    )
    return made.id


def attach(actor: Actor, lesson: str, activity: str, group: str = "") -> LessonActivity:
    """Makes the lesson use an activity that `actor` may see; once, whatever happens."""
    if activity not in activity_kind().named(actor, [activity]):
        raise Refused(refused(_("Ce tableau n’est plus là : choisissez-en un autre.")))
    rows = LessonActivity.objects.visible_to(actor).filter(lesson=lesson)
    found = rows.filter(activity=activity).first()
    if found:
        return found
    last = rows.aggregate(last=Max("position"))["last"]
    row = LessonActivity(
        lesson_id=lesson,
        kind=BOARD,
        activity=activity,
        group_id=group or None,
        position=0 if last is None else last + 1,
    )
    row.save(force_insert=True)
    return row


def make_main(actor: Actor, lesson: Lesson, activity: str) -> None:
    """Puts `activity` first among those of the whole class."""
    main = attach(actor, lesson.pk, activity)
    rows = LessonActivity.objects.visible_to(actor).filter(lesson=lesson.pk).exclude(pk=main.pk)
    for position, row in enumerate(rows, start=1):
        row.position = position
        row.save(update_fields=["position"])
    main.position, main.group = 0, None
    main.save(update_fields=["position", "group"])
