"""People, and what they are to a school: pupil of a class, holder of a post."""

from django.db import models

from scola.kernel.actor import Role
from scola.kernel.ids import new_id
from scola.kernel.seal import SealedModel


class Person(SealedModel):
    """A name and a face. What is private is elsewhere: Contact, PupilFile, Account."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    title = models.CharField(max_length=10, blank=True)
    family_name = models.CharField(max_length=80)
    usage_name = models.CharField(max_length=80, blank=True)
    given_name = models.CharField(max_length=80)
    face = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=8, default="fr")
    theme = models.CharField(max_length=12, blank=True)
    reading = models.CharField(max_length=40, blank=True)
    # Set when a full roster no longer names the person; nobody is deleted by an import.
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["family_name", "given_name"]
        indexes = [models.Index(fields=["family_name", "given_name"])]

    @property
    def last_name(self) -> str:
        """As people write it: rosters spell family names in capitals."""
        name = self.usage_name or self.family_name
        return name.title() if name.isupper() else name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.last_name}"

    def __str__(self) -> str:
        return self.full_name


class PupilFile(SealedModel):
    """What the school knows of a pupil besides the name."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.CASCADE, related_name="pupil_file"
    )
    school = models.ForeignKey("directory.School", on_delete=models.PROTECT, related_name="+")
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    ine = models.CharField(max_length=11, blank=True, db_index=True)
    photo_consent = models.BooleanField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "birth_date"])]


class InForce(models.Model):
    """A right with its first and last day; no last day means until further notice."""

    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Enrolment(InForce, SealedModel):
    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    pupil = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    school_class = models.ForeignKey(
        "directory.SchoolClass", on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school_class", "ends"])]


class Post(InForce, SealedModel):
    """A role held somewhere: teacher of a class, head of a school, technician of the city."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    role = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Role])
    school = models.ForeignKey(
        "directory.School", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    school_class = models.ForeignKey(
        "directory.SchoolClass", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["role", "school"])]
