"""Boards and their pages. What is drawn lives in the live documents, not here."""

from django.db import models

from scola.kernel.ids import new_id
from scola.kernel.seal import SealedModel


class Board(SealedModel):
    """A board of a teacher, or of a class. Its live document is `board:<id>`."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    title = models.CharField(max_length=120)
    owner = models.ForeignKey("directory.Person", on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey("directory.School", on_delete=models.PROTECT, related_name="+")
    school_class = models.ForeignKey(
        "directory.SchoolClass", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # A copy made for a group of one lesson: kept with the lesson, out of the teacher's own list.
    copied_from = models.CharField(max_length=16, blank=True)
    created = models.DateTimeField()
    updated = models.DateTimeField()

    class Meta:
        ordering = ["-updated"]


class BoardPage(SealedModel):
    """That a page belongs to a board. Order and ruling are in the board's document."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="pages")
    created = models.DateTimeField()

    class Meta:
        ordering = ["created", "id"]
