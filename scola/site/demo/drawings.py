"""What the demo's children have drawn: strokes of a hand, in page pixels (1600 × 900)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, dist, pi, sin

from scola.board.ink import Sample
from scola.board.ink.write import Ink

Point = tuple[float, float]
NIGHT, SEA, ORANGE, LEAF, RED = "#12272e", "#0e5c86", "#c8540a", "#2f7d3b", "#b3243f"
STEP = 9.0  # page pixels between two samples, as a quick finger leaves them


def star_and_boat(left: str, right: str) -> list[Ink]:
    """A starfish that is told "Oh !" by one hand, a sailing boat by the other."""
    star = [_around(430, 600, 150 if n % 2 == 0 else 68, n / 10) for n in range(10)]
    return [
        *_word_oh(left),
        _ink(left, ORANGE, 11, [*star, star[0]], angular=True),
        _ink(left, ORANGE, 8, [(383, 575), (393, 563), (405, 575)]),
        _ink(left, ORANGE, 8, [(452, 575), (464, 563), (475, 575)]),
        _ink(left, ORANGE, 8, [(388, 618), (408, 640), (432, 646), (456, 640), (474, 618)]),
        _ink(right, SEA, 11, [(1120, 330), (1116, 480), (1117, 660)]),
        _ink(right, SEA, 11, [(1122, 332), (1176, 420), (1252, 560), (1268, 612), (1128, 634)]),
        _ink(right, SEA, 11, [(1106, 410), (1060, 500), (1000, 610), (1104, 626)]),
        _ink(right, SEA, 11, [(965, 668), (1100, 660), (1330, 654)], angular=True),
        _ink(right, SEA, 11, [(965, 668), (1010, 742), (1140, 758), (1266, 740), (1330, 654)]),
        _ink(right, SEA, 9, _wave(880, 1420, 800, 13)),
        _ink(right, SEA, 9, _wave(960, 1330, 845, 10)),
        _ink(right, RED, 9, [(1122, 328), (1170, 344), (1122, 362)], angular=True),
    ]


def radishes(left: str, right: str) -> list[Ink]:
    """Three radishes and the ruler that says six centimetres."""
    grown = ((330, 90, left), (720, 128, right), (1090, 78, left))
    return [
        *(ink for x, size, hand in grown for ink in _radish(x, size, hand)),
        *_ruler(right),
        *_six_centimetres(right),
        *_sun(left),
    ]


def _word_oh(hand: str) -> list[Ink]:
    ring = [_around(345, 352, 44, n / 12 - 0.04) for n in range(14)]
    return [
        _ink(hand, ORANGE, 9, ring),
        _ink(hand, ORANGE, 9, [(422, 306), (420, 398)], angular=True),
        _ink(hand, ORANGE, 9, [(484, 304), (485, 398)], angular=True),
        _ink(hand, ORANGE, 9, [(422, 354), (484, 350)], angular=True),
        _ink(hand, ORANGE, 9, [(534, 302), (531, 368)], angular=True),
        _ink(hand, ORANGE, 11, [(530, 394), (532, 397)], angular=True),
    ]


def _radish(x: float, size: float, hand: str) -> Iterator[Ink]:
    y = 430.0
    bulb = [_around(x, y + size, size, n / 12) for n in range(13)]
    root = (x + 4, y + size * 2), (x - 6, y + size * 2.4), (x + 8, y + size * 2.9)
    rows = range(1, 6)
    scribble = [
        (x + side * size * 0.72 * sin(pi * (n + 0.5) / 6), y + size * 2 * n / 6)
        for n in rows
        for side in (-1, 1)
    ]
    yield _ink(hand, RED, size * 0.42, scribble, tool="marker")
    yield _ink(hand, RED, 10, bulb)
    yield _ink(hand, RED, 7, root)
    for lean in (-0.55, 0.02, 0.6):
        tip = (x + lean * size * 2, y - size * (1.9 - abs(lean) * 0.5))
        wide = size * 0.34
        leaf = [(x, y), (tip[0] - wide, (y + tip[1]) / 2), tip, (tip[0] + wide, (y + tip[1]) / 2)]
        yield _ink(hand, LEAF, 9, [*leaf, (x, y)])
        yield _ink(hand, LEAF, 6, [(x, y), ((x + tip[0]) / 2, (y + tip[1]) / 2), tip])


def _ruler(hand: str) -> Iterator[Ink]:
    """As wide as the largest radish, a mark per centimetre."""
    yield _ink(hand, NIGHT, 6, [(592, 856), (848, 852)], angular=True)
    for n in range(7):
        x = 592 + n * 256 / 6
        top = 822 if n in (0, 6) else 838
        yield _ink(hand, NIGHT, 5, [(x, 856), (x, top)], angular=True)


def _six_centimetres(hand: str) -> list[Ink]:
    six = [(922, 774), (890, 800), (882, 834), (902, 856), (926, 842), (916, 818), (886, 828)]
    c = [(1014, 814), (992, 808), (978, 830), (990, 854), (1016, 850)]
    m = [(1040, 854), (1040, 812), (1048, 814), (1064, 816), (1066, 854)]
    end = [(1066, 822), (1078, 810), (1090, 820), (1092, 854)]
    return [_ink(hand, NIGHT, 8, line, angular=n > 1) for n, line in enumerate((six, c, m, end))]


def _sun(hand: str) -> list[Ink]:
    disc = [_around(1400, 190, 82, n / 12) for n in range(13)]
    rays = [
        [_around(1400, 190, 112, n / 10), _around(1400, 190, 158, n / 10 + 0.005)]
        for n in range(10)
    ]
    return [
        _ink(hand, ORANGE, 11, disc),
        *(_ink(hand, ORANGE, 9, ray, angular=True) for ray in rays),
    ]


def _around(x: float, y: float, radius: float, turn: float) -> Point:
    """A point of a circle; `turn` 0 is its top, 0.25 its right."""
    return x + radius * sin(2 * pi * turn), y - radius * cos(2 * pi * turn)


def _wave(start: int, end: int, y: float, height: float) -> list[Point]:
    return [(x, y + height * (-1) ** n) for n, x in enumerate(range(start, end, 45))]


def _ink(
    hand: str,
    colour: str,
    width: float,
    through: Sequence[Point],
    *,
    angular: bool = False,
    tool: str = "pen",
) -> Ink:
    """A stroke through the given points: round, or `angular` with straight sides."""
    path = list(_straight(through) if angular else _round(through))
    count = len(path)
    # A hand lands lightly, presses, and lets go.
    samples = (
        Sample(x, y, 0.45 + 0.25 * sin(pi * (n + 1) / (count + 1))) for n, (x, y) in enumerate(path)
    )
    return Ink(hand, colour, width, tuple(samples), tool)


def _straight(points: Sequence[Point]) -> Iterator[Point]:
    for a, b in pairwise(points):
        parts = max(1, round(dist(a, b) / STEP))
        for n in range(parts):
            yield a[0] + (b[0] - a[0]) * n / parts, a[1] + (b[1] - a[1]) * n / parts
    yield points[-1]


def _round(points: Sequence[Point]) -> Iterator[Point]:
    """A Catmull-Rom curve through the points."""
    around = [points[0], *points, points[-1]]
    for before, a, b, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        parts = max(1, round(dist(a, b) / STEP))
        for n in range(parts):
            t = n / parts
            yield (
                _between(before[0], a[0], b[0], after[0], t),
                _between(before[1], a[1], b[1], after[1], t),
            )
    yield points[-1]


def _between(p: float, a: float, b: float, q: float, t: float) -> float:
    return 0.5 * (
        2 * a + (b - p) * t + (2 * p - 5 * a + 4 * b - q) * t**2 + (3 * a - p - 3 * b + q) * t**3
    )
