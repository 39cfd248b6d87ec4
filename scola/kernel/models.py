from django.db import models

from scola.kernel.audit import AuditFields
from scola.kernel.ids import new_id
from scola.kernel.seal import SealedModel


class AuditLine(AuditFields, SealedModel):
    class Meta:
        ordering = ["-at"]


class LiveMessage(SealedModel):
    """A state that the real-time process has not yet confirmed (outbox of `kernel.live`)."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    document = models.CharField(max_length=60, db_index=True)
    command = models.JSONField()
    created = models.DateTimeField()


class RateWindow(SealedModel):
    """How often something happened since `started`, for one key (an account, a device)."""

    key = models.CharField(primary_key=True, max_length=120)
    started = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
