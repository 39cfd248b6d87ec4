"""Reads of boards. Each takes the actor first; what is not visible is not there."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.http import Http404

from scola.board.documents import described_pages
from scola.board.facts import BoardFact, PageFact
from scola.board.models import Board, BoardPage
from scola.board.policy import page_mode
from scola.kernel.actor import Actor


def get_board(actor: Actor, board_id: str) -> BoardFact:
    """The board with its pages in order; Http404 when absent or not for this actor."""
    row = Board.objects.visible_to(actor).filter(pk=board_id).first()
    if row is None:
        raise Http404
    return board_fact(row, pages_in_order(actor, row.pk))


def list_boards(actor: Actor, *, limit: int = 60) -> list[BoardFact]:
    """The actor's boards, the last used first, without the groups' copies; pages are left out."""
    rows = Board.objects.visible_to(actor).filter(copied_from="")
    return [board_fact(row) for row in rows[:limit]]


def boards_by_id(actor: Actor, ids: Iterable[str]) -> dict[str, BoardFact]:
    """Those of `ids` that the actor may see, with their pages in order."""
    rows = list(Board.objects.visible_to(actor).filter(pk__in=set(ids)))
    known = _known_pages(actor, Q(board__in=[row.pk for row in rows]))
    return {row.pk: board_fact(row, ordered(row.pk, known[row.pk])) for row in rows}


def pages_in_order(actor: Actor, board: str) -> tuple[PageFact, ...]:
    return ordered(board, _known_pages(actor, Q(board=board))[board])


def ordered(board: str, known: list[str]) -> tuple[PageFact, ...]:
    """The document says the order; a page it does not name yet comes last, a foreign one never."""
    described = [page for page in described_pages(board) if page.id in known]
    named = {page.id for page in described}
    return (*described, *(PageFact(page) for page in known if page not in named))


def readable_page(actor: Actor, page: str) -> tuple[PageFact, str]:
    """The page as its document describes it, and its board's title, for who may read it.

    Http404 when absent or not for this actor.
    """
    if page_mode(actor, page) is None:
        raise Http404
    rows = BoardPage.objects.trusted("a page that policy opened").select_related("board")
    row = rows.get(pk=page)
    described = next((one for one in described_pages(row.board_id) if one.id == page), None)
    return described or PageFact(page), row.board.title


def page_ids(board: str) -> list[str]:
    """Ids of all pages of a board (for the rights of the open rooms)."""
    rows = BoardPage.objects.trusted("rights of the open rooms").filter(board=board)
    return list(rows.values_list("pk", flat=True))


def board_fact(row: Board, pages: tuple[PageFact, ...] = ()) -> BoardFact:
    return BoardFact(
        row.pk,
        row.title,
        row.owner_id,
        row.school_id,
        row.school_class_id or "",
        row.updated,
        row.copied_from,
        pages,
    )


def _known_pages(actor: Actor, where: Q) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = BoardPage.objects.visible_to(actor).filter(where)
    for page, board in rows.values_list("pk", "board"):
        found[board].append(page)
    return found
