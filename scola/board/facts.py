"""What other domains know of a board: frozen."""

from dataclasses import dataclass, field
from datetime import datetime

BACKGROUNDS = ("seyes", "lines", "grid5", "grid10", "blank", "black")
PAGE_SIZE = (1600, 900)


@dataclass(frozen=True, slots=True)
class PageFact:
    """One page as the board's document describes it."""

    id: str
    background: str = "seyes"
    alt: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class BoardFact:
    id: str
    title: str
    owner: str
    school: str
    # "" when the board is the teacher's own, of no class.
    school_class: str
    updated: datetime
    copied_from: str = ""
    pages: tuple[PageFact, ...] = field(default=())
