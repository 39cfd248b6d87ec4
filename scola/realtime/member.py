"""One connection's place in one room: who it is and what it may do there."""

from typing import Protocol

from scola.kernel.capability import Capability, Mode
from scola.realtime.wire import Kind, message

Frame = bytes
MODES: dict[Mode, int] = {"read": 0, "draw": 1}


class Peer(Protocol):
    """The socket behind a member."""

    stalled: bool

    def write(self, frame: Frame) -> None:
        """Queues a whole WebSocket frame."""

    def say(self, *parts: bytes) -> None:
        """Queues messages as one frame."""

    def refuse(self, code: str, number: int, channel: int) -> None:
        """Queues a refusal, and counts it."""

    def expect(self, size: int) -> None:
        """Allows one large answer beyond the write limit."""

    def left(self, channel: int) -> None:
        """The room let this connection go."""


class Member:
    """Identity comes from the capability alone; `mode` follows the teacher's changes."""

    __slots__ = ("capability", "catching_up", "channel", "expires", "mode", "number", "peer")

    def __init__(
        self, peer: Peer, channel: int, number: int, capability: Capability, mode: Mode
    ) -> None:
        self.peer = peer
        self.channel = channel
        self.number = number
        self.capability = capability
        self.mode = mode
        self.expires = capability.expires
        self.catching_up = True  # the first update after a join may be large

    @property
    def person(self) -> str:
        """Public id of who is behind the connection."""
        return self.capability.person

    def refuse(self, code: str, seq: int = 0) -> None:
        """Says why; the client keeps its work."""
        self.peer.refuse(code, seq, self.channel)

    def change_mode(self, mode: Mode) -> None:
        """Tells the client only when something changes."""
        if mode != self.mode:
            self.mode = mode
            self.peer.say(message(Kind.MODE, self.channel, bytes((MODES[mode],))))
