"""What pupils do to a lesson: come in, raise a hand, ask to be let in."""

from django.db.models import F

from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.lesson import queries
from scola.lesson.changes import changing
from scola.lesson.facts import LessonFact
from scola.lesson.models import Participant
from scola.lesson.policy import may_ask_for_help, may_take_part

HOUSE = Actor.system("a child at the door of a lesson")


@action("lesson.join", may=may_take_part)
def join_lesson(actor: Actor, *, lesson: LessonFact) -> None:
    """Notes that the pupil of this tablet is in the lesson; once."""
    row = Participant(lesson_id=lesson.id, person_id=actor.person, joined_at=clock.now())
    Participant.objects.bulk_create([row], ignore_conflicts=True)


@action("lesson.raise_hand", may=may_take_part)
def raise_hand(actor: Actor, *, lesson: LessonFact) -> None:
    """Counts it for the record; the hand itself is seen live, by the room's presence."""
    rows = Participant.objects.visible_to(actor).filter(lesson=lesson.id, person=actor.person)
    rows.update(hands=F("hands") + 1)


@action("lesson.help", may=may_ask_for_help)
def note_help(actor: Actor, *, lesson: LessonFact, pupil: str, wanted: bool) -> None:
    """Puts a pupil who cannot sign in on the teacher's list, or takes them off."""
    with changing(actor, lesson) as row:
        others = [person for person in row.help if person != pupil]
        row.help = [*others, pupil] if wanted else others


def help_wanted(class_id: str, pupil_id: str, wanted: bool) -> None:
    """For directory.lessons: tells the lesson under way in that class, if there is one."""
    lesson_id = queries.live_lesson_of_class(class_id)
    if lesson_id is None:
        return
    lesson = queries.get_lesson(HOUSE, lesson_id)
    if wanted != (pupil_id in lesson.help):
        note_help(HOUSE, lesson=lesson, pupil=pupil_id, wanted=wanted)
