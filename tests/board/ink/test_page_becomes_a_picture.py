"""A page as SVG: paper, ruling and ink, and nothing of what a stranger wrote into it."""

import time
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map

from scola.board.ink import Sample, count_strokes, encode, render_page_svg

SVG = "{http://www.w3.org/2000/svg}"
PEN = {"tool": "pen", "c": "#c8540a", "w": 4}
POINTS = encode([Sample(10 + n * 5, 100 + n % 7, 0.5) for n in range(60)])


def update_of(**strokes: Any) -> bytes:
    doc: Doc[Any] = Doc()
    doc["ob"] = Map(strokes)
    return doc.get_update()


def stroke(t: float = 1, **over: Any) -> dict[str, Any]:
    return {"k": "s", "u": "lea", "t": t, "s": PEN, "b": POINTS, **over}


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own renderer wrote it


def drawn(svg: str) -> list[ET.Element]:
    return [path for path in parsed(svg).iter(f"{SVG}path") if path.get("fill")]


def test_strokes_are_drawn_in_their_order():
    colours = ["#111111", "#222222", "#333333"]
    first, second, third = ({**PEN, "c": colour} for colour in colours)
    update = update_of(b=stroke(5, s=second), c=stroke(0, s=third, z="m"), a=stroke(1, s=first))
    assert [path.get("fill") for path in drawn(render_page_svg(update))] == colours
    assert count_strokes(update) == 3


def test_the_marker_is_seen_through_and_dark_ink_becomes_chalk():
    marker = {"tool": "marker", "c": "#f6c445", "w": 48}
    update = update_of(a=stroke(s=marker), b=stroke(2, s={**PEN, "c": "#12272e"}))
    paths = drawn(render_page_svg(update, "black"))
    assert [path.get("fill-opacity") for path in paths] == [".45", None]
    assert paths[1].get("fill") == "#f4f1e6"


@pytest.mark.parametrize(
    ("kind", "lines"),
    [("seyes", 61), ("lines", 11), ("grid5", 48), ("grid10", 23), ("blank", 0), ("black", 0)],
)
def test_each_paper_has_its_ruling(kind, lines):
    svg = parsed(render_page_svg(b"", kind))
    assert len([path for path in svg.iter(f"{SVG}path") if path.get("stroke")]) == lines


def test_the_texts_are_escaped_and_said_to_screen_readers():
    svg = render_page_svg(b"", title='</title><script>"', alt="<Une étoile & un bateau>")
    root = parsed(svg)
    assert root.findtext(f"{SVG}title") == '</title><script>"'
    assert root.findtext(f"{SVG}desc") == "<Une étoile & un bateau>"
    assert not list(root.iter(f"{SVG}script"))


JUNK = st.one_of(
    st.none(), st.integers(-9, 9), st.text(max_size=8), st.binary(max_size=8), st.floats()
)


@given(st.dictionaries(st.sampled_from(["k", "u", "t", "s", "b", "z"]), JUNK), JUNK)
def test_whatever_a_stranger_wrote_the_page_is_drawn(broken, style):
    value = {**stroke(), **broken}
    odd = {**stroke(), "s": {"tool": style, "c": style, "w": style}}
    svg = render_page_svg(update_of(good=stroke(), broken=value, odd=odd))
    assert len(drawn(svg)) >= 1
    assert "<script" not in svg


def test_numbers_are_short_and_a_full_page_is_quick():
    update = update_of(**{f"s{n}": stroke(n) for n in range(300)})
    begin = time.perf_counter()
    svg = render_page_svg(update)
    assert time.perf_counter() - begin < 3
    assert len(svg) / 300 < 2000
    assert len(drawn(svg)) == 300
