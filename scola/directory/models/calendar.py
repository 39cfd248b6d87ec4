"""School years and their calendar. Corsica has its own: nothing is guessed."""

from django.db import models

from scola.kernel.ids import new_id
from scola.kernel.seal import OpenModel


class SchoolYear(OpenModel):
    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    name = models.CharField(max_length=9, unique=True)  # "2026-2027"
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["starts"]

    def __str__(self) -> str:
        return self.name


class CalendarPeriod(OpenModel):
    """Days without school, first and last included, as local dates."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    first_day_off = models.DateField()
    last_day_off = models.DateField()
    source = models.CharField(max_length=120, blank=True)
    confirmed = models.BooleanField(default=True)

    class Meta:
        ordering = ["first_day_off"]
