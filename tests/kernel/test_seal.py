"""No query on a sealed model reaches SQL before it says for whom."""

import pytest
from asgiref.sync import async_to_sync
from django import forms
from django.db.models import Count, Exists, OuterRef, Prefetch

from scola.directory.models import Enrolment, Guardianship, Person, SchoolClass
from scola.kernel.policy import NOTHING
from scola.kernel.seal import SealBroken

ATTEMPTS = {
    "list": lambda: list(Person.objects.all()),
    "len": lambda: len(Person.objects.all()),
    "bool": lambda: bool(Person.objects.all()),
    "index": lambda: Person.objects.all()[0],
    "first": lambda: Person.objects.first(),
    "get": lambda: Person.objects.get(pk="x"),
    "count": lambda: Person.objects.count(),
    "exists": lambda: Person.objects.exists(),
    "excluded exists": lambda: Person.objects.exclude(pk="x").exists(),
    "aggregate": lambda: Person.objects.aggregate(n=Count("pk")),
    "annotate": lambda: list(Person.objects.annotate(n=Count("wards"))),
    "values": lambda: list(Person.objects.values("given_name")),
    "values_list": lambda: list(Person.objects.values_list("pk", flat=True)),
    "dates": lambda: list(Person.objects.dates("left_on", "month")),
    "in_bulk": lambda: Person.objects.in_bulk(["x"]),
    "iterator": lambda: list(Person.objects.iterator()),
    "update": lambda: Person.objects.update(given_name="x"),
    "delete": lambda: Person.objects.all().delete(),
    "explain": lambda: Person.objects.all().explain(),
    "union": lambda: list(Person.objects.all().union(Person.objects.all())),
    "union with opened": lambda: list(Person.objects.trusted("test").union(Person.objects.all())),
    "subquery": lambda: list(
        SchoolClass.objects.filter(pk__in=Enrolment.objects.values("school_class"))
    ),
    "Exists": lambda: list(
        SchoolClass.objects.filter(Exists(Enrolment.objects.filter(school_class=OuterRef("pk"))))
    ),
    "get_or_create": lambda: Person.objects.get_or_create(given_name="x"),
    "update_or_create": lambda: Person.objects.update_or_create(given_name="x"),
    "bulk_update": lambda: Person.objects.bulk_update([Person(pk="x")], ["given_name"]),
    "repr": lambda: repr(Person.objects.all()),
    "form choices": lambda: str(
        forms.ModelChoiceField(Person.objects.all()).widget.render("p", None)
    ),
    "latest": lambda: Person.objects.latest("left_on"),
    "contains": lambda: Person.objects.contains(Person(pk="x")),
    "raw sql text": lambda: str(Person.objects.all().query),
}


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_it_refuses(attempt):
    with pytest.raises(SealBroken):
        attempt()


def test_it_refuses_reverse_relations(cast):
    with pytest.raises(SealBroken):
        list(cast.ghjulia.guardians.all())


def test_it_refuses_a_prefetch_of_sealed_rows(cast):
    people = Person.objects.trusted("test")
    with pytest.raises(SealBroken):
        list(people.prefetch_related("guardians"))
    with pytest.raises(SealBroken):
        list(people.prefetch_related(Prefetch("guardians", Guardianship.objects.all())))


@pytest.mark.django_db
def test_it_refuses_async_iteration():
    async def read():
        return [person async for person in Person.objects.all()]

    with pytest.raises(SealBroken):
        async_to_sync(read)()


def test_it_opens_for_an_actor(cast):
    seen = Person.objects.visible_to(cast.actor("letizia")).values_list("given_name", flat=True)
    assert "Ghjulia" in seen
    assert "Noah" not in seen


def test_a_model_without_a_rule_shows_nothing(cast, monkeypatch):
    monkeypatch.setattr("scola.kernel.policy._rules", {})
    assert not Person.objects.visible_to(cast.actor("letizia")).exists()
    assert NOTHING is not None


def test_open_models_cannot_be_joined_to_people():
    from django.core.exceptions import FieldError

    with pytest.raises(FieldError):
        SchoolClass.objects.filter(enrolment__pupil__given_name="Ghjulia")


def test_trusted_needs_a_reason():
    with pytest.raises(SealBroken):
        Person.objects.trusted("")
