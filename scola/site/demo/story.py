"""Who can sign in to the demo: accounts for the cast, and those whom no roster names."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from scola.directory import queries
from scola.directory.actions import people
from scola.directory.actions.preferences import keep_display
from scola.directory.facts import ClassFact
from scola.kernel.actor import Actor, Role
from scola.site.demo import cast

if TYPE_CHECKING:
    from scola.directory.models import Person

PASSWORD = "mare-e-monti"  # noqa: S105 - shown on the first page of the demo
SINCE = date(2026, 9, 1)


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
    teacher: str
    password: str = PASSWORD
    characters: list[Character] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "password": self.password,
            "school_class": self.school_class.id,
            "school": self.school_class.school_name,
            "people": [asdict(one) for one in self.characters],
        }


def tell_story(house: Actor) -> Story:
    """Accounts, faces and languages for the cast, whom the rosters have brought."""
    letizia = _person(house, cast.TEACHERS[0])
    story = Story(queries.list_classes(queries.actor_of(letizia.pk))[0], letizia.pk)
    for child in cast.CHILDREN:
        people.give_face(house, person=_person(house, child), face=child.face)
    for teacher in cast.TEACHERS:
        _teacher(house, story, teacher)
    _worker(house, story, Role.SCHOOL_STAFF, "AESH", "Ornella Leca", "ornella")
    for parent in cast.PARENTS:
        _parent(house, story, parent)
    _worker(house, story, Role.DIGITAL_REFERENT, "ERUN, Éducation nationale", "Anna Orsini", "anna")
    for role, title, name, login in (
        (Role.TECHNICIAN, "Agent DSIN, Ville", "Dumenicu Luciani", "dumenicu"),
        (Role.PROGRAMME_MANAGER, "Direction de l’éducation, Ville", "Sylvie Marchetti", "sylvie"),
        (Role.ACADEMY_OBSERVER, "Rectorat", "Hélène Durand", "helene"),
        (Role.CITY_ADMIN, "Administrateur, Ville", "Batti Ceccaldi", "batti"),
    ):
        _worker(house, story, role, title, name, login)
    return story


def _teacher(house: Actor, story: Story, one: cast.CastTeacher) -> None:
    person = _person(house, one)
    people.give_face(house, person=person, face=one.face)
    taught = queries.list_classes(queries.actor_of(person.pk)) if one.level else []
    where = [taught[0].name] if taught else []
    note = ", ".join([*where, story.school_class.school_name])
    _account(house, story, person, Character(one.role, _name(one), one.login, note, "school"))


def _parent(house: Actor, story: Story, one: cast.CastParent) -> None:
    person = _person(house, one)
    keep_display(queries.actor_of(person.pk), theme="", reading="", language=one.language)
    if one.login:
        shown = Character("Responsable", _name(one), one.login, one.note, "family")
        _account(house, story, person, shown)


def _worker(house: Actor, story: Story, role: Role, title: str, name: str, login: str) -> None:
    """Somebody whom no roster names: in Letizia's class, her school, or at the city."""
    given, family = name.split(" ")
    person = people.add_adult(
        house, given_name=given, family_name=family, email=f"{login}@scola.example"
    )
    in_class, in_school = role is Role.SCHOOL_STAFF, role is Role.DIGITAL_REFERENT
    place = story.school_class
    people.give_post(
        house,
        person=person,
        role=role,
        school=queries.school_row(place.school) if in_class or in_school else None,
        school_class=queries.class_row(place.id) if in_class else None,
        starts=SINCE,
    )
    where = [place.name] * in_class + [place.school_name] * (in_class or in_school)
    group = "school" if in_class else "city"
    _account(house, story, person, Character(title, name, login, ", ".join(where), group))


def _account(house: Actor, story: Story, person: "Person", shown: Character) -> None:
    host = "famille.example" if shown.group == "family" else "scola.example"
    email = f"{shown.login}@{host}"
    people.give_account(house, person=person, login=shown.login, password=PASSWORD, email=email)
    story.characters.append(shown)


def _person(house: Actor, one: cast.CastChild | cast.CastParent | cast.CastTeacher) -> "Person":
    return queries.person_named(house, given_name=one.given, family_name=one.family)


def _name(one: cast.CastParent | cast.CastTeacher) -> str:
    return f"{one.given} {one.family}"
