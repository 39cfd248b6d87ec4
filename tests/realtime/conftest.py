"""A real-time server inside the test's own event loop, and tabs that join it."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from scola.kernel.capability import Capability, load_key, mint
from scola.realtime.configuration import Configuration
from scola.realtime.server import Server
from tests.realtime.tab import Tab

LIFETIME = 600


class School:
    """A server on a free port and the means to mint capabilities for it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.key = load_key(data)
        self.tabs: list[Tab] = []

    @asynccontextmanager
    async def serving(self, **options: Any) -> AsyncIterator["School"]:
        self.server = Server(Configuration(data=self.data, port=0, **options))
        await self.server.start()
        try:
            yield self
        finally:
            for tab in self.tabs:
                tab.close()
            self.tabs = []
            await self.server.stop()

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.server.port}/live"

    def token(self, doc: str, person: str = "lea", mode: str = "draw", **more: Any) -> str:
        fields = {"name": person.title(), "expires": int(time.time()) + LIFETIME, **more}
        return mint(self.key, Capability(doc=doc, person=person, mode=mode, **fields))  # type: ignore[arg-type]

    async def tab(self, person: str = "lea", mode: str = "draw", **headers: str) -> Tab:
        tab = Tab(self.url, person, lambda doc: self.token(doc, person, mode))
        await tab.open(self.token("page:any", person, mode), **headers)
        self.tabs.append(tab)
        return tab


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


@pytest.fixture
def lesson(school: School) -> Callable[[Callable[[School], Awaitable[None]]], None]:
    """Runs an async story against a running server."""

    def run(story: Callable[[School], Awaitable[None]], **options: Any) -> None:
        async def told() -> None:
            async with school.serving(**options):
                await story(school)

        asyncio.run(told())

    return run


Story = Callable[[School], Coroutine[Any, Any, None]]
