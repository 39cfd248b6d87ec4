"""Starts and stops the real-time process in the right order."""

import asyncio
import gc
import logging

from picows import WSCloseCode, ws_create_server

from scola.kernel.capability import load_key
from scola.realtime import limits
from scola.realtime.configuration import Configuration
from scola.realtime.control import Control
from scola.realtime.gate import Gate
from scola.realtime.hub import Hub
from scola.realtime.lease import Lease
from scola.realtime.store import Store

logger = logging.getLogger(__name__)
LAG_PERIOD = 0.5  # seconds
FAREWELL = 1.0  # seconds given to clients to read why we close


class Server:
    """`await start()`, then `await stop()`; `port` is the real one when 0 was asked for."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._lease = Lease(configuration.data)
        self._tasks: list[asyncio.Task[None]] = []
        self.port = configuration.port

    async def start(self) -> None:
        """Raises LeaseTaken, OSError (port in use, folder not writable), sqlite3.Error."""
        configuration = self._configuration
        self._lease.take()
        self.store = Store(configuration.data)
        loop = asyncio.get_running_loop()
        self.hub = Hub(self.store, load_key(configuration.data), loop)
        self.gate = Gate(self.hub, configuration.origins)
        self._listener = await ws_create_server(
            self.gate,
            configuration.host,
            configuration.port,
            max_frame_size=limits.MAX_FRAME,
            enable_auto_ping=True,
            auto_ping_idle_timeout=20,
            auto_ping_reply_timeout=20,
            backlog=1024,
            logger_name="realtime",
        )
        self.port = self._listener.sockets[0].getsockname()[1]
        self._control = Control(self.hub, configuration.data)
        await self._control.start()
        self.hub.rescue_orphans()
        self._tasks = [loop.create_task(self._sweep()), loop.create_task(self._measure_lag())]
        gc.collect()
        gc.freeze()  # what lives as long as the process is not looked at again
        logger.info("listening on %s:%d; %s", configuration.host, self.port, durability(self.store))

    async def stop(self) -> None:
        """Stops accepting, flushes, tells every client to come back (1012), closes the store."""
        self.gate.open = False
        self._listener.close()
        await self._control.stop()
        for task in self._tasks:
            task.cancel()
        saved = self.hub.journal.flush()
        for connection in tuple(self.hub.connections):
            connection.close(WSCloseCode.SERVICE_RESTART)
        deadline = self.hub.loop.time() + FAREWELL
        while self.hub.connections and self.hub.loop.time() < deadline:
            await asyncio.sleep(0.02)
        if not (self.hub.journal.flush() and saved):
            logger.error("the store did not take the last writes: they wait in the browsers")
        self.store.close()
        self._lease.give_back()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(limits.SWEEP_PERIOD)
            self.hub.sweep()

    async def _measure_lag(self) -> None:
        loop = self.hub.loop
        while True:
            before = loop.time()
            await asyncio.sleep(LAG_PERIOD)
            self.hub.lag = loop.time() - before - LAG_PERIOD


def durability(store: Store) -> str:
    """What an acknowledgement means on this disk, honestly."""
    milliseconds = store.sync_seconds * 1000
    if store.full_sync:
        return f"every acknowledged stroke survives a power cut (sync {milliseconds:.2f} ms)"
    return (
        f"slow disk (sync {milliseconds:.1f} ms): acknowledged strokes survive a crash of this "
        "process; a power cut may take the last seconds from the server, browsers give them back"
    )
