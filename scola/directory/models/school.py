"""Schools and classes: public facts, open to everybody."""

from django.db import models

from scola.kernel.ids import new_id
from scola.kernel.seal import OpenModel


class School(OpenModel):
    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    uai = models.CharField(max_length=8, unique=True, null=True, blank=True)
    name = models.CharField(max_length=120)
    commune = models.CharField(max_length=80, blank=True)
    bilingual = models.BooleanField(default=False)
    # A school made by an import that named none: someone has to complete it.
    to_complete = models.BooleanField(default=False)
    fictional = models.BooleanField(default=False)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SchoolClass(OpenModel):
    """A class of one school in one school year. Only its name and levels are public."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    year = models.ForeignKey("directory.SchoolYear", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    levels = models.JSONField(default=list)
    # The identifier the roster gives; a class keeps it when it is renamed.
    external_id = models.CharField(max_length=60, blank=True)
    archived_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "name"], name="one_class_name_per_year"
            )
        ]

    def __str__(self) -> str:
        return self.name
