"""How a client of each server joins a document and sends one Yjs update."""

import time
from pathlib import Path
from typing import Protocol

from scola.kernel.capability import Capability, load_key, mint
from scola.realtime.wire import Kind, message, messages, sized, varuint

SYNC, STEP_1, STEP_2, UPDATE, AUTH = 0, 0, 1, 2, 2
EMPTY_STATE = b"\0"
EMPTY_UPDATE = b"\0\0"


class Dialect(Protocol):
    """One client's side of a protocol."""

    ready: bool

    def path(self) -> str:
        """What comes after the host in the address."""

    def headers(self) -> dict[str, str]:
        """Extra headers of the upgrade."""

    def hello(self) -> list[bytes]:
        """Frames sent once connected."""

    def answer(self, frame: bytes) -> list[bytes]:
        """Frames sent while joining; sets `ready`."""

    def update(self, update: bytes) -> bytes:
        """The frame of one update."""


class Scola:
    """scola.1, with a signed capability as in real use."""

    def __init__(self, room: str, person: str, data: Path) -> None:
        self.ready = False
        capability = Capability(f"page:{room}", person, person, "draw", int(time.time()) + 600)
        self._token = mint(load_key(data), capability)
        self._channel = self._seq = 0

    def path(self) -> str:
        return "/live"

    def headers(self) -> dict[str, str]:
        return {"Sec-WebSocket-Protocol": f"scola.1, {self._token}"}

    def hello(self) -> list[bytes]:
        payload = varuint(1) + sized(self._token.encode()) + sized(EMPTY_STATE)
        return [message(Kind.JOIN, 0, payload)]

    def answer(self, frame: bytes) -> list[bytes]:
        for kind, channel, _, _ in messages(frame):
            if kind == Kind.JOINED:
                self._channel, self.ready = channel, True
        return []

    def update(self, update: bytes) -> bytes:
        self._seq += 1
        return message(Kind.UPDATE, self._channel, varuint(self._seq) + update)


class YWebsocket:
    """y-protocols over one socket per room."""

    prefix = b""

    def __init__(self, room: str, person: str, data: Path) -> None:
        self.ready = False
        self.room = room

    def path(self) -> str:
        return f"/{self.room}"

    def headers(self) -> dict[str, str]:
        return {}

    def hello(self) -> list[bytes]:
        return [self.sync(STEP_1, EMPTY_STATE)]

    def answer(self, frame: bytes) -> list[bytes]:
        kind, step = frame[len(self.prefix) : len(self.prefix) + 2]
        if kind == SYNC and step == STEP_1:
            return [self.sync(STEP_2, EMPTY_UPDATE)]
        if kind == SYNC and step == STEP_2:
            self.ready = True
        return []

    def update(self, update: bytes) -> bytes:
        return self.sync(UPDATE, update)

    def sync(self, step: int, data: bytes) -> bytes:
        return self.prefix + bytes((SYNC, step)) + sized(data)


class Hocuspocus(YWebsocket):
    """The same behind the document's name, after an authentication message."""

    def __init__(self, room: str, person: str, data: Path) -> None:
        super().__init__(room, person, data)
        self.prefix = sized(room.encode())

    def path(self) -> str:
        return "/"

    def hello(self) -> list[bytes]:
        return [self.prefix + bytes((AUTH, 0)) + sized(b"token"), *super().hello()]


DIALECTS: dict[str, type[Scola] | type[YWebsocket]] = {
    "scola": Scola,
    "y-websocket": YWebsocket,
    "hocuspocus": Hocuspocus,
}
