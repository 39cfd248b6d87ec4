"""Families in the shapes a school knows: one home, two homes, one parent, no e-mail, no Internet."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from scola.directory.actions.enrol import NewFamily, NewGuardian, NewPupil
from scola.directory.facts import ClassFact
from scola.site.demo import names

BIRTH_YEAR = {
    "PS": 2023, "MS": 2022, "GS": 2021, "CP": 2020, "CE1": 2019, "CE2": 2018, "CM1": 2017, "CM2": 2016,
}  # fmt: skip
LANGUAGES = ("fr",) * 30 + ("co",) * 4 + ("ar", "ar", "pt", "ro", "en")


@dataclass
class Seat:
    """A free place in a class."""

    school_class: ClassFact
    level: str
    face: str


@dataclass
class FamilyMaker:
    rng: random.Random
    used: set[str] = field(default_factory=set)

    def fill(self, seats: list[Seat]) -> Iterator[NewFamily]:
        """Families until every seat is taken; brothers and sisters sit in neighbouring seats."""
        waiting = list(seats)
        self.rng.shuffle(waiting)
        while waiting:
            children = self.rng.choices((1, 2, 3), weights=(62, 31, 7))[0]
            yield self._family([waiting.pop() for _ in range(min(children, len(waiting)))])

    def _family(self, seats: list[Seat]) -> NewFamily:
        name = self.rng.choice(names.FAMILY)
        pupils = tuple(self._pupil(seat, name) for seat in seats)
        shape = self.rng.choices(("one", "two", "single"), weights=(66, 22, 12))[0]
        homes = tuple(self._home() for _ in range(2 if shape == "two" else 1))
        online = self.rng.random()
        guardians = tuple(
            self._guardian(name, n, shape, online) for n in range(1 if shape == "single" else 2)
        )
        return NewFamily(pupils, guardians, homes)

    def _pupil(self, seat: Seat, family_name: str) -> NewPupil:
        given = self.rng.choice(names.GIVEN_CHILDREN)
        for _ in range(40):
            if f"{given} {family_name}" not in self.used:
                break
            given = self.rng.choice(names.GIVEN_CHILDREN)
        self.used.add(f"{given} {family_name}")
        born = date(BIRTH_YEAR[seat.level], 1, 1) + timedelta(days=self.rng.randrange(365))
        return NewPupil(
            given,
            family_name,
            born,
            seat.school_class.id,
            seat.school_class.school,
            seat.level,
            "",
            seat.face,
        )

    def _home(self) -> tuple[str, str, str]:
        street = f"{self.rng.randrange(1, 90)} {self.rng.choice(names.STREETS)}"
        return street, self.rng.choice(("20000", "20090", "20167")), "Ajaccio"

    def _guardian(self, name: str, n: int, shape: str, online: float) -> NewGuardian:
        given = self.rng.choice(names.GIVEN_ADULTS)
        family_name = name if shape != "two" or n == 0 else self.rng.choice(names.FAMILY)
        # One family in nine has no e-mail; one in thirty has no Internet at all.
        email = ""
        if online > 0.11:
            email = f"{given}.{family_name}.{self.rng.randrange(10**5)}@famille.example"
        return NewGuardian(
            given,
            family_name,
            home=n if shape == "two" else 0,
            title="M." if n else "Mme",
            email=_ascii(email),
            mobile=f"06 00 {self.rng.randrange(100):02} {self.rng.randrange(100):02} 00"
            if online > 0.03
            else "",
            language=self.rng.choice(LANGUAGES),
            prefers="paper" if online <= 0.034 else "screen",
        )


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-").replace("'", "")
