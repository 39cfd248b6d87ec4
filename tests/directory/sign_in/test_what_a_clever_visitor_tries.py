"""Attempts, each by somebody who means it: a pupil of CM2, a guardian, a teacher, a stranger."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from scola.directory.actions import people, pupil_keys
from scola.directory.actions.activation import issue_code
from scola.directory.http import SESSION_FIELD
from scola.directory.models import ActivationCode, Device, Pairing, PupilKey, SignIn
from scola.kernel import clock
from scola.kernel.actor import Role
from scola.kernel.policy import Refused
from scola.lesson.actions import prepare, run
from scola.lesson.queries import get_lesson
from tests.cast import HOUSE, PASSWORD, sign_in_as

EVERYBODY = 400


@pytest.fixture
def key_of(cast):
    for one in (cast.ce1, cast.cm2, cast.cp):
        pupil_keys.give_keys(HOUSE, school_class=one)
    return {row.pk: row for row in PupilKey.objects.trusted("test")}


def begin_lesson(cast, teacher="letizia", school_class=None):
    actor = cast.actor(teacher)
    draft = prepare.Draft(title="Le golfe", day=date(2026, 11, 24))
    target = (school_class or cast.ce1).pk
    made = prepare.prepare_lesson(actor, school_class=target, draft=draft)
    return run.start_lesson(actor, lesson=made)


def end_lesson(cast, lesson):
    actor = cast.actor("letizia")
    run.end_lesson(actor, lesson=get_lesson(actor, lesson.id))


def pictures_url(person):
    return reverse("directory:pupil_pictures", args=[person.pk])


def badge_url(key_of, person):
    badge = pupil_keys.badge_of(person.pk, key_of[person.pk].badge_version)
    return reverse("directory:badge_link", args=[badge])


def from_address(address):
    return Client(REMOTE_ADDR=address)


# A stranger


def test_a_stranger_who_drops_cookies_cannot_ask_for_ever_whether_a_code_is_right(cast):
    """Each visit is a new browser: only the address is left to count."""
    lesson = begin_lesson(cast)
    for n in range(EVERYBODY):
        from_address("203.0.113.9").get(reverse("directory:join", args=[f"{n:06}"]))
    answer = from_address("203.0.113.9").get(reverse("directory:join", args=[lesson.join_code]))
    assert answer.context["known"] is False


def test_a_stranger_who_types_codes_without_end_does_not_get_in(cast):
    lesson = begin_lesson(cast)
    for n in range(EVERYBODY):
        from_address("203.0.113.9").post("/directory/pupil", {"code": f"{n:06}"})
    late = from_address("203.0.113.9")
    late.post("/directory/pupil", {"code": lesson.join_code})
    assert "scola_device" not in late.cookies
    neighbour = from_address("198.51.100.7")
    assert neighbour.post("/directory/pupil", {"code": lesson.join_code}).status_code == 302


def test_a_stranger_does_not_fill_the_city_with_waiting_screens(db):
    """So many codes at once that a teacher's slip of the finger would meet one of theirs."""
    for _ in range(EVERYBODY + 100):
        from_address("203.0.113.9").get("/directory/screen")
    assert Pairing.objects.trusted("test").count() <= EVERYBODY
    assert from_address("198.51.100.7").get("/directory/screen").status_code == 200


def test_a_screen_that_looks_often_keeps_its_code(db):
    wall = from_address("203.0.113.9")
    codes = {wall.get("/directory/screen").context["code"] for _ in range(30)}
    assert len(codes) == 1


def test_a_stranger_learns_nothing_from_a_guessed_pupil(cast, key_of):
    begin_lesson(cast)
    known = Client().get(pictures_url(cast.ghjulia))
    unknown = Client().get(reverse("directory:pupil_pictures", args=["a" * 16]))
    assert (known.status_code, unknown.status_code) == (404, 404)


def test_a_stranger_does_not_bother_the_teacher(cast, key_of):
    lesson = begin_lesson(cast)
    Client().post(pictures_url(cast.ghjulia), {"help": "1"})
    Client().get(reverse("directory:pupil_wait", args=[cast.ghjulia.pk]))
    assert get_lesson(cast.actor("letizia"), lesson.id).help == ()


@pytest.mark.parametrize("cookie", ["", "x", "a" * 43, "'; drop table device"])
def test_a_made_up_tablet_is_nobodys(cast, cookie):
    client = Client()
    client.cookies["scola_device"] = cookie
    assert "CE1" not in client.get("/directory/pupil").content.decode()


