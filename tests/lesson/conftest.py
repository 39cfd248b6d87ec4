"""A lesson of the CE1 with its board, and every role of the cast as an actor."""

import json
from datetime import date

import pytest

from scola.directory.grants import actor_of_person
from scola.kernel.actor import Actor, Grant, Role
from scola.kernel.models import LiveMessage
from scola.lesson import queries
from scola.lesson.actions import join, run
from scola.lesson.actions.prepare import Draft, prepare_lesson


class School:
    """The cast, with the verbs that most tests begin with."""

    def __init__(self, cast):
        self.cast = cast

    def teacher(self, name="letizia"):
        return self.cast.actor(name)

    def pupil(self, name, lesson):
        return actor_of_person(self.cast.people()[name], sign_in=f"on-{name}", lesson=lesson.id)

    def screen(self, lesson):
        grant = Grant(Role.SCREEN, lesson=lesson.id)
        return Actor(grants=(grant,), sign_in="screen-of-ce1", lesson=lesson.id, name="ENI")

    def prepare(self, title="Le secret du golfe", name="letizia", school_class=None):
        where = school_class or self.cast.ce1
        draft = Draft(title, date(2026, 11, 23), "Écris ce que dit Petru")
        return prepare_lesson(self.teacher(name), school_class=where.pk, draft=draft)

    def start(self, **kwargs):
        return run.start_lesson(self.teacher(), lesson=self.prepare(**kwargs))

    def join(self, lesson, *names):
        for name in names:
            join.join_lesson(self.pupil(name, lesson), lesson=lesson)

    def fresh(self, lesson, name="letizia"):
        return queries.get_lesson(self.teacher(name), lesson.id)

    def board(self, lesson):
        return queries.attached(self.teacher(), lesson.id)[0][0]


@pytest.fixture
def school(cast):
    return School(cast)


@pytest.fixture
def sent(db):
    """What left for the real-time process: a function that gives the commands of one kind."""

    def commands(do):
        rows = LiveMessage.objects.trusted("test").order_by("created", "id")
        found = [row.command for row in rows]
        return [json.loads(json.dumps(c)) for c in found if c["do"] == do]

    return commands
