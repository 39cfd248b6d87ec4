"""Forged, expired, read-only, from another site: nothing gets in and nothing falls over."""

import asyncio
import random
import time

import pytest
from picows import WSHandshakeError
from pycrdt import Doc, Map

from scola.kernel.capability import Capability, CapabilityError, load_key, mint, verify
from scola.kernel.live_control import ControlError, send
from scola.realtime import limits
from scola.realtime.store import read_document
from scola.realtime.wire import Kind, message, sized, varuint
from tests.realtime.conftest import School
from tests.realtime.tab import POINTS, Tab, new_id, until


def test_a_capability_says_who_and_what_and_cannot_be_changed(tmp_path):
    key = load_key(tmp_path)
    assert load_key(tmp_path) == key
    assert (tmp_path / "secret" / "capability.key").stat().st_mode & 0o777 == 0o600
    given = Capability("page:a", "lea", "Léa", "read", 2000)
    token = mint(key, given)
    assert verify(key, token, 1999).name == "Léa"
    for broken, code in (
        (token.replace(".", "AA."), "forged"),
        (token.replace(".", ""), "malformed"),
        ("é.é", "malformed"),
        (mint(b"another key", given), "forged"),
        (mint(key, Capability("page:a", "lea", "Léa", "own", 2000)), "malformed"),  # type: ignore[arg-type]
    ):
        with pytest.raises(CapabilityError) as error:
            verify(key, broken, 1999)
        assert error.value.code == code
    with pytest.raises(CapabilityError, match="expired"):
        verify(key, token, 2000)


async def refused(school: School, token: str, **headers: str) -> int:
    with pytest.raises(WSHandshakeError) as error:
        await Tab(school.url, "lea", school.token).open(token, **headers)
    return int(error.value.response.status)


def test_the_door_is_closed_before_the_upgrade(lesson):
    async def story(school: School) -> None:
        good = school.token("page:a")
        assert await refused(school, "nothing") == 401
        assert await refused(school, good[:-3] + "abc") == 401
        assert await refused(school, school.token("page:a", expires=int(time.time()) - 1)) == 401
        assert await refused(school, good, Origin="https://evil.example") == 403
        tab = await Tab(school.url, "lea", school.token).open(good, Origin="http://127.0.0.1:8000")
        tab.close()

    lesson(story)


def test_only_the_named_origins_enter_when_there_is_a_list(lesson):
    async def story(school: School) -> None:
        good = school.token("page:a")
        assert await refused(school, good, Origin="http://127.0.0.1:8000") == 403
        await (await school.tab(Origin="https://scola.ajaccio.fr")).join("page:a")

    lesson(story, origins=("https://scola.ajaccio.fr",))


def test_a_room_asks_for_its_own_capability_of_the_same_person(lesson):
    async def story(school: School) -> None:
        lea = await school.tab("lea")
        for token, code in (
            (school.token("page:a", "tom"), "forged"),
            (school.token("page:a", expires=1), "expired"),
            ("rubbish", "malformed"),
        ):
            with pytest.raises(PermissionError, match=code):
                await lea.join("page:a", token=token)
        assert read_document(school.data, "page:a") is None

    lesson(story)


def test_ten_thousand_forged_messages_of_a_reader_change_nothing(lesson):
    async def story(school: School) -> None:
        tom = await school.tab("tom")
        page = await tom.join("page:a")
        page.draw("theirs")
        page.presence({"here": 1})
        await tom.settled(page)
        updates = [forged_update(n) for n in range(40)]
        for _ in range(25):
            reader = await school.tab("eve", mode="read")
            room = await reader.join("page:a")
            for _ in range(400):
                reader.send(forgery(room.channel, updates))
            reader.send(message(Kind.PING, 0))
            await until(lambda: reader.pongs == 1)  # noqa: B023 - all 400 were read
            reader.close()
        refusals = school.server.hub.refusals
        assert refusals["read_only"] + refusals["gone"] + refusals["malformed"] > 4000
        await until(lambda: len(page.people) == 1)
        assert content(school) == {"theirs": "tom"}
        assert list(page.strokes) == ["theirs"]
        assert page.received == 0
        assert page.inks == []
        assert [person["p"] for person in page.people.values()] == ["tom"]
        assert page.people[page.number]["d"] == {"here": 1}
        page.draw("still alive")
        await tom.settled(page)

    lesson(story)


def forged_update(number: int) -> bytes:
    doc = Doc()
    objects = doc.get("ob", type=Map)
    objects["theirs" if number % 2 else f"eve{number}"] = {"k": "s", "b": bytes(20)}
    return doc.get_update()


def content(school: School) -> dict[str, str]:
    doc = Doc()
    doc.apply_update(read_document(school.data, "page:a"))
    return {key: stroke["u"] for key, stroke in doc.get("ob", type=Map).items()}


def forgery(channel: int, updates: list[bytes]) -> bytes:
    update = random.choice(updates)
    head = sized(b'{"tool":"pen","c":"#000000","w":3}')
    ink = sized(random.choice(("theirs", new_id())).encode()) + b"\0\1" + head + POINTS
    identity = b'{"i":1,"p":"tom","person":"tom","x":1}'
    choices = (
        message(Kind.UPDATE, channel, varuint(1) + update),
        message(Kind.UPDATE, channel + 9, varuint(1) + update),
        message(Kind.INK, channel, ink),
        message(Kind.PRESENCE, channel, identity),
        message(Kind.PRESENCE, channel, b"[" * 900),
        message(Kind.RENEW, channel, sized(b"forged.token")),
        message(Kind.JOIN, 0, varuint(9) + sized(b"x") + sized(b"")),
    )
    return random.choices(choices, weights=(20, 10, 20, 20, 5, 5, 2))[0]


