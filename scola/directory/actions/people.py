"""Adding people one by one: staff, pupils and guardians a roster did not bring."""

from datetime import date

from scola.directory.models import (
    Account,
    Contact,
    Enrolment,
    Guardianship,
    Home,
    Person,
    Post,
    PupilFile,
    School,
    SchoolClass,
)
from scola.directory.policy import may_run_city
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor, Role


@action("directory.add_adult", may=may_run_city)
def add_adult(
    actor: Actor,
    *,
    given_name: str,
    family_name: str,
    title: str = "",
    face: str = "",
    language: str = "fr",
    email: str = "",
    mobile: str = "",
    address: tuple[str, str, str] | None = None,
) -> Person:
    """A person with their own contact. `address` is (street, postcode, town)."""
    person = Person(
        given_name=given_name, family_name=family_name, title=title, face=face, language=language
    )
    person.save(force_insert=True)
    home = None
    if address:
        home = Home(address=address[0], postcode=address[1], town=address[2])
        home.save(force_insert=True)
    Contact(person=person, email=email.lower(), phone_mobile=mobile, home=home).save(
        force_insert=True
    )
    return person


@action("directory.give_face", may=may_run_city)
def give_face(actor: Actor, *, person: Person, face: str) -> None:
    """`face` is the key of a drawing (see kernel.ui.drawings)."""
    Person.objects.visible_to(actor).filter(pk=person.pk).update(face=face)


@action("directory.give_post", may=may_run_city)
def give_post(
    actor: Actor,
    *,
    person: Person,
    role: Role,
    school: School | None = None,
    school_class: SchoolClass | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> Post:
    post = Post(
        person=person, role=role, school=school, school_class=school_class, starts=starts, ends=ends
    )
    post.save(force_insert=True)
    return post


@action("directory.add_pupil", may=may_run_city)
def add_pupil(
    actor: Actor,
    *,
    given_name: str,
    family_name: str,
    school_class: SchoolClass,
    level: str = "",
    face: str = "",
    birth_date: date | None = None,
    starts: date | None = None,
) -> Person:
    pupil = Person(given_name=given_name, family_name=family_name, face=face)
    pupil.save(force_insert=True)
    PupilFile(person=pupil, school_id=school_class.school_id, birth_date=birth_date).save(
        force_insert=True
    )
    Enrolment(pupil=pupil, school_class=school_class, level=level, starts=starts).save(
        force_insert=True
    )
    return pupil


@action("directory.add_guardianship", may=may_run_city)
def add_guardianship(
    actor: Actor,
    *,
    guardian: Person,
    pupil: Person,
    starts: date | None = None,
    ends: date | None = None,
    authority: bool = True,
) -> Guardianship:
    link = Guardianship(
        guardian=guardian,
        pupil=pupil,
        starts=starts,
        ends=ends,
        authority=authority,
        source="manual",
    )
    link.save(force_insert=True)
    return link


@action("directory.give_account", may=may_run_city)
def give_account(
    actor: Actor, *, person: Person, login: str, password: str, email: str = ""
) -> Account:
    """An account that is ready to use (families get theirs by an activation sheet instead)."""
    account = Account(
        person=person, login=login.lower(), email=email.lower(), activated_at=clock.now()
    )
    account.set_password(password)
    account.save(force_insert=True)
    return account
