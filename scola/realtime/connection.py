"""One browser tab: reads its messages, holds its places in rooms, never lets it stall others."""

import logging
import socket
import time
from typing import TYPE_CHECKING

from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport

from scola.kernel.capability import CapabilityError
from scola.realtime import limits
from scola.realtime.crdt import BadUpdate
from scola.realtime.ink import BadInk
from scola.realtime.member import Member
from scola.realtime.wire import (
    Kind,
    WireError,
    message,
    messages,
    read_sized,
    read_text,
    read_varuint,
    sized,
    varuint,
    ws_frame,
)

if TYPE_CHECKING:
    from scola.realtime.hub import Hub

logger = logging.getLogger(__name__)


class Connection(WSListener):
    """`person` was proved before the upgrade; every room must be opened by the same person."""

    def __init__(self, hub: "Hub", person: str) -> None:
        self.hub = hub
        self.person = person
        self.members: dict[int, Member] = {}
        self.stalled = False
        self.empty_since = time.monotonic()
        self._allowance = limits.Allowance()
        self._refused = 0
        self._expected = 0
        self._fragments = bytearray()
        self._queued_at_sweep = 0
        self._open = False

    # picows calls these

    def on_ws_connected(self, transport: WSTransport) -> None:
        """The upgrade is done."""
        self._ws = transport
        self._raw = transport.underlying_transport
        peer = self._raw.get_extra_info("socket")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, limits.SEND_BUFFER)
        self._raw.set_write_buffer_limits(high=limits.WRITE_HIGH)
        self._open = True
        self.hub.connections.add(self)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """One frame from the browser; anything outside the protocol closes with 1007."""
        if not self._open:
            return
        kind = frame.msg_type
        if kind is WSMsgType.BINARY and frame.fin:
            self._read(frame.get_payload_as_bytes())
        elif kind in (WSMsgType.BINARY, WSMsgType.CONTINUATION):
            self._gather(frame)
        elif kind is WSMsgType.CLOSE:
            transport.send_close(frame.get_close_code())
            transport.disconnect()
        elif kind is WSMsgType.TEXT:
            self.close(WSCloseCode.UNSUPPORTED_DATA)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """The socket is gone: so are its places, not its strokes."""
        self._open = False
        self.hub.connections.discard(self)
        for member in tuple(self.members.values()):
            self.hub.leave(member)
        self.members.clear()

    def pause_writing(self) -> None:
        """More than WRITE_HIGH waits for this client."""
        self.stalled = True
        self._queued_at_sweep = 0

    def resume_writing(self) -> None:
        """It reads again."""
        self.stalled = False
        self._expected = 0

    # The server speaks

    def write(self, frame: bytes) -> None:
        """Queues a whole frame, or closes a client that does not read."""
        if not self._open:
            return
        if self.stalled and self._queued() > limits.WRITE_LIMIT + self._expected:
            self.kick()
            return
        self.hub.frames += 1
        self._raw.write(frame)

    def say(self, *parts: bytes) -> None:
        """Queues messages as one frame."""
        self.write(ws_frame(b"".join(parts)))

    def expect(self, size: int) -> None:
        """A join's answer may exceed the write limit once."""
        self._expected += size

    def left(self, channel: int) -> None:
        """The room let this connection go."""
        self.members.pop(channel, None)
        if not self.members:
            self.empty_since = time.monotonic()

    def kick(self) -> None:
        """Too slow: it comes back and catches up by state vector."""
        self.hub.kicks += 1
        self.close(WSCloseCode.TRY_AGAIN_LATER, abort=True)

    def close(self, code: WSCloseCode, abort: bool = False) -> None:
        """Says why, then closes; what it had not read is not waited for when `abort`."""
        if not self._open:
            return
        self._open = False
        self._ws.send_close(code)
        if abort:
            self.hub.loop.call_later(0.2, self._ws.disconnect, False)
        else:
            self._ws.disconnect()

    def sweep(self, now: float) -> None:
        """Every few seconds: a stalled client that made no progress is closed, an idle one too."""
        if self.stalled:
            queued = self._queued()
            if self._queued_at_sweep and queued >= self._queued_at_sweep:
                self.kick()
            self._queued_at_sweep = queued
        elif not self.members and now - self.empty_since > limits.UNLOAD_AFTER:
            self.close(WSCloseCode.OK)

    def _queued(self) -> int:
        size: int = self._raw.get_write_buffer_size()
        return size

    # The client speaks

    def _gather(self, frame: WSFrame) -> None:
        self._fragments += frame.get_payload_as_bytes()
        if len(self._fragments) > limits.MAX_FRAME:
            self.close(WSCloseCode.MESSAGE_TOO_BIG)
        elif frame.fin:
            data, self._fragments = bytes(self._fragments), bytearray()
            self._read(data)

    def _read(self, data: bytes) -> None:
        try:
            for kind, channel, start, stop in messages(data):
                self._take(kind, channel, data, start, stop)
                if not self._open:
                    return
        except (WireError, BadInk):
            self.hub.count("garbage")
            self.close(WSCloseCode.INVALID_TEXT)

    def _take(self, kind: int, channel: int, data: bytes, start: int, stop: int) -> None:
        if not self._allowance.take(stop - start):
            self._too_fast(kind, channel, data, start, stop)
            return
        if kind == Kind.JOIN:
            self._join(data, start, stop)
            return
        if kind == Kind.PING:
            self.say(message(Kind.PONG, 0))
            return
        member = self.members.get(channel)
        if member is None:
            # The room may have been closed while this was under way: not an attack.
            seq = read_varuint(data, start, stop)[0] if kind == Kind.UPDATE else 0
            self.refuse("gone", seq, channel)
        elif kind == Kind.UPDATE:
            self._update(member, data, start, stop)
        elif kind == Kind.INK:
            self.hub.room(channel).ink_chunk(member, data, start, stop)
        elif kind == Kind.PRESENCE:
            self._presence(member, data[start:stop])
        else:
            self._manage(kind, member, data, start, stop)

    def _update(self, member: Member, data: bytes, start: int, stop: int) -> None:
        seq, start = read_varuint(data, start, stop)
        self.hub.updates += 1
        try:
            self.hub.room(member.channel).update(member, seq, data[start:stop])
        except BadUpdate:
            member.refuse("bad_update", seq)
            self.close(WSCloseCode.INVALID_TEXT)

    def _presence(self, member: Member, data: bytes) -> None:
        if not self.hub.room(member.channel).presence.update(member, data):
            self.refuse("too_big", 0, member.channel)

    def _manage(self, kind: int, member: Member, data: bytes, start: int, stop: int) -> None:
        if kind == Kind.RENEW:
            token, _ = read_text(data, start, stop)
            try:
                self.hub.renew(member, token)
            except CapabilityError as error:
                member.refuse(error.code)
        elif kind == Kind.LEAVE:
            self.hub.leave(member)
        else:
            raise WireError("unknown message")

    def _join(self, data: bytes, start: int, stop: int) -> None:
        request, start = read_varuint(data, start, stop)
        token, start = read_text(data, start, stop)
        vector, _ = read_sized(data, start, stop)
        try:
            code = self.hub.join(self, request, token, vector)
        except CapabilityError as error:
            code = error.code
        if code:
            self.refuse(code, request)

    def _too_fast(self, kind: int, channel: int, data: bytes, start: int, stop: int) -> None:
        if kind in (Kind.UPDATE, Kind.JOIN):
            self.refuse("too_fast", read_varuint(data, start, stop)[0], channel)
            return
        self._count_refusal("too_fast")

    def refuse(self, code: str, number: int, channel: int = 0) -> None:
        """Says why; a client that does not listen is closed in the end."""
        self._count_refusal(code)
        self.say(message(Kind.REFUSED, channel, sized(code.encode()) + varuint(number)))

    def _count_refusal(self, code: str) -> None:
        self.hub.count(code)
        self._refused += 1
        if self._refused > limits.REFUSALS_BEFORE_CLOSE:
            self.close(WSCloseCode.POLICY_VIOLATION)
