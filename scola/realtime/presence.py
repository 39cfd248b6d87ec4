"""Who is in a room and what their finger does: one frame per room, at most ten a second."""

import asyncio
from typing import Any

import orjson

from scola.realtime import limits
from scola.realtime.member import Member
from scola.realtime.wire import Kind, message, ws_frame


class Presence:
    """Last entry per member; identity is written here, never taken from the client's bytes."""

    def __init__(self, channel: int, members: dict[int, Member]) -> None:
        self._channel = channel
        self._members = members
        self._data: dict[int, bytes] = {}
        self._changed: dict[int, bytes] = {}
        self._stale: dict[Member, None] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._last = 0.0

    def joined(self, member: Member) -> None:
        """Announces a member to the others."""
        self._data[member.number] = b"{}"
        self._change(member.number, entry(member, b"{}"))

    def left(self, member: Member) -> None:
        """Takes a member away for everybody."""
        if self._data.pop(member.number, None) is not None:
            self._stale.pop(member, None)
            self._change(member.number, b'{"i":%d,"x":1}' % member.number)

    def update(self, member: Member, data: bytes) -> bool:
        """Takes the client's JSON object; False when it is too long or no object."""
        if len(data) > limits.MAX_PRESENCE or not data.startswith(b"{"):
            return False
        try:
            compact = orjson.dumps(orjson.loads(data))
        except orjson.JSONDecodeError:
            return False
        self._data[member.number] = compact
        pending = self._changed.get(member.number)
        if pending is not None and b'"p":' in pending[:24]:
            self._change(member.number, entry(member, compact))
        else:
            self._change(member.number, b'{"i":%d,"d":%b}' % (member.number, compact))
        return True

    def everybody(self) -> bytes:
        """JSON list of all members."""
        entries = (entry(m, self._data.get(n, b"{}")) for n, m in self._members.items())
        return b"[" + b",".join(entries) + b"]"

    def listed(self) -> list[dict[str, Any]]:
        """The same for the control socket, with the contract's field names."""
        return [
            {
                "person": member.person,
                "name": member.capability.name,
                "face": member.capability.face,
                "zone": member.capability.zone,
                "mode": member.mode,
                "data": orjson.loads(self._data.get(number, b"{}")),
            }
            for number, member in self._members.items()
        ]

    def stop(self) -> None:
        """No timer outlives its room."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _change(self, number: int, data: bytes) -> None:
        self._changed[number] = data
        if self._timer is None:
            loop = asyncio.get_running_loop()
            wait = max(0.0, self._last + limits.PRESENCE_PERIOD - loop.time())
            self._timer = loop.call_later(wait, self._send)

    def _send(self) -> None:
        self._timer = None
        self._last = asyncio.get_running_loop().time()
        changed, self._changed = self._changed, {}
        payload = b"[" + b",".join(changed.values()) + b"]"
        frame = ws_frame(message(Kind.PRESENCE, self._channel, payload))
        whole = b""
        for member in tuple(self._members.values()):
            if member.peer.stalled:
                # What it missed is unknown to us: it gets the whole list when it reads again.
                self._stale[member] = None
            elif member in self._stale:
                del self._stale[member]
                whole = whole or ws_frame(
                    message(Kind.PRESENCE, self._channel, b"!" + self.everybody())
                )
                member.peer.write(whole)
            else:
                member.peer.write(frame)


def entry(member: Member, data: bytes) -> bytes:
    """One person as JSON: i connection, p person, n name, f face, z zone, d their data."""
    capability = member.capability
    return orjson.dumps(
        {
            "i": member.number,
            "p": capability.person,
            "n": capability.name,
            "f": capability.face,
            "z": capability.zone,
            "d": orjson.Fragment(data),
        }
    )
