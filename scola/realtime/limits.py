"""What one person, one room and one process may ask for. A refusal always says which limit."""

import time

MAX_MESSAGE = 256 * 1024  # bytes
MAX_JOIN_UPDATE = 4 * 1024 * 1024  # bytes: the first update after a join catches up a whole day
MAX_FRAME = MAX_JOIN_UPDATE + 64 * 1024
MAX_PRESENCE = 1024  # bytes of JSON
MAX_STROKE = 256 * 1024  # bytes of points in one live stroke
MAX_LIVE_STROKES = 24  # per connection: ten fingers of two children and a margin
MAX_INK_HEAD = 512  # bytes of JSON
MAX_ROOMS_PER_CONNECTION = 64
MAX_MEMBERS = 400  # connections in one room
MAX_CONNECTIONS = 12_000
MAX_ROOM = 32 * 1024 * 1024  # bytes of one document
MAX_UNSAVED = 16 * 1024 * 1024  # bytes held in memory while the disk does not answer

SEND_BUFFER = 128 * 1024  # SO_SNDBUF: without it the kernel hides 4 MB per stalled client
WRITE_HIGH = 512 * 1024  # above: presence is dropped
WRITE_LIMIT = 1024 * 1024  # above: the client is closed with 1013 and catches up later

PRESENCE_PERIOD = 0.1  # seconds
RESCUE_AFTER = 5.0  # seconds from a lost socket to the commit of its unfinished strokes
SILENT_STROKE = 60.0  # seconds without points before a stroke counts as left behind
EXPIRY_GRACE = 30.0  # seconds
UNLOAD_AFTER = 60.0  # seconds
SWEEP_PERIOD = 5.0  # seconds
COMPACT_ROWS = 2000
COMPACT_QUIET = 2.0  # seconds
PACE = 0.002  # seconds between commits under load, at least
PACE_LONGEST = 0.02
RETRY_LOCKED = 0.05  # seconds
RETRY_FULL = 1.0  # seconds

MESSAGES_PER_SECOND = 300.0
MESSAGES_BURST = 600.0
BYTES_PER_SECOND = 1024.0 * 1024
BYTES_BURST = 8.0 * 1024 * 1024
REFUSALS_BEFORE_CLOSE = 2000


class Allowance:
    """Messages and bytes one connection may still send; refills with time, never blocks."""

    __slots__ = ("_at", "_bytes", "_messages")

    def __init__(self) -> None:
        self._messages = MESSAGES_BURST
        self._bytes = BYTES_BURST
        self._at = time.monotonic()

    def take(self, size: int) -> bool:
        """Whether one more message of `size` bytes is within the rate."""
        self._messages -= 1
        self._bytes -= size
        if self._messages >= 0 and self._bytes >= 0:
            return True
        now = time.monotonic()
        elapsed, self._at = now - self._at, now
        # Refill first, judge after: the clock is read only when the purse looks empty.
        messages = self._messages + elapsed * MESSAGES_PER_SECOND
        volume = self._bytes + elapsed * BYTES_PER_SECOND
        self._messages = min(MESSAGES_BURST, messages)
        self._bytes = min(BYTES_BURST, volume)
        if self._messages >= 0 and self._bytes >= 0:
            return True
        self._messages += 1
        self._bytes += size
        return False