# A teacher who wants more


def test_a_teacher_gets_no_code_for_a_colleague_who_is_also_a_parent(cast):
    """Else the sheet of the headmistress's own child would open the headmistress's account."""
    people.add_guardianship(HOUSE, guardian=cast.head, pupil=cast.lina)
    people.give_account(HOUSE, person=cast.head, login="anghjula", password=PASSWORD)
    with pytest.raises(Refused):
        issue_code(cast.actor("letizia"), person=cast.head)
    client = Client()
    sign_in_as(client, cast.letizia)
    address = reverse("directory:family_sheets", args=[cast.ce1.pk])
    client.post(address, {"guardian": cast.head.pk})
    client.post(address)
    codes = ActivationCode.objects.trusted("test")
    assert not codes.filter(person=cast.head).exists()
    assert codes.filter(person=cast.amal).exists()


def test_a_parent_whose_post_has_ended_gets_a_sheet_like_others(cast):
    yesterday = clock.today() - timedelta(days=1)
    people.give_post(HOUSE, person=cast.amal, role=Role.TEACHER, school=cast.loreto, ends=yesterday)
    assert issue_code(cast.actor("letizia"), person=cast.amal)


@pytest.mark.parametrize("name", ["mattei", "benali"])
def test_a_teacher_of_another_class_prints_and_renews_nothing(cast, key_of, name):
    client = Client()
    sign_in_as(client, cast.people()[name])
    before = PupilKey.objects.trusted("test").get(pk=cast.ghjulia.pk).badge_version
    asked = [
        client.get(reverse("directory:class_keys", args=[cast.ce1.pk])),
        client.get(reverse("directory:badges", args=[cast.ce1.pk])),
        client.post(reverse("directory:family_sheets", args=[cast.ce1.pk])),
        client.post(reverse("directory:renew_key", args=[cast.ghjulia.pk])),
        client.post(reverse("directory:let_in", args=[cast.ghjulia.pk])),
    ]
    assert {answer.status_code for answer in asked} <= {403, 404}
    row = PupilKey.objects.trusted("test").get(pk=cast.ghjulia.pk)
    assert (row.badge_version, row.let_in_until) == (before, None)


# A clever pupil


def guest_tablet(lesson):
    client = Client()
    client.post("/directory/pupil", {"code": lesson.join_code})
    return client


def test_the_tablet_of_a_lesson_shows_nobody_once_the_lesson_is_over(cast, key_of):
    """A telephone that joined with the code on the board goes home with its cookie."""
    lesson = begin_lesson(cast)
    phone = guest_tablet(lesson)
    faces = reverse("directory:pupil_class", args=[cast.ce1.pk])
    assert "Ghjulia" in phone.get(faces).content.decode()
    end_lesson(cast, lesson)
    assert "Ghjulia" not in phone.get(faces, follow=True).content.decode()
    assert phone.get(pictures_url(cast.ghjulia)).status_code == 404
    phone.post(pictures_url(cast.ghjulia), {"picture": key_of[cast.ghjulia.pk].pictures})
    assert SESSION_FIELD not in phone.session


def test_the_tablet_of_a_lesson_shows_no_other_class(cast, key_of):
    phone = guest_tablet(begin_lesson(cast))
    begin_lesson(cast, "mattei", cast.cm2)
    others = phone.get(reverse("directory:pupil_class", args=[cast.cm2.pk]), follow=True)
    assert "Anto" not in others.content.decode()
    assert phone.get(pictures_url(cast.anto)).status_code == 404


def test_a_child_who_came_in_before_the_lesson_goes_out_with_it(cast, key_of):
    """Else the tablet would show the child's page to whoever takes it next."""
    tablet = Client()
    tablet.post(badge_url(key_of, cast.ghjulia))
    lesson = begin_lesson(cast)
    end_lesson(cast, lesson)
    assert tablet.get(reverse("sharing:all_posts")).status_code == 302


def test_a_child_who_came_in_before_the_lesson_is_in_it_when_it_starts(cast, key_of):
    tablet = Client()
    tablet.post(badge_url(key_of, cast.ghjulia))
    lesson = begin_lesson(cast)
    assert tablet.get("/lesson/tablet").status_code == 200
    assert SignIn.objects.trusted("test").get(person=cast.ghjulia).lesson == lesson.id


