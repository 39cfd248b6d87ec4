"""Bombs, traps and rubbish: one sentence, and nothing else happens."""

import io
import json
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scola.board.imports import BoardRefused, open_book
from scola.board.imports.archive import MOST_ENTRIES
from scola.board.imports.report import examine
from tests.board.imports.files import QT, UBZ_TEXT, iwb, packed, png, scene, ubz, ubz_page

BILLION = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.fixture
def refusal(tmp_path):
    def of(content: bytes) -> str:
        file = tmp_path / "board"
        file.write_bytes(content)
        with pytest.raises(BoardRefused) as refused:
            examine(file)
        return str(refused.value)

    return of


def with_prolog(prolog: str) -> str:
    return ubz_page("<g/>").replace("?>", f"?>{prolog}", 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "aucune page"),
        (b"%PDF-1.7", "n’est pas un tableau"),
        (b"MZ" + b"\0" * 400, "n’est pas un tableau"),
        (packed({"a.txt": "x"}), "n’est pas un tableau"),
        (ubz(ubz_page())[:-30], "abîmé"),
        (b'{"type":"excalidraw","version":2}', "abîmé"),
        (b'{"type":"tldraw","elements":[]}', "n’est pas un tableau"),
        (b'{"type":"excalidraw"', "abîmé"),
        (b"[" * 100_000, "n’est pas un tableau"),
        (b'{"type":' + b"[" * 100_000, "abîmé"),
        (ubz(with_prolog(BILLION)), "piégés"),
        (ubz(with_prolog(OUTSIDE)), "piégés"),
        (ubz(ubz_page("<g>" * 200 + "</g>" * 200)), "trop gros"),
        (packed({"page000.svg": ubz_page(), "../../evil.svg": "x"}), "piégés"),
        (packed({"page000.svg": ubz_page(), "/etc/cron": "x"}), "piégés"),
        (packed({"page000.svg": ubz_page(), "a\\..\\..\\b": "x"}), "piégés"),
        (packed({"page000.svg": ubz_page(), "bomb": b"\0" * 30_000_000}), "trop gros"),
        (
            packed({"page000.svg": ubz_page(), **{f"i/{n}": "" for n in range(MOST_ENTRIES)}}),
            "trop gros",
        ),
        (iwb("<svg:page>")[:-40], "abîmé"),
        (packed({"content.xml": "<iwb/>"}), "abîmé"),
        (packed({"content.xml": "<iwb><svg><"}), "abîmé"),
    ],
)
def test_it_is_refused_with_a_sentence(refusal, content, says):
    assert says in refusal(content)


def test_a_file_that_is_not_there_and_a_folder(tmp_path):
    for path in (tmp_path, tmp_path / "none.ubz"):
        with pytest.raises(BoardRefused):
            open_book(path)


def test_a_member_that_lies_about_its_size_is_not_read_on(tmp_path):
    whole = ubz(ubz_page("<g/>" * 5000), ubz_page())
    at = whole.rfind(b"page000.svg") - 46
    # In the central directory the true size stands 24 bytes after the signature.
    assert whole[at : at + 4] == b"PK\x01\x02"
    file = tmp_path / "board"
    file.write_bytes(whole[: at + 24] + (100).to_bytes(4, "little") + whole[at + 28 :])
    report = examine(file)
    assert report.pages == 2
    assert [one.what for one in report.skipped] == ["page 1 : la page page000.svg"]


def test_pictures_are_what_they_hold_not_what_they_are_called(tmp_path):
    names = {
        "images/a.png": png(),
        "images/b.png": b"<html><script>x</script>",
        "images/c.png": b"MZ",
        "images/d.svg": f"{OUTSIDE}<svg/>",
    }
    things = [f'<image xlink:href="{name}" width="9" height="9"/>' for name in names]
    file = tmp_path / "board.ubz"
    file.write_bytes(ubz(ubz_page(*things), files=names))
    report = examine(file)
    assert report.images == 1
    assert [one.what for one in report.skipped] == [
        f"page 1 : une image ({name})" for name in ("b.png", "c.png", "d.svg")
    ]


