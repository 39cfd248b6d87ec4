"""The one clock of the house. Rights that end, codes that expire and calendars read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_fixed: ContextVar[datetime | None] = ContextVar("scola_clock", default=None)


def now() -> datetime:
    """The present instant, with its time zone."""
    return _fixed.get() or timezone.now()


def today() -> date:
    """The present day where the city is."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Everything inside happens at `moment` (for tests and for the demo city)."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
