"""Who may open which live room, in which mode: the table."""

from datetime import timedelta

import pytest

from scola.board import queries as boards
from scola.board.actions.boards import make_board
from scola.board.policy import board_mode, page_mode
from scola.kernel import clock
from scola.kernel.actor import ANONYMOUS
from scola.lesson import queries
from scola.lesson.actions import groups, run
from scola.lesson.facts import EVERYBODY, Target
from scola.lesson.policy import lesson_mode

STRANGERS = [
    "mattei", "benali", "head", "aesh", "maria", "paulu", "amal", "sgio", "erun", "technician",
    "programme_manager", "academy_observer", "city_admin",
]  # fmt: skip


@pytest.fixture
def live(school):
    lesson = school.start()
    school.join(lesson, "ghjulia", "petru", "lina")
    return lesson


def pages(school, board, name="letizia"):
    return [page.id for page in boards.get_board(school.teacher(name), board).pages]


def modes(school, lesson, name, board, page):
    actor = school.pupil(name, lesson)
    return board_mode(actor, board), page_mode(actor, page)


def test_before_anything_is_pushed_a_tablet_opens_nothing_but_the_lesson(school, live):
    board = school.board(live)
    (page,) = pages(school, board)
    assert lesson_mode(school.pupil("ghjulia", live), live.id) == "read"
    assert modes(school, live, "ghjulia", board, page) == (None, None)
    assert page_mode(school.screen(live), page) == "draw"
    assert board_mode(school.screen(live), board) == "draw"
    assert page_mode(school.teacher(), page) == "draw"


@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_open_nothing(school, live, name):
    board = school.board(live)
    (page,) = pages(school, board)
    run.push(school.teacher(), lesson=live, to=EVERYBODY, target=Target(board))
    actor = school.teacher(name)
    assert lesson_mode(actor, live.id) is None
    assert (board_mode(actor, board), page_mode(actor, page)) == (None, None)
    assert lesson_mode(ANONYMOUS, live.id) is None
    assert page_mode(ANONYMOUS, page) is None


def test_a_pupil_at_home_or_of_another_class_opens_nothing(school, live):
    board = school.board(live)
    (page,) = pages(school, board)
    run.push(school.teacher(), lesson=live, to=EVERYBODY, target=Target(board))
    at_home = school.teacher("ghjulia")
    assert (lesson_mode(at_home, live.id), page_mode(at_home, page)) == (None, None)
    for other in ("anto", "noah"):
        assert modes(school, live, other, board, page) == (None, None)
        assert lesson_mode(school.pupil(other, live), live.id) is None


def test_everybodys_board_is_drawn_on_unless_frozen(school, live, sent):
    board = school.board(live)
    (page,) = pages(school, board)
    run.push(school.teacher(), lesson=live, to=EVERYBODY, target=Target(board))
    assert modes(school, live, "ghjulia", board, page) == ("read", "draw")
    assert len([c for c in sent("mode") if c["doc"] == f"page:{page}"]) == 3
    run.set_frozen(school.teacher(), lesson=live, on=True)
    assert modes(school, live, "ghjulia", board, page) == ("read", "read")
    assert page_mode(school.screen(live), page) == "draw"
    frozen = [c for c in sent("mode") if c["doc"] == f"page:{page}" and c["mode"] == "read"]
    assert {c["person"] for c in frozen} == {
        person.pk for person in (school.cast.ghjulia, school.cast.petru, school.cast.lina)
    }


def test_one_page_pushed_is_one_page_opened(school, live):
    from scola.board.actions.boards import add_page

    teacher, board = school.teacher(), school.board(live)
    (first,) = pages(school, board)
    second = add_page(teacher, board=boards.get_board(teacher, board))
    run.push(teacher, lesson=live, to=EVERYBODY, target=Target(board, second))
    assert modes(school, live, "ghjulia", board, second) == ("read", "draw")
    assert page_mode(school.pupil("ghjulia", live), first) is None


