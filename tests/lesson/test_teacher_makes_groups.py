"""By hand, at random, as yesterday; each group with its own board."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scola.board import documents
from scola.board import queries as boards
from scola.board.actions.boards import make_board
from scola.kernel.policy import Refused
from scola.lesson import queries
from scola.lesson.actions import groups, run
from scola.lesson.grouping import MOST_GROUPS, groups_of, shuffle, sizes


@given(st.lists(st.integers(), unique=True, max_size=34), st.integers(1, 6), st.integers())
def test_chance_keeps_everybody_and_even_sizes(people, count, seed):
    drawn = shuffle(people, count, Random(seed))
    assert sorted(one for group in drawn for one in group) == sorted(people)
    assert [len(group) for group in drawn] == sizes(len(people), count)
    assert max(map(len, drawn)) - min(map(len, drawn)) <= 1


def test_chance_does_change_the_groups():
    people = list(range(24))
    assert len({str(shuffle(people, 4, Random(seed))) for seed in range(20)}) == 20


def test_about_four_in_a_group_and_never_more_groups_than_names():
    assert [groups_of(n, 4) for n in (0, 1, 18, 24, 40)] == [0, 1, 4, 6, MOST_GROUPS]


def members(school, lesson):
    found = queries.list_groups(school.teacher(), lesson.id)
    return {group.name: set(group.members) for group in found}


def test_by_hand(school):
    teacher, lesson = school.teacher(), school.prepare()
    ghjulia, petru = school.cast.ghjulia.pk, school.cast.petru.pk
    groups.add_group(teacher, lesson=lesson)
    groups.add_group(teacher, lesson=lesson)
    sea, scrub = queries.list_groups(teacher, lesson.id)
    groups.place(teacher, lesson=lesson, person=ghjulia, group=sea.id)
    groups.place(teacher, lesson=lesson, person=petru, group=sea.id)
    groups.place(teacher, lesson=lesson, person=petru, group=scrub.id)
    assert members(school, lesson) == {"Mer": {ghjulia}, "Maquis": {petru}}
    groups.place(teacher, lesson=lesson, person=petru, group="")
    groups.remove_group(teacher, lesson=lesson, group=sea.id)
    assert members(school, lesson) == {"Maquis": set()}
    groups.add_group(teacher, lesson=lesson)
    assert set(members(school, lesson)) == {"Mer", "Maquis"}


def test_only_pupils_of_the_class_and_groups_of_the_lesson(school):
    teacher, lesson = school.teacher(), school.prepare()
    other = school.prepare(title="Une autre")
    groups.add_group(teacher, lesson=other)
    foreign = queries.list_groups(teacher, other.id)[0].id
    with pytest.raises(Refused):
        groups.place(teacher, lesson=lesson, person=school.cast.anto.pk, group="")
    with pytest.raises(Refused):
        groups.place(teacher, lesson=lesson, person=school.cast.lina.pk, group=foreign)
    groups.remove_group(teacher, lesson=lesson, group=foreign)
    assert len(queries.list_groups(teacher, other.id)) == 1


def test_six_groups_at_most(school):
    teacher, lesson = school.teacher(), school.prepare()
    for _ in range(MOST_GROUPS):
        groups.add_group(teacher, lesson=lesson)
    with pytest.raises(Refused, match="Six groupes"):
        groups.add_group(teacher, lesson=lesson)


def test_at_random_spreads_the_class_and_keeps_the_groups(school):
    teacher, lesson = school.teacher(), school.prepare()
    groups.shuffle_groups(teacher, lesson=lesson, count=2)
    before = [group.id for group in queries.list_groups(teacher, lesson.id)]
    groups.shuffle_groups(teacher, lesson=lesson, count=2)
    after = queries.list_groups(teacher, lesson.id)
    assert [group.id for group in after] == before
    pupils = queries.pupils_of(teacher, lesson)
    assert sorted(len(group.members) for group in after) == sizes(len(pupils), 2)[::-1]
    groups.shuffle_groups(teacher, lesson=lesson, count=9)
    assert len(queries.list_groups(teacher, lesson.id)) == min(len(pupils), MOST_GROUPS)


def test_as_yesterday(school):
    teacher, yesterday = school.teacher(), school.start()
    with pytest.raises(Refused, match="pas encore"):
        groups.keep_groups(teacher, lesson=yesterday)
    groups.shuffle_groups(teacher, lesson=yesterday, count=2)
    run.end_lesson(teacher, lesson=yesterday)
    today = school.prepare(title="La suite")
    groups.keep_groups(teacher, lesson=today)
    assert members(school, today) == members(school, yesterday)


def test_who_left_the_class_is_not_kept(school):
    from scola.directory.models import Enrolment

    teacher, yesterday = school.teacher(), school.start()
    groups.shuffle_groups(teacher, lesson=yesterday, count=1)
    run.end_lesson(teacher, lesson=yesterday)
    Enrolment.objects.trusted("test").filter(pupil=school.cast.lina).delete()
    today = school.prepare(title="La suite")
    groups.keep_groups(teacher, lesson=today)
    before = members(school, yesterday)["Mer"]
    assert members(school, today) == {"Mer": before - {school.cast.lina.pk}}


def test_each_group_gets_its_own_copy_of_the_page(school):
    teacher, lesson = school.teacher(), school.start()
    source = boards.get_board(teacher, school.board(lesson))
    page = source.pages[0].id
    with pytest.raises(Refused, match="groupes"):
        groups.give_boards(teacher, lesson=lesson, activity=source.id, page=page)
    groups.shuffle_groups(teacher, lesson=lesson, count=2)
    groups.give_boards(teacher, lesson=lesson, activity=source.id, page=page)
    found = queries.list_groups(teacher, lesson.id)
    owned = {group.activity for group in found}
    assert len(owned) == 2
    assert source.id not in owned
    assert school.fresh(lesson).push == {
        f"g:{group.id}": {"board": group.activity, "page": ""} for group in found
    }
    for board in owned:
        copy = boards.get_board(teacher, board)
        assert documents.page_content(copy.pages[0].id) == documents.page_content(page)
    assert {board.id for board in boards.list_boards(teacher)} == {source.id}


def test_the_boards_of_another_class_are_not_copied(school):
    teacher, lesson = school.teacher(), school.start()
    groups.shuffle_groups(teacher, lesson=lesson, count=2)
    foreign = make_board(school.teacher("mattei"), title="Au CM2", school_class=school.cast.cm2.pk)
    page = boards.get_board(school.teacher("mattei"), foreign.id).pages[0].id
    from django.http import Http404

    with pytest.raises(Http404):
        groups.give_boards(teacher, lesson=lesson, activity=foreign.id, page=page)
