"""The shared state of a lesson: written by the server, followed by every screen of the class."""

from typing import Any

from django.db.models import F

from scola.directory.queries import list_pupils, people_by_id
from scola.kernel import clock, live
from scola.kernel.actor import Actor
from scola.lesson.activities import Mode, activity_kind
from scola.lesson.facts import LessonFact
from scola.lesson.models import Lesson, Participant
from scola.lesson.queries import get_lesson, list_groups
from scola.lesson.reach import reach

HOUSE = Actor.system("the shared state of a lesson")
Rights = dict[tuple[str, str], Mode]


def state_of(lesson: LessonFact) -> dict[str, Any]:
    """The state as the contract of the room says; names are given names, as on the coat hooks."""
    groups = list_groups(HOUSE, lesson.id)
    teacher = people_by_id(HOUSE, [lesson.teacher]).get(lesson.teacher)
    return {
        "lesson": lesson.id,
        "version": lesson.state_version,
        "title": lesson.title,
        "instruction": lesson.instruction,
        "state": "ended" if lesson.is_ended else "live",
        "eyes": lesson.eyes,
        "frozen": lesson.frozen,
        "eni": {"board": "", "page": "", "group": ""} | lesson.eni,
        "push": lesson.push,
        "groups": [
            {
                "id": group.id,
                "name": group.name,
                "colour": group.colour,
                "icon": group.icon,
                "members": list(group.members),
                "board": group.activity,
            }
            for group in groups
        ],
        "people": {
            pupil.id: {"name": pupil.called, "face": pupil.face}
            for pupil in list_pupils(HOUSE, lesson.school_class)
        },
        "teacher": {
            "face": teacher.face if teacher else "",
            "title": teacher.title if teacher else "",
        },
        "help": list(lesson.help),
    }


def publish(row: Lesson) -> LessonFact:
    """Saves `row` with the next state version and sends the state on commit."""
    row.updated = clock.now()
    row.state_version = F("state_version") + 1
    row.save()
    lesson = get_lesson(HOUSE, row.pk)
    if row.state != Lesson.PREPARED:
        live.publish_state(lesson.document, lesson.state_version, state_of(lesson))
    return lesson


def rights_of_tablets(lesson: LessonFact) -> Rights:
    """(document, person) → mode, for every pupil whose tablet has joined."""
    if not lesson.is_live:
        return {}
    groups = list_groups(HOUSE, lesson.id)
    joined = Participant.objects.visible_to(HOUSE).filter(lesson=lesson.id)
    rights: Rights = {}
    for person in joined.values_list("person", flat=True):
        mine = reach(lesson, groups, person)
        for target in mine.targets:
            for document, most in activity_kind().documents(target.activity, target.page):
                held = rights.get((document, person))
                mode: Mode = "read" if lesson.frozen else most
                rights[document, person] = "draw" if "draw" in (held, mode) else "read"
    return rights


def send_changed_rights(before: Rights, lesson: LessonFact) -> None:
    """Tells the open rooms, on commit, whose rights changed and how."""
    after = rights_of_tablets(lesson)
    for document, person in before.keys() | after.keys():
        mode = after.get((document, person))
        if mode != before.get((document, person)):
            live.set_mode(document, person, mode or "none")


def locked(actor: Actor, lesson: LessonFact) -> Lesson:
    """The row of `lesson`, held until the end of the transaction."""
    return Lesson.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=lesson.id)
