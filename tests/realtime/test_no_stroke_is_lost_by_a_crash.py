"""kill -9 at random moments of a lesson: every stroke is there once, on every tablet and on disk."""

import asyncio
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Array, Doc, Map

from scola.realtime.store import read_document
from tests.realtime.process import Process
from tests.realtime.tab import POINTS, Room, Tab, new_id, until

KILLS = int(os.environ.get("SCOLA_TEST_KILLS", "50"))
PAGES = ("page:one", "page:two", "page:three")
CHILDREN = 4  # per page


class Child:
    """Draws without pause; comes back after every crash with what was not acknowledged."""

    def __init__(self, process: Process, page: str, person: str) -> None:
        self.process, self.page, self.person = process, page, person
        self.doc: Doc[Any] = Doc()
        self.order = self.doc.get("order", type=Array)
        self.waiting: dict[str, bytes] = {}
        self.drawn: list[str] = []
        self.acked: set[str] = set()
        self.room: Room | None = None

    async def live(self, stop: asyncio.Event) -> None:
        while not (stop.is_set() and not self.waiting):
            try:
                await self.connection(stop)
            except (OSError, PermissionError, TimeoutError):
                pass
            except Exception as error:
                if "handshake" not in type(error).__name__.lower():
                    raise
            await asyncio.sleep(random.uniform(0.01, 0.1))

    async def connection(self, stop: asyncio.Event) -> None:
        def token(doc: str) -> str:
            return self.process.token(doc, self.person)

        tab = await Tab(self.process.url, self.person, token).open(token(self.page))
        try:
            room = await tab.join(self.page, self.doc)
            sent = {room.send_update(update): stroke for stroke, update in self.waiting.items()}
            self.room = room
            while not tab.gone.is_set() and not (stop.is_set() and not self.waiting):
                if not stop.is_set():
                    seq, stroke = self.stroke(room)
                    sent[seq] = stroke
                await asyncio.sleep(random.uniform(0.005, 0.04))
                self.note(room, sent)
            self.note(room, sent)
        finally:
            self.room = None
            tab.close()

    def note(self, room: Room, sent: dict[int, str]) -> None:
        assert not room.refused
        for seq in room.acked:
            stroke = sent.get(seq)
            if stroke and self.waiting.pop(stroke, None) is not None:
                self.acked.add(stroke)

    def stroke(self, room: Room) -> tuple[int, str]:
        name = new_id()
        room.ink(name, 0)
        room.ink(name, 1, end=True)
        before = self.doc.get_state()
        with self.doc.transaction():
            fields = {"k": "s", "u": self.person, "t": 1, "b": POINTS * 2}
            room.strokes[name] = fields
            self.order.append(name)
        update = self.doc.get_update(before)
        self.drawn.append(name)
        self.waiting[name] = update
        return room.send_update(update), name


def on_disk(process: Process, page: str) -> tuple[dict[str, bytes], list[str]]:
    doc: Doc[Any] = Doc()
    doc.apply_update(read_document(process.data, page) or b"\0\0")
    objects = doc.get("ob", type=Map)
    points = {stroke: bytes(objects[stroke]["b"]) for stroke in objects}
    return points, sorted(str(one) for one in doc.get("order", type=Array))


@pytest.mark.slow
def test_fifty_kills_in_a_lesson_lose_nothing_and_double_nothing(tmp_path: Path):
    async def lesson() -> None:
        process = await asyncio.to_thread(Process(tmp_path).start)
        children = [Child(process, page, f"child{n}") for page in PAGES for n in range(CHILDREN)]
        stop = asyncio.Event()
        tasks = [asyncio.create_task(child.live(stop)) for child in children]
        try:
            for _ in range(KILLS):
                await until(lambda: any(child.room for child in children), 30)
                await asyncio.sleep(random.uniform(0.0, 0.5))
                process.kill()
                acknowledged = {page: acked(children, page) for page in PAGES}
                for page in PAGES:
                    kept, _ = on_disk(process, page)
                    assert {kept.get(stroke) for stroke in acknowledged[page]} <= {POINTS * 2}
                process.launch()
            stop.set()
            await asyncio.wait_for(asyncio.gather(*tasks), 60)
            await check(process, children)
            assert await asyncio.to_thread(process.stop) == 0
            assert all(on_disk(process, page)[0] for page in PAGES)
        finally:
            for task in tasks:
                task.cancel()
            process.kill()

    asyncio.run(lesson())


def acked(children: list[Child], page: str) -> set[str]:
    return {stroke for child in children if child.page == page for stroke in child.acked}


