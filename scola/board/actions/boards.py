"""Making, naming and copying boards; adding pages."""

from scola.board import documents, queries
from scola.board.facts import BACKGROUNDS, BoardFact, PageFact
from scola.board.models import Board, BoardPage
from scola.board.policy import may_keep, may_make, may_use
from scola.directory.queries import classes_by_id
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor, Role
from scola.kernel.ids import new_id
from scola.kernel.policy import NOT_YOURS, Refused


@action("board.make", may=may_make)
def make_board(
    actor: Actor,
    *,
    title: str,
    school_class: str = "",
    background: str = "seyes",
    content: bytes | None = None,
) -> BoardFact:
    """A board with one page, ruled as `background` says: empty, or with the strokes of `content`.

    `content` is a Yjs update, as board.ink.write makes one.
    """
    background = background if background in BACKGROUNDS else "seyes"
    return _write(actor, title, school_class, PageFact(new_id(), background), content)


@action("board.copy_page", may=may_keep)
def copy_board(
    actor: Actor, *, board: BoardFact, page: str, title: str, school_class: str
) -> BoardFact:
    """A new board of the class that begins with a copy of `page` of `board`."""
    source = next((known for known in board.pages if known.id == page), None)
    if source is None or may_make(actor, school_class=school_class) is NOT_YOURS:
        raise Refused(NOT_YOURS)
    first = PageFact(new_id(), source.background, source.alt)
    content = documents.page_content(page)
    return _write(actor, title, school_class, first, content, copied_from=board.id)


@action("board.add_page", may=may_use)
def add_page(actor: Actor, *, board: BoardFact) -> str:
    """The id of a new page. Whoever adds it says in the board's document where it goes."""
    page = BoardPage(board_id=board.id, created=clock.now())
    page.save(force_insert=True)
    documents.seed_page(page.pk)
    Board.objects.visible_to(actor).filter(pk=board.id).update(updated=clock.now())
    return page.pk


@action("board.rename", may=may_keep)
def rename_board(actor: Actor, *, board: BoardFact, title: str) -> BoardFact:
    rows = Board.objects.visible_to(actor).filter(pk=board.id)
    rows.update(title=title, updated=clock.now())
    return queries.get_board(actor, board.id)


def _write(
    actor: Actor,
    title: str,
    school_class: str,
    page: PageFact,
    content: bytes | None = None,
    copied_from: str = "",
) -> BoardFact:
    now = clock.now()
    row = Board(
        title=title,
        owner_id=actor.person,
        school_id=_school(actor, school_class),
        school_class_id=school_class or None,
        copied_from=copied_from,
        created=now,
        updated=now,
    )
    row.save(force_insert=True)
    BoardPage(id=page.id, board=row, created=now).save(force_insert=True)
    # Written before the commit: a document without its row is never reached, the reverse would be
    # a board that opens without a page.
    documents.seed_page(page.id, content)
    documents.seed_board(row.pk, title, [page])
    return queries.board_fact(row, (page,))


def _school(actor: Actor, school_class: str) -> str:
    if school_class:
        return classes_by_id([school_class])[school_class].school
    return min(actor.schools(Role.TEACHER))
