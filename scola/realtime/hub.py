"""All rooms and connections of this process, and who may enter."""

import asyncio
import itertools
import logging
import sqlite3
import time
from collections import Counter
from typing import Any

from picows import WSCloseCode

from scola.kernel.capability import Capability, CapabilityError, verify
from scola.realtime import limits
from scola.realtime.connection import Connection
from scola.realtime.crdt import BadUpdate
from scola.realtime.journal import Journal
from scola.realtime.member import Member
from scola.realtime.rights import ANY_ROOM, EVERYBODY, Access, Rights, lower
from scola.realtime.room import STATE_PREFIX, Room
from scola.realtime.store import PUT_STATE, Store
from scola.realtime.wire import Kind, message, sized, varuint

logger = logging.getLogger(__name__)


class Hub:
    """Owns the store; `key` is the capability secret."""

    def __init__(self, store: Store, key: bytes, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.journal = Journal(store, loop)
        self.connections: set[Connection] = set()
        self.frames = self.updates = self.kicks = 0
        self.lag = 0.0
        self.refusals: Counter[str] = Counter()
        self._key = key
        self._rights = Rights(store)
        self._rooms: dict[str, Room] = {}
        self._channels: dict[int, Room] = {}
        self._next_channel = itertools.count(1)
        self._next_member = itertools.count(1)

    # Rooms

    def room(self, channel: int) -> Room:
        """An open room by its channel."""
        return self._channels[channel]

    def find(self, name: str) -> Room | None:
        """A room by document id, when it is in memory."""
        return self._rooms.get(name)

    def open(self, name: str) -> Room:
        """The room of a document, loaded when needed."""
        room = self._rooms.get(name)
        if room is None:
            room = Room(name, next(self._next_channel), self.journal)
            self._rooms[name] = room
            self._channels[room.channel] = room
        return room

    def rescue_orphans(self) -> None:
        """Opens the rooms where a stroke was under the pen when the process died."""
        for name in self.journal.store.documents_with_ink():
            self.open(name)

    # Entering and leaving

    def admit(self, token: str) -> Capability:
        """Who holds `token`. Raises CapabilityError; "forged" when the right was taken back."""
        capability = verify(self._key, token, time.time())
        if self._rights.access(capability) == "none":
            raise CapabilityError("forged")
        return capability

    def join(self, connection: Connection, request: int, token: str, vector: bytes) -> str | None:
        """Gives the code of a refusal, or None: the room answers. Raises CapabilityError."""
        capability = verify(self._key, token, time.time())
        if capability.person != connection.person:
            raise CapabilityError("forged")
        access = self._rights.access(capability)
        if access == "none":
            return "gone"
        if len(connection.members) >= limits.MAX_ROOMS_PER_CONNECTION:
            return "room_full"
        try:
            room = self.open(capability.doc)
        except sqlite3.Error:
            logger.exception("%s cannot be read now", capability.doc)
            return "full"
        if len(room.members) >= limits.MAX_MEMBERS:
            return "room_full"
        if room.channel in connection.members:
            self.leave(connection.members[room.channel])
        mode = lower(access, room.is_state)
        member = Member(connection, room.channel, next(self._next_member), capability, mode)
        connection.members[room.channel] = member
        room.join(member, request, vector)
        return None

    def leave(self, member: Member) -> None:
        """The member is in the room no more."""
        member.peer.left(member.channel)
        room = self._channels.get(member.channel)
        if room:
            room.leave(member)

    def renew(self, member: Member, token: str) -> None:
        """A fresh capability for the same person and document. Raises CapabilityError."""
        capability = verify(self._key, token, time.time())
        if (capability.doc, capability.person) != (member.capability.doc, member.person):
            raise CapabilityError("forged")
        access = self._rights.access(capability)
        if access == "none":
            self.expel(member, "gone")
            return
        member.capability = capability
        member.expires = capability.expires
        self._apply_mode(member, access)
        ttl = max(0, int(member.expires - time.time()))
        member.peer.say(message(Kind.RENEWED, member.channel, varuint(ttl)))

    def expel(self, member: Member, code: str) -> None:
        """Closes the room for one member; the socket stays for its other rooms."""
        member.peer.say(message(Kind.CLOSED, member.channel, sized(code.encode())))
        self.leave(member)

    # Django's wishes

    def set_mode(self, name: str, person: str, access: Access) -> asyncio.Future[None]:
        """Changes rights now and for every capability minted before; done when durable."""
        room = self._rooms.get(name)
        writes = self._rights.change(name, person, access)
        for member in tuple(room.members.values()) if room else ():
            if person in (EVERYBODY, member.person):
                self._change(member, access, lifted=(person, access) == (EVERYBODY, "draw"))
        return self._durable(writes)

    def forget(self, person: str) -> asyncio.Future[None]:
        """Closes the person's sockets; capabilities minted until now open nothing any more."""
        writes = self._rights.change(ANY_ROOM, person, "none")
        for connection in tuple(self.connections):
            if connection.person == person:
                for member in tuple(connection.members.values()):
                    self.expel(member, "gone")
                connection.close(WSCloseCode.POLICY_VIOLATION)
        return self._durable(writes)

    def set_state(self, name: str, version: int, data: bytes) -> asyncio.Future[None]:
        """Sets a state room's state; done when durable."""
        if not name.startswith(STATE_PREFIX):
            raise ValueError(f"{name} is not a state room")
        room = self._rooms.get(name)
        if room:
            room.set_state(version, data)
            return self._durable([])
        known = self.journal.store.state(name)
        if known and known[0] >= version:
            return self._durable([])
        return self._durable([(PUT_STATE, (name, version, data.decode()))])

    def stats(self) -> dict[str, Any]:
        """Figures for people who operate."""
        store, journal = self.journal.store, self.journal
        return {
            "rooms": len(self._rooms),
            "connections": len(self.connections),
            "members": sum(len(room.members) for room in self._rooms.values()),
            "updates": self.updates,
            "frames": self.frames,
            "commits": journal.commits,
            "unsaved_bytes": journal.unsaved_bytes,
            "trouble": journal.trouble,
            "slow_clients_closed": self.kicks,
            "refused": dict(self.refusals),
            "loop_lag_ms": round(self.lag * 1000, 2),
            "commit_ms": round(journal.commit_seconds * 1000, 3),
            "sync_ms": round(store.sync_seconds * 1000, 3),
            "survives_power_cut": store.full_sync,
        }

    def count(self, code: str) -> None:
        """Counts a refusal."""
        self.refusals[code] += 1

    # Housekeeping

    def sweep(self) -> None:
        """Every few seconds: expired members, stalled sockets, rooms to compact or unload."""
        now = time.monotonic()
        for connection in tuple(self.connections):
            connection.sweep(now)
        latest = time.time() - limits.EXPIRY_GRACE
        for room in tuple(self._rooms.values()):
            for member in tuple(room.members.values()):
                if member.expires < latest:
                    self.expel(member, "expired")
            room.rescue()
            if self.journal.trouble is None:
                self._tidy(room, now)
        self._rights.prune()

    def _tidy(self, room: Room, now: float) -> None:
        idle = room.idle(now)
        if not idle and not room.swollen(now):
            return
        try:
            room.compact()
        except (sqlite3.Error, BadUpdate):
            logger.exception("%s keeps its log: compaction failed", room.name)
            return
        if idle:
            room.presence.stop()
            del self._rooms[room.name], self._channels[room.channel]

    def _durable(self, writes: list[Any]) -> asyncio.Future[None]:
        done: asyncio.Future[None] = self.loop.create_future()

        def durable() -> None:
            if not done.done():
                done.set_result(None)

        self.journal.put(writes, durable)
        return done

    def _change(self, member: Member, access: Access, lifted: bool) -> None:
        if access == "none":
            self.expel(member, "gone")
            return
        if lifted:
            access = self._rights.access(member.capability)
        self._apply_mode(member, access)
        if lifted and member.mode == "read" and not self._channels[member.channel].is_state:
            # Its capability was minted during the freeze: the browser fetches a new one now.
            member.peer.say(message(Kind.RENEWED, member.channel, varuint(0)))

    def _apply_mode(self, member: Member, access: Access) -> None:
        room = self._channels[member.channel]
        member.change_mode(lower(access, room.is_state))
        if member.mode == "read":
            room.freeze(member)
