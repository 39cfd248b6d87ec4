"""Start, tous les yeux, push, end: who may, what is published, what is kept."""

from datetime import timedelta

import pytest
from django.http import Http404

from scola.board import queries as boards
from scola.board.actions.boards import add_page, make_board
from scola.directory.models import SignIn
from scola.kernel import clock
from scola.kernel.policy import Refused
from scola.lesson import queries
from scola.lesson.actions import groups, join, prepare, run
from scola.lesson.facts import EVERYBODY, Target
from scola.lesson.state import state_of
from tests.cast import sign_in_as

OTHERS = [
    "mattei", "benali", "head", "aesh", "ghjulia", "anto", "maria", "paulu", "erun", "technician",
    "programme_manager", "academy_observer", "city_admin",
]  # fmt: skip
VERBS = {
    "start": lambda a, lesson: run.start_lesson(a, lesson=lesson),
    "eyes": lambda a, lesson: run.set_eyes(a, lesson=lesson, on=True),
    "freeze": lambda a, lesson: run.set_frozen(a, lesson=lesson, on=True),
    "push": lambda a, lesson: run.push(a, lesson=lesson, to=EVERYBODY, target=Target("x" * 16)),
    "take back": lambda a, lesson: run.take_back(a, lesson=lesson, to=EVERYBODY),
    "show": lambda a, lesson: run.show_on_eni(a, lesson=lesson, target=Target("x" * 16)),
    "pair": lambda a, lesson: run.pair(a, lesson=lesson, code="123456"),
    "release": lambda a, lesson: run.release(a, lesson=lesson),
    "add board": lambda a, lesson: prepare.add_board(a, lesson=lesson),
    "end": lambda a, lesson: run.end_lesson(a, lesson=lesson),
    "add group": lambda a, lesson: groups.add_group(a, lesson=lesson),
    "remove group": lambda a, lesson: groups.remove_group(a, lesson=lesson, group="x" * 16),
    "place": lambda a, lesson: groups.place(a, lesson=lesson, person="x" * 16, group=""),
    "shuffle": lambda a, lesson: groups.shuffle_groups(a, lesson=lesson, count=2),
    "keep groups": lambda a, lesson: groups.keep_groups(a, lesson=lesson),
    "give boards": lambda a, lesson: groups.give_boards(a, lesson=lesson, activity="x", page=""),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS.keys())
def test_only_the_class_teacher_has_the_verbs(school, verb, sent):
    lesson = school.start()
    before = len(sent("state"))
    for name in OTHERS:
        with pytest.raises(Refused):
            verb(school.teacher(name), lesson)
    for bound in (school.pupil("ghjulia", lesson), school.screen(lesson)):
        with pytest.raises(Refused):
            verb(bound, lesson)
    assert len(sent("state")) == before


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_finds_the_lesson(school, name):
    lesson = school.start()
    with pytest.raises(Http404):
        queries.get_lesson(school.teacher(name), lesson.id)


def test_it_opens_with_a_code_and_the_first_page_on_the_eni(school):
    lesson = school.start()
    board = boards.get_board(school.teacher(), school.board(lesson))
    assert lesson.is_live
    assert len(lesson.join_code) == 6
    assert lesson.join_code.isdecimal()
    assert queries.class_of_join_code(lesson.join_code) == (school.cast.ce1.pk, lesson.id)
    assert lesson.eni == {"board": board.id, "page": board.pages[0].id, "group": ""}
    assert lesson.push == {}


def test_starting_twice_changes_nothing(school):
    lesson = school.start()
    again = run.start_lesson(school.teacher(), lesson=lesson)
    assert (again.join_code, again.state_version) == (lesson.join_code, lesson.state_version)


def test_a_class_has_one_lesson_at_a_time(school):
    first = school.start()
    second = school.prepare(title="Mathématiques")
    with pytest.raises(Refused, match="secret du golfe"):
        run.start_lesson(school.teacher(), lesson=second)
    with clock.at(clock.now() + timedelta(hours=20)):
        assert run.start_lesson(school.teacher(), lesson=second).is_live
    assert school.fresh(first).is_ended


def test_state_versions_only_grow(school, sent):
    lesson = school.start()
    teacher, board = school.teacher(), school.board(lesson)
    run.set_eyes(teacher, lesson=lesson, on=True)
    run.set_eyes(teacher, lesson=lesson, on=False)
    run.push(teacher, lesson=lesson, to=EVERYBODY, target=Target(board))
    groups.shuffle_groups(teacher, lesson=lesson, count=2)
    run.end_lesson(teacher, lesson=lesson)
    versions = [command["version"] for command in sent("state")]
    assert len(versions) == 6
    assert versions == sorted(set(versions))


