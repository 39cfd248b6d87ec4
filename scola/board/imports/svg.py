"""The small words of SVG that board formats share: numbers, points, colours, paint."""

import re
from math import cos, isfinite, pi, sin
from xml.etree.ElementTree import Element

from PIL import ImageColor

from scola.board.imports.found import Paint, Point
from scola.board.imports.matrix import Matrix, apply, scale_of
from scola.board.imports.xml import attribute

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
MOST_POINTS = 100_000
FARTHEST = 1e6
ROUND_STEPS = 48


def number(text: str, otherwise: float = 0.0) -> float:
    """The first number of `text` ("12.5px" is 12.5)."""
    found = NUMBER.search(text)
    value = float(found[0]) if found else otherwise
    return value if isfinite(value) and abs(value) <= FARTHEST else otherwise


def numbers(text: str) -> list[float]:
    return [number(word) for word in NUMBER.findall(text)[: 2 * MOST_POINTS]]


def points(text: str) -> list[Point]:
    """ "x,y x,y"; old OpenBoard in a French system wrote "x,d,y,d" with decimal commas."""
    words = text.split()
    if words and all(word.count(",") == 3 for word in words):
        parts = [word.split(",") for word in words]
        text = " ".join(f"{a}.{b},{c}.{d}" for a, b, c, d in parts)
    flat = numbers(text)
    return list(zip(flat[::2], flat[1::2], strict=False))


def placed(found: list[Point], matrix: Matrix) -> tuple[Point, ...]:
    return tuple(apply(matrix, x, y) for x, y in found)


def ellipse(cx: float, cy: float, rx: float, ry: float) -> list[Point]:
    turns = (2 * pi * n / ROUND_STEPS for n in range(ROUND_STEPS))
    return [(cx + rx * cos(t), cy + ry * sin(t)) for t in turns]


def rectangle(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def colour(text: str) -> str:
    """ "#rrggbb", or "" for none and for what is not a colour."""
    word = text.strip()
    if word.lower() in {"", "none", "transparent", "currentcolor", "inherit"}:
        return ""
    try:
        red, green, blue = ImageColor.getrgb(word)[:3]
    except ValueError:
        return ""
    if not all(0 <= part <= 255 for part in (red, green, blue)):
        return ""
    return f"#{red:02x}{green:02x}{blue:02x}"


def opacity(text: str) -> float:
    return min(1.0, max(0.0, number(text, 1.0)))


def paint_of(element: Element, matrix: Matrix, *, fill: str = "") -> Paint:
    """How an element is painted; `fill` is the colour of one that names none."""
    named = attribute(element, "fill")
    stroke = colour(attribute(element, "stroke"))
    width = number(attribute(element, "stroke-width"), 1.0) * scale_of(matrix) if stroke else 0.0
    return Paint(
        fill=colour(named) if named else fill,
        fill_opacity=opacity(attribute(element, "fill-opacity")),
        stroke=stroke,
        stroke_opacity=opacity(attribute(element, "stroke-opacity")),
        width=width,
        dashed=attribute(element, "stroke-dasharray") not in {"", "none"},
    )
