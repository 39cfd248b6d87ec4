"""Rate limits, counted in the database so that every worker sees the same count."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from scola.kernel import clock
from scola.kernel.models import RateWindow


def allow(key: str, *, limit: int, seconds: int) -> bool:
    """Counts one try for `key`; False when more than `limit` happened within `seconds`.

    Keys name an account or a device, never only an address: a school is one address.
    """
    rows = RateWindow.objects.trusted("rate limit")
    now = clock.now()
    with transaction.atomic():
        RateWindow.objects.bulk_create(
            [RateWindow(key=key, started=now, count=0)], ignore_conflicts=True
        )
        rows.filter(key=key, started__lt=now - timedelta(seconds=seconds)).update(
            started=now, count=0
        )
        rows.filter(key=key).update(count=F("count") + 1)
        return rows.get(key=key).count <= limit


def tries(key: str, *, seconds: int) -> int:
    """How often `key` was counted in the present window; counts nothing."""
    rows = RateWindow.objects.trusted("rate limit")
    since = clock.now() - timedelta(seconds=seconds)
    row = rows.filter(key=key, started__gte=since).first()
    return row.count if row else 0


def reset(key: str) -> None:
    RateWindow.objects.trusted("rate limit").filter(key=key).delete()
