"""Points of a stroke, codec v1: the same bytes as scola/board/client/model/codec.ts.

Each sample is dx, dy (zig-zag varints, tenths of a page pixel, from the sample before; the first
from 0,0) and one byte of pressure. Chunks cut between samples concatenate to the whole stroke.
"""

from collections.abc import Iterable
from typing import NamedTuple

UNIT = 10  # tenths of a page pixel
MAX_SAMPLES = 20_000


class Sample(NamedTuple):
    """x and y in page pixels, pressure from 0 to 1."""

    x: float
    y: float
    pressure: float


class BadInk(ValueError):
    """The bytes are not a stroke."""


def encode(samples: Iterable[Sample]) -> bytes:
    out = bytearray()
    last_x = last_y = 0
    for x, y, pressure in samples:
        unit_x, unit_y = round_half_up(x * UNIT), round_half_up(y * UNIT)
        _write(out, unit_x - last_x)
        _write(out, unit_y - last_y)
        out.append(max(0, min(255, round_half_up(pressure * 255))))
        last_x, last_y = unit_x, unit_y
    return bytes(out)


def decode(data: bytes) -> list[Sample]:
    """Raises BadInk for truncated bytes, absurd numbers or more than MAX_SAMPLES samples."""
    samples: list[Sample] = []
    position = unit_x = unit_y = 0
    while position < len(data):
        delta_x, position = _read(data, position)
        delta_y, position = _read(data, position)
        if position >= len(data):
            raise BadInk("a sample is cut")
        unit_x, unit_y = unit_x + delta_x, unit_y + delta_y
        samples.append(Sample(unit_x / UNIT, unit_y / UNIT, data[position] / 255))
        position += 1
        if len(samples) > MAX_SAMPLES:
            raise BadInk("too many samples")
    return samples


def round_half_up(value: float) -> int:
    """Math.round of JavaScript: Python's own rounds halves to even."""
    return int((value + 0.5) // 1)


def _write(out: bytearray, value: int) -> None:
    zigzag = (value << 1) ^ (value >> 63)
    while zigzag > 0x7F:
        out.append(zigzag & 0x7F | 0x80)
        zigzag >>= 7
    out.append(zigzag)


def _read(data: bytes, position: int) -> tuple[int, int]:
    zigzag = shift = 0
    while True:
        if position >= len(data) or shift > 28:
            raise BadInk("a number is cut or too large")
        byte = data[position]
        position += 1
        zigzag |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return (zigzag >> 1) ^ -(zigzag & 1), position
