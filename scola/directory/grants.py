"""Builds the Actor of a sign-in: the rights in force at this instant."""

from datetime import timedelta

from scola.directory.models import Enrolment, Guardianship, Person, Post, SignIn
from scola.directory.policy import in_force
from scola.kernel import clock
from scola.kernel.actor import ANONYMOUS, Actor, Grant, Role

PUPIL_LASTS = timedelta(hours=3)
# A lesson that nobody ended does not leave a class's board on the wall overnight.
SCREEN_LASTS = timedelta(hours=12)


def grants_of(person: Person) -> tuple[Grant, ...]:
    """Everything `person` holds today: posts, children, enrolments."""
    found: list[Grant] = []
    posts = Post.objects.trusted("building the actor").filter(in_force(), person=person)
    for post in posts:
        found.append(
            Grant(
                Role(post.role),
                school=post.school_id or "",
                school_class=post.school_class_id or "",
            )
        )
    links = Guardianship.objects.trusted("building the actor").filter(
        in_force(), guardian=person, pupil__left_on=None
    )
    found += [Grant(Role.GUARDIAN, pupil=link.pupil_id) for link in links]
    enrolled = Enrolment.objects.trusted("building the actor").filter(in_force(), pupil=person)
    for row in enrolled.select_related("school_class"):
        found.append(
            Grant(
                Role.PUPIL,
                school=row.school_class.school_id,
                school_class=row.school_class_id,
                pupil=person.pk,
            )
        )
    return tuple(found)


def actor_of_person(person: Person, *, sign_in: str = "", lesson: str = "") -> Actor:
    return Actor(
        person=person.pk,
        name=person.given_name if lesson else person.full_name,
        face=person.face,
        grants=grants_of(person),
        sign_in=sign_in,
        lesson=lesson,
        language=person.language,
        theme=person.theme,
        reading=person.reading,
    )


def actor_of_sign_in(sign_in: SignIn | None) -> Actor:
    """The actor of a browser; anonymous when the sign-in has ended.

    `sign_in` comes with its person and the person's account (select_related).
    """
    if sign_in is None or sign_in.ended:
        return ANONYMOUS
    age = clock.now() - sign_in.started
    if sign_in.kind == SignIn.SCREEN:
        if age > SCREEN_LASTS:
            return ANONYMOUS
        grant = Grant(Role.SCREEN, lesson=sign_in.lesson)
        return Actor(grants=(grant,), sign_in=sign_in.pk, lesson=sign_in.lesson, name="ENI")
    if sign_in.person is None or sign_in.person.left_on:
        return ANONYMOUS
    if sign_in.kind == SignIn.PUPIL and age > PUPIL_LASTS:
        return ANONYMOUS
    account = getattr(sign_in.person, "account", None)
    if account is not None and not account.is_active:
        return ANONYMOUS
    return actor_of_person(sign_in.person, sign_in=sign_in.pk, lesson=sign_in.lesson)
