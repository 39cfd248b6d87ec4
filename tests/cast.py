"""The fixed cast: the same people in every test, one outsider per role.

École Candia has the CE1 of Letizia and the CM2 of Mattei; École Loreto the CP of Benali.
"""

from dataclasses import dataclass, fields
from datetime import date

from django.test import Client

from scola.directory.actions import people, schools
from scola.directory.grants import actor_of_person
from scola.directory.http import SESSION_FIELD
from scola.directory.models import Person, School, SchoolClass, SchoolYear, SignIn
from scola.kernel import clock
from scola.kernel.actor import Actor, Role

HOUSE = Actor.system("the tests' cast")
PASSWORD = "mare-è-monti-2026"


@dataclass(frozen=True)
class Cast:
    year: SchoolYear
    candia: School
    loreto: School
    ce1: SchoolClass
    cm2: SchoolClass
    cp: SchoolClass
    letizia: Person
    mattei: Person
    benali: Person
    head: Person
    aesh: Person
    ghjulia: Person
    petru: Person
    lina: Person
    stella: Person
    anto: Person
    noah: Person
    maria: Person
    paulu: Person
    amal: Person
    sgio: Person
    erun: Person
    technician: Person
    programme_manager: Person
    academy_observer: Person
    city_admin: Person

    def people(self) -> dict[str, Person]:
        return {
            f.name: value
            for f in fields(self)
            if isinstance(value := getattr(self, f.name), Person)
        }

    def actor(self, name: str) -> Actor:
        return actor_of_person(self.people()[name])


def make_cast() -> Cast:
    """Writes the cast through the directory's own actions."""
    year = schools.open_year(
        HOUSE, name="2026-2027", starts=date(2026, 8, 31), ends=date(2027, 8, 29)
    )
    candia = schools.open_school(HOUSE, name="École Candia", uai="6200395K", commune="Ajaccio")
    loreto = schools.open_school(HOUSE, name="École Loreto", uai="6200486J", commune="Ajaccio")
    ce1 = schools.open_class(HOUSE, school=candia, year=year, name="CE1", levels=["CE1"])
    cm2 = schools.open_class(HOUSE, school=candia, year=year, name="CM2", levels=["CM2"])
    cp = schools.open_class(HOUSE, school=loreto, year=year, name="CP", levels=["CP"])
    letizia = _adult("Letizia", "Colonna", Role.TEACHER, candia, ce1)
    mattei = _adult("Ghjuvanni", "Mattei", Role.TEACHER, candia, cm2)
    benali = _adult("Samia", "Benali", Role.TEACHER, loreto, cp)
    head = _adult("Anghjula", "Santoni", Role.HEAD, candia)
    aesh = _adult("Ornella", "Leca", Role.SCHOOL_STAFF, candia, ce1)
    ghjulia = _pupil("Ghjulia", "Paoli", ce1)
    petru = _pupil("Petru", "Casanova", ce1)
    lina = _pupil("Lina", "Haddad", ce1)
    stella = _pupil("Stella", "Paoli", ce1)
    anto = _pupil("Anto", "Rossi", cm2)
    noah = _pupil("Noah", "Paoli", cp)
    maria = _guardian("Maria", "Paoli", "maria@example.org", ghjulia, noah)
    paulu = _guardian("Paulu", "Ferri", "paulu@example.org", ghjulia)
    amal = _guardian("Amal", "Haddad", "", lina, language="ar")
    sgio = _guardian("Sgiò", "Rossi", "sgio@example.org", anto)
    return Cast(
        year, candia, loreto, ce1, cm2, cp, letizia, mattei, benali, head, aesh,
        ghjulia, petru, lina, stella, anto, noah, maria, paulu, amal, sgio,
        _adult("Vannina", "Orsini", Role.DIGITAL_REFERENT, candia),
        _adult("Dumenicu", "Luciani", Role.TECHNICIAN),
        _adult("Sylvie", "Marchetti", Role.PROGRAMME_MANAGER),
        _adult("Hélène", "Durand", Role.ACADEMY_OBSERVER),
        _adult("Batti", "Ceccaldi", Role.CITY_ADMIN),
    )  # fmt: skip


def _adult(
    given: str,
    family: str,
    role: Role,
    school: School | None = None,
    school_class: SchoolClass | None = None,
) -> Person:
    person = people.add_adult(
        HOUSE, given_name=given, family_name=family, email=f"{given.lower()}@ecole.example"
    )
    people.give_post(HOUSE, person=person, role=role, school=school, school_class=school_class)
    return person


def _pupil(given: str, family: str, school_class: SchoolClass) -> Person:
    return people.add_pupil(
        HOUSE, given_name=given, family_name=family, school_class=school_class, face=given.lower()
    )


def _guardian(given: str, family: str, email: str, *wards: Person, language: str = "fr") -> Person:
    person = people.add_adult(
        HOUSE,
        given_name=given,
        family_name=family,
        email=email,
        language=language,
        address=(f"{len(given)} rue du Port", "20000", "Ajaccio"),
    )
    for pupil in wards:
        people.add_guardianship(HOUSE, guardian=person, pupil=pupil)
    return person


def sign_in_as(client: Client, person: Person, *, lesson: str = "") -> SignIn:
    """Signs `person` in on `client` without the sign-in page (which has its own tests)."""
    session = client.session
    session.save()
    now = clock.now()
    sign_in = SignIn(
        kind=SignIn.PUPIL if lesson else SignIn.ADULT,
        person=person,
        lesson=lesson,
        session_key=session.session_key or "",
        started=now,
        last_seen=now,
    )
    sign_in.save(force_insert=True)
    session[SESSION_FIELD] = sign_in.pk
    session.save()
    return sign_in
