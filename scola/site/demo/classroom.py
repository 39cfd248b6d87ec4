"""What Letizia's class has already lived: a lesson given, two ready, words in the journal."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from scola.board.actions.boards import make_board
from scola.board.actions.publish import publish_page
from scola.board.facts import BoardFact
from scola.board.ink.write import Ink, page_update
from scola.directory.actions.pupil_keys import complete_keys
from scola.directory.queries import actor_of, list_pupils
from scola.kernel import clock
from scola.kernel.actor import Actor
from scola.lesson.actions import groups, run
from scola.lesson.actions.prepare import Draft, prepare_lesson
from scola.lesson.facts import LessonFact
from scola.lesson.queries import list_groups, pupils_of
from scola.sharing.actions.journal import publish_post
from scola.site.demo.drawings import radishes, star_and_boat
from scola.site.demo.story import Story

Drawing = Callable[[str, str], list[Ink]]
GROUPS = 4


def open_classroom(story: Story) -> None:
    teacher, school_class = actor_of(story.teacher), story.school_class.id
    complete_keys(teacher, school_class=school_class)
    with clock.at(clock.now() - timedelta(days=6)):
        publish_post(
            teacher,
            school_class=school_class,
            sentence="Nous avons planté des radis dans le potager de l’école.",
        )
    with clock.at(clock.now() - timedelta(days=2)):
        _radishes_are_measured(teacher, school_class)
    board = _drawn(teacher, school_class, "Le secret du golfe, chapitre 3", star_and_boat, "seyes")
    _prepare(teacher, school_class, clock.today(), "Écris ce que dit Petru.", board)
    board = _drawn(teacher, school_class, "Les fractions de la tarte", None, "grid5")
    _prepare(teacher, school_class, clock.today() + timedelta(days=2), "Partage la tarte.", board)


def _radishes_are_measured(teacher: Actor, school_class: str) -> None:
    """A lesson in four groups, from its start to the page that families read."""
    board = _drawn(teacher, school_class, "Mesurer les radis du potager", radishes, "grid10")
    lesson = _prepare(teacher, school_class, clock.today(), "Dessine ton radis à sa taille.", board)
    for _group in range(GROUPS):
        groups.add_group(teacher, lesson=lesson)
    made = list_groups(teacher, lesson.id)
    for turn, pupil in enumerate(pupils_of(teacher, lesson)):
        groups.place(teacher, lesson=lesson, person=pupil, group=made[turn % GROUPS].id)
    run.end_lesson(teacher, lesson=run.start_lesson(teacher, lesson=lesson))
    publish_page(
        teacher,
        board=board,
        page=board.pages[0].id,
        school_class=school_class,
        sentence="Les radis sont sortis de terre\u202f! Le plus grand fait 6\u00a0cm.",
        alt="Trois radis dessinés au tableau, le plus grand au-dessus d’une règle de 6 cm, et un soleil.",
    )


def _drawn(
    teacher: Actor, school_class: str, title: str, drawing: Drawing | None, paper: str
) -> BoardFact:
    """A board of the class with what its first two children drew on it."""
    left, right = (child.id for child in list_pupils(teacher, school_class)[:2])
    content = (
        page_update(drawing(left, right), drawn_at=_milliseconds(clock.now())) if drawing else None
    )
    return make_board(
        teacher, title=title, school_class=school_class, background=paper, content=content
    )


def _prepare(
    teacher: Actor, school_class: str, day: date, instruction: str, board: BoardFact
) -> LessonFact:
    draft = Draft(title=board.title, day=day, instruction=instruction, board=board.id)
    return prepare_lesson(teacher, school_class=school_class, draft=draft)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
