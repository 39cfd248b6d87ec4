"""The Python side reads and draws strokes exactly as the browser does (golden files of both)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scola.board.ink.codec import BadInk, Sample, decode, encode
from scola.board.ink.outline import brush_of, outline

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
TENTHS = st.integers(-20_000, 40_000).map(lambda tenths: tenths / 10)
SAMPLES = st.lists(st.builds(Sample, TENTHS, TENTHS, st.integers(0, 255).map(lambda p: p / 255)))


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_a_stroke_has_the_bytes_and_the_outline_of_the_browser(file):
    golden = json.loads(file.read_text())
    samples = [Sample(*row) for row in golden["samples"]]
    assert encode(samples).hex() == golden["bytes"]
    brush = brush_of(golden["brush"]["tool"], golden["brush"]["w"])
    found = outline(decode(bytes.fromhex(golden["bytes"])), brush)
    assert len(found) == len(golden["outline"])
    for (x, y), (wanted_x, wanted_y) in zip(found, golden["outline"], strict=True):
        assert abs(x - wanted_x) < 0.01
        assert abs(y - wanted_y) < 0.01


def test_there_are_golden_strokes():
    assert len(GOLDEN) >= 15


@given(SAMPLES)
def test_whatever_is_drawn_comes_back(samples):
    back = decode(encode(samples))
    assert [(s.x, s.y) for s in back] == [(s.x, s.y) for s in samples]
    assert all(abs(a.pressure - b.pressure) < 0.003 for a, b in zip(back, samples, strict=True))


@given(SAMPLES, st.integers(1, 10))
def test_chunks_cut_between_samples_make_the_stroke(samples, size):
    whole = encode(samples)
    cut = [
        encode(samples[: n + size])[len(encode(samples[:n])) :]
        for n in range(0, len(samples), size)
    ]
    assert b"".join(cut) == whole


@given(st.binary(max_size=400))
def test_any_bytes_are_a_stroke_or_refused(data):
    try:
        samples = decode(data)
    except BadInk:
        return
    points = outline(samples, brush_of("pen", 4))
    assert all(abs(x) < 1e12 and abs(y) < 1e12 for x, y in points)
