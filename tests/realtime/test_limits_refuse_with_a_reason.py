"""Too big, too fast, too slow, no room on the disk: a reason is given and no work is lost."""

import asyncio
import os
import socket
import sqlite3
import time

import psutil
import pytest
from pycrdt import Doc, Map

from scola.realtime import limits
from scola.realtime.store import (
    DocumentExists,
    connect,
    read_document,
    seed_document,
)
from scola.realtime.wire import Kind, message
from tests.realtime.conftest import School
from tests.realtime.tab import new_id, until


def test_a_large_update_is_refused_except_to_catch_up_after_a_join(lesson):
    async def story(school: School) -> None:
        tab = await school.tab()
        room = await tab.join("page:a")
        room.draw(points=bytes(300_000))
        await tab.settled(room)
        room.draw(points=bytes(300_000))
        await until(lambda: room.refused == [("too_big", 2)])
        assert 2 in room.outbox, "the work stays with the child"

    lesson(story)


def test_a_flood_is_refused_and_the_socket_stays(lesson):
    async def story(school: School) -> None:
        tab = await school.tab()
        room = await tab.join("page:a")
        for _ in range(900):
            room.draw()
        await until(lambda: any(code == "too_fast" for code, _ in room.refused))
        kept = len(room.outbox)
        assert kept > 0
        await asyncio.sleep(1)
        stroke = room.draw()
        await until(lambda: room.seq in room.acked)
        assert stroke in on_disk(school)

    lesson(story)


def test_a_full_room_says_so(lesson, monkeypatch):
    monkeypatch.setattr(limits, "MAX_MEMBERS", 2)

    async def story(school: School) -> None:
        for person in ("lea", "tom"):
            await (await school.tab(person)).join("page:a")
        with pytest.raises(PermissionError, match="room_full"):
            await (await school.tab("zoe")).join("page:a")

    lesson(story)


def on_disk(school: School, page: str = "page:a") -> list[str]:
    doc = Doc()
    doc.apply_update(read_document(school.data, page) or b"\0\0")
    return list(doc.get("ob", type=Map).keys())


def test_a_full_disk_acknowledges_nothing_and_catches_up_when_there_is_room(lesson, monkeypatch):
    monkeypatch.setattr(limits, "RETRY_FULL", 0.1)

    async def story(school: School) -> None:
        tab, tom = await school.tab("lea"), await school.tab("tom")
        room, there = await tab.join("page:a"), await tom.join("page:a")
        database = school.server.store._connection
        (pages,) = database.execute("PRAGMA page_count").fetchone()
        database.execute(f"PRAGMA max_page_count = {pages}")
        first = [room.draw(points=bytes(60_000)) for _ in range(3)]
        await until(lambda: ("full", 0) in room.refused)
        later = room.send_update(Doc().get_update())
        await until(lambda: ("full", later) in room.refused)
        assert not room.acked
        assert there.received == 0, "nothing is shown that is not kept"
        database.execute("PRAGMA max_page_count = 1073741823")
        await until(lambda: school.server.hub.journal.trouble is None)
        await until(lambda: bool(room.acked))  # what was held needs no second sending
        for code, seq in list(room.refused):
            if seq:
                room.refused.remove((code, seq))
                room.send_update(room.outbox.pop(seq))
        await tab.settled(room)
        assert set(first) <= set(on_disk(school))
        await until(lambda: set(first) <= set(there.strokes))
        assert school.server.hub.journal.trouble is None

    lesson(story)


def test_a_locked_database_is_waited_for(lesson):
    async def story(school: School) -> None:
        tab = await school.tab()
        room = await tab.join("page:a")
        intruder = connect(school.data)
        intruder.execute("BEGIN IMMEDIATE")
        strokes = [room.draw() for _ in range(5)]
        await asyncio.sleep(0.5)
        assert not room.acked
        intruder.execute("ROLLBACK")
        await tab.settled(room)
        assert set(strokes) <= set(on_disk(school))
        assert not room.refused
        intruder.close()

    lesson(story)


