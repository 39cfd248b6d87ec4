"""Excalidraw (.excalidraw, version 2): one JSON object; its frames become pages."""

import base64
import binascii
import json
from collections.abc import Iterator
from functools import partial
from math import atan2, cos, hypot, isfinite, pi, sin
from typing import Any

from django.utils.translation import gettext as _

from scola.board.facts import PAGE_SIZE
from scola.board.imports.found import (
    Book,
    Ink,
    Page,
    Paint,
    Picture,
    Point,
    Run,
    Shape,
    Skipped,
    Text,
    Thing,
)
from scola.board.imports.matrix import Matrix, fitted, scale_of, shifted, times, turned
from scola.board.imports.refusal import UNKNOWN, BoardRefused, Damaged
from scola.board.imports.svg import FARTHEST, MOST_POINTS, colour, ellipse, placed
from scola.board.ink.codec import MAX_SAMPLES, Sample

MOST_ELEMENTS = 100_000
# Excalidraw draws a pen of width 1 with an outline of this size.
PEN_SIZE = 4.25
# Roundness: a quarter of the short side, at most so many pixels.
ROUND_PART, ROUND_MOST, ROUND_STEPS = 0.25, 32.0, 6
HEAD, HEAD_ANGLE = 30.0, pi / 9
FONTS = {1: "Virgil", 2: "Helvetica", 3: "Cascadia", 5: "Excalifont", 6: "Nunito", 7: "Lilita One"}
FRAMES = {"frame", "magicframe"}

Element = dict[str, Any]


def read(content: bytes, title: str) -> Book:
    """Raises BoardRefused for what is not JSON, or not of Excalidraw."""
    try:
        scene = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Damaged from error
    if not isinstance(scene, dict) or scene.get("type") != "excalidraw":
        raise BoardRefused(UNKNOWN)
    elements, state = scene.get("elements"), scene.get("appState")
    # Without either there is no drawing, only the name of the program.
    if (elements is None and state is None) or not isinstance(elements or [], list):
        raise Damaged
    files = scene.get("files")
    found = _in_order([one for one in (elements or [])[:MOST_ELEMENTS] if _alive(one)])
    return Book("excalidraw", title, _pages(found, files if isinstance(files, dict) else {}))


def _alive(element: object) -> bool:
    return isinstance(element, dict) and not element.get("isDeleted")


def _in_order(elements: list[Element]) -> list[Element]:
    """As they lie: by the fractional index when all have one."""
    if all(isinstance(one.get("index"), str) for one in elements):
        return sorted(elements, key=lambda one: str(one["index"]))
    return elements


def _pages(elements: list[Element], files: dict[str, Any]) -> Iterator[Page]:
    """What is in no frame is the first page, then one page for each frame."""
    frames = [one for one in elements if one.get("type") in FRAMES]
    known = {str(one.get("id")) for one in frames}
    content = [one for one in elements if one.get("type") not in FRAMES]
    loose = [one for one in content if str(one.get("frameId")) not in known]
    if loose or not frames:
        yield _page(loose, _around(loose), files)
    for frame in frames:
        inside = [one for one in content if str(one.get("frameId")) == str(frame.get("id"))]
        name = frame.get("name")
        yield _page(inside, _around([frame]), files, name[:200] if isinstance(name, str) else "")


def _page(
    elements: list[Element],
    box: tuple[float, float, float, float],
    files: dict[str, Any],
    alt: str = "",
) -> Page:
    left, top, width, height = box
    base = fitted(left, top, width, height)
    if width <= PAGE_SIZE[0] and height <= PAGE_SIZE[1]:
        # It fits as it is: no pixel larger or smaller than it was drawn.
        base = shifted((PAGE_SIZE[0] - width) / 2 - left, (PAGE_SIZE[1] - height) / 2 - top)
    skipped: list[Skipped] = []
    things = tuple(thing for one in elements for thing in _things(one, base, files, skipped))
    return Page(things, "blank", tuple(skipped), alt)


