"""Badge or pictures, on a tablet of the school; never a list of children for a stranger."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from scola.directory.actions import people, pupil_keys
from scola.directory.http import SESSION_FIELD
from scola.directory.models import PupilKey, SignIn
from scola.kernel import clock
from scola.lesson.actions import run
from scola.lesson.queries import get_lesson
from tests.cast import HOUSE, sign_in_as


def pictures_url(person):
    return reverse("directory:pupil_pictures", args=[person.pk])


def tap(client, person, pictures):
    return client.post(pictures_url(person), {"picture": pictures})


def wrong(key):
    return list(reversed(key.pictures))


def test_three_pictures_open_the_lesson(cast, keys, tablet, lesson):
    assert tap(tablet, cast.ghjulia, keys["Ghjulia"].pictures)["Location"] == "/lesson/tablet"
    assert SignIn.objects.trusted("test").get(person=cast.ghjulia).lesson == lesson.id


def test_one_tap_at_a_time_works_without_a_script(cast, keys, tablet):
    for picture in keys["Ghjulia"].pictures:
        answer = tap(tablet, cast.ghjulia, [picture])
    assert answer.status_code == 302


def test_the_order_on_the_page_changes_with_each_try_and_keeps_during_it(cast, keys, tablet):
    def order():
        return tablet.get(pictures_url(cast.ghjulia)).context["pictures"]

    first = order()
    tap(tablet, cast.ghjulia, [first[0]])
    assert order() == first
    tap(tablet, cast.ghjulia, [first[0], first[1]])
    assert order() != first


def test_the_third_miss_calls_the_teacher_who_lets_in_with_one_tap(cast, keys, tablet, lesson):
    for _ in range(2):
        assert "Ce ne sont pas" in tap(tablet, cast.petru, wrong(keys["Petru"])).content.decode()
    answer = tap(tablet, cast.petru, wrong(keys["Petru"]))
    assert "/wait/" in answer["Location"]
    assert cast.petru.pk in get_lesson(cast.actor("letizia"), lesson.id).help
    status = reverse("directory:pupil_wait_status", args=[cast.petru.pk])
    assert json.loads(tablet.get(status).content)["open"] is False
    teacher = Client()
    sign_in_as(teacher, cast.letizia)
    teacher.post(reverse("directory:let_in", args=[cast.petru.pk]))
    assert json.loads(tablet.get(status).content)["open"] is True
    assert tablet.get(answer["Location"])["Location"] == "/lesson/tablet"
    assert cast.petru.pk not in get_lesson(cast.actor("letizia"), lesson.id).help


def test_the_teachers_tap_serves_once_and_not_for_long(cast, keys, lesson):
    pupil_keys.let_pupil_in(cast.actor("letizia"), pupil=cast.petru)
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert not pupil_keys.take_let_in(cast.petru)
    assert pupil_keys.take_let_in(cast.petru)
    assert not pupil_keys.take_let_in(cast.petru)


def test_a_child_is_never_locked_out(cast, keys, tablet):
    for _ in range(8):
        tap(tablet, cast.petru, wrong(keys["Petru"]))
    assert tap(tablet, cast.petru, keys["Petru"].pictures).status_code == 302


def test_a_child_who_came_after_the_pictures_waits_for_the_teacher_at_once(cast, tablet):
    stella = people.add_pupil(
        HOUSE, given_name="Stella", family_name="Poggi", school_class=cast.ce1
    )
    assert "/wait/" in tablet.get(pictures_url(stella))["Location"]


def test_a_stranger_sees_no_child(cast, keys, lesson):
    stranger = Client()
    for address in (
        "/directory/pupil",
        reverse("directory:pupil_class", args=[cast.ce1.pk]),
        pictures_url(cast.ghjulia),
        reverse("directory:pupil_wait", args=[cast.ghjulia.pk]),
        reverse("directory:join", args=["123456"]),
    ):
        assert "Ghjulia" not in stranger.get(address, follow=True).content.decode(), address


def test_a_tablet_of_another_school_sees_no_child_either(cast, keys):
    teacher = Client()
    sign_in_as(teacher, cast.benali)
    teacher.post(reverse("directory:add_tablet"))
    assert SESSION_FIELD not in teacher.session
    assert (
        "Noah" in teacher.get(reverse("directory:pupil_class", args=[cast.cp.pk])).content.decode()
    )
    assert teacher.get(reverse("directory:pupil_class", args=[cast.ce1.pk])).status_code == 302
    assert teacher.get(pictures_url(cast.ghjulia)).status_code == 404


def test_guessing_the_class_code_is_slow(lesson):
    client = Client()
    for n in range(20):
        client.post("/directory/pupil", {"code": f"{n:06}"})
    answer = client.post("/directory/pupil", {"code": lesson.join_code})
    assert answer.status_code == 200


def test_opening_a_link_changes_nothing_by_itself(cast, keys, lesson):
    client = Client()
    client.get(reverse("directory:join", args=[lesson.join_code]))
    assert not client.cookies.get("scola_device")
    badge = pupil_keys.badge_of(keys["Ghjulia"].pk, 1)
    page = client.get(reverse("directory:badge_link", args=[badge]))
    assert "Ghjulia" in page.content.decode()
    assert SESSION_FIELD not in client.session
    assert client.post(reverse("directory:badge_link", args=[badge])).status_code == 302


def test_a_renewed_badge_makes_the_lost_one_worthless(cast, keys):
    old = pupil_keys.badge_of(keys["Ghjulia"].pk, 1)
    pupil_keys.renew_key(cast.actor("letizia"), pupil=cast.ghjulia)
    assert pupil_keys.pupil_of_badge(old) is None
    assert pupil_keys.pupil_of_badge(pupil_keys.badge_of(keys["Ghjulia"].pk, 2)) == cast.ghjulia


@pytest.mark.parametrize("forged", ["", "x", "a" * 48, "../../etc/passwd"])
def test_a_forged_badge_opens_nothing(cast, keys, forged):
    assert pupil_keys.pupil_of_badge(forged) is None
    assert pupil_keys.pupil_of_badge(keys["Ghjulia"].pk + "0" * 32) is None


def test_nobodys_session_is_left_on_the_tablet(cast, keys, lesson):
    client = Client()
    sign_in_as(client, cast.letizia)
    badge = pupil_keys.badge_of(keys["Ghjulia"].pk, 1)
    client.post(reverse("directory:badge_link", args=[badge]))
    assert client.get(reverse("lesson:mine")).status_code == 404
    page = client.get("/lesson/tablet")
    assert page["Cache-Control"] == "no-store"


def test_the_end_of_the_lesson_and_three_hours_end_a_childs_session(cast, keys, tablet, lesson):
    tap(tablet, cast.ghjulia, keys["Ghjulia"].pictures)
    assert tablet.session.get_expire_at_browser_close()
    with clock.at(clock.now() + timedelta(hours=3, minutes=1)):
        assert tablet.get("/lesson/tablet").status_code == 302
    assert tablet.get("/lesson/tablet").status_code == 200
    run.end_lesson(cast.actor("letizia"), lesson=get_lesson(cast.actor("letizia"), lesson.id))
    assert tablet.get("/lesson/tablet").status_code == 302


def test_only_who_is_in_charge_sees_and_renews_the_pictures(cast, keys):
    for name in cast.people():
        seen = PupilKey.objects.visible_to(cast.actor(name)).exists()
        assert seen == (name in {"letizia", "head"}), name