def test_the_end_of_a_lesson_leaves_the_other_classes_in(cast, key_of):
    lesson = begin_lesson(cast)
    begin_lesson(cast, "mattei", cast.cm2)
    tablet = Client()
    tablet.post(badge_url(key_of, cast.anto))
    end_lesson(cast, lesson)
    assert tablet.get("/lesson/tablet").status_code == 200


def test_a_pupils_session_opens_no_door_of_adults(cast, key_of):
    begin_lesson(cast)
    tablet = Client()
    tablet.post(badge_url(key_of, cast.ghjulia))
    asked = [
        tablet.get(reverse("directory:class_keys", args=[cast.ce1.pk])),
        tablet.get(reverse("directory:badges", args=[cast.ce1.pk])),
        tablet.post(reverse("directory:let_in", args=[cast.petru.pk])),
        tablet.post(reverse("directory:renew_key", args=[cast.petru.pk])),
        tablet.post(reverse("directory:add_tablet")),
        tablet.get(reverse("directory:change_password")),
        tablet.get(reverse("directory:pair") + "?code=123456"),
    ]
    assert {answer.status_code for answer in asked} == {404}
    assert Device.objects.trusted("test").count() == 0


def test_trying_every_picture_of_a_friend_calls_the_teacher_each_time(cast, key_of):
    """3 360 orders exist; thirty tries in ten minutes, and the teacher sees all of them."""
    lesson = begin_lesson(cast)
    letizia = cast.actor("letizia")
    wrong = list(reversed(key_of[cast.petru.pk].pictures))
    for _round in range(12):
        tablet = guest_tablet(lesson)
        for _try in range(3):
            answer = tablet.post(pictures_url(cast.petru), {"picture": wrong})
        assert "/wait/" in answer["Location"]
        assert cast.petru.pk in get_lesson(letizia, lesson.id).help
    right = guest_tablet(lesson)
    right.post(pictures_url(cast.petru), {"picture": key_of[cast.petru.pk].pictures})
    assert SESSION_FIELD not in right.session
    assert Client().post(badge_url(key_of, cast.petru)).status_code == 302


def test_mixing_two_friends_taps_opens_nobody(cast, key_of):
    tablet = guest_tablet(begin_lesson(cast))
    first, second, third = key_of[cast.petru.pk].pictures
    tablet.post(pictures_url(cast.petru), {"picture": [first, second]})
    tablet.post(pictures_url(cast.lina), {"picture": [third]})
    tablet.post(pictures_url(cast.petru), {"picture": [third]})
    assert SESSION_FIELD not in tablet.session


def test_the_teachers_tap_for_one_child_lets_no_other_in(cast, key_of):
    lesson = begin_lesson(cast)
    waits, other = guest_tablet(lesson), guest_tablet(lesson)
    waits.post(pictures_url(cast.petru), {"help": "1"})
    other.post(pictures_url(cast.lina), {"help": "1"})
    pupil_keys.let_pupil_in(cast.actor("letizia"), pupil=cast.petru)
    other.get(reverse("directory:pupil_wait", args=[cast.lina.pk]))
    other.get(reverse("directory:pupil_wait", args=[cast.petru.pk]))
    assert SESSION_FIELD not in other.session
    waits.get(reverse("directory:pupil_wait", args=[cast.petru.pk]))
    assert SESSION_FIELD in waits.session


def test_the_pictures_of_the_page_do_not_tell_the_childs_own(cast, key_of):
    page = guest_tablet(begin_lesson(cast)).get(pictures_url(cast.petru))
    assert len(page.context["pictures"]) == 16
    assert page["Cache-Control"].count("no-store")


# Somebody who has left


def test_a_person_who_has_left_is_told_no_at_the_door(cast, client):
    people.give_account(HOUSE, person=cast.mattei, login="mattei", password=PASSWORD)
    cast.mattei.left_on = clock.today()
    cast.mattei.save()
    data = {"login": "mattei", "password": PASSWORD}
    assert client.post("/directory/sign-in", data).status_code == 200
    assert SESSION_FIELD not in client.session


def test_the_badge_of_a_child_who_left_the_school_is_dead(cast, key_of):
    address = badge_url(key_of, cast.ghjulia)
    cast.ghjulia.left_on = clock.today()
    cast.ghjulia.save()
    tablet = Client()
    tablet.post(address)
    assert SESSION_FIELD not in tablet.session
