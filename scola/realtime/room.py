"""One live document in memory: applies, has it made durable, then acknowledges and relays."""

import asyncio
import logging
import random
import time
from typing import Any

from pycrdt import Doc

from scola.realtime import limits
from scola.realtime.crdt import BadUpdate, apply, encode, strokes
from scola.realtime.ink import LiveStroke, read_chunk
from scola.realtime.journal import Journal
from scola.realtime.live_ink import LiveInk
from scola.realtime.member import MODES, Member
from scola.realtime.presence import Presence
from scola.realtime.store import APPEND, PUT_STATE
from scola.realtime.wire import Kind, message, sized, varuint, ws_frame

logger = logging.getLogger(__name__)
STATE_PREFIX = "lesson:"
RESCUER_IDS = range(1, 1 << 16)


class Room:
    """Lives in exactly one process. Nothing leaves it before the journal says it is durable."""

    def __init__(self, name: str, channel: int, journal: Journal) -> None:
        self.name = name
        self.channel = channel
        self.is_state = name.startswith(STATE_PREFIX)
        self.members: dict[int, Member] = {}
        self.presence = Presence(channel, self.members)
        self.unsaved = False
        self.state_version = 0
        self.state = b""
        self.updates = 0
        self.idle_since = self.changed_at = time.monotonic()
        self._journal = journal
        self._outgoing: list[tuple[Member | None, bytes]] = []
        self._acks: dict[Member, int] = {}
        self._joining: list[tuple[Member, int, bytes]] = []
        self._diffs: dict[bytes, bytes] = {}
        self._load()

    # What comes in

    def join(self, member: Member, request: int, vector: bytes) -> None:
        """Answered at the end of the turn, when all that the answer shows is durable."""
        self._joining.append((member, request, vector))
        self._journal.touch(self)

    def update(self, member: Member, seq: int, update: bytes) -> None:
        """One Yjs update from a client. Raises BadUpdate; the document is then as before."""
        code = self._refusal(member, len(update))
        if code:
            member.refuse(code, seq)
            return
        member.catching_up = False
        self._apply(update)
        self._record(member, update)
        self._acks[member] = seq
        if self.ink.strokes:
            self._settle(self.ink.of(member))

    def ink_chunk(self, member: Member, data: bytes, at: int, stop: int) -> None:
        """Points of a stroke being drawn; what cannot be logged is not relayed."""
        chunk = read_chunk(data, at, stop)
        if self.is_state or member.mode != "draw":
            member.refuse("read_only")
            return
        if self._journal.refuses or self._settled(chunk.stroke):
            return
        relayed = self.ink.take(member, chunk)
        if relayed is None:
            return
        self._outgoing.append((member, message(Kind.INK, self.channel, relayed)))
        self._journal.touch(self)
        if self.ink.strokes.get(chunk.stroke, _NO_STROKE).ended:
            self._watch(limits.RESCUE_AFTER)

    def set_state(self, version: int, data: bytes) -> None:
        """The server's own state; an older version is ignored."""
        if version <= self.state_version:
            return
        self.state_version, self.state = version, data
        self._journal.write(self, PUT_STATE, (self.name, version, data.decode()), len(data))
        self._outgoing.append((None, message(Kind.STATE, self.channel, varuint(version) + data)))

    def leave(self, member: Member) -> None:
        """The member is gone; its unfinished strokes are kept a moment, then committed."""
        self._joining = [wanted for wanted in self._joining if wanted[0] is not member]
        if self.members.pop(member.number, None) is None:
            return
        self._acks.pop(member, None)
        self.presence.left(member)
        self.freeze(member)
        if not self.members:
            self.idle_since = time.monotonic()

    def freeze(self, member: Member) -> None:
        """The member may draw no more: what is under the pen is kept."""
        wait = self.ink.lost(member)
        if wait is not None:
            self._watch(wait)

    # What goes out, once durable

    def release(self) -> None:
        """Acknowledges, relays, answers joins: the journal has committed."""
        outgoing, self._outgoing = self._outgoing, []
        acks, self._acks = self._acks, {}
        if outgoing or acks:
            self._relay(outgoing, acks)
        joining, self._joining = self._joining, []
        for member, request, vector in joining:
            self._answer(member, request, vector)

    def held(self, code: str) -> None:
        """Tells the writers that their work waits."""
        for member in self._acks:
            member.refuse(code)

    def _relay(self, outgoing: list[tuple[Member | None, bytes]], acks: dict[Member, int]) -> None:
        writers = {member for member, _ in outgoing if member} | acks.keys()
        shared = ws_frame(b"".join([said for _, said in outgoing])) if outgoing else b""
        for member in tuple(self.members.values()):
            if member not in writers:
                if shared:
                    member.peer.write(shared)
                continue
            parts = [said for writer, said in outgoing if writer is not member]
            if member in acks:
                parts.insert(0, message(Kind.ACK, self.channel, varuint(acks[member])))
            if parts:
                member.peer.say(*parts)

    def _answer(self, member: Member, request: int, vector: bytes) -> None:
        try:
            difference = self._difference(vector)
        except BadUpdate:
            payload = sized(b"bad_update") + varuint(request)
            member.peer.say(message(Kind.REFUSED, 0, payload))
            member.peer.left(self.channel)
            return
        self.members[member.number] = member
        self.presence.joined(member)
        ink = [stroke.so_far() for stroke in self.ink.strokes.values() if stroke.next_seq]
        ttl = max(0, int(member.expires - time.time()))
        payload = b"".join(
            (
                varuint(request),
                bytes((MODES[member.mode],)),
                varuint(ttl),
                varuint(member.number),
                sized(difference),
                sized(b"" if self.is_state else self.doc.get_state()),
                varuint(self.state_version),
                sized(self.state),
                sized(self.presence.everybody()),
                varuint(len(ink)),
                *(sized(stroke) for stroke in ink),
            )
        )
        member.peer.expect(len(payload))
        member.peer.say(message(Kind.JOINED, self.channel, payload))

    def _difference(self, vector: bytes) -> bytes:
        if self.is_state:
            return b""
        # Twenty-five tablets that come back together ask the same question.
        known = self._diffs.get(vector)
        if known is None:
            known = encode(self.doc, vector)
            if len(self._diffs) > 8:
                self._diffs.clear()
            self._diffs[vector] = known
        return known

    # The document

    def _load(self) -> None:
        store = self._journal.store
        stored = store.open(self.name)
        self.key = stored.key
        self.log_rows = stored.log_rows
        self.size = sum(len(part) for part in stored.parts)
        # A small client id loses against every browser's: a rescued stroke gives way to the
        # author's own, longer version of it.
        self.doc: Doc[Any] = Doc(client_id=random.choice(RESCUER_IDS))  # noqa: S311
        self.damaged = not self._apply_all(stored.parts)
        self.ink = LiveInk(self.key, stored.ink, self._log)
        if self.ink.strokes:
            self._watch(limits.RESCUE_AFTER)
        state = store.state(self.name) if self.is_state else None
        if state:
            self.state_version, self.state = state

    def _apply_all(self, parts: tuple[bytes, ...]) -> bool:
        whole = True
        for part in parts:
            try:
                apply(self.doc, part)
            except BadUpdate:
                whole = False
                logger.exception("%s: a logged update of %d bytes is bad", self.name, len(part))
        return whole

    def _apply(self, update: bytes) -> None:
        try:
            apply(self.doc, update)
        except BadUpdate as error:
            if error.panicked:
                self._rebuild()
            raise

    def _rebuild(self) -> None:
        stored = self._journal.store.open(self.name)
        waiting = tuple(
            bytes(values[3])
            for sql, values in self._journal.writes
            if sql == APPEND and values[0] == self.key
        )
        self.doc = Doc(client_id=random.choice(RESCUER_IDS))  # noqa: S311
        self._apply_all(stored.parts + waiting)

    def _record(self, member: Member | None, update: bytes, person: str = "") -> None:
        author = member.person if member else person
        self._log(APPEND, (self.key, author, time.time(), update), len(update))
        self._outgoing.append((member, message(Kind.UPDATE, self.channel, b"\0" + update)))
        self._diffs.clear()
        self.size += len(update)
        self.log_rows += 1
        self.updates += 1
        self.changed_at = time.monotonic()

    def _log(self, sql: str, values: tuple[object, ...], size: int) -> None:
        self._journal.write(self, sql, values, size)

    def _refusal(self, member: Member, size: int) -> str | None:
        if member.mode != "draw" or self.is_state:
            return "read_only"
        if size > (limits.MAX_JOIN_UPDATE if member.catching_up else limits.MAX_MESSAGE):
            return "too_big"
        if self.size + size > limits.MAX_ROOM:
            return "room_full"
        return "full" if self._journal.refuses else None

    # Strokes left behind

    def _settled(self, stroke_id: str) -> bool:
        try:
            return stroke_id in strokes(self.doc)
        except (ValueError, TypeError, KeyError, RuntimeError):
            return False  # "ob" is no map here: not a page

    def _settle(self, ids: list[str]) -> None:
        for stroke_id in ids:
            if self._settled(stroke_id):
                self.ink.settle(stroke_id)

    def _watch(self, wait: float) -> None:
        asyncio.get_running_loop().call_later(wait + 0.01, self.rescue)

    def rescue(self) -> None:
        """Commits the strokes nobody will finish."""
        for stroke in self.ink.due():
            if self._journal.refuses:
                self._watch(limits.RETRY_FULL)
                return
            if stroke.points and not self._settled(stroke.id):
                self._commit_stroke(stroke)
            self.ink.settle(stroke.id)

    def _commit_stroke(self, stroke: LiveStroke) -> None:
        before = self.doc.get_state()
        strokes(self.doc)[stroke.id] = stroke.frozen()
        self._record(None, encode(self.doc, before), stroke.person)
        logger.info(
            "%s: stroke %s of %s committed for its author", self.name, stroke.id, stroke.person
        )

    # Housekeeping

    def compact(self) -> None:
        """One snapshot instead of the log, unless something waits or could not be read."""
        if self.unsaved or self.damaged or self.is_state or not self.log_rows:
            return
        data = encode(self.doc)
        self._journal.store.compact(self.key, data)
        self.size = len(data)
        self.log_rows = 0

    def idle(self, now: float) -> bool:
        """Whether nobody needs the room in memory any more."""
        empty = not (self.members or self._joining or self.unsaved or self.ink.strokes)
        return empty and now - self.idle_since > limits.UNLOAD_AFTER

    def swollen(self, now: float) -> bool:
        """Whether the log is long and nobody writes at this instant."""
        quiet = now - self.changed_at > limits.COMPACT_QUIET
        return quiet and self.log_rows > limits.COMPACT_ROWS


_NO_STROKE = LiveStroke("", "", "", {}, 0, 0)
