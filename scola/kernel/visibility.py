"""Rules for the kernel's own sealed models: plumbing that no person reads through a query."""

from django.db.models import Q

from scola.kernel.actor import Actor
from scola.kernel.policy import NOTHING, visible


@visible("kernel.AuditLine")
@visible("kernel.LiveMessage")
@visible("kernel.RateWindow")
def plumbing(actor: Actor) -> Q:
    return NOTHING
