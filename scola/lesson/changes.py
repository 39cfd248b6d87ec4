"""The frame of every live verb: hold the row, change it, publish the state, adjust the rights."""

from collections.abc import Iterator
from contextlib import contextmanager

from scola.kernel.actor import Actor
from scola.lesson import state
from scola.lesson.facts import LessonFact
from scola.lesson.models import Lesson
from scola.lesson.queries import lesson_fact


@contextmanager
def changing(actor: Actor, lesson: LessonFact) -> Iterator[Lesson]:
    """Yields the locked row; afterwards the new state and the changed rights leave on commit."""
    row = state.locked(actor, lesson)
    before = state.rights_of_tablets(lesson_fact(row))
    yield row
    state.send_changed_rights(before, state.publish(row))
