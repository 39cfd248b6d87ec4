"""Ending sign-ins: one's own elsewhere, and those of a lesson that is over."""

from django.db.models import Q

from scola.directory.models import Person, SignIn
from scola.directory.policy import may_end_lesson, may_end_sign_in
from scola.kernel import clock, live
from scola.kernel.action import action
from scola.kernel.actor import Actor


@action("directory.end_sign_in", may=may_end_sign_in)
def end_sign_in(actor: Actor, *, sign_in: SignIn) -> None:
    """Signs one of the actor's own browsers out, sockets included."""
    sign_in.ended = clock.now()
    sign_in.save(update_fields=["ended"])
    live.forget(sign_in.person_id or sign_in.pk)


def end_all(person: Person, *, keep: str = "") -> None:
    """Signs every browser of `person` out, sockets included, but the sign-in named `keep`."""
    rows = SignIn.objects.trusted("a new password").filter(person=person, ended=None)
    rows.exclude(pk=keep).update(ended=clock.now())
    live.forget(person.pk)


@action("directory.end_lesson_sign_ins", may=may_end_lesson)
def end_lesson_sign_ins(actor: Actor, *, lesson: str) -> int:
    """Signs out every pupil of `lesson` whom the actor may see; gives how many.

    Those who came in before it began, too: the next child takes the same tablet.
    """
    rows = SignIn.objects.trusted("end of a lesson").filter(
        Q(lesson=lesson) | Q(lesson=""), kind=SignIn.PUPIL, ended=None
    )
    # By ids: who is signed in are few, whom a teacher may see is a long question.
    signed_in = set(rows.values_list("person", flat=True))
    pupils = Person.objects.visible_to(actor).filter(pk__in=signed_in)
    people = list(pupils.values_list("pk", flat=True))
    rows.filter(person__in=people).update(ended=clock.now())
    for person in people:
        live.forget(person)
    return len(people)
