"""`@action`: the decorator of every verb that writes.

It gives one transaction, the policy check, an audit line, and events that leave on commit.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction

from scola.kernel.actor import Actor
from scola.kernel.audit import subjects_of, write_line
from scola.kernel.policy import ALLOWED, Refused, Verdict

P = ParamSpec("P")
R = TypeVar("R")


def action(
    verb: str, *, may: Callable[Concatenate[Actor, P], Verdict]
) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Makes `function(actor, *, …)` an action named `verb` ("lesson.start").

    `may` is the policy: called with the same arguments, it answers with a Verdict.
    Raises Refused, with the sentence for the person, when it says no: nothing is written then.
    """

    def decorate(
        function: Callable[Concatenate[Actor, P], R],
    ) -> Callable[Concatenate[Actor, P], R]:
        @wraps(function)
        def run(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic():
                verdict = ALLOWED if actor.is_system else may(actor, *args, **kwargs)
                if not verdict:
                    raise Refused(verdict)
                result = function(actor, *args, **kwargs)
                write_line(actor, verb, subjects_of({**kwargs, "result": result}))
            return result

        run.verb = verb  # type: ignore[attr-defined]
        return run

    return decorate
