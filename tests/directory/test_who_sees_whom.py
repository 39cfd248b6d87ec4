"""Property: the rows an actor sees are those that a plain reading of the rules gives.

Hypothesis draws small cities (people, links, dates); a reference written as loops over rows says
who sees whom, and policy, written as database conditions, must agree for every actor.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scola.directory.grants import actor_of_person
from scola.directory.models import (
    Contact,
    Enrolment,
    Guardianship,
    Person,
    Post,
    PupilFile,
    School,
    SchoolClass,
    SchoolYear,
)
from scola.kernel import clock
from scola.kernel.actor import CITY_ROLES, SCHOOL_ROLES, Role

pytestmark = pytest.mark.django_db

DAYS = st.sampled_from([None, -400, -1, 0, 1, 400])
CLASSES = 4  # two in each of two schools
dates = st.tuples(DAYS, DAYS)


@dataclass(frozen=True)
class Drawn:
    posts: list[tuple[int, Role, int, tuple[int | None, int | None]]]
    enrolments: list[tuple[int, int, tuple[int | None, int | None]]]
    links: list[tuple[int, int, tuple[int | None, int | None]]]


ADULTS, CHILDREN = 6, 5
cities = st.builds(
    Drawn,
    st.lists(
        st.tuples(
            st.integers(0, ADULTS - 1),
            st.sampled_from([r for r in Role if r not in {Role.PUPIL, Role.GUARDIAN, Role.SCREEN}]),
            st.integers(0, CLASSES - 1),
            dates,
        ),
        max_size=6,
    ),
    st.lists(
        st.tuples(st.integers(0, CHILDREN - 1), st.integers(0, CLASSES - 1), dates), max_size=6
    ),
    st.lists(
        st.tuples(st.integers(0, ADULTS - 1), st.integers(0, CHILDREN - 1), dates),
        max_size=6,
        unique_by=lambda link: link[:2],
    ),
)


def day(offset):
    return None if offset is None else clock.today() + timedelta(days=offset)


def holds(row):
    today = clock.today()
    return (row.starts is None or row.starts <= today) and (row.ends is None or row.ends >= today)


def build(drawn):
    today = clock.today()
    year = SchoolYear.objects.create(
        name="y", starts=today - timedelta(days=500), ends=today + timedelta(days=500)
    )
    schools = [School.objects.create(name=f"école {n}") for n in range(2)]
    classes = [
        SchoolClass.objects.create(school=schools[n // 2], year=year, name=f"c{n}")
        for n in range(CLASSES)
    ]
    adults = [Person.objects.create(family_name=f"A{n}", given_name="a") for n in range(ADULTS)]
    children = [Person.objects.create(family_name=f"C{n}", given_name="c") for n in range(CHILDREN)]
    for adult in adults:
        Contact.objects.create(person=adult)
    for child in children:
        PupilFile.objects.create(person=child, school=schools[0])
    for who, role, where, (starts, ends) in drawn.posts:
        city_wide = role in CITY_ROLES
        school = None if city_wide and role != Role.DIGITAL_REFERENT else classes[where].school
        school_class = classes[where] if role in {Role.TEACHER, Role.SCHOOL_STAFF} else None
        Post.objects.create(
            person=adults[who], role=role, school=school, school_class=school_class,
            starts=day(starts), ends=day(ends),
        )  # fmt: skip
    for who, where, (starts, ends) in drawn.enrolments:
        Enrolment.objects.create(
            pupil=children[who], school_class=classes[where], starts=day(starts), ends=day(ends)
        )
    for who, child, (starts, ends) in drawn.links:
        Guardianship.objects.create(
            guardian=adults[who], pupil=children[child], starts=day(starts), ends=day(ends)
        )
    return adults + children


class Reference:
    """The rules, read aloud: loops over rows in force today."""

    def __init__(self):
        self.posts = [
            p for p in Post.objects.trusted("test").select_related("school_class") if holds(p)
        ]
        self.enrolments = [
            e for e in Enrolment.objects.trusted("test").select_related("school_class") if holds(e)
        ]
        self.links = [g for g in Guardianship.objects.trusted("test") if holds(g)]

    def pupils_in(self, classes):
        return {e.pupil_id for e in self.enrolments if e.school_class_id in classes}

    def guardians_of(self, pupils):
        return {g.guardian_id for g in self.links if g.pupil_id in pupils}

    def teachers_of(self, classes):
        return {p.person_id for p in self.posts if p.school_class_id in classes}

    def charge(self, me):
        """Pupils whom `me` teaches or whose school `me` heads."""
        taught = {
            p.school_class_id for p in self.posts if p.person_id == me and p.role == Role.TEACHER
        }
        headed = {p.school_id for p in self.posts if p.person_id == me and p.role == Role.HEAD}
        return self.pupils_in(taught) | {
            e.pupil_id for e in self.enrolments if e.school_class.school_id in headed
        }

    def people(self, me):
        mine = [p for p in self.posts if p.person_id == me]
        seen = {me}
        own = {e.school_class_id for e in self.enrolments if e.pupil_id == me}
        seen |= self.pupils_in(own) | self.teachers_of(own)
        wards = {g.pupil_id for g in self.links if g.guardian_id == me}
        ward_classes = {e.school_class_id for e in self.enrolments if e.pupil_id in wards}
        seen |= wards | self.teachers_of(ward_classes)
        seen |= self.charge(me) | self.guardians_of(self.charge(me))
        seen |= self.pupils_in({p.school_class_id for p in mine if p.role == Role.SCHOOL_STAFF})
        around = {p.school_id for p in mine if p.role in {*SCHOOL_ROLES, Role.DIGITAL_REFERENT}} - {
            None
        }
        seen |= {p.person_id for p in self.posts if p.school_id in around}
        if any(p.role in {Role.TECHNICIAN, Role.CITY_ADMIN} for p in mine):
            seen |= {p.person_id for p in self.posts}
        return seen

    def contacts(self, me):
        return {me} | self.guardians_of(self.charge(me))

    def pupil_files(self, me):
        wards = {g.pupil_id for g in self.links if g.guardian_id == me}
        return wards | self.charge(me)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=cities)
def test_policy_agrees_with_the_rules_read_aloud(drawn, django_db_blocker):
    from django.db import transaction

    with transaction.atomic():
        everybody = build(drawn)
        reference = Reference()
        for person in everybody:
            actor = actor_of_person(person)
            sees = set(Person.objects.visible_to(actor).values_list("pk", flat=True))
            assert sees == reference.people(person.pk)
            reaches = set(Contact.objects.visible_to(actor).values_list("pk", flat=True))
            adults = {p.pk for p in everybody[:ADULTS]}
            assert reaches == reference.contacts(person.pk) & adults
            files = set(PupilFile.objects.visible_to(actor).values_list("pk", flat=True))
            assert files == reference.pupil_files(person.pk)
        transaction.set_rollback(True)