def _around(elements: list[Element]) -> tuple[float, float, float, float]:
    corners = [
        (
            _number(one, "x") + dx * _number(one, "width"),
            _number(one, "y") + dy * _number(one, "height"),
        )
        for one in elements
        for dx, dy in ((0, 0), (1, 1))
    ] or [(0.0, 0.0), (1.0 * PAGE_SIZE[0], 1.0 * PAGE_SIZE[1])]
    left, top = min(x for x, _y in corners), min(y for _x, y in corners)
    right, bottom = max(x for x, _y in corners), max(y for _x, y in corners)
    return left, top, max(1.0, right - left), max(1.0, bottom - top)


def _things(
    one: Element, base: Matrix, files: dict[str, Any], skipped: list[Skipped]
) -> Iterator[Thing]:
    x, y, width, height = (_number(one, name) for name in ("x", "y", "width", "height"))
    about = turned(_number(one, "angle"), x + width / 2, y + height / 2)
    matrix = times(times(base, about), shifted(x, y))
    kind = one.get("type")
    match kind:
        case "rectangle" | "diamond" | "ellipse":
            yield Shape((placed(_corners(one, width, height), matrix),), _paint(one, base))
        case "line" | "arrow":
            yield from _line(one, matrix, _paint(one, base))
        case "freedraw":
            yield from _ink(one, matrix, base)
        case "text":
            yield from _text(one, matrix, width, height)
        case "image":
            yield from _picture(one, matrix, width, height, files, skipped)
        case "selection":
            return
        case "embeddable" | "iframe":
            link = one.get("link")
            what = _("une page web (%(link)s)") % {"link": str(link)[:100]}
            skipped.append(Skipped(what, _("les pages d’ailleurs ne s’ouvrent pas sur le tableau")))
        case _:
            skipped.append(Skipped(str(kind)[:40], _("Scola ne connaît pas cet objet")))


def _number(one: Element, name: str, otherwise: float = 0.0) -> float:
    value = one.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    # An integer of a thousand digits is no float.
    return float(value) if abs(value) <= FARTHEST and isfinite(value) else otherwise


def _points(one: Element) -> list[Point]:
    found: list[Point] = []
    listed = one.get("points")
    for pair in listed[:MOST_POINTS] if isinstance(listed, list) else []:
        if not isinstance(pair, list) or len(pair) < 2:
            continue
        ends = {"x": pair[0], "y": pair[1]}
        found.append((_number(ends, "x"), _number(ends, "y")))
    return found


def _colour(one: Element, name: str) -> str:
    return colour(str(one.get(name, "")))


def _opacity(one: Element) -> float:
    return min(1.0, max(0.0, _number(one, "opacity", 100.0) / 100))


def _paint(one: Element, base: Matrix) -> Paint:
    seen = _opacity(one)
    return Paint(
        fill=_colour(one, "backgroundColor"),
        fill_opacity=seen,
        stroke=_colour(one, "strokeColor"),
        stroke_opacity=seen,
        width=max(0.1, _number(one, "strokeWidth", 1.0)) * scale_of(base),
        dashed=one.get("strokeStyle") in {"dashed", "dotted"},
    )


