"""The ruling of a page, as SVG: the same measures as scola/board/client/render/paper.ts.

10 page pixels are 1 mm of a notebook: an interline of Seyès is 20 px, a square 80 px.
"""

from collections.abc import Iterator

INTERLINE = 20
SQUARE = 4 * INTERLINE
MARGIN = 3 * SQUARE
WHITE, BLACK = "#fffefb", "#16241f"
THIN, STRONG, RED, GRID = "#bcd3e4", "#7d9fc6", "#e06a5e", "#b9cbe0"


def colour(kind: str) -> str:
    return BLACK if kind == "black" else WHITE


def lines(
    kind: str, width: float, height: float
) -> Iterator[tuple[str, float, float, float, float, float]]:
    """(colour, x1, y1, x2, y2, width) of each line, in drawing order."""
    if kind == "seyes":
        yield from _seyes(width, height)
    elif kind == "lines":
        yield from ((GRID, 0, y, width, y, 1.5) for y in _from(SQUARE, height, SQUARE))
    elif kind in {"grid5", "grid10"}:
        step = 50 if kind == "grid5" else 100
        yield from ((GRID, x, 0, x, height, 1.2) for x in _from(step, width, step))
        yield from ((GRID, 0, y, width, y, 1.2) for y in _from(step, height, step))


def _seyes(width: float, height: float) -> Iterator[tuple[str, float, float, float, float, float]]:
    rows = list(enumerate(_from(INTERLINE, height, INTERLINE), start=1))
    yield from ((THIN, 0, y, width, y, 1) for n, y in rows if n % 4)
    yield from ((THIN, x, 0, x, height, 1.2) for x in _from(MARGIN + SQUARE, width, SQUARE))
    yield from ((STRONG, 0, y, width, y, 2) for n, y in rows if n % 4 == 0)
    yield (RED, MARGIN, 0, MARGIN, height, 2.5)


def _from(start: float, end: float, step: float) -> Iterator[float]:
    at = start
    while at < end:
        yield at
        at += step
