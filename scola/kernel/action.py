"""`@action`: the decorator of every verb that writes.

It gives one transaction, the policy check, an audit line, and events that leave on commit.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from scola.kernel import rate
from scola.kernel.actor import Actor
from scola.kernel.audit import subjects_of, write_line
from scola.kernel.policy import ALLOWED, Refused, Verdict, refused

Act = TypeVar("Act", bound=Callable[..., Any])
TOO_MANY = refused(_("Trop d’essais : attendez dix minutes, puis recommencez."))
LIMIT_SECONDS = 600


def action(verb: str, *, may: Callable[..., Verdict], tries: int = 0) -> Callable[[Act], Act]:
    """Makes `function(actor, *, …)` an action named `verb` ("lesson.start").

    `may` is the policy: called with the same arguments, it answers with a Verdict.
    Raises Refused, with the sentence for the person, when it says no: nothing is written then.
    `tries` bounds how often one person may try within ten minutes; a refused try counts, so the
    count is kept outside the transaction that the refusal undoes.
    """

    def decorate(function: Act) -> Act:
        @wraps(function)
        def run(actor: Actor, **kwargs: Any) -> Any:
            if tries and not actor.is_system:
                key = f"{verb}:{actor.person}"
                if not rate.allow(key, limit=tries, seconds=LIMIT_SECONDS):
                    raise Refused(TOO_MANY)
            with transaction.atomic():
                verdict = ALLOWED if actor.is_system else may(actor, **kwargs)
                if not verdict:
                    raise Refused(verdict)
                result = function(actor, **kwargs)
                write_line(actor, verb, subjects_of({**kwargs, "result": result}))
            return result

        run.verb = verb  # type: ignore[attr-defined]
        return cast("Act", run)

    return decorate
