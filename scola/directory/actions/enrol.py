"""Enrolling whole families in one go: what a town hall does in June."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scola.directory.models import Contact, Enrolment, Guardianship, Home, Person, PupilFile
from scola.directory.policy import may_run_city
from scola.kernel.action import action
from scola.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class NewPupil:
    given_name: str
    family_name: str
    birth_date: date
    # Ids of the class and of its school.
    school_class: str
    school: str
    level: str
    sex: str = ""
    face: str = ""


@dataclass(frozen=True, slots=True)
class NewGuardian:
    given_name: str
    family_name: str
    home: int
    title: str = ""
    email: str = ""
    mobile: str = ""
    language: str = "fr"
    prefers: str = "screen"


@dataclass(frozen=True, slots=True)
class NewFamily:
    """Children, guardians (each guards all the children) and their homes (street, code, town)."""

    pupils: tuple[NewPupil, ...]
    guardians: tuple[NewGuardian, ...]
    homes: tuple[tuple[str, str, str], ...]


@action("directory.enrol_families", may=may_run_city)
def enrol_families(actor: Actor, *, families: Sequence[NewFamily], starts: date) -> int:
    """Writes all families or none; gives the number of pupils. Six bulk statements, any size."""
    people: list[Person] = []
    files: list[PupilFile] = []
    enrolments: list[Enrolment] = []
    contacts: list[Contact] = []
    homes: list[Home] = []
    links: list[Guardianship] = []
    for family in families:
        family_homes = [Home(address=a, postcode=p, town=t) for a, p, t in family.homes]
        pupils = [_pupil(new, files, enrolments, starts) for new in family.pupils]
        guardians = [_guardian(new, family_homes, contacts) for new in family.guardians]
        homes += family_homes
        people += [*pupils, *guardians]
        links += [
            Guardianship(guardian=guardian, pupil=pupil, source="demo")
            for guardian in guardians
            for pupil in pupils
        ]
    Home.objects.bulk_create(homes, batch_size=2000)
    Person.objects.bulk_create(people, batch_size=2000)
    PupilFile.objects.bulk_create(files, batch_size=2000)
    Enrolment.objects.bulk_create(enrolments, batch_size=2000)
    Contact.objects.bulk_create(contacts, batch_size=2000)
    Guardianship.objects.bulk_create(links, batch_size=2000)
    return len(files)


def _pupil(
    new: NewPupil, files: list[PupilFile], enrolments: list[Enrolment], starts: date
) -> Person:
    pupil = Person(given_name=new.given_name, family_name=new.family_name, face=new.face)
    files.append(
        PupilFile(person=pupil, school_id=new.school, birth_date=new.birth_date, sex=new.sex)
    )
    enrolments.append(
        Enrolment(pupil=pupil, school_class_id=new.school_class, level=new.level, starts=starts)
    )
    return pupil


def _guardian(new: NewGuardian, homes: list[Home], contacts: list[Contact]) -> Person:
    person = Person(
        given_name=new.given_name,
        family_name=new.family_name,
        title=new.title,
        language=new.language,
    )
    contacts.append(
        Contact(
            person=person,
            home=homes[new.home],
            email=new.email,
            phone_mobile=new.mobile,
            prefers=new.prefers,
        )
    )
    return person
