"""What a board is to a lesson (see lesson.activities)."""

from collections.abc import Iterable

from django.urls import reverse

from scola.board import queries
from scola.board.actions.boards import copy_board, make_board
from scola.board.facts import BoardFact
from scola.board.texts import board_texts
from scola.directory.queries import people_by_id
from scola.kernel.actor import Actor
from scola.lesson.activities import BOARD, ActivityKind, Mode
from scola.lesson.facts import ActivityFact


def board_kind() -> ActivityKind:
    return ActivityKind(
        kind=BOARD,
        listing=_listing,
        named=_named,
        create=_create,
        copy=_copy,
        documents=_documents,
        picture=_picture,
        publish=_publish,
        texts=board_texts,
    )


def _fact(board: BoardFact, owner_name: str = "") -> ActivityFact:
    pages = tuple(page.id for page in board.pages)
    return ActivityFact(BOARD, board.id, board.title, pages, board.updated, owner_name)


def _listing(actor: Actor) -> list[ActivityFact]:
    found = queries.list_boards(actor)
    owners = people_by_id(actor, {board.owner for board in found if board.owner != actor.person})
    return [
        _fact(board, owners[board.owner].full_name if board.owner in owners else "")
        for board in found
    ]


def _named(actor: Actor, ids: Iterable[str]) -> dict[str, ActivityFact]:
    return {key: _fact(board) for key, board in queries.boards_by_id(actor, ids).items()}


def _create(actor: Actor, *, title: str, school_class: str, background: str) -> ActivityFact:
    made = make_board(actor, title=title, school_class=school_class, background=background)
    return _fact(made)


def _copy(actor: Actor, *, activity: str, page: str, title: str, school_class: str) -> ActivityFact:
    if not page:
        return _create(actor, title=title, school_class=school_class, background="seyes")
    board = queries.get_board(actor, activity)
    made = copy_board(actor, board=board, page=page, title=title, school_class=school_class)
    return _fact(made)


def _documents(activity: str, page: str) -> tuple[tuple[str, Mode], ...]:
    pages = [page] if page else queries.page_ids(activity)
    return ((f"board:{activity}", "read"), *((f"page:{one}", "draw") for one in pages))


def _picture(activity: str, page: str) -> str:
    return reverse("board:picture", args=[activity, page])


def _publish(activity: str, page: str) -> str:
    return reverse("board:publish", args=[activity, page])
