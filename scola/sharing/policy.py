"""Who reads a class journal, and who writes it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from scola.directory.queries import classes_of_wards
from scola.kernel.actor import Actor, Role
from scola.kernel.policy import ALLOWED, NOT_YOURS, NOTHING, Verdict, refused, visible
from scola.sharing.facts import SENTENCE_LENGTH, PostFact

EMPTY = refused(_("Écrivez une phrase pour les familles, puis publiez."))
TOO_LONG = refused(_("La phrase est trop longue : 500 signes au plus."))


@visible("sharing.Post")
def posts(actor: Actor) -> Q:
    """The class's pupils, their guardians in force, its teachers and its head. Nobody else.

    A withdrawn post stays visible to those who may put it back.
    """
    keepers = Q(school_class__in=actor.classes(Role.TEACHER))
    keepers |= Q(school_class__school__in=actor.schools(Role.HEAD))
    readers = set(actor.classes(Role.PUPIL))
    if actor.has(Role.GUARDIAN):
        readers |= classes_of_wards(actor)
    q = keepers | Q(school_class__in=readers, withdrawn_at=None)
    return q if actor.person else NOTHING


def may_publish(actor: Actor, *, school_class: str, sentence: str, **_: object) -> Verdict:
    if school_class not in actor.classes(Role.TEACHER):
        return NOT_YOURS
    if not sentence.strip():
        return EMPTY
    return TOO_LONG if len(sentence.strip()) > SENTENCE_LENGTH else ALLOWED


def keeps(actor: Actor, school_class: str, school: str) -> bool:
    """Whether the actor keeps that journal: takes posts down and puts them back."""
    return school_class in actor.classes(Role.TEACHER) or school in actor.schools(Role.HEAD)


def may_withdraw(actor: Actor, *, post: PostFact, **_: object) -> Verdict:
    """The class's teachers; its head may always take something down."""
    return ALLOWED if keeps(actor, post.school_class, post.school) else NOT_YOURS
