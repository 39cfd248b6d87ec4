"""Rights taken away or given back during a lesson beat capabilities minted before."""

import time
from dataclasses import dataclass
from typing import Literal

from scola.kernel.capability import Capability, Mode
from scola.realtime.store import DROP_CEILINGS, PUT_CEILING, Store, Write

Access = Literal["read", "draw", "none"]
EVERYBODY = "*"
ANY_ROOM = ""
MEMORY = 900.0  # seconds: longer than any capability lives


@dataclass(frozen=True, slots=True)
class _Ceiling:
    mode: Access
    at: float


class Rights:
    """The last word on each (room, person) since `MEMORY` seconds; survives a restart."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.prune_ceilings(time.time() - MEMORY)
        self._ceilings: dict[tuple[str, str], _Ceiling] = {
            (name, person): _Ceiling(_access(mode), at)
            for name, person, mode, at in store.ceilings()
        }

    def change(self, room: str, person: str, mode: Access) -> list[Write]:
        """Records a change made now; gives what must be made durable."""
        now = time.time()
        writes: list[Write] = []
        if person == EVERYBODY:
            for key in [key for key in self._ceilings if key[0] == room]:
                del self._ceilings[key]
            writes.append((DROP_CEILINGS, (room, now)))
        if (person, mode) == (EVERYBODY, "draw"):
            return writes  # lifts a freeze: everybody is back to what their capability says
        self._ceilings[room, person] = _Ceiling(mode, now)
        writes.append((PUT_CEILING, (room, person, mode, now)))
        return writes

    def access(self, capability: Capability) -> Access:
        """What `capability` gives now."""
        if self._older(capability, ANY_ROOM, capability.person) is not None:
            return "none"
        for person in (capability.person, EVERYBODY):
            mode = self._older(capability, capability.doc, person)
            if mode is not None:
                return mode
        return capability.mode

    def prune(self) -> None:
        """Drops what no living capability can contradict."""
        oldest = time.time() - MEMORY
        stale = [key for key, ceiling in self._ceilings.items() if ceiling.at < oldest]
        for key in stale:
            del self._ceilings[key]
        if stale:
            self._store.prune_ceilings(oldest)

    def _older(self, capability: Capability, room: str, person: str) -> Access | None:
        ceiling = self._ceilings.get((room, person))
        if ceiling is None or capability.issued > ceiling.at:
            return None
        return ceiling.mode


def lower(access: Access, room_is_state: bool) -> Mode:
    """The mode of a member that may stay: state rooms are written by the server alone."""
    return "draw" if access == "draw" and not room_is_state else "read"


def _access(mode: str) -> Access:
    return "draw" if mode == "draw" else "read" if mode == "read" else "none"
