"""What a reader finds on a page: frozen, in page pixels (see docs/board.md), 1600 × 900."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scola.board.imports.matrix import Matrix
from scola.board.ink.codec import Sample

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Paint:
    """`fill` and `stroke` are "#rrggbb" or "" for none; opacities 0 to 1; width in page px."""

    fill: str = ""
    fill_opacity: float = 1.0
    stroke: str = ""
    stroke_opacity: float = 1.0
    width: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """A stroke of pen or marker, by its middle line."""

    samples: tuple[Sample, ...]
    colour: str
    width: float
    tool: str = "pen"


@dataclass(frozen=True, slots=True)
class Shape:
    """Polygons or open lines of one object; `ink`: drawn by hand, only its outline is known."""

    paths: tuple[tuple[Point, ...], ...]
    paint: Paint
    closed: bool = True
    ink: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style; "\\n" begins a new line. `size` in the text's own pixels."""

    text: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A box of text, `width` × `height` before `matrix` places it on the page."""

    runs: tuple[Run, ...]
    width: float
    height: float
    matrix: Matrix
    align: str = "left"

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file as it was found, not yet trusted: `read` gives its bytes when wanted."""

    name: str
    read: Callable[[], bytes] = field(compare=False)
    width: float
    height: float
    matrix: Matrix


Thing = Ink | Shape | Text | Picture


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be taken and why, both in the reader's language."""

    what: str
    why: str

    def as_json(self) -> dict[str, str]:
        return {"what": self.what, "why": self.why}


@dataclass(frozen=True, slots=True)
class Page:
    """Things from the bottom to the top."""

    things: tuple[Thing, ...]
    background: str = "blank"
    skipped: tuple[Skipped, ...] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A file that is open: its pages are read one at a time, so that a large one fits in memory."""

    format: str
    title: str
    pages: Iterator[Page] = field(compare=False)