def test_the_page_before_stays_open_for_a_tablet_that_was_offline(school, live):
    teacher, board = school.teacher(), school.board(live)
    other = make_board(teacher, title="La suite")
    (first,), (second,) = pages(school, board), pages(school, other.id)
    run.push(teacher, lesson=live, to=EVERYBODY, target=Target(board, first))
    run.push(teacher, lesson=live, to=EVERYBODY, target=Target(other.id, second))
    assert page_mode(school.pupil("lina", live), first) == "draw"
    assert page_mode(school.pupil("lina", live), second) == "draw"


def test_a_group_has_its_board_and_never_anothers(school, live, sent):
    teacher, board = school.teacher(), school.board(live)
    (page,) = pages(school, board)
    groups.shuffle_groups(teacher, lesson=live, count=2)
    groups.give_boards(teacher, lesson=live, activity=board, page=page)
    mine, theirs = queries.list_groups(teacher, live.id)
    inside, outside = mine.members[0], theirs.members[0]
    names = {p.pk: name for name, p in school.cast.people().items()}
    school.join(live, names[inside], names[outside])
    (own,) = pages(school, mine.activity)
    assert modes(school, live, names[inside], mine.activity, own) == ("read", "draw")
    assert modes(school, live, names[outside], mine.activity, own) == (None, None)
    groups.place(teacher, lesson=live, person=inside, group=theirs.id)
    assert page_mode(school.pupil(names[inside], live), own) is None
    gone = [c for c in sent("mode") if c["doc"] == f"page:{own}" and c["mode"] == "none"]
    assert [c["person"] for c in gone] == [inside]


def test_a_page_for_one_child_is_for_that_child(school, live):
    teacher = school.teacher()
    board = make_board(teacher, title="Pour Lina")
    (page,) = pages(school, board.id)
    to = f"p:{school.cast.lina.pk}"
    run.push(teacher, lesson=live, to=to, target=Target(board.id))
    assert page_mode(school.pupil("lina", live), page) == "draw"
    assert page_mode(school.pupil("petru", live), page) is None


def test_after_the_end_tablets_and_screen_open_nothing(school, live):
    board = school.board(live)
    (page,) = pages(school, board)
    run.push(school.teacher(), lesson=live, to=EVERYBODY, target=Target(board))
    run.end_lesson(school.teacher(), lesson=live)
    assert modes(school, live, "ghjulia", board, page) == (None, None)
    assert page_mode(school.screen(live), page) is None
    assert lesson_mode(school.screen(live), live.id) is None
    assert page_mode(school.teacher(), page) == "draw"


def test_a_screen_opens_only_what_its_lesson_uses(school, live):
    foreign = make_board(school.teacher("mattei"), title="Au CM2")
    (page,) = pages(school, foreign.id, "mattei")
    own = make_board(school.teacher(), title="Pas dans la leçon")
    assert page_mode(school.screen(live), page) is None
    assert page_mode(school.screen(live), pages(school, own.id)[0]) is None


def test_work_that_stayed_on_a_tablet_arrives_in_the_next_lesson(school, live):
    teacher, board = school.teacher(), school.board(live)
    (page,) = pages(school, board)
    groups.shuffle_groups(teacher, lesson=live, count=1)
    groups.give_boards(teacher, lesson=live, activity=board, page=page)
    (group,) = queries.list_groups(teacher, live.id)
    (own,) = pages(school, group.activity)
    run.end_lesson(teacher, lesson=live)
    following = school.start(title="La suite")
    assert page_mode(school.pupil("lina", following), own) == "draw"
    assert page_mode(school.pupil("lina", following), page) is None
    assert page_mode(school.pupil("anto", following), own) is None
    assert page_mode(school.teacher("lina"), own) is None
    with clock.at(clock.now() + timedelta(days=15)):
        assert page_mode(school.pupil("lina", following), own) is None
