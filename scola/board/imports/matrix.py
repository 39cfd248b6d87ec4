"""Affine matrices (a, b, c, d, e, f) as SVG writes them: x' = ax + cy + e, y' = bx + dy + f."""

import re
from collections.abc import Callable
from math import cos, isfinite, radians, sin, sqrt, tan

from scola.board.facts import PAGE_SIZE

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
CALL = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]{0,400})\)")
SEPARATOR = re.compile(r"[\s,]+")


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h, b * g + d * h,
        a * i + c * j, b * i + d * j,
        a * k + c * m + e, b * k + d * m + f,
    )  # fmt: skip


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale_of(matrix: Matrix) -> float:
    """By how much lengths grow, on average: for the widths of lines."""
    a, b, c, d, _e, _f = matrix
    return sqrt(abs(a * d - b * c))


def shifted(x: float, y: float) -> Matrix:
    return (1.0, 0.0, 0.0, 1.0, x, y)


def turned(angle: float, x: float = 0.0, y: float = 0.0) -> Matrix:
    """By `angle` radians about a point."""
    c, s = cos(angle), sin(angle)
    return (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)


def fitted(left: float, top: float, width: float, height: float) -> Matrix:
    """Places a foreign page in the middle of ours, as large as it goes."""
    across, down = PAGE_SIZE
    scale = min(across / width, down / height)
    x, y = (across - width * scale) / 2, (down - height * scale) / 2
    return (scale, 0.0, 0.0, scale, x - left * scale, y - top * scale)


def parse_transform(text: str) -> Matrix:
    """The `transform` of an SVG element; what is not understood moves nothing."""
    found = IDENTITY
    for name, words in CALL.findall(text):
        try:
            values = [float(word) for word in SEPARATOR.split(words.strip()) if word]
        except ValueError:
            return IDENTITY
        step = _step(name, values)
        if step is None or not all(isfinite(value) for value in step):
            return IDENTITY
        found = times(found, step)
    return found


def _skewed(across: float, down: float) -> Matrix:
    return (1.0, tan(radians(down)), tan(radians(across)), 1.0, 0.0, 0.0)


# A function by its name, and how many numbers it takes at least and at most.
STEPS: dict[str, tuple[int, int, Callable[..., Matrix]]] = {
    "matrix": (6, 6, lambda *values: values),
    "translate": (1, 2, lambda x, y=0.0: shifted(x, y)),
    "scale": (1, 2, lambda x, y=None: (x, 0.0, 0.0, x if y is None else y, 0.0, 0.0)),
    "rotate": (1, 3, lambda angle, x=0.0, y=0.0: turned(radians(angle), x, y)),
    "skewX": (1, 1, lambda angle: _skewed(angle, 0.0)),
    "skewY": (1, 1, lambda angle: _skewed(0.0, angle)),
}


def _step(name: str, values: list[float]) -> Matrix | None:
    least, most, step = STEPS[name]
    return step(*values) if least <= len(values) <= most else None