def test_absurd_numbers_are_no_numbers(tmp_path):
    huge = "9" * 5000
    file = tmp_path / "board"
    for content in (
        ubz(
            ubz_page(
                f'<g><polyline points="1e999,{huge} nan,inf" stroke="#000000" stroke-width="-1e9"/></g>'
            )
        ),
        scene(
            {
                "type": "freedraw",
                "x": float("inf"),
                "points": [[1e308, None], "x", [3]],
                "strokeWidth": 1e300,
            }
        ),
        json.dumps(
            {
                "type": "excalidraw",
                "elements": [{"type": "ellipse", "x": int(huge[:4000])}, 3, None, {}],
            }
        ).encode(),
    ):
        file.write_bytes(content)
        assert examine(file).pages == 1


SOUND = {
    "ubz": ubz(
        ubz_page(
            '<g><polyline points="0,0 64,0" stroke="#ff0000" stroke-width="3"/><polygon points="0,0 1,1 2,0"/></g>',
            UBZ_TEXT.format(
                more="", text=f"<itemTextContent><![CDATA[{QT.format(size=9)}]]></itemTextContent>"
            ),
            '<image xlink:href="images/a.png" width="9" height="9"/>',
        ),
        files={"images/a.png": png()},
    ),
    "iwb": iwb(
        '<svg:page><svg:polyline id="a" points="0,0 4,5" stroke="red"/><svg:text x="1">a<svg:tspan>b</svg:tspan></svg:text></svg:page>'
    ),
    "excalidraw": scene(
        {"type": "arrow", "points": [[0, 0], [9, 9]]},
        {"type": "text", "text": "a", "fontSize": 20},
        {"type": "frame", "id": "f"},
    ),
}


def survives(content: bytes, folder) -> None:
    """It is read or refused with a sentence: anything else fails the test."""
    file = folder / "fuzzed"
    file.write_bytes(content)
    try:
        examine(file)
    except BoardRefused as refused:
        said = str(refused)
    else:
        return
    assert said


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=2000))
def test_random_bytes_never_break_a_reader(content, tmp_path):
    for start in (b"", b"PK\x03\x04", b'{"type":"excalidraw","elements":['):
        survives(start + content, tmp_path)


@pytest.mark.parametrize("kind", list(SOUND))
def test_mutated_boards_never_break_a_reader(kind, tmp_path):
    random_ = random.Random(20260901)
    for _turn in range(250):
        content = bytearray(SOUND[kind])
        for _hit in range(random_.randint(1, 6)):
            content[random_.randrange(len(content))] = random_.randrange(256)
        survives(
            bytes(
                content[: random_.randint(1, len(content))] if random_.random() < 0.2 else content
            ),
            tmp_path,
        )


@pytest.mark.parametrize("kind", ["ubz", "iwb"])
def test_mutated_xml_never_breaks_a_reader(kind, tmp_path):
    """Inside the archive, where a changed byte outside would only break the checksum."""
    random_ = random.Random(7)
    with zipfile.ZipFile(io.BytesIO(SOUND[kind])) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = "page000.svg" if kind == "ubz" else "content.xml"
    words = [
        b'"',
        b"<",
        b"&amp;",
        b"1e400",
        b"-",
        b"matrix(",
        b" transform='rotate(1,2)'",
        b"0,0,0,0",
        b"]]>",
        b"<g>",
        b"%",
    ]
    for _turn in range(400):
        content = bytearray(members[name])
        for _hit in range(random_.randint(1, 3)):
            at = random_.randrange(len(content))
            content[at : at + random_.randint(0, 8)] = random_.choice(words)
        survives(packed({**members, name: bytes(content)}), tmp_path)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = (
    "x",
    "y",
    "width",
    "height",
    "angle",
    "points",
    "pressures",
    "text",
    "fontSize",
    "strokeColor",
    "fileId",
    "frameId",
    "index",
    "opacity",
    "roundness",
    "link",
    "id",
    "name",
)
KINDS = (
    "rectangle",
    "diamond",
    "ellipse",
    "line",
    "arrow",
    "freedraw",
    "text",
    "image",
    "frame",
    "embeddable",
    "what",
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    elements=st.lists(
        st.fixed_dictionaries(
            {"type": st.sampled_from(KINDS)}, optional=dict.fromkeys(KEYS, json_values)
        ),
        max_size=4,
    ),
    files=json_values,
)
def test_scenes_of_anything_never_break_a_reader(elements, files, tmp_path):
    survives(
        json.dumps({"type": "excalidraw", "elements": elements, "files": files}).encode(), tmp_path
    )
