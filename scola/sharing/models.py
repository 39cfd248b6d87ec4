from django.db import models

from scola.kernel.ids import new_id
from scola.kernel.seal import SealedModel


class Post(SealedModel):
    """A sentence and perhaps a picture in the journal of one class."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    school_class = models.ForeignKey(
        "directory.SchoolClass", on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey("directory.Person", on_delete=models.PROTECT, related_name="+")
    # Kept with the post: families read it when the author has left the school.
    author_name = models.CharField(max_length=120)
    sentence = models.CharField(max_length=500)
    picture = models.CharField(max_length=60, blank=True)
    picture_alt = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=60, blank=True, db_index=True)
    published = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-published"]
        indexes = [models.Index(fields=["school_class", "-published"])]
