"""Writes ONDE files of any size, with invented people: for tests, the bench and the demo.

Deterministic: the same arguments write the same bytes, anywhere.
"""

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from scola.directory.roster.invented import (
    FAMILY_NAMES,
    GIVEN_BOYS,
    GIVEN_GIRLS,
    GIVEN_MEN,
    GIVEN_WOMEN,
    STREETS,
    TOWNS,
)
from scola.directory.roster.spelling import header_key

Layout = Literal["older", "newer"]
Encoding = Literal["cp1252", "utf-8", "utf-8-sig", "utf-16"]
LEVELS = ("PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2")
CLASS_SIZE = 24
OLDER = (
    "Nom Elève;Nom d'usage Elève;Prénom Elève;Date naissance;Sexe;Adresse1;Cp1;Commune1;Pays1;"
    "Adresse2;Cp2;Commune2;Pays2; Cycle;Niveau;Classe;Attestation fournie;"
    "Autorisations associations;Autorisations photos;Décision de passage"
)
NEWER = (
    "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;Adresse1;Cp1;Commune1;Pays1;"
    "Adresse2;Cp2;Commune2;Pays2; Cycle;Niveau;Libellé classe;Identifiant classe;"
    "Attestation fournie;Autorisation associations;Autorisation photo;Décision de passage"
)
GUARDIANS = (
    "Civilité Responsable;Nom usage responsable;Nom responsable;Prénom responsable;"
    "Adresse responsable;CP responsable;Commune responsable;Pays;Courriel;Téléphone domicile;"
    "Téléphone travail;Téléphone portable"
)
CHILD = ["Nom d'usage enfant", "Nom de famille enfant", "Prénom enfant", "Classes enfants"]
TEACHERS = (
    "Civilité;Nom usage;Nom;Prénom;Adresse;CP;Commune;Pays;Courriel;Téléphone domicile;"
    "Téléphone portable;Directeur;Classe"
)


@dataclass(frozen=True, slots=True)
class Child:
    family: str
    given: str
    born: date
    sex: str
    ine: str
    level: str
    school_class: str
    class_id: str


@dataclass(frozen=True, slots=True)
class Guardian:
    title: str
    family: str
    usage: str
    given: str
    street: str
    postcode: str
    town: str
    email: str
    home: str
    mobile: str
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class Teacher:
    title: str
    family: str
    given: str
    email: str
    head: bool
    # The name of the class, or "" for a head who teaches none.
    school_class: str


