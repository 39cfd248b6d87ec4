"""The people and things of the access matrix in a town of real processes."""

import json
from dataclasses import dataclass

from tests.access import matrix
from tests.journey.town import Town

# Who stands for each kind of reader, first found first: one look at a page for each of them.
READERS = (
    ("letizia",), ("head", "aesh"), ("ghjulia",), ("maria",), ("screen",),
    ("city_admin", "technician", "erun", "programme_manager", "academy_observer"),
)  # fmt: skip
SIZE_OF = {"ghjulia": "tablet", "maria": "phone", "screen": "eni"}
SIZE_OF_ADDRESS = {"/directory/pupil": "tablet", "/directory/screen": "eni"}
# The one address whose page depends on who reads it.
HOME = "site:home"
MAKE = "import json; from tests.journey.doors import make; print(json.dumps(make()))"


@dataclass(frozen=True)
class Doors:
    """`pages`: address by url name. `sessions`: session key by column of the matrix."""

    town: Town
    pages: dict[str, str]
    sessions: dict[str, str]

    @classmethod
    def of(cls, town: Town) -> "Doors":
        made = json.loads(town.run("manage.py", "shell", "-c", MAKE).splitlines()[-1])
        return cls(town, made["pages"], made["sessions"])


def readers_of(name: str) -> list[str]:
    """The columns that stand for all those to whom the matrix shows the page."""
    row = matrix.read().get((name, "GET"), {})
    public = row.get("anonymous") == 200
    if public and name != HOME:
        return ["anonymous"]
    shown = [next((one for one in group if row.get(one) == 200), "") for group in READERS]
    return ["anonymous"] * public + [one for one in shown if one]


def size_of(reader: str, address: str) -> str:
    for start, size in SIZE_OF_ADDRESS.items():
        if reader == "anonymous" and address.startswith(start):
            return size
    return SIZE_OF.get(reader, "phone" if reader == "anonymous" else "pc")


PAGES = {
    name: readers
    for name, method in sorted(matrix.read())
    if method == "GET" and (readers := readers_of(name))
}


def make() -> dict[str, dict[str, str]]:
    """Called inside the town: {"pages": …, "sessions": …}."""
    from scola.kernel.checks import every_pattern
    from tests.access.columns import COLUMNS, client_of
    from tests.access.targets import make_targets
    from tests.cast import make_cast

    cast = make_cast()
    targets = make_targets(cast)
    patterns = dict(every_pattern())
    lesson = targets.by_argument["lesson"]
    sessions = {one: client_of(cast, one, lesson).session.session_key or "" for one in COLUMNS}
    pages = {name: targets.address(name, patterns[name]) for name in PAGES}
    return {"pages": pages, "sessions": sessions}
