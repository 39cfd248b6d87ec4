"""`@action`: the decorator of every verb that writes.

It gives one transaction, the policy check, an audit line, and events that leave on commit.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import transaction

from scola.kernel.actor import Actor
from scola.kernel.audit import subjects_of, write_line
from scola.kernel.policy import ALLOWED, Refused, Verdict

Act = TypeVar("Act", bound=Callable[..., Any])


def action(verb: str, *, may: Callable[..., Verdict]) -> Callable[[Act], Act]:
    """Makes `function(actor, *, …)` an action named `verb` ("lesson.start").

    `may` is the policy: called with the same arguments, it answers with a Verdict.
    Raises Refused, with the sentence for the person, when it says no: nothing is written then.
    """

    def decorate(function: Act) -> Act:
        @wraps(function)
        def run(actor: Actor, **kwargs: Any) -> Any:
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
