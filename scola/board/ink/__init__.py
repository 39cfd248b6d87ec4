"""Ink in Python: reads strokes out of a page's document and draws the page as SVG. No Django."""

from scola.board.ink.codec import Sample, decode, encode
from scola.board.ink.page import count_strokes, render_page_svg

__all__ = ["Sample", "count_strokes", "decode", "encode", "render_page_svg"]