def _corners(one: Element, width: float, height: float) -> list[Point]:
    match one.get("type"):
        case "ellipse":
            return ellipse(width / 2, height / 2, width / 2, height / 2)
        case "diamond":
            return [(width / 2, 0.0), (width, height / 2), (width / 2, height), (0.0, height / 2)]
    if not one.get("roundness"):
        return [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    radius = min(ROUND_MOST, ROUND_PART * min(abs(width), abs(height)))
    centres = [
        (width - radius, radius, -pi / 2),
        (width - radius, height - radius, 0.0),
        (radius, height - radius, pi / 2),
        (radius, radius, pi),
    ]
    turns = [pi / 2 * n / ROUND_STEPS for n in range(ROUND_STEPS + 1)]
    return [
        (x + radius * cos(start + turn), y + radius * sin(start + turn))
        for x, y, start in centres
        for turn in turns
    ]


def _line(one: Element, matrix: Matrix, paint: Paint) -> Iterator[Thing]:
    found = _points(one)
    if len(found) < 2:
        return
    closed = bool(one.get("polygon")) or (len(found) > 3 and found[0] == found[-1])
    if not closed:
        paint = Paint("", 1.0, paint.stroke, paint.stroke_opacity, paint.width, paint.dashed)
    heads = []
    if one.get("type") == "arrow" and one.get("endArrowhead"):
        heads.append(_head(found[-2], found[-1]))
    if one.get("type") == "arrow" and one.get("startArrowhead"):
        heads.append(_head(found[1], found[0]))
    yield Shape(tuple(placed(path, matrix) for path in (found, *heads)), paint, closed=closed)


def _head(before: Point, tip: Point) -> list[Point]:
    """The two short lines of an arrow's point."""
    back = atan2(before[1] - tip[1], before[0] - tip[0])
    length = min(HEAD, hypot(before[0] - tip[0], before[1] - tip[1]) / 2)
    sides = [
        (tip[0] + length * cos(back + turn), tip[1] + length * sin(back + turn))
        for turn in (HEAD_ANGLE, -HEAD_ANGLE)
    ]
    return [sides[0], tip, sides[1]]


def _ink(one: Element, matrix: Matrix, base: Matrix) -> Iterator[Thing]:
    found = _points(one)[:MAX_SAMPLES]
    if not found:
        return
    given = one.get("pressures")
    pressures = given if isinstance(given, list) and not one.get("simulatePressure") else []
    samples = tuple(
        Sample(
            x,
            y,
            min(1.0, max(0.0, _number({"p": pressures[n]}, "p", 0.5)))
            if n < len(pressures)
            else 0.5,
        )
        for n, (x, y) in enumerate(placed(found, matrix))
    )
    width = max(0.1, _number(one, "strokeWidth", 1.0)) * PEN_SIZE * scale_of(base)
    tint = _colour(one, "strokeColor") or "#1e1e1e"
    yield Ink(samples, tint, min(400.0, width), "pen" if _opacity(one) > 0.95 else "marker")


def _text(one: Element, matrix: Matrix, width: float, height: float) -> Iterator[Thing]:
    words = one.get("text")
    if not isinstance(words, str) or not words.strip():
        return
    family = one.get("fontFamily")
    font = FONTS.get(family, "") if isinstance(family, int) else ""
    size = min(2000.0, max(1.0, _number(one, "fontSize", 20.0)))
    run = Run(
        words[:20_000].replace("\r\n", "\n"),
        size,
        _colour(one, "strokeColor") or "#1e1e1e",
        font=font,
    )
    align = one.get("textAlign")
    yield Text(
        (run,),
        max(1.0, width),
        max(1.0, height),
        matrix,
        align if align in {"center", "right"} else "left",
    )


def _picture(
    one: Element,
    matrix: Matrix,
    width: float,
    height: float,
    files: dict[str, Any],
    skipped: list[Skipped],
) -> Iterator[Thing]:
    file = files.get(str(one.get("fileId")))
    url = file.get("dataURL") if isinstance(file, dict) else None
    if not isinstance(url, str) or not url.startswith("data:image/") or ";base64," not in url[:100]:
        skipped.append(Skipped(_("une image"), _("le fichier ne la contient pas")))
        return
    if width <= 0 or height <= 0:
        skipped.append(Skipped(_("une image"), _("elle n’a pas de taille")))
        return
    kind, _comma, packed = url.partition(";base64,")
    yield Picture(f"image.{kind[11:17]}", partial(_unpacked, packed), width, height, matrix)


def _unpacked(packed: str) -> bytes:
    try:
        return base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Damaged from error
