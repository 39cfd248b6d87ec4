"""Letizia's class and those around it: the same people as in the tests and the screenshots.

They stand in the roster files of their two schools, beside everybody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from scola.directory.roster.generate import Child, Guardian, School, Seat, Teacher, fill_school

CANDIA, LORETO = "6200395K", "6200486J"
Home = tuple[str, str, str]
CANDIA_STREET: Home = ("12 chemin de Candia", "20090", "Ajaccio")
SALINES_STREET: Home = ("4 rue des Salines", "20000", "Ajaccio")
CANNES_STREET: Home = ("31 résidence des Cannes", "20090", "Ajaccio")


@dataclass(frozen=True, slots=True)
class CastChild:
    given: str
    family: str
    sex: str
    born: date
    uai: str
    level: str

    @property
    def face(self) -> str:
        return self.given.lower()


@dataclass(frozen=True, slots=True)
class CastParent:
    title: str
    given: str
    family: str
    home: Home
    # Given names: no two children of the cast share one.
    wards: tuple[str, ...]
    # "" for who has neither e-mail nor account yet.
    login: str
    note: str
    language: str = "fr"

    @property
    def email(self) -> str:
        return f"{self.login}@famille.example" if self.login else ""


@dataclass(frozen=True, slots=True)
class CastTeacher:
    title: str
    given: str
    family: str
    login: str
    # The level that the class teaches, or "" for the head.
    level: str
    role: str
    face: str

    @property
    def email(self) -> str:
        return f"{self.login}@scola.example"


CHILDREN = (
    CastChild("Ghjulia", "Paoli", "F", date(2019, 3, 14), CANDIA, "CE1"),
    CastChild("Petru", "Casanova", "M", date(2019, 11, 2), CANDIA, "CE1"),
    CastChild("Lina", "Haddad", "F", date(2019, 6, 27), CANDIA, "CE1"),
    CastChild("Anto", "Rossi", "M", date(2016, 1, 9), CANDIA, "CM2"),
    CastChild("Stella", "Paoli", "F", date(2022, 8, 21), CANDIA, "MS"),
    CastChild("Noah", "Paoli", "M", date(2020, 5, 5), LORETO, "CP"),
)
PARENTS = (
    CastParent(
        "Mme", "Maria", "Paoli", CANDIA_STREET, ("Ghjulia", "Stella", "Noah"), "maria",
        "trois enfants dans deux écoles",
    ),
    CastParent(
        "M.", "Paulu", "Ferri", SALINES_STREET, ("Ghjulia",), "paulu",
        "l’autre foyer de Ghjulia",
    ),
    CastParent(
        "Mme", "Vannina", "Casanova", CANNES_STREET, ("Petru",), "vannina",
        "la maman de Petru, en corse", language="co",
    ),
    CastParent(
        "M.", "Sgiò", "Rossi", CANNES_STREET, ("Anto",), "sgio",
        "le papa d’Anto, dans une autre classe",
    ),
    # Reads Arabic: the sheet with a code is for her.
    CastParent("Mme", "Amal", "Haddad", CANDIA_STREET, ("Lina",), "", "", language="ar"),
)  # fmt: skip
TEACHERS = (
    CastTeacher("Mme", "Letizia", "Colonna", "letizia", "CE1", "Enseignante", "mme-colonna"),
    CastTeacher("M.", "Ghjuvanni", "Mattei", "mattei", "CM2", "Enseignant", "m-mattei"),
    CastTeacher("Mme", "Anghjula", "Santoni", "anghjula", "", "Directrice", "mme-santoni"),
)


def school_with_cast(uai: str | None, seats: Sequence[Seat], *, seed: int, first: int) -> School:
    """The school on these seats, with those of the cast who belong to it in their places."""
    free = list(seats)
    children = {}
    for one in (child for child in CHILDREN if child.uai == uai):
        seat = next(seat for seat in free if seat.level == one.level)
        free.remove(seat)
        children[one.given] = _child(one, seat)
    school = fill_school(free, seed=seed, first=first)
    parents = (_parent(one, children) for one in PARENTS)
    return replace(
        school,
        children=(*school.children, *children.values()),
        guardians=(*school.guardians, *(one for one in parents if one.children)),
        teachers=_teachers(school, children) if uai == CANDIA else school.teachers,
    )


def _child(one: CastChild, seat: Seat) -> Child:
    ine = f"{990_000_000 + CHILDREN.index(one):09d}AB"
    return Child(
        one.family, one.given, one.born, one.sex, ine, seat.level, seat.school_class, seat.class_id
    )


def _parent(one: CastParent, children: dict[str, Child]) -> Guardian:
    wards = tuple(children[given] for given in one.wards if given in children)
    return Guardian(one.title, one.family, "", one.given, *one.home, one.email, "", "", wards)


def _teachers(school: School, children: dict[str, Child]) -> tuple[Teacher, ...]:
    """The cast teaches its classes and heads the school; the others keep theirs."""
    class_of = {child.level: child.school_class for child in children.values()}
    cast = tuple(
        Teacher(
            one.title, one.family, one.given, one.email, not one.level, class_of.get(one.level, "")
        )
        for one in TEACHERS
    )
    taken = {one.school_class for one in cast}
    others = (one for one in school.teachers if one.school_class not in taken)
    return (*cast, *(replace(one, head=False) for one in others))
