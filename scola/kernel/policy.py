"""Verdicts, and the registry that says which rows of a sealed model an actor may see."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scola.kernel.actor import Actor

NOTHING = Q(pk__in=[])
EVERYTHING = Q()

VisibleRule = Callable[[Actor], Q]
Rule = TypeVar("Rule", bound=VisibleRule)


@dataclass(frozen=True, slots=True)
class Verdict:
    """May this be done, and if not the sentence that the person reads."""

    ok: bool
    why: str | Promise = ""

    def __bool__(self) -> bool:
        return self.ok


ALLOWED = Verdict(True)
NOT_YOURS = Verdict(False, _("Cette page n’existe pas, ou elle n’est pas pour vous."))


def refused(why: str | Promise) -> Verdict:
    return Verdict(False, why)


class Refused(Exception):
    """An action that policy does not allow. `str()` is the sentence for the person."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict.why))
        self.verdict = verdict


_rules: dict[str, VisibleRule] = {}


def visible(label: str) -> Callable[[Rule], Rule]:
    """Registers the rule of a sealed model: `@visible("directory.Person")`.

    The rule is a pure function of the actor that gives the Q of the rows it may see.
    """

    def register(rule: Rule) -> Rule:
        _rules[label.lower()] = rule
        return rule

    return register


def visible_q(model: type[Model], actor: Actor) -> Q:
    """The rows of `model` that `actor` may see. A model without a rule shows nothing."""
    if actor.is_system:
        return EVERYTHING
    rule = _rules.get(model._meta.label_lower)
    return rule(actor) if rule else NOTHING


def has_rule(model: type[Model]) -> bool:
    return model._meta.label_lower in _rules
