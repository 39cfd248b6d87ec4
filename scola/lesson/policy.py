"""Who may see and run a lesson."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from scola.kernel.actor import Actor, Role
from scola.kernel.live import Mode
from scola.kernel.policy import ALLOWED, NOT_YOURS, NOTHING, Verdict, refused, visible
from scola.lesson.facts import LessonFact
from scola.lesson.models import Lesson

NOT_LIVE = refused(_("Cette leçon n’est pas en cours : démarrez-la d’abord."))
OVER = refused(_("Cette leçon est terminée : tout est gardé, elle ne change plus."))


@visible("lesson.Lesson")
def lessons(actor: Actor) -> Q:
    """The class's teachers; and, while it is live, who is bound to it: its screen, its pupils."""
    q = Q(school_class__in=actor.classes(Role.TEACHER))
    if actor.lesson and actor.has(Role.SCREEN):
        q |= Q(pk=actor.lesson, state=Lesson.LIVE)
    if actor.lesson and actor.has(Role.PUPIL):
        mine = actor.classes(Role.PUPIL)
        q |= Q(pk=actor.lesson, state=Lesson.LIVE, school_class__in=mine)
    return q


def _of_visible_lessons(actor: Actor) -> Q:
    rows = Lesson.objects.trusted("policy").filter(lessons(actor))
    return Q(lesson__in=rows.values("pk"))


@visible("lesson.Group")
@visible("lesson.GroupMember")
@visible("lesson.LessonActivity")
def parts(actor: Actor) -> Q:
    return _of_visible_lessons(actor)


@visible("lesson.Participant")
def participants(actor: Actor) -> Q:
    q = Q(lesson__school_class__in=actor.classes(Role.TEACHER))
    if actor.lesson and actor.has(Role.PUPIL):
        q |= Q(person=actor.person)
    return q if actor.person else NOTHING


def may_prepare(actor: Actor, *, school_class: str, **_: object) -> Verdict:
    return ALLOWED if school_class in actor.classes(Role.TEACHER) else NOT_YOURS


def _runs(actor: Actor, lesson: LessonFact) -> Verdict:
    return may_prepare(actor, school_class=lesson.school_class)


def may_edit(actor: Actor, *, lesson: LessonFact, **_: object) -> Verdict:
    verdict = _runs(actor, lesson)
    return OVER if verdict and lesson.is_ended else verdict


def may_run(actor: Actor, *, lesson: LessonFact, **_: object) -> Verdict:
    """The verbs of a lesson that is under way."""
    verdict = may_edit(actor, lesson=lesson)
    return NOT_LIVE if verdict and not lesson.is_live else verdict


def may_take_part(actor: Actor, *, lesson: LessonFact, **_: object) -> Verdict:
    """A pupil of the class, on a tablet that is signed in for this very lesson."""
    bound = actor.lesson == lesson.id and lesson.school_class in actor.classes(Role.PUPIL)
    return ALLOWED if bound and lesson.is_live else NOT_YOURS


def may_ask_for_help(actor: Actor, **_: object) -> Verdict:
    """Only the house: a child who cannot sign in is nobody yet (see directory.lessons)."""
    return NOT_YOURS


def lesson_mode(actor: Actor, lesson_id: str) -> Mode | None:
    """Mode in the room `lesson:<id>`: everybody reads, the server writes."""
    return "read" if Lesson.objects.visible_to(actor).filter(pk=lesson_id).exists() else None
