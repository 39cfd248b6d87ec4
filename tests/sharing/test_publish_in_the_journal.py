"""A teacher publishes; the right parents, and only they, see it at home."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from scola.directory.models import Enrolment, Guardianship
from scola.kernel import clock
from scola.kernel.policy import Refused
from scola.sharing import queries
from scola.sharing.actions import journal
from tests.cast import sign_in_as

READERS = {"letizia", "head", "ghjulia", "petru", "lina", "stella", "maria", "paulu", "amal"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def post(cast):
    return journal.publish_post(
        cast.actor("letizia"),
        school_class=cast.ce1.pk,
        sentence="Nous avons écrit à Petru.",
        picture=SVG,
        picture_alt="Une page du tableau",
        document="page:" + "a" * 16,
    )


def browser(person):
    client = Client()
    sign_in_as(client, person)
    return client


def test_exactly_the_people_of_the_class_read_it(cast, post):
    for name in cast.people():
        sees = bool(queries.list_posts(cast.actor(name)))
        assert sees == (name in READERS), name


def test_the_picture_and_the_live_page_follow_the_same_rule(cast, post):
    for name, person in cast.people().items():
        status = browser(person).get(reverse("sharing:picture", args=[post.pk])).status_code
        assert status == (200 if name in READERS else 404), name
        assert queries.may_read_document(cast.actor(name), post.document) == (name in READERS), name


def test_a_guardian_whose_right_ended_yesterday_sees_nothing(cast, post):
    link = Guardianship.objects.trusted("test").get(guardian=cast.paulu)
    link.ends = clock.today() - timedelta(days=1)
    link.save()
    assert not queries.list_posts(cast.actor("paulu"))
    assert browser(cast.paulu).get(reverse("sharing:post", args=[post.pk])).status_code == 404


def test_a_guardian_whose_right_begins_tomorrow_sees_nothing_today(cast, post):
    link = Guardianship.objects.trusted("test").get(guardian=cast.paulu)
    link.starts = clock.today() + timedelta(days=1)
    link.save()
    assert not queries.list_posts(cast.actor("paulu"))
    with clock.at(clock.now() + timedelta(days=2)):
        assert queries.list_posts(cast.actor("paulu"))


def test_a_child_who_changed_class_takes_the_parents_along(cast, post):
    row = Enrolment.objects.trusted("test").get(pupil=cast.lina)
    row.school_class = cast.cm2
    row.save()
    assert not queries.list_posts(cast.actor("amal"))


def test_only_a_teacher_of_the_class_publishes(cast):
    for name in cast.people():
        if name == "letizia":
            continue
        with pytest.raises(Refused):
            journal.publish_post(cast.actor(name), school_class=cast.ce1.pk, sentence="Bonjour")


@pytest.mark.parametrize("sentence", ["", "   ", "x" * 501])
def test_a_sentence_is_needed_and_short(cast, sentence):
    with pytest.raises(Refused):
        journal.publish_post(cast.actor("letizia"), school_class=cast.ce1.pk, sentence=sentence)


def test_withdrawn_is_gone_at_once_everywhere_and_can_come_back(cast, post):
    letizia, maria = browser(cast.letizia), browser(cast.maria)
    assert "Petru" in maria.get("/").content.decode()
    letizia.post(reverse("sharing:withdraw", args=[post.pk]))
    assert "Nous avons écrit" not in maria.get("/").content.decode()
    assert maria.get(reverse("sharing:picture", args=[post.pk])).status_code == 404
    assert not queries.may_read_document(cast.actor("maria"), post.document)
    letizia.post(reverse("sharing:restore", args=[post.pk]))
    assert "Nous avons écrit" in maria.get("/").content.decode()


def test_a_hostile_sentence_stays_a_sentence(cast):
    journal.publish_post(
        cast.actor("letizia"),
        school_class=cast.ce1.pk,
        sentence='<script>alert(1)</script><img src=x onerror="alert(2)">',
    )
    body = browser(cast.maria).get(reverse("sharing:all_posts")).content.decode()
    assert "<script>alert" not in body
    assert "onerror=&quot;" in body or "onerror=" not in body


def test_the_picture_can_run_nothing_and_is_asked_again(cast, post):
    answer = browser(cast.maria).get(reverse("sharing:picture", args=[post.pk]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-cache" in answer["Cache-Control"]
    again = browser(cast.maria).get(
        reverse("sharing:picture", args=[post.pk]), headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304


def test_the_family_page_needs_no_script_and_is_light(cast, post):
    answer = browser(cast.maria).get("/")
    body = answer.content.decode()
    assert "Nous avons écrit à Petru." in body
    assert "Ghjulia" in body
    assert "Noah" in body
    assert len(answer.content) < 60_000
