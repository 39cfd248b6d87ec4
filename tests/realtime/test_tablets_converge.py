"""Whatever the order of strokes, cuts and erasures: all tablets and the disk end up the same."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map

from scola.realtime.store import read_document
from tests.realtime.conftest import School
from tests.realtime.tab import Room, until

CHILDREN = ("lea", "tom", "zoe")
steps = st.lists(
    st.tuples(
        st.sampled_from(CHILDREN),
        st.sampled_from(("draw", "erase", "move", "cut", "back", "wait")),
        st.integers(0, 9),
    ),
    max_size=40,
)


class Tablet:
    def __init__(self, school: School, person: str) -> None:
        self.school, self.person = school, person
        self.doc: Doc[Any] = Doc()
        self.objects = self.doc.get("ob", type=Map)
        self.waiting: list[bytes] = []
        self.room: Room | None = None

    async def back(self) -> None:
        if self.room is None:
            tab = await self.school.tab(self.person)
            self.room = await tab.join("page:a", self.doc)
            for update in self.waiting:
                self.room.send_update(update)

    def cut(self) -> None:
        if self.room:
            self.waiting = list(self.room.outbox.values())
            self.room.tab.close()
            self.room = None

    def change(self, verb: str, name: str) -> None:
        before = self.doc.get_state()
        if verb == "erase":
            if name not in self.objects:
                return
            del self.objects[name]
        else:
            self.objects[name] = {"k": "s", "u": self.person, "verb": verb}
        update = self.doc.get_update(before)
        if self.room:
            self.room.send_update(update)
        else:
            self.waiting.append(update)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_three_tablets_always_agree(story: list[tuple[str, str, int]]):
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), story))


async def play(folder: Path, story: list[tuple[str, str, int]]) -> None:
    school = School(folder)
    async with school.serving():
        tablets = {person: Tablet(school, person) for person in CHILDREN}
        for person, verb, number in story:
            tablet = tablets[person]
            if verb == "back":
                await tablet.back()
            elif verb == "cut":
                tablet.cut()
            elif verb == "wait":
                await asyncio.sleep(0.002)
            else:
                tablet.change(verb, f"stroke{number}")
        for tablet in tablets.values():
            await tablet.back()
        rooms = [tablet.room for tablet in tablets.values() if tablet.room]
        await until(lambda: not any(room.outbox for room in rooms))
        await until(lambda: len({shown(room.doc) for room in rooms}) == 1)
        disk: Doc[Any] = Doc()
        disk.apply_update(read_document(folder, "page:a") or b"\0\0")
        assert shown(disk) == shown(rooms[0].doc)


def shown(doc: Doc[Any]) -> str:
    objects = doc.get("ob", type=Map)
    return repr(sorted((key, sorted(objects[key].items())) for key in objects))
