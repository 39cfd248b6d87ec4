"""The publics of the design language, each with its frame `ui/<public>.html` (see docs/ui.md)."""

from scola.kernel.actor import CITY_ROLES, SCHOOL_ROLES, Actor, Role

ADULT, FAMILY = "ui/adult.html", "ui/famille.html"


def public_of(actor: Actor | None) -> str:
    """`enfant`, `eni`, `adult`, else `famille`, the lightest.

    Teams keep their frame even when they are parents too: it holds all their places.
    """
    if actor is None:
        return "famille"
    if actor.has(Role.PUPIL):
        return "enfant"
    if actor.has(Role.SCREEN):
        return "eni"
    return "adult" if actor.has(*SCHOOL_ROLES, *CITY_ROLES) else "famille"


def shell_of(actor: Actor) -> str:
    """The template that this reader's pages extend."""
    return f"ui/{public_of(actor)}.html"
