"""The whole plan of one school."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from scola.directory.roster.facts import Roster, RosterTeacher
from scola.directory.roster.issues import Issues
from scola.directory.roster.matching import Question
from scola.directory.roster.plan import (
    ClassChange,
    ClassLine,
    LinkChange,
    Plan,
    PupilChange,
    State,
    TeacherChange,
    count,
)
from scola.directory.roster.planning.classes import Classes
from scola.directory.roster.planning.guardians import plan_guardians
from scola.directory.roster.planning.pupils import one_row_each, pupil_changes
from scola.directory.roster.planning.teachers import teacher_changes
from scola.directory.roster.state import Known

ONE_CLASS = _(
    "ATTENTION : ces fichiers ne contiennent qu’une classe, et l’école en a %(known)s. "
    "%(leaving)s élèves partiraient. Une extraction contient toujours toute l’école : "
    "refaites-la pour l’école entière."
)
HALF_GONE = _(
    "ATTENTION : %(leaving)s élèves sur %(known)s ne sont plus dans ces fichiers et partiraient. "
    "Une extraction contient toujours toute l’école : vérifiez qu’il s’agit de la bonne."
)
# Fewer pupils than this may well leave a small school in one summer.
FEW = 10


def make_plan(roster: Roster, known: Known, issues: Issues) -> Plan:
    """What importing `roster` would do to `known`. Adds what it notices to `issues`."""
    rows = one_row_each(roster.pupils, issues)
    leave = "pupils" in roster.names
    classes = Classes(rows, known.classes)
    pupils = pupil_changes(rows, known, classes, issues, leave=leave)
    if not leave:
        # Guardians alone: their children are the pupils already known.
        pupils = tuple(
            PupilChange(State.UNCHANGED, known=one) for one in known.pupils if not one.left
        )
    matched, guardians, links = plan_guardians(roster, pupils, known, issues)
    teachers = teacher_changes(
        roster.teachers, known, classes, issues, leave="teachers" in roster.names
    )
    class_changes = classes.changes(leave=leave)
    return Plan(
        class_changes,
        pupils,
        guardians,
        teachers,
        links,
        matched.questions,
        _lines(class_changes, pupils, teachers, links, matched.questions, classes),
        matched.told_apart,
        _is_partial(class_changes, pupils, known, issues),
    )


def _is_partial(
    classes: Sequence[ClassChange], pupils: Sequence[PupilChange], known: Known, issues: Issues
) -> bool:
    leaving = sum(change.state is State.LEAVING for change in pupils)
    if not leaving:
        return False
    named = sum(change.state is not State.LEAVING for change in classes)
    before = {e.school_class for one in known.pupils for e in one.enrolments}
    here = sum(not one.left for one in known.pupils)
    if named == 1 and len(before) > 1:
        issues.warn(ONE_CLASS, known=len(before), leaving=leaving)
        return True
    if here >= FEW and leaving * 2 > here:
        issues.warn(HALF_GONE, known=here, leaving=leaving)
        return True
    return False


def _lines(
    changes: Sequence[ClassChange], pupils: Sequence[PupilChange],
    teachers: Sequence[TeacherChange], links: Sequence[LinkChange],
    questions: Sequence[Question], classes: Classes,
) -> tuple[ClassLine, ...]:  # fmt: skip
    """Per class: who comes, changes, leaves, stays, and the questions about its families."""
    names = {change.key: change.name for change in changes}
    names |= {change.known.id: change.name for change in changes if change.known}
    states: dict[str, list[State]] = defaultdict(list)
    class_of: dict[int, str] = {}
    for n, change in enumerate(pupils):
        name = _class_name(change, names, classes)
        class_of[n] = name
        states[name].append(change.state)
    class_of_person: dict[int, str] = {}
    for link in links:
        if link.guardian >= 0:
            class_of_person.setdefault(link.guardian, class_of[link.pupil])
    doubtful = Counter(class_of_person.get(question.left, "") for question in questions)
    taught: dict[str, list[str]] = defaultdict(list)
    for teacher in teachers:
        row = teacher.row
        for one in row.classes if row else ():
            name = names.get(classes.key_of(one) or "", one.name)
            taught[name].append(_short_name(row))
    order = [name for change in changes if (name := change.name) in states]
    if "" in states:
        order.append("")
    return tuple(
        ClassLine(name, tuple(taught[name]), count(states[name]), doubtful[name])
        for name in dict.fromkeys(order)
    )


def _short_name(row: RosterTeacher | None) -> str:
    return f"{row.title} {row.usage_name or row.family_name}".strip() if row else ""


def _class_name(change: PupilChange, names: dict[str, str], classes: Classes) -> str:
    """The class a pupil comes to, or the one a pupil leaves."""
    if change.row is not None:
        key = next((k for one in change.row.classes if (k := classes.key_of(one))), "")
        return names.get(key, "")
    enrolments = change.known.enrolments if change.known else ()
    return next((n for e in enrolments if (n := names.get(e.school_class))), "")
