"""Boards on a wall: they show a code, a teacher gives them a lesson, its end frees them."""

import secrets
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from scola.directory.devices import hashed, new_token
from scola.directory.models import Pairing, SignIn
from scola.directory.policy import may_end_lesson, may_pair_screen
from scola.kernel import clock, live
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.policy import Refused, refused

LASTS = timedelta(minutes=10)
UNKNOWN = refused(
    _("Ce code n’est plus affiché : regardez celui de l’écran et tapez-le de nouveau.")
)
TRIES = 10
DRAWS = 20
FULL = refused(_("Trop d’écrans attendent en ce moment : réessayez dans dix minutes."))


def open_pairing() -> tuple[Pairing, str]:
    """A code for a screen that waits; gives it and the secret that only this browser holds.

    Refused when so many screens wait that a free code is hard to find.
    """
    now = clock.now()
    secret = new_token()
    pairing = Pairing(
        code=_free_code(), secret_hash=hashed(secret), created=now, expires=now + LASTS
    )
    pairing.save(force_insert=True)
    return pairing, secret


def _free_code() -> str:
    waiting = Pairing.objects.trusted("free pairing code").filter(
        expires__gt=clock.now(), lesson="", released_at=None
    )
    for _draw in range(DRAWS):
        code = f"{secrets.randbelow(10**6):06d}"
        if not waiting.filter(code=code).exists():
            return code
    raise Refused(FULL)


def pairing_of(secret: str) -> Pairing | None:
    """The pairing whose secret this browser holds, unless it was released."""
    rows = Pairing.objects.trusted("a waiting screen")
    return rows.filter(secret_hash=hashed(secret), released_at=None).first() if secret else None


@action("directory.pair_screen", may=may_pair_screen, tries=TRIES)
def pair_screen(actor: Actor, *, code: str, lesson: str) -> None:
    """Gives the screen that shows `code` to `lesson`, the live lesson of a class of the actor.

    Refused for another lesson, for a code that no waiting screen shows, and after ten tries in
    ten minutes.
    """
    digits = "".join(c for c in code if c.isdigit())
    rows = Pairing.objects.trusted("pairing by code")
    found = rows.filter(code=digits, lesson="", expires__gt=clock.now(), released_at=None)
    if not found.update(lesson=lesson, person=actor.person):
        raise Refused(UNKNOWN)


@action("directory.release_screens", may=may_end_lesson)
def release_screens(actor: Actor, *, lesson: str) -> None:
    """Sends every screen of `lesson` back to rest."""
    now = clock.now()
    Pairing.objects.trusted("end of a lesson").filter(lesson=lesson, released_at=None).update(
        released_at=now
    )
    rows = SignIn.objects.trusted("end of a lesson").filter(
        lesson=lesson, kind=SignIn.SCREEN, ended=None
    )
    for sign_in in list(rows.values_list("pk", flat=True)):
        live.forget(sign_in)
    rows.update(ended=now)
