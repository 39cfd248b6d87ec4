"""A browser tab in Python: speaks scola.1, keeps an outbox, draws strokes with pycrdt."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import orjson
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect
from pycrdt import Doc, Map

from scola.realtime.wire import (
    Kind,
    message,
    messages,
    read_sized,
    read_text,
    read_varuint,
    sized,
    varuint,
)

PEN = {"tool": "pen", "c": "#1d3f8f", "w": 3}
POINTS = bytes((40, 60, 128, 2, 3, 130, 4, 1, 131))


def new_id() -> str:
    return "".join(random.choices("abcdefghjkmnpqrstvwxyz23456789", k=16))


class Room:
    """One joined document: what arrived, and what is not acknowledged yet."""

    def __init__(self, tab: "Tab", name: str, doc: Doc[Any] | None = None) -> None:
        self.tab, self.name = tab, name
        self.doc: Doc[Any] = doc or Doc()
        self.strokes: Map[Any] = self.doc.get("ob", type=Map)
        self.outbox: dict[int, bytes] = {}
        self.acked: set[int] = set()
        self.refused: list[tuple[str, int]] = []
        self.inks: list[tuple[str, int, int, dict[str, Any] | None, bytes]] = []
        self.people: dict[int, dict[str, Any]] = {}
        self.closed: str | None = None
        self.mode, self.ttl, self.channel, self.number = -1, -1, 0, 0
        self.state: tuple[int, Any] = (0, None)
        self.seq = 0
        self.received = 0

    def draw(self, stroke: str | None = None, points: bytes = POINTS) -> str:
        stroke = stroke or new_id()
        before = self.doc.get_state()
        self.strokes[stroke] = {"k": "s", "u": self.tab.person, "t": 1, "s": PEN, "b": points}
        self.send_update(self.doc.get_update(before))
        return stroke

    def send_update(self, update: bytes) -> int:
        self.seq += 1
        self.outbox[self.seq] = update
        self.tab.send(message(Kind.UPDATE, self.channel, varuint(self.seq) + update))
        return self.seq

    def ink(self, stroke: str, seq: int, points: bytes = POINTS, end: bool = False) -> None:
        flags = (1 if seq == 0 else 0) | (2 if end else 0)
        head = sized(orjson.dumps(PEN)) if seq == 0 else b""
        payload = sized(stroke.encode()) + varuint(seq) + bytes((flags,)) + head + points
        self.tab.send(message(Kind.INK, self.channel, payload))

    def presence(self, data: Any) -> None:
        self.tab.send(message(Kind.PRESENCE, self.channel, orjson.dumps(data)))

    def take(self, kind: int, data: bytes, at: int, stop: int) -> None:
        take = {
            Kind.UPDATE: self.take_update,
            Kind.ACK: self.take_ack,
            Kind.INK: self.take_ink,
            Kind.REFUSED: self.take_refused,
            Kind.STATE: self.take_state,
        }.get(Kind(kind))
        if take:
            take(data, at, stop)
        elif kind == Kind.PRESENCE:
            self.take_people(data[at:stop])
        elif kind == Kind.MODE:
            self.mode = data[at]
        elif kind == Kind.CLOSED:
            self.closed = read_text(data, at, stop)[0]
        elif kind == Kind.RENEWED:
            self.ttl = read_varuint(data, at, stop)[0]

    def take_update(self, data: bytes, at: int, stop: int) -> None:
        _, at = read_varuint(data, at, stop)
        self.doc.apply_update(data[at:stop])
        self.received += 1

    def take_ack(self, data: bytes, at: int, stop: int) -> None:
        last, _ = read_varuint(data, at, stop)
        refused = {seq for _, seq in self.refused}
        for seq in [s for s in self.outbox if s <= last and s not in refused]:
            del self.outbox[seq]
            self.acked.add(seq)

    def take_refused(self, data: bytes, at: int, stop: int) -> None:
        code, at = read_text(data, at, stop)
        self.refused.append((code, read_varuint(data, at, stop)[0]))

    def take_state(self, data: bytes, at: int, stop: int) -> None:
        version, at = read_varuint(data, at, stop)
        self.state = (version, orjson.loads(data[at:stop]))

    def take_ink(self, data: bytes, at: int, stop: int) -> None:
        stroke, at = read_text(data, at, stop)
        seq, at = read_varuint(data, at, stop)
        flags, at = data[at], at + 1
        head = None
        if flags & 1:
            raw, at = read_sized(data, at, stop)
            head = orjson.loads(raw)
        self.inks.append((stroke, seq, flags, head, data[at:stop]))

    def take_people(self, raw: bytes) -> None:
        if raw.startswith(b"!"):
            self.people, raw = {}, raw[1:]
        for entry in orjson.loads(raw):
            if entry.get("x"):
                self.people.pop(entry["i"], None)
            else:
                self.people.setdefault(entry["i"], {}).update(entry)

    def take_joined(self, channel: int, data: bytes, at: int, stop: int) -> None:
        self.channel = channel
        self.mode, at = data[at], at + 1
        self.ttl, at = read_varuint(data, at, stop)
        self.number, at = read_varuint(data, at, stop)
        difference, at = read_sized(data, at, stop)
        if difference:
            self.doc.apply_update(difference)
        _, at = read_sized(data, at, stop)
        version, at = read_varuint(data, at, stop)
        state, at = read_sized(data, at, stop)
        self.state = (version, orjson.loads(state) if state else None)
        people, at = read_sized(data, at, stop)
        self.take_people(people)
        count, at = read_varuint(data, at, stop)
        for _ in range(count):
            ink, at = read_sized(data, at, stop)
            self.take_ink(ink, 0, len(ink))


class Tab(WSListener):  # type: ignore[misc]
    """One connection. `tokens(doc)` gives a capability, as Django would."""

    def __init__(self, url: str, person: str, tokens: Callable[[str], str]) -> None:
        self.url, self.person, self.tokens = url, person, tokens
        self.rooms: dict[int, Room] = {}
        self.joining: dict[int, tuple[Room, asyncio.Future[None]]] = {}
        self.requests = 0
        self.close_code: int | None = None
        self.gone = asyncio.Event()
        self.join_refused: list[str] = []
        self.pongs = 0

    async def open(self, token: str, **headers: str) -> "Tab":
        self.transport, _ = await ws_connect(
            lambda: self,
            self.url,
            extra_headers={"Sec-WebSocket-Protocol": f"scola.1, {token}", **headers},
        )
        return self

    async def join(self, name: str, doc: Doc[Any] | None = None, token: str | None = None) -> Room:
        room = Room(self, name, doc)
        await self.rejoin(room, token)
        return room

    async def rejoin(self, room: Room, token: str | None = None) -> None:
        self.requests += 1
        future = asyncio.get_running_loop().create_future()
        self.joining[self.requests] = (room, future)
        token = token or self.tokens(room.name)
        vector = room.doc.get_state()
        payload = varuint(self.requests) + sized(token.encode()) + sized(vector)
        self.send(message(Kind.JOIN, 0, payload))
        await asyncio.wait_for(future, 15)

    def send(self, data: bytes) -> None:
        self.transport.send(WSMsgType.BINARY, data)

    async def settled(self, *rooms: Room, seconds: float = 10) -> None:
        await until(lambda: not any(room.outbox for room in rooms), seconds)

    def close(self) -> None:
        self.transport.disconnect(False)

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.gone.set()
        for _, future in self.joining.values():
            if not future.done():
                future.set_exception(ConnectionError("closed"))
                future.exception()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type is WSMsgType.CLOSE:
            self.close_code = int(frame.get_close_code().value)
            transport.disconnect()
            return
        data = frame.get_payload_as_bytes()
        for kind, channel, at, stop in messages(data):
            if kind == Kind.JOINED:
                request, at = read_varuint(data, at, stop)
                room, future = self.joining.pop(request)
                room.take_joined(channel, data, at, stop)
                self.rooms[channel] = room
                if not future.done():
                    future.set_result(None)
            elif kind == Kind.PONG:
                self.pongs += 1
            elif channel == 0:
                code, at = read_text(data, at, stop)
                request, _ = read_varuint(data, at, stop)
                self.join_refused.append(code)
                _, future = self.joining.pop(request)
                future.set_exception(PermissionError(code))
            elif channel in self.rooms:
                self.rooms[channel].take(kind, data, at, stop)


async def until(condition: Callable[[], bool], seconds: float = 5) -> None:
    """Waits for `condition`; fails the test after `seconds`."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, "waited in vain"
        await asyncio.sleep(0.005)
