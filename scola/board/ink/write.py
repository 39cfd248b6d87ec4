"""Strokes into a page's document: the same values as scola/board/client/model/stroke.ts writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, Map

from scola.board.ink.codec import Sample, encode
from scola.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Ink:
    """One stroke: its author's id, `colour` "#rrggbb", `width` in page pixels, pen or marker."""

    author: str
    colour: str
    width: float
    samples: tuple[Sample, ...]
    tool: str = "pen"


def page_update(strokes: Iterable[Ink], *, drawn_at: int) -> bytes:
    """A page with `strokes`, first to last, as one Yjs update. `drawn_at` is in milliseconds."""
    doc: Doc[Any] = Doc()
    doc["ob"] = Map(
        {
            new_id(): {
                "k": "s",
                "u": ink.author,
                "t": drawn_at + turn,
                "s": {"tool": ink.tool, "c": ink.colour, "w": ink.width},
                "b": encode(ink.samples),
            }
            for turn, ink in enumerate(strokes)
        }
    )
    return doc.get_update()
