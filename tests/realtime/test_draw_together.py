"""Children draw on one page: everybody sees it, once, and only after it is kept."""

import asyncio

from pycrdt import Doc, Map

from scola.realtime.store import read_document
from tests.realtime.conftest import School
from tests.realtime.tab import POINTS, new_id, until


def test_a_stroke_reaches_the_others_and_is_acknowledged(lesson):
    async def story(school: School) -> None:
        lea, tom = await school.tab("lea"), await school.tab("tom")
        here, there = await lea.join("page:a"), await tom.join("page:a")
        stroke = here.draw()
        await lea.settled(here)
        await until(lambda: stroke in there.strokes)
        assert there.strokes[stroke]["u"] == "lea"
        assert here.received == 0, "nobody gets an echo of their own stroke"

    lesson(story)


def test_what_is_acknowledged_is_already_on_disk(lesson):
    async def story(school: School) -> None:
        lea = await school.tab()
        room = await lea.join("page:a")
        stroke = room.draw()
        await lea.settled(room)
        doc = Doc()
        doc.apply_update(read_document(school.data, "page:a"))
        assert stroke in doc.get("ob", type=Map)

    lesson(story)


def test_two_rooms_share_one_socket(lesson):
    async def story(school: School) -> None:
        lea = await school.tab()
        first, second = await lea.join("page:a"), await lea.join("page:b")
        one, two = first.draw(), second.draw()
        await lea.settled(first, second)
        assert (one in first.strokes, two in first.strokes) == (True, False)

    lesson(story)


def test_live_ink_is_seen_while_the_pen_is_down_and_by_who_joins_late(lesson):
    async def story(school: School) -> None:
        lea, tom = await school.tab("lea"), await school.tab("tom")
        here, there = await lea.join("page:a"), await tom.join("page:a")
        stroke = new_id()
        here.ink(stroke, 0)
        here.ink(stroke, 1)
        await until(lambda: len(there.inks) == 2)
        assert there.inks[0][3] == {
            "s": {"tool": "pen", "c": "#1d3f8f", "w": 3},
            "p": "lea",
            "n": "Lea",
        }
        late = await (await school.tab("zoe")).join("page:a")
        assert late.inks == [(stroke, 1, 1, there.inks[0][3], POINTS * 2)]

    lesson(story)


def test_presence_comes_from_the_capability_and_at_most_ten_times_a_second(lesson):
    async def story(school: School) -> None:
        lea, tom = await school.tab("lea"), await school.tab("tom")
        here, there = await lea.join("page:a"), await tom.join("page:a")
        frames = school.server.hub.frames
        for x in range(200):
            here.presence({"x": x, "p": "tom", "person": "tom"})
        await until(lambda: there.people.get(here.number, {}).get("d", {}).get("x") == 199)
        assert there.people[here.number]["p"] == "lea"
        assert school.server.hub.frames - frames < 12
        lea.close()
        await until(lambda: here.number not in there.people)

    lesson(story)


def test_the_lesson_state_is_written_by_the_server_alone(lesson):
    async def story(school: School) -> None:
        from scola.kernel.live_control import send

        lea = await school.tab()
        room = await lea.join("lesson:a")
        assert (room.mode, room.state) == (0, (0, None))
        state = {"do": "state", "doc": "lesson:a", "version": 3, "state": {"locked": True}}
        await asyncio.to_thread(send, school.data, state)
        await asyncio.to_thread(send, school.data, {**state, "version": 2, "state": {}})
        await until(lambda: room.state == (3, {"locked": True}))
        room.send_update(b"\0\0")
        await until(lambda: room.refused == [("read_only", 1)])

    lesson(story)
