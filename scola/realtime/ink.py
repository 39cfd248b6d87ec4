"""Live ink: points relayed and logged while the pen is down, so that a stroke outlives its tablet.

A stroke is settled when its frozen object is in the document, or when it is cancelled. One that is
left behind (socket lost, process killed) is committed as drawn so far, in its author's name.
"""

import math
import re
import time
from dataclasses import dataclass, field
from typing import Any

import orjson

from scola.realtime import limits
from scola.realtime.wire import (
    InkFlag,
    WireError,
    read_sized,
    read_text,
    read_varuint,
    sized,
    varuint,
)

STROKE_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class BadInk(ValueError):
    """The chunk is not ink."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A decoded INK message. `style` only with the first chunk."""

    stroke: str
    seq: int
    flags: int
    style: dict[str, Any] | None
    points: bytes


@dataclass(slots=True, eq=False)
class LiveStroke:
    """A stroke being drawn. `owner` is the member number, 0 once its socket is lost."""

    id: str
    person: str
    name: str
    style: dict[str, Any]
    started: int  # ms since the epoch
    owner: int
    points: bytearray = field(default_factory=bytearray)
    next_seq: int = 0
    ended: bool = False
    heard: float = field(default_factory=time.monotonic)
    deadline: float = math.inf  # monotonic

    def head(self) -> bytes:
        """Style, person and name for those who receive the stroke."""
        return orjson.dumps({"s": self.style, "p": self.person, "n": self.name})

    def so_far(self) -> bytes:
        """An INK payload with all points, for who joins now."""
        flags = InkFlag.HEAD | (InkFlag.END if self.ended else 0)
        return payload(self.id, self.next_seq - 1, flags, self.head(), bytes(self.points))

    def frozen(self) -> dict[str, Any]:
        """The immutable object of boards: kind, author, time, style, points."""
        return {
            "k": "s",
            "u": self.person,
            "t": self.started,
            "s": self.style,
            "b": bytes(self.points),
        }


def read_chunk(data: bytes, at: int, stop: int) -> Chunk:
    """Decodes and checks an INK payload. Raises BadInk."""
    try:
        stroke, at = read_text(data, at, stop)
        seq, at = read_varuint(data, at, stop)
        if at >= stop or not STROKE_ID.fullmatch(stroke):
            raise BadInk("no stroke id")
        flags = data[at]
        at += 1
        style = None
        if flags & InkFlag.HEAD:
            raw, at = read_sized(data, at, stop)
            style = read_style(raw)
    except WireError as error:
        raise BadInk from error
    points = data[at:stop]
    if not whole_samples(points):
        raise BadInk("points cut inside a sample")
    return Chunk(stroke, seq, flags, style, points)


def read_style(raw: bytes) -> dict[str, Any]:
    """Only tool, colour and width, only in their range. Raises BadInk."""
    try:
        given = orjson.loads(raw) if len(raw) <= limits.MAX_INK_HEAD else None
    except orjson.JSONDecodeError as error:
        raise BadInk from error
    if not isinstance(given, dict):
        raise BadInk("no style")
    tool, colour, width = given.get("tool"), given.get("c"), given.get("w")
    if tool not in ("pen", "marker") or not isinstance(colour, str):
        raise BadInk("unknown tool")
    if not COLOUR.fullmatch(colour) or not isinstance(width, int | float) or not 0 < width <= 400:
        raise BadInk("unknown colour or width")
    return {"tool": tool, "c": colour, "w": width}


def whole_samples(points: bytes) -> bool:
    """Whether `points` is a sequence of varint dx, varint dy, u8 pressure."""
    at, end = 0, len(points)
    while at < end:
        for _ in range(2):
            while at < end and points[at] > 127:
                at += 1
            at += 1
        at += 1
    return at == end


def payload(stroke: str, seq: int, flags: int, head: bytes, points: bytes) -> bytes:
    """An INK payload."""
    start = sized(stroke.encode()) + varuint(seq) + bytes((flags,))
    return start + (sized(head) if flags & InkFlag.HEAD else b"") + points
