"""Boards of other software, read into things that a page of Scola can hold. One file per format."""

from scola.board.imports.formats import open_book
from scola.board.imports.found import Book, Ink, Page, Picture, Shape, Skipped, Text
from scola.board.imports.refusal import BoardRefused

__all__ = [
    "BoardRefused",
    "Book",
    "Ink",
    "Page",
    "Picture",
    "Shape",
    "Skipped",
    "Text",
    "open_book",
]
