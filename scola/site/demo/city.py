"""The demo city: Ajaccio in the school year 2026-2027, with invented people.

Deterministic, and written as in real use: each school's ONDE files go through the roster import.
"""

import io
import random
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction

from scola.directory.actions import schools
from scola.directory.roster.facts import Source
from scola.directory.roster.generate import School, Seat, files_of
from scola.directory.roster.run import import_roster, preview
from scola.kernel import clock
from scola.kernel.actor import Actor
from scola.kernel.ports.database import refresh_statistics
from scola.site.demo.cast import school_with_cast
from scola.site.demo.classroom import open_classroom
from scola.site.demo.schools import CLASSES, DemoSchool, city_schools, class_counts
from scola.site.demo.story import Story, tell_story

HOUSE = Actor.system("demo city")
RENTREE = datetime(2026, 9, 1, 8, tzinfo=ZoneInfo("Europe/Paris"))
SEED = 20260901


def build_city(*, scale: int = 1, say: Callable[[str], None] = lambda text: None) -> Story:
    """Fills an empty installation. `scale` 10 makes a city ten times as large."""
    with transaction.atomic():
        with clock.at(RENTREE):
            _open_schools(scale, say)
            story = tell_story(HOUSE)
        open_classroom(story)
    return story


def _open_schools(scale: int, say: Callable[[str], None]) -> None:
    schools.open_year(HOUSE, name="2026-2027", starts=date(2026, 8, 31), ends=date(2027, 8, 29))
    plan = city_schools(scale)
    counts = class_counts(plan, CLASSES * scale)
    pupils = 0
    for n, (school, count) in enumerate(zip(plan, counts, strict=True)):
        seed = SEED + n
        seats = seats_of(school, count, random.Random(seed))  # noqa: S311 - the same everywhere
        _enrol(school, school_with_cast(school.uai, seats, seed=seed, first=pupils))
        pupils += len(seats)
        if (n + 1) % 8 == 0 or n + 1 == len(plan):
            refresh_statistics()
            say(f"{n + 1} écoles sur {len(plan)}")


def _enrol(school: DemoSchool, people: School) -> None:
    """Opens the school and imports its extraction."""
    row = schools.open_school(
        HOUSE,
        name=school.name,
        uai=school.uai,
        commune="Ajaccio",
        bilingual=school.bilingual,
        fictional=school.fictional,
    )
    sources = [
        Source(name, partial(io.BytesIO, content)) for name, content in files_of(people).items()
    ]
    import_roster(HOUSE, school=row.pk, read=preview(sources, school=row))


def class_names(levels: list[str], count: int) -> list[tuple[str, list[str]]]:
    """`count` classes for a school that teaches `levels`: "CE1", "CE1 B", or "CE1-CE2"."""
    if count >= len(levels):
        made: list[tuple[str, list[str]]] = []
        for n in range(count):
            level, row = levels[n % len(levels)], n // len(levels)
            made.append((level if row == 0 else f"{level} {'ABCDEFGHIJ'[row]}", [level]))
        return sorted(made, key=lambda one: (levels.index(one[1][0]), one[0]))
    groups = [
        levels[n * len(levels) // count : (n + 1) * len(levels) // count] for n in range(count)
    ]
    return [
        ("-".join((group[0], group[-1])) if len(group) > 1 else group[0], group) for group in groups
    ]


def seats_of(school: DemoSchool, classes: int, rng: random.Random) -> list[Seat]:
    """One seat per pupil, in an order that spreads brothers and sisters over the school."""
    seats = []
    for n, (name, levels) in enumerate(class_names(school.levels.split(), classes)):
        size = school.pupils * (n + 1) // classes - school.pupils * n // classes
        seats += [Seat(levels[place % len(levels)], name, str(9000 + n)) for place in range(size)]
    rng.shuffle(seats)
    return seats
