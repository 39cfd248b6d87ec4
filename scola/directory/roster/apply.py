"""Writes a plan: all of it or nothing, in one transaction, with what is needed to undo it."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from scola.directory.models import (
    Contact,
    Enrolment,
    Guardianship,
    Home,
    Person,
    Post,
    PupilFile,
    School,
    SchoolClass,
    SchoolYear,
)
from scola.directory.policy import in_force
from scola.directory.roster.existing import ENDED_BY_ROSTER, FROM_ROSTER, HOUSE, pieces
from scola.directory.roster.facts import NO_ADDRESS, Address, RosterGuardian, RosterTeacher
from scola.directory.roster.ledger import Ledger
from scola.directory.roster.plan import (
    GuardianChange,
    Plan,
    PupilChange,
    State,
    TeacherChange,
)
from scola.directory.roster.spelling import address_key
from scola.kernel.actor import Role

NAMES = frozenset({"title", "family_name", "usage_name", "given_name", "left_on"})
REACH = frozenset({"email", "phone_home", "phone_work", "phone_mobile"})
FILE = frozenset({"birth_date", "sex", "ine", "photo_consent"})


class Writer:
    """Writes one plan into one school, on one day. Call `write` once, inside a transaction."""

    def __init__(self, school: School, year: SchoolYear, plan: Plan, day: date) -> None:
        self.school, self.year, self.plan, self.day = school, year, plan, day
        self.eve = day - timedelta(days=1)
        self.ledger = Ledger()
        self.class_ids: dict[str, str] = {}
        self.homes: dict[str, Home] = {}
        self.people: list[Person] = []
        self.contacts: list[Contact] = []
        self.posts: list[Post] = []
        # Changes of existing rows: model name -> id -> field -> value.
        self.changes: dict[str, dict[str, dict[str, Any]]] = {}

    def write(self) -> dict[str, Any]:
        """Gives what RosterRun.undo keeps."""
        self._classes()
        pupils = self._pupils()
        guardians = [self._guardian(change) for change in self.plan.guardians]
        for teacher in self.plan.teachers:
            self._teacher(teacher)
        links = self._links(pupils, guardians)
        create = self.ledger.create
        create(list(self.homes.values()))
        create(self.people)
        create(self.files)
        create(self.enrolments)
        create(self.contacts)
        create(links)
        create(self.posts)
        for name, changes in self.changes.items():
            self.ledger.change(name, changes)
        self._leave()
        return self.ledger.as_json()

    def _note(self, model: str, pk: str, **fields: Any) -> None:
        self.changes.setdefault(model, {}).setdefault(pk, {}).update(fields)

    def _classes(self) -> None:
        new = []
        for change in self.plan.classes:
            if change.known is not None:
                self.class_ids[change.key] = change.known.id
                self.class_ids[f"known:{change.known.id}"] = change.known.id
                if change.state is State.LEAVING:
                    self._note("SchoolClass", change.known.id, archived_on=self.day)
                elif change.fields:
                    self._note("SchoolClass", change.known.id, **change.fields)
                continue
            row = SchoolClass(
                school=self.school,
                year=self.year,
                name=change.name,
                levels=list(change.levels),
                external_id=change.external_id,
            )
            self.class_ids[change.key] = row.pk
            new.append(row)
        self.ledger.create(new)

    def _pupils(self) -> list[str]:
        """Ids of the plan's pupils, in its order."""
        self.files: list[PupilFile] = []
        self.enrolments: list[Enrolment] = []
        return [self._pupil(change) for change in self.plan.pupils]

    def _pupil(self, change: PupilChange) -> str:
        for enrolment in change.end:
            self._note("Enrolment", enrolment, ends=self.eve)
        row = change.row
        if row is None:
            known = change.known.id if change.known else ""
            if change.state is State.LEAVING:
                self._note("Person", known, left_on=self.day)
            return known
        pk = change.known.id if change.known else self._new_pupil(change)
        if change.known is not None:
            self._spread(pk, change.fields, "PupilFile", FILE)
            if change.known.left:
                self._note("PupilFile", pk, school_id=self.school.pk)
        for enrolment, level in change.levels:
            self._note("Enrolment", enrolment, level=level)
        self.enrolments += [
            Enrolment(
                pupil_id=pk,
                school_class_id=self.class_ids[key],
                level=row.level,
                starts=self.day,
            )
            for key in change.enrol
        ]
        return pk

    def _new_pupil(self, change: PupilChange) -> str:
        row = change.row
        assert row is not None  # noqa: S101 - a created pupil comes from a row
        person = Person(
            family_name=row.family_name, usage_name=row.usage_name, given_name=row.given_name
        )
        self.people.append(person)
        self.files.append(
            PupilFile(
                person=person,
                school=self.school,
                birth_date=row.birth_date,
                sex=row.sex,
                ine=row.ine,
                photo_consent=row.photo_consent,
            )
        )
        return person.pk

    def _spread(self, pk: str, fields: Any, model: str, own: frozenset[str]) -> None:
        """The fields of a change, to Person and to the model that holds the others."""
        self._note("Person", pk, **{n: v for n, v in fields.items() if n in NAMES})
        self._note(model, pk, **{n: v for n, v in fields.items() if n in own})

    def _guardian(self, change: GuardianChange) -> str:
        if change.row is None:
            return change.known.id if change.known else ""
        if change.known is None:
            return self._new_adult(change.row)
        self._changed_adult(change.known.id, change.fields)
        return change.known.id

    def _changed_adult(self, pk: str, fields: Any) -> None:
        self._spread(pk, fields, "Contact", REACH)
        if "address" in fields:
            home = self._home(fields["address"])
            self._note("Contact", pk, home_id=home.pk if home else None)

    def _new_adult(self, row: RosterGuardian | RosterTeacher) -> str:
        person = Person(
            title=row.title,
            family_name=row.family_name,
            usage_name=row.usage_name,
            given_name=row.given_name,
        )
        self.people.append(person)
        self.contacts.append(
            Contact(
                person=person,
                home=self._home(row.address),
                email=row.email,
                phone_home=row.phone_home,
                phone_work=getattr(row, "phone_work", ""),
                phone_mobile=row.phone_mobile,
            )
        )
        return person.pk

    def _home(self, address: Address) -> Home | None:
        """One home per address. A home is never edited: who moves gets another."""
        if address == NO_ADDRESS:
            return None
        key = address_key(address.street, address.postcode, address.town) or repr(asdict(address))
        if key not in self.homes:
            self.homes[key] = Home(
                address=address.street,
                postcode=address.postcode,
                town=address.town,
                country=address.country,
            )
        return self.homes[key]

    def _teacher(self, change: TeacherChange) -> None:
        for post in change.end:
            self._note("Post", post, ends=self.eve)
        if change.row is None:
            return
        if change.known is None:
            pk = self._new_adult(change.row)
        else:
            pk = change.known.id
            self._changed_adult(pk, change.fields)
        given = [(Role.TEACHER, self.class_ids[key] if key else None) for key in change.give]
        given += [(Role.HEAD, None)] if change.give_head else []
        self.posts += [
            Post(
                person_id=pk,
                role=role.value,
                school=self.school,
                school_class_id=school_class,
                starts=self.day,
            )
            for role, school_class in given
        ]

    def _links(self, pupils: list[str], guardians: list[str]) -> list[Guardianship]:
        new = []
        for change in self.plan.links:
            if change.known is None:
                new.append(
                    Guardianship(
                        guardian_id=guardians[change.guardian],
                        pupil_id=pupils[change.pupil],
                        starts=self.day,
                        source=FROM_ROSTER,
                    )
                )
            elif change.state is State.CHANGED:
                self._note("Guardianship", change.known.id, ends=None, source=FROM_ROSTER)
            elif change.state is State.LEAVING:
                self._note("Guardianship", change.known.id, ends=self.eve, source=ENDED_BY_ROSTER)
        return new

    def _leave(self) -> None:
        """Guardians who have left this school, and no other: after the links are written."""
        gone = [
            change.known.id
            for change in self.plan.guardians
            if change.state is State.LEAVING and change.known
        ]
        held: set[str] = set()
        for some in pieces(gone):
            links = Guardianship.objects.visible_to(HOUSE).filter(in_force(), guardian__in=some)
            held |= set(links.values_list("guardian", flat=True))
            posts = Post.objects.visible_to(HOUSE).filter(in_force(), person__in=some)
            held |= set(posts.values_list("person", flat=True))
        self.ledger.change("Person", {pk: {"left_on": self.day} for pk in gone if pk not in held})