async def check(process: Process, children: list[Child]) -> None:
    for page in PAGES:
        here = [child for child in children if child.page == page]
        drawn = sorted(stroke for child in here for stroke in child.drawn)
        assert len(drawn) >= KILLS // 2
        assert on_disk(process, page) == (dict.fromkeys(drawn, POINTS * 2), drawn)
        for child in here:
            await last_look(process, child)
            assert sorted(str(one) for one in child.order) == drawn


async def last_look(process: Process, child: Child) -> None:
    """What the child's tablet shows after one more connection."""
    token = process.token(child.page, child.person)
    tab = await Tab(process.url, child.person, lambda _: token).open(token)
    await tab.join(child.page, child.doc)
    tab.close()


def test_a_stroke_under_the_pen_is_kept_when_tablet_and_server_both_die(tmp_path: Path):
    async def lesson() -> None:
        process = await asyncio.to_thread(Process(tmp_path).start)
        tab = await Tab(process.url, "lea", process.token).open(process.token("page:a"))
        room = await tab.join("page:a")
        stroke = new_id()
        for seq in range(3):
            room.ink(stroke, seq)
        watcher = await Tab(process.url, "tom", lambda doc: process.token(doc, "tom")).open(
            process.token("page:a", "tom")
        )
        there = await watcher.join("page:a")
        await until(lambda: bool(there.inks))
        process.kill()
        tab.close()
        await asyncio.to_thread(process.start)
        started = time.monotonic()
        again = await Tab(process.url, "tom", lambda doc: process.token(doc, "tom")).open(
            process.token("page:a", "tom")
        )
        page = await again.join("page:a")
        assert page.inks[0][4] == POINTS * 3, "seen as live ink until it is committed"
        await until(lambda: stroke in page.strokes, 8)
        assert time.monotonic() - started > 3
        kept = page.strokes[stroke]
        assert (kept["u"], kept["s"]["tool"], bytes(kept["b"])) == ("lea", "pen", POINTS * 3)
        assert on_disk_ink(process) == 0
        process.kill()

    asyncio.run(lesson())


def on_disk_ink(process: Process) -> int:
    from contextlib import closing

    from scola.realtime.store import connect

    with closing(connect(process.data)) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM ink").fetchone()
    return int(rows)


def test_the_authors_own_version_of_a_rescued_stroke_wins(lesson):
    async def story(school: Any) -> None:
        lea = await school.tab("lea")
        room = await lea.join("page:a")
        stroke = new_id()
        room.ink(stroke, 0)
        tom = await (await school.tab("tom")).join("page:a")
        await until(lambda: bool(tom.inks))
        lea.close()
        # Offline, the pen went on and came up.
        before = room.doc.get_state()
        room.strokes[stroke] = {"k": "s", "u": "lea", "t": 1, "b": POINTS * 9}
        update = room.doc.get_update(before)
        await until(lambda: stroke in tom.strokes, 8)
        assert bytes(tom.strokes[stroke]["b"]) == POINTS
        back = await (await school.tab("lea")).join("page:a", room.doc)
        back.send_update(update)
        await back.tab.settled(back)
        await until(lambda: bytes(tom.strokes[stroke]["b"]) == POINTS * 9)
        assert bytes(back.strokes[stroke]["b"]) == POINTS * 9

    lesson(story)


def test_a_clean_stop_tells_the_tablets_to_come_back(tmp_path: Path):
    async def lesson() -> None:
        process = await asyncio.to_thread(Process(tmp_path).start)
        tab = await Tab(process.url, "lea", process.token).open(process.token("page:a"))
        room = await tab.join("page:a")
        stroke = room.draw()
        assert await asyncio.to_thread(process.stop) == 0
        await tab.gone.wait()
        assert tab.close_code == 1012
        if not room.outbox:
            assert stroke in on_disk_names(process)

    asyncio.run(lesson())


def on_disk_names(process: Process) -> list[str]:
    doc: Doc[Any] = Doc()
    doc.apply_update(read_document(process.data, "page:a") or b"\0\0")
    return list(doc.get("ob", type=Map).keys())


def test_a_second_process_on_the_same_store_refuses_and_a_dead_ones_place_is_free(tmp_path: Path):
    first = Process(tmp_path).start()
    second = Process(tmp_path)
    second.launch()
    assert second.running
    assert second.running.wait(10) == 1
    assert "already serves" in (tmp_path / "rt.log").read_text()
    first.kill()
    started = time.monotonic()
    first.start()
    assert time.monotonic() - started < 5
    first.kill()