@dataclass(frozen=True, slots=True)
class School:
    """What the three files of one school say."""

    children: tuple[Child, ...]
    guardians: tuple[Guardian, ...]
    teachers: tuple[Teacher, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a class, for one child."""

    level: str
    school_class: str
    class_id: str


def make_school(pupils: int, *, seed: int = 2026, year: int = 2026) -> School:
    """A school of exactly `pupils` pupils in families of one, two or three children."""
    per_level = max(1, -(-pupils // (CLASS_SIZE * len(LEVELS))))
    return fill_school([_seat(n, per_level) for n in range(pupils)], seed=seed, year=year)


def fill_school(seats: Sequence[Seat], *, seed: int, year: int = 2026, first: int = 0) -> School:
    """A pupil on every seat, brothers and sisters on neighbouring ones, a teacher a class.

    `first` numbers the pupils (INE, telephones): schools of one city count on from each other.
    """
    maker = _Maker(seats, seed, year, first)
    children, guardians = maker.families()
    classes = tuple(dict.fromkeys(sorted(seat.school_class for seat in seats)))
    return School(children, guardians, tuple(_teachers(classes, seed)))


def _seat(number: int, per_level: int) -> Seat:
    level, row = number % len(LEVELS), (number // len(LEVELS)) % per_level
    name = LEVELS[level] if per_level == 1 else f"{LEVELS[level]} {row + 1:02d}"
    return Seat(LEVELS[level], name, str(9000 + level * per_level + row))


def _teachers(classes: Sequence[str], seed: int) -> Iterator[Teacher]:
    rng = random.Random(seed + 1)  # noqa: S311 - invented people
    for n, name in enumerate(classes):
        woman = rng.random() < 0.8
        given = rng.choice(GIVEN_WOMEN if woman else GIVEN_MEN)
        family = f"{rng.choice(FAMILY_NAMES)} {rng.choice(FAMILY_NAMES)}"
        email = f"{header_key(given)}.{header_key(family)}.{n}@ecole.example"
        yield Teacher("MME" if woman else "M.", family, given, email, n == 0, name)


class _Maker:
    def __init__(self, seats: Sequence[Seat], seed: int, year: int, first: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - invented people, the same everywhere
        self.seats, self.year, self.first = seats, year, first
        self.seen: set[tuple[str, str]] = set()
        self.phones = 2 * first

    def families(self) -> tuple[tuple[Child, ...], tuple[Guardian, ...]]:
        children: list[Child] = []
        guardians: list[Guardian] = []
        while len(children) < len(self.seats):
            left = len(self.seats) - len(children)
            size = min(left, self.rng.choices((1, 2, 3), weights=(58, 34, 8))[0])
            brood, adults = self._family(size, len(children))
            children += brood
            guardians += adults
        return tuple(children), tuple(guardians)

    def _family(self, size: int, start: int) -> tuple[list[Child], list[Guardian]]:
        mother, father = self._family_name(), self._family_name()
        name = father if self.rng.random() < 0.8 else f"{mother}-{father}"[:60]
        brood = tuple(self._child(name, start + n) for n in range(size))
        shape = self.rng.choices(("one", "two", "single", "aunt"), weights=(62, 24, 11, 3))[0]
        home = self._home()
        adults = [self._adult("Mme", mother, GIVEN_WOMEN, home, brood)]
        if shape != "single":
            other = self._home() if shape == "two" else home
            adults.append(self._adult("M.", father, GIVEN_MEN, other, brood))
        if shape == "aunt":
            adults.append(self._adult("Mme", father, GIVEN_WOMEN, self._home(), brood[:1]))
        return list(brood), adults

    def _family_name(self) -> str:
        """Most are double: homonyms stay about as rare as they are in a real school."""
        first = self.rng.choice(FAMILY_NAMES)
        return first if self.rng.random() < 0.3 else f"{first} {self.rng.choice(FAMILY_NAMES)}"

    def _child(self, family: str, number: int) -> Child:
        seat = self.seats[number]
        sex = self.rng.choice("FH")
        names = GIVEN_GIRLS if sex == "F" else GIVEN_BOYS
        given = self.rng.choice(names)
        for _ in range(30):
            if (family, given) not in self.seen:
                break
            given = f"{given.split(' ')[0]} {self.rng.choice(names)}"
        while (family, given) in self.seen:
            given = f"{given} {self.rng.choice(names)}"
        self.seen.add((family, given))
        turns_three = date(self.year - 3 - LEVELS.index(seat.level), 1, 1)
        born = turns_three + timedelta(days=self.rng.randrange(365))
        return Child(
            family, given, born, sex,
            f"{120_000_000 + self.first + number:09d}AB",
            seat.level, seat.school_class, seat.class_id,
        )  # fmt: skip

    def _home(self) -> tuple[str, str, str]:
        postcode, town = self.rng.choice(TOWNS)
        return f"{self.rng.randrange(1, 180)} {self.rng.choice(STREETS)}", postcode, town

    def _adult(
        self, title: str, family: str, given: tuple[str, ...], home: tuple[str, str, str],
        children: tuple[Child, ...],
    ) -> Guardian:  # fmt: skip
        self.phones += 1
        first = self.rng.choice(given)
        if self.rng.random() < 0.5:
            first = f"{first}-{self.rng.choice(given)}"
        reach = self.rng.random()
        # One family in eight has no e-mail, one in twenty no mobile.
        email = f"{header_key(first)}.{header_key(family)}{self.phones}@famille.example"
        digits = f"{self.phones:08d}"
        pairs = " ".join(digits[n : n + 2] for n in range(0, 8, 2))
        usage = children[0].family if title == "Mme" and reach > 0.7 else ""
        return Guardian(
            title, family, usage if usage != family else "", first, *home,
            email if reach > 0.125 else "", "", f"06 {pairs}" if reach > 0.05 else "", children,
        )  # fmt: skip


def pupil_rows(school: School, layout: Layout) -> Iterator[list[str]]:
    yield (OLDER if layout == "older" else NEWER).split(";")
    for n, one in enumerate(school.children):
        day = one.born.isoformat() if layout == "older" else f"{one.born:%d/%m/%Y}"
        cycle = f"CYCLE {'I' * (1 + LEVELS.index(one.level) // 3)}"
        consent = ("Oui", "Non")[n % 3 == 0]
        head = [one.family, "", one.given, day, one.sex]
        rest = ["Oui", "Non", consent, ""]
        if layout == "older":
            yield [*head, *[""] * 8, cycle, one.level, one.school_class, *rest]
        else:
            yield [
                *head, one.ine, *[""] * 8, cycle, one.level, one.school_class, one.class_id, *rest,
            ]  # fmt: skip


def guardian_rows(school: School, *, second_table: bool = True) -> Iterator[list[str]]:
    most = max((len(one.children) for one in school.guardians), default=1)
    yield [*GUARDIANS.split(";"), *CHILD * most]
    for one in school.guardians:
        row = [
            one.title, one.usage, one.family, one.given, one.street, one.postcode, one.town, "",
            one.email, one.home, "", one.mobile,
        ]  # fmt: skip
        for child in one.children:
            row += ["", child.family, child.given, child.school_class]
        yield row
    if second_table:
        yield ["Intitulé", "Adresse Organisme"]
        yield ["Garderie municipale", "1 place de la Mairie"]


def teacher_rows(school: School) -> Iterator[list[str]]:
    yield TEACHERS.split(";")
    for one in school.teachers:
        head = "oui" if one.head else "non"
        yield [
            one.title, "", one.family, one.given, "", "", "", "", one.email, "", "", head,
            one.school_class,
        ]  # fmt: skip


def as_bytes(
    rows: Iterator[list[str]], *, encoding: Encoding = "cp1252", quoted: bool = False,
    end: str = "\r\n", delimiter: str = ";",
) -> bytes:  # fmt: skip
    """The rows as a file. A letter that the encoding lacks becomes its nearest, or "?"."""
    out = io.StringIO()
    for row in rows:
        cells = (
            f'"{cell.replace(chr(34), chr(34) * 2)}"' if quoted and cell else cell for cell in row
        )
        out.write(delimiter.join(cells) + end)
    return out.getvalue().encode(encoding, errors="replace")


def files_of(
    school: School, *, layout: Layout = "newer", encoding: Encoding = "cp1252"
) -> dict[str, bytes]:
    """The three files of `school`, by the names that ONDE gives them."""
    quoted = layout == "older"
    return {
        "CSVExtraction-eleves.csv": as_bytes(
            pupil_rows(school, layout), encoding=encoding, quoted=quoted
        ),
        "CSVExtraction-responsables.csv": as_bytes(
            guardian_rows(school), encoding=encoding, end="\n"
        ),
        "CSVExtraction-enseignants.csv": as_bytes(
            teacher_rows(school), encoding=encoding, quoted=True
        ),
    }


def write_school(
    folder: Path, school: School, *, layout: Layout = "newer", encoding: Encoding = "cp1252"
) -> list[Path]:
    """The three files of `school` in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    files = files_of(school, layout=layout, encoding=encoding)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]
