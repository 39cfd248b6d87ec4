"""Roster imports: what was read, what it changed, how to undo it, what a human decided."""

from django.db import models

from scola.kernel.ids import new_id
from scola.kernel.seal import SealedModel


class RosterRun(SealedModel):
    PREVIEWED, APPLIED, UNDONE, REFUSED = "previewed", "applied", "undone", "refused"

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    school = models.ForeignKey(
        "directory.School", null=True, on_delete=models.CASCADE, related_name="+"
    )
    format = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    started_by = models.CharField(max_length=16, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # Where the uploaded files wait between preview and import (kernel.ports.files).
    files = models.JSONField(default=list)
    # Same digest, same content: importing the files twice changes nothing.
    digest = models.CharField(max_length=64, blank=True)
    summary = models.JSONField(default=dict)
    undo = models.JSONField(default=dict)


class RosterDecision(SealedModel):
    """A human's answer to "are these two the same person?", remembered for every later import."""

    SAME, DIFFERENT = "same", "different"

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    school = models.ForeignKey("directory.School", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    answer = models.CharField(max_length=10)
    decided_by = models.CharField(max_length=16, blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], name="one_decision_per_key")
        ]
