"""The verbs of a lesson under way: start, eyes, freeze, push, show, end."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from scola.directory.actions import pupil_keys, screens, sign_in
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.policy import Refused, refused
from scola.lesson import queries
from scola.lesson.actions.prepare import attach
from scola.lesson.activities import activity_kind
from scola.lesson.changes import changing
from scola.lesson.facts import EVERYBODY, LessonFact, Target
from scola.lesson.models import Lesson
from scola.lesson.policy import may_edit, may_run

FORGOTTEN_AFTER = timedelta(hours=12)
NOT_THERE = refused(_("Cette page n’est pas dans la leçon : choisissez-en une autre."))
NOBODY = refused(_("Ce groupe ou cet élève n’est plus dans la leçon : rechargez la page."))


@action("lesson.start", may=may_edit)
def start_lesson(actor: Actor, *, lesson: LessonFact) -> LessonFact:
    """Live from now on: the tablets' code exists, the ENI shows the first page, nothing is pushed.

    Starting twice changes nothing. A class has one live lesson; one that was left open since
    yesterday is ended first.
    """
    if lesson.is_live:
        return lesson
    _end_a_forgotten_one(actor, lesson.school_class)
    pupil_keys.complete_keys(actor, school_class=lesson.school_class)
    main = next((a for a, group in queries.attached(actor, lesson.id) if not group), "")
    fact = activity_kind().named(actor, [main]).get(main)
    with changing(actor, lesson) as row:
        row.state = Lesson.LIVE
        row.started_at = clock.now()
        row.join_code = _free_code()
        row.eyes = row.frozen = False
        row.push, row.given = {}, []
        row.eni = {"board": main, "page": fact.pages[0] if fact and fact.pages else "", "group": ""}
    return queries.get_lesson(actor, lesson.id)


def _end_a_forgotten_one(actor: Actor, school_class: str) -> None:
    other_id = queries.live_lesson_of_class(school_class)
    if other_id is None:
        return
    other = queries.get_lesson(actor, other_id)
    if other.started_at and clock.now() - other.started_at < FORGOTTEN_AFTER:
        sentence = _("« %(title)s » est déjà en cours dans cette classe : terminez-la d’abord.")
        raise Refused(refused(str(sentence) % {"title": other.title}))
    end_lesson(actor, lesson=other)


def _free_code() -> str:
    """Six digits that no live lesson has. A million codes, a few hundred lessons."""
    while True:
        code = f"{secrets.randbelow(1_000_000):06d}"
        if queries.class_of_join_code(code) is None:
            return code


@action("lesson.eyes", may=may_run)
def set_eyes(actor: Actor, *, lesson: LessonFact, on: bool) -> None:
    """Tous les yeux vers moi: darkens every tablet, or gives them back."""
    with changing(actor, lesson) as row:
        row.eyes = on


@action("lesson.freeze", may=may_run)
def set_frozen(actor: Actor, *, lesson: LessonFact, on: bool) -> None:
    """The tablets read but no longer write, until it is given back."""
    with changing(actor, lesson) as row:
        row.frozen = on


@action("lesson.push", may=may_run)
def push(actor: Actor, *, lesson: LessonFact, to: str, target: Target) -> None:
    """Sends an activity, or one page of it, `to` "*", "g:<group>" or "p:<person>".

    What one sends wins over what narrower screens had: to everybody means everybody.
    """
    _checked(actor, lesson, target)
    covered = _covered_by(actor, lesson, to)
    with changing(actor, lesson) as row:
        row.push = {key: value for key, value in row.push.items() if not covered(key)}
        row.push[to] = target.stored()
        if to == EVERYBODY and target.stored() not in row.given:
            row.given = [*row.given, target.stored()]


@action("lesson.take_back", may=may_run)
def take_back(actor: Actor, *, lesson: LessonFact, to: str) -> None:
    """The screens named by `to` show again what the wider ones show; "*" clears them all."""
    covered = _covered_by(actor, lesson, to)
    with changing(actor, lesson) as row:
        row.push = {k: v for k, v in row.push.items() if k != to and not covered(k)}


@action("lesson.show", may=may_run)
def show_on_eni(actor: Actor, *, lesson: LessonFact, target: Target) -> None:
    """What the ENI shows; when it is a group's own activity, the ENI says whose."""
    _checked(actor, lesson, target)
    group = dict(queries.attached(actor, lesson.id)).get(target.activity, "")
    with changing(actor, lesson) as row:
        row.eni = {**target.stored(), "group": group}


@action("lesson.pair", may=may_run, tries=screens.TRIES)
def pair(actor: Actor, *, lesson: LessonFact, code: str) -> None:
    """Gives the screen that shows `code` to this lesson."""
    screens.pair_screen(actor, code=code, lesson=lesson.id)


@action("lesson.release", may=may_run)
def release(actor: Actor, *, lesson: LessonFact) -> None:
    screens.release_screens(actor, lesson=lesson.id)


@action("lesson.end", may=may_run)
def end_lesson(actor: Actor, *, lesson: LessonFact) -> LessonFact:
    """Everything is kept; the tablets are signed out and the screens go back to rest."""
    with changing(actor, lesson) as row:
        row.state = Lesson.ENDED
        row.ended_at = clock.now()
        row.join_code = ""
        row.eyes = row.frozen = False
        row.help = []
    sign_in.end_lesson_sign_ins(actor, lesson=lesson.id)
    screens.release_screens(actor, lesson=lesson.id)
    return queries.get_lesson(actor, lesson.id)


def _checked(actor: Actor, lesson: LessonFact, target: Target) -> None:
    fact = activity_kind().named(actor, [target.activity]).get(target.activity)
    if fact is None or (target.page and target.page not in fact.pages):
        raise Refused(NOT_THERE)
    attach(actor, lesson.id, target.activity)


def _covered_by(actor: Actor, lesson: LessonFact, to: str) -> Callable[[str], bool]:
    """Says which keys of `push` are narrower than `to`. Refused when `to` names nobody here."""
    if to == EVERYBODY:
        return lambda key: key != EVERYBODY
    groups = queries.list_groups(actor, lesson.id)
    if found := next((group for group in groups if f"g:{group.id}" == to), None):
        members = {f"p:{person}" for person in found.members}
        return members.__contains__
    if to not in {f"p:{pupil}" for pupil in queries.pupils_of(actor, lesson)}:
        raise Refused(NOBODY)
    return lambda _key: False
