"""The audit log: who did what to which record, never what the record says."""

from collections.abc import Mapping

from django.db import models
from django.db.models import Model

from scola.kernel import clock
from scola.kernel.actor import Actor
from scola.kernel.ids import new_id


def subjects_of(arguments: Mapping[str, object]) -> dict[str, str]:
    """Names and ids of the records among an action's arguments: {"lesson": "…id…"}."""
    found: dict[str, str] = {}
    for name, value in arguments.items():
        if isinstance(value, Model):
            found[name] = str(value.pk)
        elif isinstance(getattr(value, "id", None), str):
            found[name] = value.id  # type: ignore[attr-defined]
    return found


def write_line(actor: Actor, verb: str, subjects: Mapping[str, str]) -> None:
    from scola.kernel.models import AuditLine

    AuditLine(
        id=new_id(),
        at=clock.now(),
        verb=verb,
        person=actor.person,
        sign_in=actor.sign_in,
        reason=actor.system_reason[:120],
        subjects=dict(subjects),
    ).save(force_insert=True)


class AuditFields(models.Model):
    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)
    person = models.CharField(max_length=16, blank=True, db_index=True)
    sign_in = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=120, blank=True)
    subjects = models.JSONField(default=dict)

    class Meta:
        abstract = True
