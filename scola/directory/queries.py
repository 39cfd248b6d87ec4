"""Reads of the directory. Each takes the actor first and gives facts, never models."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count
from django.http import Http404

from scola.directory.facts import CityFigures, ClassFact, PersonFact, WardFact
from scola.directory.grants import actor_of_person
from scola.directory.models import Enrolment, Guardianship, Person, Post, School, SchoolClass
from scola.directory.names import names_in_class
from scola.directory.policy import classes_of_pupils, in_force, may_run_class
from scola.kernel.actor import Actor, Role


def person_fact(person: Person, called: str = "") -> PersonFact:
    return PersonFact(
        person.pk, person.given_name, person.last_name, person.face, person.title, called
    )


def class_fact(row: SchoolClass) -> ClassFact:
    return ClassFact(row.pk, row.name, row.school_id, row.school.name, tuple(row.levels))


def get_class(actor: Actor, class_id: str) -> ClassFact:
    """A class that the actor teaches or heads; Http404 when absent or not theirs."""
    row = SchoolClass.objects.select_related("school").filter(pk=class_id).first()
    if row is None or not (actor.is_system or may_run_class(actor, row.pk, row.school_id)):
        raise Http404
    return class_fact(row)


def list_classes(actor: Actor) -> list[ClassFact]:
    """The classes in which the actor teaches, helps, learns, or which they head."""
    ids = actor.classes(Role.TEACHER, Role.SCHOOL_STAFF, Role.PUPIL)
    rows = SchoolClass.objects.select_related("school").filter(archived_on=None)
    found = rows.filter(pk__in=ids) | rows.filter(school__in=actor.schools(Role.HEAD))
    return [class_fact(row) for row in found.distinct()]


def classes_by_id(ids: Iterable[str]) -> dict[str, ClassFact]:
    """Names of classes are public; the people in them are not."""
    rows = SchoolClass.objects.select_related("school").filter(pk__in=set(ids))
    return {row.pk: class_fact(row) for row in rows}


def school_name(school_id: str) -> str:
    return School.objects.filter(pk=school_id).values_list("name", flat=True).first() or ""


def list_pupils(actor: Actor, class_id: str) -> list[PersonFact]:
    """Pupils of a class that the actor may see, by given name."""
    rows = (
        Enrolment.objects.visible_to(actor)
        .filter(in_force(), school_class=class_id)
        .select_related("pupil")
        .order_by("pupil__given_name", "pupil__family_name")
    )
    pupils = [row.pupil for row in rows]
    names = names_in_class(pupils)
    return [person_fact(pupil, names[pupil.pk]) for pupil in pupils]


def people_by_id(actor: Actor, ids: Iterable[str]) -> dict[str, PersonFact]:
    """Those of `ids` whom the actor may see, called as a class of them would be."""
    rows = list(Person.objects.visible_to(actor).filter(pk__in=set(ids)))
    names = names_in_class(rows)
    return {row.pk: person_fact(row, names[row.pk]) for row in rows}


def list_wards(actor: Actor) -> list[WardFact]:
    """The children of a guardian, with their classes and teachers. Three queries, any family."""
    links = (
        Guardianship.objects.visible_to(actor)
        .filter(in_force(), guardian=actor.person)
        .select_related("pupil")
        .order_by("pupil__given_name")
    )
    pupils = [link.pupil for link in links]
    classes: dict[str, list[ClassFact]] = defaultdict(list)
    enrolled = Enrolment.objects.visible_to(actor).filter(in_force(), pupil__in=pupils)
    for row in enrolled.select_related("school_class__school"):
        classes[row.pupil_id].append(class_fact(row.school_class))
    teachers: dict[str, list[PersonFact]] = defaultdict(list)
    ids = {fact.id for facts in classes.values() for fact in facts}
    posts = Post.objects.visible_to(actor).filter(
        in_force(), role=Role.TEACHER, school_class__in=ids
    )
    for post in posts.select_related("person"):
        teachers[post.school_class_id or ""].append(person_fact(post.person))
    return [
        WardFact(
            person_fact(pupil),
            tuple(classes[pupil.pk]),
            tuple(t for fact in classes[pupil.pk] for t in teachers[fact.id]),
        )
        for pupil in pupils
    ]


def guardians_of_class(class_id: str) -> list[str]:
    """Ids of the guardians in force of a class's pupils (for notices; no names)."""
    rows = Guardianship.objects.trusted("whom a notice reaches").filter(
        in_force(), pupil__in=_enrolled(class_id)
    )
    return list(rows.values_list("guardian", flat=True).distinct())


def _enrolled(class_id: str) -> list[str]:
    rows = Enrolment.objects.trusted("whom a notice reaches").filter(
        in_force(), school_class=class_id
    )
    return list(rows.values_list("pupil", flat=True))


def class_row(class_id: str) -> SchoolClass:
    """The open row of a class, for actions that take one; Http404 when there is none."""
    row = SchoolClass.objects.select_related("school").filter(pk=class_id).first()
    if row is None:
        raise Http404
    return row


def person_named(actor: Actor, *, given_name: str, family_name: str) -> Person:
    """The row of the one person of that name, spelt so, for actions that take one."""
    rows = Person.objects.visible_to(actor)
    return rows.get(given_name=given_name, family_name=family_name)


def school_row(school_id: str) -> School:
    return School.objects.get(pk=school_id)


def count_schools() -> int:
    return School.objects.count()


def classes_of_wards(actor: Actor) -> frozenset[str]:
    """Ids of the classes in which a guardian's children are enrolled today."""
    return classes_of_pupils(actor.pupils(Role.GUARDIAN))


def count_pupils(actor: Actor) -> dict[str, int]:
    """Pupils enrolled today, by class, in the classes whose pupils the actor may see."""
    rows = Enrolment.objects.visible_to(actor).filter(in_force())
    counted = rows.values("school_class").annotate(n=Count("pupil")).order_by()
    return {row["school_class"]: row["n"] for row in counted}


def figures() -> CityFigures:
    """Totals of the city, without a name: for who steers and who observes."""
    enrolled = Enrolment.objects.trusted("totals without names").filter(in_force())
    return CityFigures(
        schools=School.objects.filter(closed_on=None).count(),
        classes=SchoolClass.objects.filter(archived_on=None).count(),
        pupils=enrolled.count(),
        to_complete=School.objects.filter(to_complete=True).count(),
    )


def actor_of(person_id: str) -> Actor:
    """The person as an actor, with the rights of today: for what the house does in their name."""
    person = Person.objects.trusted("acting in somebody's name").get(pk=person_id)
    return actor_of_person(person)
