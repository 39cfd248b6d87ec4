"""The people whose story the demo tells: the same cast as in the tests and the screenshots."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from scola.directory import queries
from scola.directory.actions import people
from scola.directory.facts import ClassFact
from scola.kernel.actor import SCHOOL_ROLES, Actor, Role

PASSWORD = "mare-e-monti"  # noqa: S105 - shown on the first page of the demo
SINCE = date(2026, 9, 1)
CANDIA_STREET = ("12 chemin de Candia", "20090", "Ajaccio")
SALINES_STREET = ("4 rue des Salines", "20000", "Ajaccio")
CANNES_STREET = ("31 résidence des Cannes", "20090", "Ajaccio")


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody to sign in as: what the first page shows, among "school", "family" or "city"."""

    role: str
    name: str
    login: str
    note: str
    group: str


@dataclass
class Story:
    school_class: ClassFact
    teacher: str = ""
    password: str = PASSWORD
    characters: list[Character] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "password": self.password,
            "school_class": self.school_class.id,
            "school": self.school_class.school_name,
            "people": [asdict(one) for one in self.characters],
        }


def tell_story(house: Actor, *, candia: list[ClassFact], loreto: list[ClassFact]) -> Story:
    """Adds the cast to two schools of the city and gives them accounts."""
    ce1 = next(one for one in candia if "CE1" in one.levels)
    cm2 = next(one for one in candia if "CM2" in one.levels)
    ms = next(one for one in candia if "MS" in one.levels)
    cp = next(one for one in loreto if "CP" in one.levels)
    story = Story(ce1)
    _staff(house, story, ce1, cm2)
    _families(house, story, ce1, cm2, ms, cp)
    _city(house, story, ce1)
    return story


def _staff(house: Actor, story: Story, ce1: ClassFact, cm2: ClassFact) -> None:
    story.teacher = _worker(
        house, story, Role.TEACHER, "Enseignante", "Letizia Colonna", "letizia", ce1, "mme-colonna"
    )
    _worker(house, story, Role.TEACHER, "Enseignant", "Ghjuvanni Mattei", "mattei", cm2, "m-mattei")
    _worker(
        house, story, Role.HEAD, "Directrice", "Anghjula Santoni", "anghjula", ce1, "mme-santoni"
    )
    _worker(house, story, Role.SCHOOL_STAFF, "AESH", "Ornella Leca", "ornella", ce1, "")


def _families(
    house: Actor, story: Story, ce1: ClassFact, cm2: ClassFact, ms: ClassFact, cp: ClassFact
) -> None:
    ghjulia = _pupil(house, "Ghjulia", "Paoli", ce1, "ghjulia")
    noah = _pupil(house, "Noah", "Paoli", cp, "noah")
    stella = _pupil(house, "Stella", "Paoli", ms, "stella")
    petru = _pupil(house, "Petru", "Casanova", ce1, "petru")
    lina = _pupil(house, "Lina", "Haddad", ce1, "lina")
    anto = _pupil(house, "Anto", "Rossi", cm2, "anto")
    three = f"Ghjulia ({ce1.name}), Stella ({ms.name}) et Noah ({cp.name}, autre école)"
    _guardian(house, story, "Maria Paoli", "maria", three, CANDIA_STREET, [ghjulia, stella, noah])
    _guardian(
        house, story, "Paulu Ferri", "paulu", "l’autre foyer de Ghjulia", SALINES_STREET, [ghjulia]
    )
    _guardian(
        house, story, "Vannina Casanova", "vannina", f"Petru ({ce1.name}), en corse", CANNES_STREET,
        [petru], language="co",
    )  # fmt: skip
    _guardian(house, story, "Sgiò Rossi", "sgio", f"Anto ({cm2.name})", CANNES_STREET, [anto])
    # Reads Arabic, has no e-mail and no account yet: the sheet with a code is for her.
    _guardian(house, None, "Amal Haddad", "", "", CANDIA_STREET, [lina], language="ar")


def _city(house: Actor, story: Story, candia: ClassFact) -> None:
    for role, title, name, login in (
        (Role.DIGITAL_REFERENT, "ERUN, Éducation nationale", "Anna Orsini", "anna"),
        (Role.TECHNICIAN, "Agent DSIN, Ville", "Dumenicu Luciani", "dumenicu"),
        (Role.PROGRAMME_MANAGER, "Direction de l’éducation, Ville", "Sylvie Marchetti", "sylvie"),
        (Role.ACADEMY_OBSERVER, "Rectorat", "Hélène Durand", "helene"),
        (Role.CITY_ADMIN, "Administrateur, Ville", "Batti Ceccaldi", "batti"),
    ):
        where = candia if role is Role.DIGITAL_REFERENT else None
        _worker(house, story, role, title, name, login, where, "")


def _worker(
    house: Actor,
    story: Story,
    role: Role,
    title: str,
    name: str,
    login: str,
    where: ClassFact | None,
    face: str,
) -> str:
    given, family = name.split(" ")
    email = f"{login}@scola.example"
    person = people.add_adult(house, given_name=given, family_name=family, face=face, email=email)
    in_class = role in {Role.TEACHER, Role.SCHOOL_STAFF}
    people.give_post(
        house,
        person=person,
        role=role,
        school=queries.school_row(where.school) if where else None,
        school_class=queries.class_row(where.id) if where and in_class else None,
        starts=SINCE,
    )
    people.give_account(house, person=person, login=login, password=PASSWORD, email=email)
    note = (
        f"{where.name}, {where.school_name}"
        if where and in_class
        else where.school_name
        if where
        else ""
    )
    group = "school" if role in SCHOOL_ROLES else "city"
    story.characters.append(Character(title, name, login, note, group))
    return person.pk


def _guardian(
    house: Actor,
    story: Story | None,
    name: str,
    login: str,
    note: str,
    address: tuple[str, str, str],
    wards: list[Any],
    language: str = "fr",
) -> None:
    given, family = name.split(" ")
    email = f"{login}@famille.example" if login else ""
    person = people.add_adult(
        house, given_name=given, family_name=family, email=email, language=language, address=address
    )
    for pupil in wards:
        people.add_guardianship(house, guardian=person, pupil=pupil, starts=SINCE)
    if story is not None:
        people.give_account(house, person=person, login=login, password=PASSWORD, email=email)
        story.characters.append(Character("Responsable", name, login, note, "family"))


def _pupil(house: Actor, given: str, family: str, where: ClassFact, face: str) -> Any:
    return people.add_pupil(
        house,
        given_name=given,
        family_name=family,
        school_class=queries.class_row(where.id),
        level=where.levels[0],
        face=face,
        starts=SINCE,
    )
