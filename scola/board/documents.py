"""Reading and writing the live documents of a board from Django's side (see docs/board.md)."""

from typing import Any

from django.conf import settings
from pycrdt import Doc, Map

from scola.board.facts import PAGE_SIZE, PageFact
from scola.realtime.store import read_document, seed_document

# Fractional indices leave room before, between and after; two digits order the first pages.
FIRST_ORDERS = tuple(f"a{n}" for n in "0123456789")


def seed_board(board: str, title: str, pages: list[PageFact]) -> None:
    """Writes `board:<board>` with its pages in the given order, before anybody joins it."""
    doc: Doc[Any] = Doc()
    doc["meta"] = Map({"title": title, "lang": "fr", "format": 1, "inkAlgo": 1})
    doc["pages"] = Map(
        {page.id: _described(page, order) for page, order in zip(pages, FIRST_ORDERS, strict=False)}
    )
    seed_document(settings.DATA_DIR, f"board:{board}", doc.get_update())


def seed_page(page: str, copied: bytes | None = None) -> None:
    """Writes `page:<page>`, empty or with the strokes of `copied`."""
    doc: Doc[Any] = Doc()
    seed_document(settings.DATA_DIR, f"page:{page}", copied or doc.get_update())


def page_content(page: str) -> bytes | None:
    """The whole of a page as one Yjs update; None when nobody ever drew there."""
    return read_document(settings.DATA_DIR, f"page:{page}")


def described_pages(board: str) -> list[PageFact]:
    """The pages as the board's document orders them; empty when it has not been written."""
    update = read_document(settings.DATA_DIR, f"board:{board}")
    if update is None:
        return []
    doc: Doc[Any] = Doc()
    doc.apply_update(update)
    pages: dict[str, Any] = doc.get("pages", type=Map).to_py() or {}
    found = [(str(value.get("order", "")), key, value) for key, value in pages.items()]
    return [_fact(key, value) for _order, key, value in sorted(found, key=lambda page: page[:2])]


def _described(page: PageFact, order: str) -> dict[str, Any]:
    return {
        "order": order,
        "bg": {"kind": page.background},
        "size": list(PAGE_SIZE),
        "hidden": page.hidden,
        "alt": page.alt,
    }


def _fact(key: str, value: dict[str, Any]) -> PageFact:
    background = value.get("bg") or {}
    return PageFact(
        key,
        str(background.get("kind", "seyes")),
        str(value.get("alt") or ""),
        bool(value.get("hidden")),
    )
