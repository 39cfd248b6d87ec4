"""The pages work without a script: from the list to the record, by plain forms."""

import pytest
from django.test import Client
from django.urls import reverse

from scola.lesson import queries
from tests.access.columns import client_of
from tests.cast import sign_in_as


@pytest.fixture
def pc(school):
    client = Client()
    sign_in_as(client, school.cast.letizia)
    return client


def go(client, name, lesson, **form):
    return client.post(reverse(f"lesson:{name}", args=[lesson.id]), form)


def test_a_whole_lesson_by_forms(school, pc):
    page = pc.get(reverse("lesson:new"))
    assert page.status_code == 200
    made = pc.post(
        reverse("lesson:new"),
        {
            "title": "Le secret du golfe", "instruction": "Écris ce que dit Petru",
            "day": "2026-11-23", "school_class": school.cast.ce1.pk, "board": "new:seyes",
        },
    )  # fmt: skip
    lesson = queries.list_lessons(school.teacher())[0]
    assert made["Location"] == reverse("lesson:prepare", args=[lesson.id])
    assert "Ghjulia" in pc.get(made["Location"]).content.decode()
    assert go(pc, "shuffle", lesson, count="2").status_code == 302
    assert go(pc, "start", lesson)["Location"] == reverse("lesson:cockpit", args=[lesson.id])
    lesson = school.fresh(lesson)
    cockpit = pc.get(reverse("lesson:cockpit", args=[lesson.id])).content.decode()
    assert lesson.join_code[:3] in cockpit
    assert go(pc, "eyes", lesson, on="1").status_code == 302
    assert school.fresh(lesson).eyes
    board = school.board(lesson)
    page = lesson.eni["page"]
    go(pc, "push", lesson, target=f"{board}:{page}", to="*")
    assert school.fresh(lesson).push["*"] == {"board": board, "page": page}
    go(pc, "give_boards", lesson, target=f"{board}:{page}")
    group = queries.list_groups(school.teacher(), lesson.id)[0]
    go(pc, "show", lesson, target=f"{group.activity}:")
    assert school.fresh(lesson).eni["group"] == group.id
    assert "Terminer la leçon ?" in pc.get(reverse("lesson:end", args=[lesson.id])).content.decode()
    assert go(pc, "finish", lesson)["Location"] == reverse("lesson:record", args=[lesson.id])
    record = pc.get(reverse("lesson:record", args=[lesson.id])).content.decode()
    assert "Tout est gardé" in record
    assert pc.get(reverse("lesson:mine")).status_code == 200


def test_one_more_board_in_the_middle_of_the_lesson(school, pc):
    from scola.board.actions.boards import make_board

    lesson = school.start()
    own = make_board(school.teacher(), title="La laisse de mer")
    foreign = make_board(school.teacher("mattei"), title="Au CM2")
    assert (
        "La laisse de mer" in pc.get(reverse("lesson:cockpit", args=[lesson.id])).content.decode()
    )
    go(pc, "add_board", lesson, board=own.id)
    go(pc, "add_board", lesson, board="new:grid5")
    assert go(pc, "add_board", lesson, board=foreign.id).status_code == 403
    used = [activity for activity, _group in queries.attached(school.teacher(), lesson.id)]
    assert len(used) == 3
    assert used[1] == own.id


def test_a_wrong_code_is_said_and_the_lesson_still_starts(school, pc):
    lesson = school.prepare()
    answer = pc.post(reverse("lesson:start", args=[lesson.id]), {"code": "000 000"}, follow=True)
    assert school.fresh(lesson).is_live
    assert "n’est plus affiché" in answer.content.decode()


def test_a_script_gets_json_and_the_same_sentences(school, pc):
    lesson = school.start()
    address = reverse("lesson:push", args=[lesson.id])
    answer = pc.post(address, {"target": "x:y"}, headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert "pas dans la leçon" in answer.json()["error"]
    address = reverse("lesson:eyes", args=[lesson.id])
    answer = pc.post(address, {"on": "1"}, headers={"Accept": "application/json"})
    assert answer.json() == {"ok": True}


def test_the_screen_and_the_tablet_have_their_pages(school, client):
    lesson = school.start()
    screen = client_of(school.cast, "screen", lesson.id)
    wall = screen.get(reverse("lesson:screen"))
    assert wall.status_code == 200
    assert lesson.join_code in wall.content.decode()
    sign_in_as(client, school.cast.ghjulia, lesson=lesson.id)
    tablet = client.get(reverse("lesson:tablet"))
    assert tablet.status_code == 200
    assert "Écris ce que dit Petru" in tablet.content.decode()
    assert client.get(reverse("lesson:follow")).json()["state"]["state"] == "live"
    assert client.post(reverse("lesson:hand")).json() == {"ok": True}
    came = queries.list_participants(school.teacher(), lesson.id)
    assert [(one.person, one.hands) for one in came] == [(school.cast.ghjulia.pk, 1)]


def test_after_the_end_the_tablet_says_goodbye_and_the_screen_rests(school, client):
    from scola.lesson.actions import run

    lesson = school.start()
    screen = client_of(school.cast, "screen", lesson.id)
    sign_in_as(client, school.cast.ghjulia, lesson=lesson.id)
    run.end_lesson(school.teacher(), lesson=lesson)
    assert client.get(reverse("lesson:tablet")).status_code == 302
    assert client.get(reverse("lesson:follow")).status_code == 302
    assert screen.get(reverse("lesson:screen")).status_code in {302, 404}
    assert client.get(reverse("lesson:goodbye")).status_code == 200


def test_a_tablet_of_another_lesson_sees_nothing_of_this_one(school, client):
    lesson = school.start()
    sign_in_as(client, school.cast.anto, lesson=lesson.id)
    assert client.get(reverse("lesson:tablet"))["Location"] == reverse("lesson:goodbye")
    assert client.get(reverse("lesson:cockpit", args=[lesson.id])).status_code == 404
    assert client.get(reverse("lesson:follow")).json() == {
        "version": 0, "state": {"state": "ended"},
    }  # fmt: skip
