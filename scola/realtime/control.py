"""The control socket: Django changes states and rights, and asks who is present."""

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson

from scola.kernel.live_control import socket_address
from scola.realtime.hub import Hub

logger = logging.getLogger(__name__)
Command = dict[str, Any]
MAX_LINE = 1024 * 1024


class Control:
    """Newline-delimited JSON over run/rt.sock, readable by the installation's user alone."""

    def __init__(self, hub: Hub, data: Path) -> None:
        self._hub = hub
        self._data = data
        self._verbs: dict[str, Callable[[Command], Awaitable[Command]]] = {
            "ping": self._ping,
            "state": self._state,
            "mode": self._mode,
            "presence": self._presence,
            "forget": self._forget,
            "stats": self._stats,
        }

    async def start(self) -> None:
        """Listens; the lease is held, so a socket file found here is a dead process's."""
        path = self._data / "run" / "rt.sock"
        path.unlink(missing_ok=True)
        with socket_address(self._data) as address:
            previous = os.umask(0o177)
            try:
                self._server = await asyncio.start_unix_server(self._serve, address, limit=MAX_LINE)
            finally:
                os.umask(previous)

    async def stop(self) -> None:
        """Stops listening."""
        self._server.close()
        (self._data / "run" / "rt.sock").unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, ValueError):
            while line := await reader.readline():
                writer.write(orjson.dumps(await self._answer(line)) + b"\n")
                await writer.drain()
        writer.close()

    async def _answer(self, line: bytes) -> Command:
        try:
            command: Command = orjson.loads(line)
            verb = self._verbs[command["do"]]
            return {"ok": True, **await verb(command)}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return {"ok": False, "error": f"{type(error).__name__}: {error}"}

    async def _ping(self, command: Command) -> Command:
        return {"pid": os.getpid(), "trouble": self._hub.journal.trouble}

    async def _state(self, command: Command) -> Command:
        data = orjson.dumps(command["state"])
        await self._hub.set_state(str(command["doc"]), int(command["version"]), data)
        return {}

    async def _mode(self, command: Command) -> Command:
        mode = command["mode"]
        if mode not in ("read", "draw", "none"):
            raise ValueError("mode is read, draw or none")
        await self._hub.set_mode(str(command["doc"]), str(command["person"]), mode)
        return {}

    async def _presence(self, command: Command) -> Command:
        room = self._hub.find(str(command["doc"]))
        return {"people": room.presence.listed() if room else []}

    async def _forget(self, command: Command) -> Command:
        await self._hub.forget(str(command["person"]))
        return {}

    async def _stats(self, command: Command) -> Command:
        return self._hub.stats()