def test_bytes_outside_the_protocol_close_the_socket_and_nothing_else(lesson):
    async def story(school: School) -> None:
        tom = await school.tab("tom")
        page = await tom.join("page:a")
        page.draw("theirs")
        for _ in range(200):
            eve = await school.tab("eve")
            room = await eve.join("page:a")
            kind = random.choice((0, 4, 6, 16, 20, 99, 3, 5))
            eve.send(message(kind, room.channel, random.randbytes(random.randrange(40))))
            while not eve.gone.is_set():
                eve.send(random.randbytes(random.randrange(1, 60)) + b"\xff\xff")
                await asyncio.sleep(0.001)
            assert eve.close_code == 1007
        assert list(page.strokes) == ["theirs"]
        page.draw("after")
        await tom.settled(page)

    lesson(story)


def test_garbage_from_a_writer_harms_neither_the_document_nor_the_others(lesson):
    async def story(school: School) -> None:
        tom = await school.tab("tom")
        page = await tom.join("page:a")
        page.draw("before")
        await tom.settled(page)
        good = forged_update(2)
        refusals = 0
        for _ in range(150):
            eve = await school.tab("eve")
            room = await eve.join("page:a")
            broken = bytearray(good)
            broken[random.randrange(len(broken))] ^= random.randrange(1, 256)
            room.send_update(bytes(broken[: random.randrange(1, len(broken))]))
            await until(lambda: eve.gone.is_set() or not room.outbox)  # noqa: B023
            if eve.close_code == 1007:
                refusals += 1
                assert room.refused == [("bad_update", 1)]
            eve.close()
        assert refusals > 50
        page.draw("after")
        await tom.settled(page)
        late = await (await school.tab("zoe")).join("page:a")
        assert {"before", "after"} <= set(late.strokes)

    lesson(story)


def test_an_expired_member_is_let_out_after_a_grace_and_a_renewed_one_stays(lesson, monkeypatch):
    monkeypatch.setattr(limits, "EXPIRY_GRACE", 0.5)
    monkeypatch.setattr(limits, "SWEEP_PERIOD", 0.1)

    async def story(school: School) -> None:
        tab = await school.tab()
        soon = int(time.time()) + 2
        late = await tab.join("page:a", token=school.token("page:a", expires=soon))
        kept = await tab.join("page:b", token=school.token("page:b", expires=soon))
        assert 0 <= late.ttl <= 2
        fresh = school.token("page:b")
        tab.send(message(Kind.RENEW, kept.channel, sized(fresh.encode())))
        await until(lambda: late.closed == "expired", 5)
        assert kept.closed is None
        assert kept.ttl > 500

    lesson(story)


def test_rights_change_in_flight_and_an_old_capability_does_not_bring_them_back(lesson):
    async def story(school: School) -> None:
        tab = await school.tab("lea")
        old = school.token("page:a", "lea")
        room = await tab.join("page:a", token=old)

        async def control(person: str, mode: str) -> None:
            command = {"do": "mode", "doc": "page:a", "person": person, "mode": mode}
            await asyncio.to_thread(send, school.data, command)

        await control("*", "read")
        await until(lambda: room.mode == 0)
        room.draw()
        await until(lambda: room.refused == [("read_only", 1)])
        again = await (await school.tab("lea")).join("page:a", token=old)
        assert again.mode == 0
        await control("lea", "draw")
        await until(lambda: room.mode == again.mode == 1)
        await control("lea", "none")
        await until(lambda: room.closed == again.closed == "gone")
        with pytest.raises(PermissionError, match="gone"):
            await tab.join("page:a", token=old)
        await asyncio.sleep(0.01)
        await tab.join("page:a", token=school.token("page:a", "lea"))

    lesson(story)


def test_a_freeze_outlives_a_restart(school):
    old = school.token("page:a", "lea")

    async def freeze() -> None:
        async with school.serving():
            command = {"do": "mode", "doc": "page:a", "person": "*", "mode": "read"}
            await asyncio.to_thread(send, school.data, command)

    async def come_back() -> None:
        async with school.serving():
            room = await (await school.tab("lea")).join("page:a", token=old)
            assert room.mode == 0

    asyncio.run(freeze())
    asyncio.run(come_back())


def test_signing_out_closes_every_socket_of_the_person(lesson):
    async def story(school: School) -> None:
        old = school.token("page:a", "lea")
        lea, tom = await school.tab("lea"), await school.tab("tom")
        await lea.join("page:a")
        page = await tom.join("page:a")
        people = await asyncio.to_thread(send, school.data, {"do": "presence", "doc": "page:a"})
        assert {person["person"] for person in people["people"]} == {"lea", "tom"}
        await asyncio.to_thread(send, school.data, {"do": "forget", "person": "lea"})
        await asyncio.wait_for(lea.gone.wait(), 3)
        assert await refused(school, old) == 401
        await until(lambda: len(page.people) == 1)
        with pytest.raises(ControlError, match="KeyError"):
            await asyncio.to_thread(send, school.data, {"do": "dance"})

    lesson(story)
