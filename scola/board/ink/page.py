"""A page of a board as SVG, from the Yjs state of its document."""

import re
from html import escape
from math import isfinite
from typing import Any

from pycrdt import Doc, Map

from scola.board.ink.codec import BadInk, decode, round_half_up
from scola.board.ink.colours import ink_on
from scola.board.ink.outline import brush_of, outline
from scola.board.ink.paper import colour, lines

SIZE = (1600, 900)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
MAX_WIDTH = 400.0


def strokes_of(update: bytes) -> list[tuple[str, dict[str, Any]]]:
    """(id, value) of the page's strokes in drawing order: z, then time, then id."""
    doc: Doc[Any] = Doc()
    if update:
        doc.apply_update(update)
    stored: dict[str, Any] = doc.get("ob", type=Map).to_py() or {}
    found = [(key, value) for key, value in stored.items() if _is_stroke(value)]
    return sorted(found, key=lambda one: (*_place(one[1]), one[0]))


def _place(value: dict[str, Any]) -> tuple[str, float]:
    z, time = value.get("z"), value.get("t")
    finite = float(time) if isinstance(time, int | float) and isfinite(time) else 0.0
    return z if isinstance(z, str) else "", finite


def _is_stroke(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.get("k") == "s"
        and isinstance(value.get("b"), bytes | bytearray)
    )


def count_strokes(update: bytes) -> int:
    return len(strokes_of(update))


def render_page_svg(
    update: bytes,
    background: str = "blank",
    size: tuple[int, int] = SIZE,
    *,
    title: str = "",
    alt: str = "",
) -> str:
    """The whole page as one SVG document. Strokes that cannot be read are left out.

    Nothing of the document is copied as it is: colours, numbers and paths are written anew, the
    texts are escaped. Ink beyond the page is cut off, as on the screen.
    """
    width, height = size
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" overflow="hidden">'
    ]
    parts += [f"<title>{escape(title)}</title>"] if title else []
    parts += [f"<desc>{escape(alt)}</desc>"] if alt else []
    parts.append(f'<rect width="{width}" height="{height}" fill="{colour(background)}"/>')
    parts += [
        f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" stroke="{ink}" stroke-width="{line}"/>'
        for ink, x1, y1, x2, y2, line in lines(background, width, height)
    ]
    parts.append('<g transform="scale(.1)">')
    parts += [path for _key, value in strokes_of(update) if (path := _stroke(value, background))]
    return "".join(parts) + "</g></svg>"


def _stroke(value: dict[str, Any], background: str) -> str:
    style = value["s"] if isinstance(value.get("s"), dict) else {}
    ink, width = str(style.get("c", "")), style.get("w")
    wide = isinstance(width, int | float) and 0 < width <= MAX_WIDTH
    if not COLOUR.fullmatch(ink) or not wide:
        return ""
    tool = "marker" if style.get("tool") == "marker" else "pen"
    try:
        points = outline(decode(value["b"]), brush_of(tool, float(width or 0)))
    except BadInk:
        return ""
    if len(points) < 3:
        return ""
    opacity = ' fill-opacity=".45"' if tool == "marker" else ""
    return f'<path fill="{ink_on(background, ink)}"{opacity} d="{smooth_path(points)}"/>'


def smooth_path(points: list[tuple[float, float]]) -> str:
    """A closed path through the middles of the polygon's sides, in tenths of a pixel.

    Steps are relative to the point before as it was rounded, so that no error adds up.
    """
    middles = [
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        for a, b in zip(points, [*points[1:], points[0]], strict=True)
    ]
    x, y = _tenths(middles[-1])
    path = [f"M{x} {y}"]
    for point, middle in zip(points, middles, strict=True):
        (corner_x, corner_y), (next_x, next_y) = _tenths(point), _tenths(middle)
        steps = (corner_x - x, corner_y - y, next_x - x, next_y - y)
        path.append("q" + "".join(f"{step}" if step < 0 else f" {step}" for step in steps).strip())
        x, y = next_x, next_y
    return "".join(path) + "Z"


def _tenths(point: tuple[float, float]) -> tuple[int, int]:
    return round_half_up(point[0] * 10), round_half_up(point[1] * 10)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
