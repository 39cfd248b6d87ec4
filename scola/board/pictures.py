"""The picture of a page as it is now: for lists, for the journal, for who has no script."""

from scola.board import documents
from scola.board.facts import BoardFact, PageFact
from scola.board.ink import render_page_svg


def picture_of(board: BoardFact, page: str) -> bytes | None:
    """The SVG of `page`, or None when it is not a page of `board`."""
    described = next((known for known in board.pages if known.id == page), None)
    return draw(described) if described else None


def draw(page: PageFact) -> bytes:
    return render_page_svg(documents.page_content(page.id) or b"", page.background).encode()
