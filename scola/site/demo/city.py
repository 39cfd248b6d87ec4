"""The demo city: Ajaccio in the school year 2026-2027, with invented people.

Deterministic, and written through the same actions as real use.
"""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from scola.directory import queries
from scola.directory.actions import people, schools
from scola.directory.actions.enrol import enrol_families
from scola.directory.facts import ClassFact
from scola.kernel.actor import Actor, Role
from scola.site.demo import names
from scola.site.demo.classroom import open_classroom
from scola.site.demo.families import FamilyMaker, Seat
from scola.site.demo.schools import CLASSES, DemoSchool, city_schools, class_counts
from scola.site.demo.story import Story, tell_story

HOUSE = Actor.system("demo city")
RENTREE = date(2026, 9, 1)
CANDIA, LORETO = 0, 1


def build_city(*, scale: int = 1, say: Callable[[str], None] = lambda text: None) -> Story:
    """Fills an empty installation. `scale` 10 makes a city ten times as large."""
    rng = random.Random(20260901)  # noqa: S311 - a demo must be the same everywhere
    with transaction.atomic():
        year = schools.open_year(
            HOUSE, name="2026-2027", starts=date(2026, 8, 31), ends=date(2027, 8, 29)
        )
        plan = city_schools(scale)
        classes_of: list[list[ClassFact]] = []
        for n, (school, count) in enumerate(
            zip(plan, class_counts(plan, CLASSES * scale), strict=True), start=1
        ):
            row = schools.open_school(
                HOUSE,
                name=school.name,
                uai=school.uai,
                commune="Ajaccio",
                bilingual=school.bilingual,
                fictional=school.fictional,
            )
            opened = [
                schools.open_class(HOUSE, school=row, year=year, name=name, levels=levels)
                for name, levels in class_names(school.levels.split(), count)
            ]
            facts = [queries.class_fact(one) for one in opened]
            classes_of.append(facts)
            _staff(rng, row, opened)
            maker = FamilyMaker(rng)
            families = list(maker.fill(seats(rng, school, facts)))
            enrol_families(HOUSE, families=families, starts=RENTREE)
            if n % 8 == 0 or n == len(plan):
                say(f"{n} écoles sur {len(plan)}")
        story = tell_story(HOUSE, candia=classes_of[CANDIA], loreto=classes_of[LORETO])
        open_classroom(HOUSE, story)
        return story


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


def seats(rng: random.Random, school: DemoSchool, classes: list[ClassFact]) -> list[Seat]:
    """One seat per pupil, classes of nearly equal size, faces spread within each class."""
    found = []
    for n, one in enumerate(classes):
        size = school.pupils * (n + 1) // len(classes) - school.pupils * n // len(classes)
        faces = rng.sample(names.CHILD_FACES, len(names.CHILD_FACES))
        found += [
            Seat(one, one.levels[place % len(one.levels)], faces[place % len(faces)])
            for place in range(size)
        ]
    return found


def _staff(rng: random.Random, school: Any, classes: list[Any]) -> None:
    for n, one in enumerate([None, *classes]):
        role = Role.HEAD if n == 0 else Role.TEACHER
        person = people.add_adult(
            HOUSE,
            given_name=rng.choice(names.GIVEN_ADULTS),
            family_name=rng.choice(names.FAMILY),
            face=rng.choice(names.ADULT_FACES),
        )
        people.give_post(
            HOUSE, person=person, role=role, school=school, school_class=one, starts=RENTREE
        )