def test_twenty_stalled_tablets_are_closed_and_memory_stays(lesson, monkeypatch):
    monkeypatch.setattr(limits, "BYTES_PER_SECOND", 1e9)
    monkeypatch.setattr(limits, "BYTES_BURST", 1e9)

    async def story(school: School) -> None:
        tab, tom = await school.tab("lea"), await school.tab("tom")
        room, there = await tab.join("page:a"), await tom.join("page:a")
        stalled = []
        for n in range(20):
            sleeper = await school.tab(f"sleeper{n}")
            raw = sleeper.transport.underlying_transport
            raw.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            await sleeper.join("page:a")
            raw.pause_reading()
            stalled.append(sleeper)
        before = psutil.Process(os.getpid()).memory_info().rss
        while school.server.hub.kicks < 20:
            for _ in range(5):
                room.draw(points=bytes(100_000))
            await tab.settled(room)
            assert len(room.acked) < 200, "stalled clients were not closed"
        grown = psutil.Process(os.getpid()).memory_info().rss - before
        assert grown < 150_000_000
        await until(lambda: len(there.strokes) == len(room.strokes))
        assert not there.tab.gone.is_set()

    lesson(story)


def test_a_ping_is_answered(lesson):
    async def story(school: School) -> None:
        tab = await school.tab()
        tab.send(message(Kind.PING, 0))
        await until(lambda: tab.pongs == 1)

    lesson(story)


def test_an_idle_room_is_compacted_and_unloaded(lesson, monkeypatch):
    monkeypatch.setattr(limits, "UNLOAD_AFTER", 0.2)
    monkeypatch.setattr(limits, "SWEEP_PERIOD", 0.1)

    async def story(school: School) -> None:
        tab = await school.tab()
        room = await tab.join("page:a")
        strokes = [room.draw() for _ in range(50)]
        await tab.settled(room)
        tab.close()
        await until(lambda: school.server.hub.find("page:a") is None)
        with sqlite3.connect(school.data / "realtime.sqlite3") as database:
            (rows,) = database.execute("SELECT count(*) FROM log").fetchone()
        assert rows == 0
        assert set(on_disk(school)) == set(strokes)
        again = await (await school.tab()).join("page:a")
        assert set(again.strokes) == set(strokes)

    lesson(story)


def test_an_update_that_waits_for_another_survives_compaction(lesson, monkeypatch):
    monkeypatch.setattr(limits, "UNLOAD_AFTER", 0.2)
    monkeypatch.setattr(limits, "SWEEP_PERIOD", 0.1)

    async def story(school: School) -> None:
        tab = await school.tab()
        room = await tab.join("page:a")
        author = Doc()
        objects = author.get("ob", type=Map)
        objects["first"] = {"k": "s"}
        first, vector = author.get_update(), author.get_state()
        objects["second"] = {"k": "s"}
        room.send_update(author.get_update(vector))
        await tab.settled(room)
        tab.close()
        await until(lambda: school.server.hub.find("page:a") is None)
        again = await (await school.tab()).join("page:a")
        again.send_update(first)
        await again.tab.settled(again)
        assert set(on_disk(school)) == {"first", "second"}

    lesson(story)


def test_a_document_is_seeded_once_and_never_over_somebodys_work(lesson):
    async def story(school: School) -> None:
        doc = Doc()
        doc.get("ob", type=Map)["seed"] = {"k": "s"}
        seed_document(school.data, "page:new", doc.get_update())
        room = await (await school.tab()).join("page:new")
        assert list(room.strokes) == ["seed"]
        await room.tab.join("page:joined")
        for page in ("page:new", "page:joined"):
            with pytest.raises(DocumentExists):
                seed_document(school.data, page, doc.get_update())
        with pytest.raises(ValueError, match="not a Yjs update"):
            seed_document(school.data, "page:bad", b"\xff\xff\xff")
        assert read_document(school.data, "page:bad") is None

    lesson(story)


def test_a_cut_is_caught_up_by_state_vector(lesson):
    async def story(school: School) -> None:
        lea, tom = await school.tab("lea"), await school.tab("tom")
        here, there = await lea.join("page:a"), await tom.join("page:a")
        here.draw()
        await until(lambda: len(there.strokes) == 1)
        tom.close()
        for _ in range(20):
            here.draw()
        await lea.settled(here)
        own = new_id()
        before = there.doc.get_state()
        there.strokes[own] = {"k": "s"}
        update = there.doc.get_update(before)
        back = await (await school.tab("tom")).join("page:a", there.doc)
        assert len(back.strokes) == 22
        back.send_update(update)
        await until(lambda: own in here.strokes)

    lesson(story)


def test_a_long_data_folder_name_still_has_a_control_socket(tmp_path):
    from scola.kernel.live_control import alive

    school = School(tmp_path / ("a-folder-with-a-rather-long-name-" * 5))

    async def story() -> None:
        async with school.serving():
            started = time.monotonic()
            assert await asyncio.to_thread(alive, school.data)
            assert time.monotonic() - started < 1

    asyncio.run(story())
