"""The bytes of protocol "scola.1" (docs/realtime.md): messages, channels, variable-length numbers.

A frame holds messages one after another: varuint length, u8 type, varuint channel, payload.
A channel is the room's number in this process, the same for every client: one frame serves all.
"""

from collections.abc import Iterator
from enum import IntEnum

SUBPROTOCOL = "scola.1"
VARUINT_LIMIT = 1 << 53


class Kind(IntEnum):
    """Message types; the client sends the first seven."""

    JOIN = 1
    UPDATE = 2
    INK = 3
    PRESENCE = 4
    RENEW = 5
    LEAVE = 6
    PING = 7
    JOINED = 16
    ACK = 17
    REFUSED = 18
    MODE = 19
    STATE = 20
    CLOSED = 21
    PONG = 22
    RENEWED = 23


class InkFlag(IntEnum):
    """Bits of an INK message's flags byte."""

    HEAD = 1
    END = 2
    CANCEL = 4


class WireError(ValueError):
    """The bytes are not protocol "scola.1"."""


def varuint(number: int) -> bytes:
    """Little-endian base 128, seven bits a byte."""
    if number < 128:
        return bytes((number,))
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varuint(data: bytes, at: int, stop: int) -> tuple[int, int]:
    """The number at `at` and the position after it. Raises WireError past `stop`."""
    number = shift = 0
    while at < stop:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, at
        shift += 7
        if number > VARUINT_LIMIT or shift > 56:
            break
    raise WireError("number cut short or too large")


def sized(data: bytes) -> bytes:
    """`data` after its own length."""
    return varuint(len(data)) + data


def read_sized(data: bytes, at: int, stop: int) -> tuple[bytes, int]:
    """The bytes written by `sized`, and the position after them."""
    size, at = read_varuint(data, at, stop)
    if at + size > stop:
        raise WireError("bytes cut short")
    return data[at : at + size], at + size


def read_text(data: bytes, at: int, stop: int) -> tuple[str, int]:
    """The UTF-8 text written by `sized`, and the position after it."""
    raw, at = read_sized(data, at, stop)
    try:
        return raw.decode(), at
    except UnicodeDecodeError as error:
        raise WireError("text is not UTF-8") from error


def message(kind: int, channel: int, payload: bytes = b"") -> bytes:
    """One message with its length."""
    body = bytes((kind,)) + varuint(channel) + payload
    return varuint(len(body)) + body


def messages(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Kind, channel, payload start and stop of each message in a frame. Raises WireError."""
    at, end = 0, len(data)
    while at < end:
        size, at = read_varuint(data, at, end)
        stop = at + size
        if size < 2 or stop > end:
            raise WireError("message cut short")
        channel, start = read_varuint(data, at + 1, stop)
        yield data[at], channel, start, stop
        at = stop


def ws_frame(payload: bytes) -> bytes:
    """A whole unmasked binary WebSocket frame (RFC 6455 §5.2), made once for all receivers."""
    size = len(payload)
    if size < 126:
        return bytes((0x82, size)) + payload
    if size < 65536:
        return b"\x82\x7e" + size.to_bytes(2, "big") + payload
    return b"\x82\x7f" + size.to_bytes(8, "big") + payload
