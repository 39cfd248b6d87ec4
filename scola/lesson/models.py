"""The lesson, its groups, the activities it uses, and who took part."""

from django.db import models

from scola.kernel.ids import new_id
from scola.kernel.seal import SealedModel


class Lesson(SealedModel):
    """One lesson of one class. `push`, `eni` and `help` have the shapes of `facts.LessonFact`."""

    PREPARED, LIVE, ENDED = "prepared", "live", "ended"

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    title = models.CharField(max_length=120)
    # What the children read at the top of their tablet.
    instruction = models.CharField(max_length=120, blank=True)
    school_class = models.ForeignKey(
        "directory.SchoolClass", on_delete=models.PROTECT, related_name="+"
    )
    teacher = models.ForeignKey("directory.Person", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=10, default=PREPARED)
    # Grows at each edit of the preparation: two teachers never overwrite one another unknowingly.
    version = models.PositiveIntegerField(default=1)
    edited_by = models.CharField(max_length=16, blank=True)
    # Grows at each published state: the live room keeps the greatest.
    state_version = models.PositiveIntegerField(default=0)
    # Six digits typed on a tablet; empty unless live.
    join_code = models.CharField(max_length=6, blank=True, db_index=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField()
    updated = models.DateTimeField()
    eyes = models.BooleanField(default=False)
    frozen = models.BooleanField(default=False)
    eni = models.JSONField(default=dict)
    push = models.JSONField(default=dict)
    # What everybody received in turn: a tablet that was offline still delivers what it drew there.
    given = models.JSONField(default=list)
    help = models.JSONField(default=list)

    class Meta:
        ordering = ["-day", "-created"]
        indexes = [models.Index(fields=["school_class", "state"])]


class Group(SealedModel):
    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=40)
    colour = models.CharField(max_length=2)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class GroupMember(SealedModel):
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="members")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "person"], name="one_group_per_pupil")
        ]


class LessonActivity(SealedModel):
    """A board (or another kind of activity) that the lesson uses; `group` names whose it is."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=20)
    activity = models.CharField(max_length=16, db_index=True)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "kind", "activity"], name="activity_once")
        ]


class Participant(SealedModel):
    """A pupil who came into the lesson on a tablet."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()
    hands = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "person"], name="one_participation")
        ]
