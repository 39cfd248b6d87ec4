"""The demo city: Ajaccio's schools and numbers, invented people, through the roster import."""

import pytest

from scola.directory import queries
from scola.directory.actions.pupil_keys import PupilKey
from scola.directory.models import (
    Account,
    Contact,
    Guardianship,
    Person,
    Post,
    RosterRun,
    School,
    SchoolClass,
)
from scola.kernel.actor import Role
from scola.lesson.queries import list_groups, list_lessons
from scola.sharing.queries import list_posts
from scola.site.demo import cast
from scola.site.demo.city import HOUSE, build_city


@pytest.fixture
def story(db):
    return build_city()


def everybody(model):
    return model.objects.visible_to(HOUSE)


def test_the_city_of_the_rentree(story):
    assert School.objects.count() == 32
    assert School.objects.filter(fictional=False).exclude(uai=None).count() == 13
    assert SchoolClass.objects.count() == 187
    assert queries.figures().pupils == 4190
    assert everybody(RosterRun).filter(state=RosterRun.APPLIED).count() == 32
    the_same_families(story)
    the_shapes_of_families()
    what_letizia_finds(story)


def the_same_families(story):
    """A mother of three in two schools is one person; a father lives elsewhere."""
    maria = queries.person_named(HOUSE, given_name="Maria", family_name="Paoli")
    links = everybody(Guardianship)
    wards = links.filter(guardian=maria).values_list("pupil__given_name", flat=True)
    assert sorted(wards) == ["Ghjulia", "Noah", "Stella"]
    ghjulia = queries.person_named(HOUSE, given_name="Ghjulia", family_name="Paoli")
    homes = links.filter(pupil=ghjulia).values_list("guardian__contact__home__address", flat=True)
    assert set(homes) == {"12 chemin de Candia", "4 rue des Salines"}
    logins = set(everybody(Account).values_list("login", flat=True))
    assert logins == {one.login for one in (*cast.PARENTS, *cast.TEACHERS) if one.login} | {
        "ornella", "anna", "dumenicu", "sylvie", "helene", "batti",
    }  # fmt: skip
    assert {one.login for one in story.characters} == logins


def the_shapes_of_families():
    guardians = everybody(Contact).filter(person__wards__isnull=False).distinct()
    silent = guardians.filter(email="").count() / guardians.count()
    assert 0.05 < silent < 0.25
    assert guardians.filter(email="", phone_mobile="").exists()


def what_letizia_finds(story):
    """A lesson given, two ready, one teacher in the class, a face and pictures for each child."""
    letizia = queries.actor_of(story.teacher)
    here = story.school_class.id
    teachers = everybody(Post).filter(role=Role.TEACHER, school_class=here)
    assert [post.person_id for post in teachers] == [story.teacher]
    pupils = queries.list_pupils(letizia, here)
    assert all(one.face for one in pupils)
    assert {"Ghjulia", "Petru", "Lina"} <= {one.given_name for one in pupils}
    keys = everybody(PupilKey).filter(pupil__in=[one.id for one in pupils])
    assert len({tuple(key.pictures) for key in keys}) == len(pupils)
    assert len(list_lessons(letizia, state="prepared", limit=9)) == 2
    (given,) = list_lessons(letizia, state="ended", limit=9)
    placed = [person for group in list_groups(letizia, given.id) for person in group.members]
    assert sorted(placed) == sorted(one.id for one in pupils)
    newest, *_older = list_posts(letizia, [here], limit=9)
    assert newest.has_picture
    assert newest.document.startswith("page:")


def test_the_same_city_everywhere(db, django_db_blocker):
    """Names and classes depend on nothing but the code."""
    from django.db import transaction

    found = []
    for _ in range(2):
        with transaction.atomic():
            build_city()
            rows = everybody(Person).order_by("family_name", "given_name", "title")
            found.append(list(rows.values_list("family_name", "given_name", "title")))
            transaction.set_rollback(True)
    assert found[0] == found[1]
