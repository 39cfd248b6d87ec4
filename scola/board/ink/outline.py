"""The outline of a stroke: a port of perfect-freehand 1.2.3 (MIT, Steve Ruiz), inkAlgo 1.

Golden files shared with the browser's engine keep both within 0.01 px
(tests/board/ink/golden). Names follow the original.
"""

from math import cos, hypot, pi, sin
from typing import NamedTuple

from scola.board.ink.codec import Sample

Point = tuple[float, float]
FIXED_PI = pi + 0.0001
CAP_STEPS, END_STEPS, CORNER = 13, 29, 1 / 13


class StrokePoint(NamedTuple):
    point: Point
    pressure: float
    vector: Point
    running_length: float


class Brush(NamedTuple):
    """How a tool turns samples into an outline; `size` is the width in page pixels."""

    size: float
    thinning: float
    smoothing: float = 0.5
    streamline: float = 0.35


def brush_of(tool: str, width: float) -> Brush:
    """inkAlgo 1: the pen answers to pressure, the marker keeps its width."""
    return Brush(width, 0.0) if tool == "marker" else Brush(width, 0.5)


def outline(samples: list[Sample], brush: Brush) -> list[Point]:
    """A closed polygon around the stroke; empty for no sample."""
    return _outline_points(_stroke_points(samples, brush), brush)


def _lerp(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _around(point: Point, center: Point, angle: float) -> Point:
    s, c = sin(angle), cos(angle)
    dx, dy = point[0] - center[0], point[1] - center[1]
    return dx * c - dy * s + center[0], dx * s + dy * c + center[1]


def _unit(v: Point) -> Point:
    length = hypot(*v)
    return v[0] / length, v[1] / length


def _stroke_points(samples: list[Sample], brush: Brush) -> list[StrokePoint]:
    if not samples:
        return []
    t = 0.15 + (1 - brush.streamline) * 0.85
    points: list[tuple[float, float, float | None]] = [(s.x, s.y, s.pressure) for s in samples]
    if len(points) == 2:
        first, last = points
        points = [first]
        # The original interpolates x and y only: these points carry the default pressure.
        points += [(*_lerp(first[:2], last[:2], n / 4), None) for n in range(1, 5)]
    if len(points) == 1:
        x, y, pressure = points[0]
        points.append((x + 1, y + 1, pressure))
    first_pressure = points[0][2]
    found = [
        StrokePoint(
            points[0][:2], 0.25 if first_pressure is None else first_pressure, (1.0, 1.0), 0.0
        )
    ]
    running, started, end = 0.0, False, len(points) - 1
    previous = found[0]
    for n in range(1, len(points)):
        x, y, pressure = points[n]
        point = (x, y) if n == end else _lerp(previous.point, (x, y), t)
        if point == previous.point:
            continue
        distance = hypot(point[0] - previous.point[0], point[1] - previous.point[1])
        running += distance
        if n < end and not started:
            if running < brush.size:
                continue
            started = True
        vector = _unit((previous.point[0] - point[0], previous.point[1] - point[1]))
        previous = StrokePoint(point, 0.5 if pressure is None else pressure, vector, running)
        found.append(previous)
    second = found[1].vector if len(found) > 1 else (0.0, 0.0)
    found[0] = found[0]._replace(vector=second)
    return found


def _radius(brush: Brush, pressure: float) -> float:
    return brush.size * (0.5 - brush.thinning * (0.5 - pressure))


def _outline_points(points: list[StrokePoint], brush: Brush) -> list[Point]:  # noqa: C901, PLR0915 - one algorithm, in the original's order
    if not points or brush.size <= 0:
        return []
    total = points[-1].running_length
    min_distance = (brush.size * brush.smoothing) ** 2
    left: list[Point] = []
    right: list[Point] = []
    radius = _radius(brush, points[-1].pressure)
    first_radius: float | None = None
    previous_vector = points[0].vector
    previous_left = previous_right = points[0].point
    previous_sharp = False
    for n, (point, pressure, vector, running) in enumerate(points):
        is_last = n == len(points) - 1
        if not is_last and total - running < 3:
            continue
        radius = _radius(brush, pressure) if brush.thinning else brush.size / 2
        if first_radius is None:
            first_radius = radius
        radius = max(0.01, radius)
        next_vector = vector if is_last else points[n + 1].vector
        next_dot = 1.0 if is_last else vector[0] * next_vector[0] + vector[1] * next_vector[1]
        dot = vector[0] * previous_vector[0] + vector[1] * previous_vector[1]
        sharp, next_sharp = dot < 0 and not previous_sharp, next_dot < 0
        if sharp or next_sharp:
            offset = (previous_vector[1] * radius, -previous_vector[0] * radius)
            turned = 0.0
            a = b = point
            while turned <= 1:
                a = _around((point[0] - offset[0], point[1] - offset[1]), point, FIXED_PI * turned)
                b = _around((point[0] + offset[0], point[1] + offset[1]), point, FIXED_PI * -turned)
                left.append(a)
                right.append(b)
                turned += CORNER
            previous_left, previous_right = a, b
            if next_sharp:
                previous_sharp = True
            continue
        previous_sharp = False
        if is_last:
            offset = (vector[1] * radius, -vector[0] * radius)
            left.append((point[0] - offset[0], point[1] - offset[1]))
            right.append((point[0] + offset[0], point[1] + offset[1]))
            continue
        mid = _lerp(next_vector, vector, next_dot)
        offset = (mid[1] * radius, -mid[0] * radius)
        a = (point[0] - offset[0], point[1] - offset[1])
        if n <= 1 or _far(previous_left, a, min_distance):
            left.append(a)
            previous_left = a
        b = (point[0] + offset[0], point[1] + offset[1])
        if n <= 1 or _far(previous_right, b, min_distance):
            right.append(b)
            previous_right = b
        previous_vector = vector
    return _with_caps(points, left, right, radius, first_radius)


def _far(a: Point, b: Point, squared: float) -> bool:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 > squared


def _with_caps(
    points: list[StrokePoint],
    left: list[Point],
    right: list[Point],
    radius: float,
    first_radius: float | None,
) -> list[Point]:
    first, last = points[0].point, points[-1].point
    if len(points) == 1:
        return _dot(first, first_radius or radius)
    start = [_around(right[0], first, FIXED_PI * t) for t in _steps(CAP_STEPS, closed=True)]
    vector = points[-1].vector
    direction = (-vector[1], vector[0])
    tip = (last[0] + direction[0] * radius, last[1] + direction[1] * radius)
    end = [_around(tip, last, FIXED_PI * 3 * t) for t in _steps(END_STEPS, closed=False)]
    return [*left, *end, *reversed(right), *start]


def _steps(count: int, *, closed: bool) -> list[float]:
    """1/count, 2/count… summed as the original does, so that rounding ends at the same step."""
    found, t = [], 1 / count
    step = t
    while t <= 1 if closed else t < 1:
        found.append(t)
        t += step
    return found


def _dot(center: Point, radius: float) -> list[Point]:
    # perp(center − (center + (1,1))) = (-1, 1), then projected by −radius.
    away = _unit((-1.0, 1.0))
    start = (center[0] - away[0] * radius, center[1] - away[1] * radius)
    return [_around(start, center, FIXED_PI * 2 * t) for t in _steps(CAP_STEPS, closed=True)]
