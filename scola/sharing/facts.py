"""What other domains know of the sharing space."""

from dataclasses import dataclass
from datetime import datetime

SENTENCE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class PostFact:
    """One post of a class journal. `document` is the live document it shows, or ""."""

    id: str
    school_class: str
    class_name: str
    school: str
    author: str
    author_name: str
    sentence: str
    published: datetime
    has_picture: bool
    picture_alt: str
    document: str
    withdrawn: bool = False
