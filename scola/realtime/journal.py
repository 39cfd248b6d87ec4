"""One transaction per loop turn for all rooms; what waits for it is released only afterwards."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from typing import Protocol

from scola.realtime import limits
from scola.realtime.store import Store, Write

logger = logging.getLogger(__name__)


class Waiting(Protocol):
    """A room with something to say once its writes are durable."""

    unsaved: bool

    def release(self) -> None:
        """Acknowledges, relays and answers joins."""

    def held(self, code: str) -> None:
        """The disk does not take the writes now; they are kept and tried again."""


class Journal:
    """`trouble` is the code of what keeps the store from writing, or None."""

    def __init__(self, store: Store, loop: asyncio.AbstractEventLoop) -> None:
        self.store = store
        self.trouble: str | None = None
        self.commits = 0
        self.unsaved_bytes = 0
        self.writes: list[Write] = []
        self._loop = loop
        self._touched: dict[Waiting, None] = {}
        self._after: list[Callable[[], None]] = []
        self._scheduled = False
        self._committed_at = 0.0
        self.commit_seconds = store.sync_seconds  # moving average

    @property
    def refuses(self) -> bool:
        """Whether new work must be refused: it could not be kept."""
        return self.trouble == "full" or self.unsaved_bytes > limits.MAX_UNSAVED

    def write(self, room: Waiting, sql: str, values: tuple[object, ...], size: int = 64) -> None:
        """Adds one statement of `size` bytes to this turn's transaction."""
        self.writes.append((sql, values))
        self.unsaved_bytes += size
        room.unsaved = True
        self.touch(room)

    def touch(self, room: Waiting) -> None:
        """`room.release()` is called at the end of this turn."""
        self._touched[room] = None
        self._schedule()

    def put(self, writes: list[Write], then: Callable[[], None]) -> None:
        """Writes that belong to no open room; `then` runs when they are durable."""
        self.writes += writes
        self._after.append(then)
        self._schedule()

    def flush(self) -> bool:
        """Commits and releases now; False when the disk does not take it (kept for a retry)."""
        saved = not self.writes or self._commit()
        touched, self._touched = self._touched, {}
        after: list[Callable[[], None]] = []
        if saved:
            after, self._after = self._after, []
        for room in touched:
            if saved:
                room.unsaved = False
            if room.unsaved:
                self._touched[room] = None
            else:
                room.release()
        for then in after:
            then()
        return saved

    def _schedule(self) -> None:
        """At the end of this turn; under load a little later: the disk gets only its share.

        A lone stroke is committed at once. When many follow each other, one commit in `pause` keeps
        nine tenths of the time for reading and relaying, whatever the disk.
        """
        if self._scheduled:
            return
        self._scheduled = True
        pause = min(limits.PACE_LONGEST, max(limits.PACE, 8 * self.commit_seconds))
        wait = self._committed_at + pause - time.monotonic()
        if wait > 0:
            self._loop.call_later(wait, self._turn)
        else:
            self._loop.call_soon(self._turn)

    def _turn(self) -> None:
        self._scheduled = False
        if not self.flush():
            self._scheduled = True
            wait = limits.RETRY_FULL if self.trouble == "full" else limits.RETRY_LOCKED
            self._loop.call_later(wait, self._turn)

    def _commit(self) -> bool:
        before = time.monotonic()
        try:
            self.store.commit(self.writes)
        except sqlite3.Error as error:
            self._held(error)
            return False
        if self.trouble:
            logger.warning("the store writes again; %d writes caught up", len(self.writes))
        self._committed_at = time.monotonic()
        self.commit_seconds += (self._committed_at - before - self.commit_seconds) / 16
        self.writes = []
        self.unsaved_bytes = 0
        self.trouble = None
        self.commits += 1
        return True

    def _held(self, error: sqlite3.Error) -> None:
        locked = "locked" in str(error) or "busy" in str(error)
        trouble = "locked" if locked else "full"
        if trouble == self.trouble:
            return
        self.trouble = trouble
        logger.error("the store cannot write (%s): everything waits, nothing is lost", error)
        for room in self._touched:
            if room.unsaved and not locked:
                room.held("full")
