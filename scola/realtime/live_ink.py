"""The strokes being drawn in one room, their log, and the rescue of those left behind."""

import math
import time
from collections.abc import Callable, Sequence
from typing import Any

import orjson

from scola.realtime import limits
from scola.realtime.ink import Chunk, LiveStroke, payload
from scola.realtime.member import Member
from scola.realtime.store import APPEND_INK, DROP_INK
from scola.realtime.wire import InkFlag

InkRow = tuple[str, int, str, float, str, bytes]
Log = Callable[[str, tuple[object, ...], int], None]


class LiveInk:
    """`log(sql, values, size)` adds to the turn's transaction."""

    def __init__(self, key: int, rows: Sequence[InkRow], log: Log) -> None:
        self.strokes: dict[str, LiveStroke] = {}
        self._key = key
        self._log = log
        for row in rows:
            self._restore(row)

    def take(self, member: Member, chunk: Chunk) -> bytes | None:
        """Logs one chunk; gives the payload to relay, or None when there is nothing new in it."""
        stroke = self.strokes.get(chunk.stroke)
        if stroke is None:
            stroke = self._start(member, chunk)
        elif stroke.person == member.person:
            stroke.owner, stroke.deadline = member.number, math.inf  # back after a cut
        if stroke is None or stroke.person != member.person:
            return None
        if chunk.flags & InkFlag.CANCEL:
            self.settle(stroke.id)
            return payload(stroke.id, chunk.seq, InkFlag.CANCEL, b"", b"")
        too_long = len(stroke.points) + len(chunk.points) > limits.MAX_STROKE
        if chunk.seq != stroke.next_seq or too_long:
            return None
        return self._append(stroke, chunk)

    def settle(self, stroke_id: str) -> None:
        """The stroke is in the document, or cancelled: its log is no longer needed."""
        if self.strokes.pop(stroke_id, None) is not None:
            self._log(DROP_INK, (self._key, stroke_id), 64)

    def of(self, member: Member) -> list[str]:
        """Ids of the strokes `member` has under the pen."""
        return [s.id for s in self.strokes.values() if s.owner == member.number]

    def lost(self, member: Member) -> float | None:
        """The member can draw no more; gives seconds until its strokes are due, None: none."""
        mine = self.of(member)
        for stroke_id in mine:
            stroke = self.strokes[stroke_id]
            stroke.owner = 0
            stroke.deadline = time.monotonic() + limits.RESCUE_AFTER
        return limits.RESCUE_AFTER if mine else None

    def due(self) -> list[LiveStroke]:
        """Strokes left behind long enough."""
        now = time.monotonic()
        return [
            stroke
            for stroke in self.strokes.values()
            if stroke.deadline <= now or now - stroke.heard > limits.SILENT_STROKE
        ]

    def _start(self, member: Member, chunk: Chunk) -> LiveStroke | None:
        if chunk.style is None or chunk.seq != 0 or chunk.flags & InkFlag.CANCEL:
            return None
        if len(self.of(member)) >= limits.MAX_LIVE_STROKES:
            return None
        stroke = LiveStroke(
            id=chunk.stroke,
            person=member.person,
            name=member.capability.name,
            style=chunk.style,
            started=int(time.time() * 1000),
            owner=member.number,
        )
        self.strokes[chunk.stroke] = stroke
        return stroke

    def _append(self, stroke: LiveStroke, chunk: Chunk) -> bytes:
        head = stroke.head() if chunk.seq == 0 else b""
        flags = (InkFlag.HEAD if head else 0) | (chunk.flags & InkFlag.END)
        stroke.points += chunk.points
        stroke.next_seq += 1
        stroke.heard = time.monotonic()
        if chunk.flags & InkFlag.END:
            stroke.ended = True
            # The frozen object follows within a blink; if its tablet cannot send it, we do.
            stroke.deadline = stroke.heard + limits.RESCUE_AFTER
        row = (stroke.id, chunk.seq, stroke.person, stroke.started / 1000, head.decode())
        self._log(APPEND_INK, (self._key, *row, chunk.points), len(chunk.points) + 64)
        return payload(stroke.id, chunk.seq, flags, head, chunk.points)

    def _restore(self, row: InkRow) -> None:
        stroke_id, seq, person, at, head, points = row
        stroke = self.strokes.get(stroke_id)
        if stroke is None:
            if seq != 0:
                return
            fields: dict[str, Any] = orjson.loads(head)
            stroke = LiveStroke(
                id=stroke_id,
                person=person,
                name=fields["n"],
                style=fields["s"],
                started=int(at * 1000),
                owner=0,
                deadline=time.monotonic() + limits.RESCUE_AFTER,
            )
            self.strokes[stroke_id] = stroke
        if seq == stroke.next_seq:
            stroke.points += points
            stroke.next_seq += 1