def test_the_state_says_what_the_room_promises(school):
    lesson = school.start()
    board = school.board(lesson)
    run.push(school.teacher(), lesson=lesson, to=EVERYBODY, target=Target(board))
    state = state_of(school.fresh(lesson))
    assert state["lesson"] == lesson.id
    assert (state["state"], state["eyes"], state["frozen"]) == ("live", False, False)
    assert state["push"] == {"*": {"board": board, "page": ""}}
    assert state["people"][school.cast.ghjulia.pk] == {"name": "Ghjulia", "face": "ghjulia"}
    assert set(state["people"]) == set(queries.pupils_of(school.teacher(), lesson))
    assert school.cast.anto.pk not in state["people"]


def test_to_everybody_means_everybody(school):
    lesson = school.start()
    teacher, board = school.teacher(), school.board(lesson)
    mine = f"p:{school.cast.lina.pk}"
    run.push(teacher, lesson=lesson, to=mine, target=Target(board))
    run.push(teacher, lesson=lesson, to=EVERYBODY, target=Target(board))
    assert set(school.fresh(lesson).push) == {EVERYBODY}
    run.push(teacher, lesson=lesson, to=mine, target=Target(board))
    run.take_back(teacher, lesson=lesson, to=mine)
    assert set(school.fresh(lesson).push) == {EVERYBODY}


def test_one_pushes_only_what_is_there_and_to_whom_is_there(school):
    lesson = school.start()
    teacher, board = school.teacher(), school.board(lesson)
    foreign = make_board(school.teacher("mattei"), title="Au CM2")
    other = make_board(teacher, title="Un autre")
    page = boards.get_board(teacher, other.id).pages[0].id
    for target in (Target(foreign.id), Target(board, page), Target("x" * 16)):
        with pytest.raises(Refused):
            run.push(teacher, lesson=lesson, to=EVERYBODY, target=target)
        with pytest.raises(Refused):
            run.show_on_eni(teacher, lesson=lesson, target=target)
    for to in (f"p:{school.cast.anto.pk}", "g:" + "x" * 16, "everyone"):
        with pytest.raises(Refused):
            run.push(teacher, lesson=lesson, to=to, target=Target(board))


def test_a_page_added_by_the_screen_can_be_pushed(school):
    lesson = school.start()
    board = boards.get_board(school.screen(lesson), school.board(lesson))
    page = add_page(school.screen(lesson), board=board)
    run.push(school.teacher(), lesson=lesson, to=EVERYBODY, target=Target(board.id, page))
    assert school.fresh(lesson).push[EVERYBODY]["page"] == page


def test_the_end_keeps_all_and_signs_the_tablets_out(school, client, sent):
    lesson = school.start()
    school.join(lesson, "ghjulia", "petru")
    tablet = sign_in_as(client, school.cast.ghjulia, lesson=lesson.id)
    join.raise_hand(school.pupil("ghjulia", lesson), lesson=lesson)
    ended = run.end_lesson(school.teacher(), lesson=lesson)
    assert ended.is_ended
    assert ended.join_code == ""
    assert queries.class_of_join_code(lesson.join_code) is None
    assert queries.live_lesson_of_class(school.cast.ce1.pk) is None
    row = SignIn.objects.trusted("test").get(pk=tablet.pk)
    assert row.ended is not None
    assert sent("state")[-1]["state"]["state"] == "ended"
    assert {c["person"] for c in sent("forget")} == {school.cast.ghjulia.pk}
    came = queries.list_participants(school.teacher(), lesson.id)
    assert [(one.person, one.hands) for one in came] == [
        (school.cast.ghjulia.pk, 1),
        (school.cast.petru.pk, 0),
    ]
    with pytest.raises(Refused, match="terminée"):
        run.set_eyes(school.teacher(), lesson=ended, on=True)


def test_a_child_at_the_door_is_on_the_list_until_let_in(school):
    lesson = school.start()
    petru, ce1 = school.cast.petru.pk, school.cast.ce1.pk
    join.help_wanted(ce1, petru, True)
    join.help_wanted(ce1, petru, True)
    assert school.fresh(lesson).help == (petru,)
    join.help_wanted(ce1, petru, False)
    assert school.fresh(lesson).help == ()
    join.help_wanted(school.cast.cm2.pk, school.cast.anto.pk, True)
    with pytest.raises(Refused):
        join.note_help(school.pupil("petru", lesson), lesson=lesson, pupil=petru, wanted=True)
