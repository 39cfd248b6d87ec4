"""What is on a page of OpenBoard, of an .iwb or of Excalidraw comes out where it was."""

import base64
from math import pi

import pytest

from scola.board.imports import Ink, Picture, Shape, Text, open_book
from tests.board.imports.files import (
    QT,
    REAL,
    UBZ_TEXT,
    iwb,
    needs_real_files,
    png,
    scene,
    ubz,
    ubz_page,
)

INK = '<g ub:z-value="3"><polyline points="0,0 64,0" stroke="#ff0000" stroke-width="3" stroke-opacity="{}"/></g>'


@pytest.fixture
def pages(tmp_path):
    def read(content: bytes) -> list:
        file = tmp_path / "board"
        file.write_bytes(content)
        return list(open_book(file).pages)

    return read


def only(found):
    [page] = found
    [thing] = page.things
    return thing


# OpenBoard


def test_the_middle_of_an_openboard_page_is_the_middle_of_ours(pages):
    ink = only(pages(ubz(ubz_page(INK.format(1)))))
    # 960 lines become 900, so 64 pixels become 60.
    assert [(s.x, s.y) for s in ink.samples] == [(800, 450), (860, 450)]
    assert (ink.colour, ink.tool) == ("#ff0000", "pen")
    assert ink.width == pytest.approx(3 * 900 / 960)


def test_ink_that_is_seen_through_is_of_the_highlighter(pages):
    assert only(pages(ubz(ubz_page(INK.format(0.5))))).tool == "marker"


@pytest.mark.parametrize("first", [0, 1])
def test_pages_come_in_the_order_of_their_numbers_with_gaps(pages, first):
    inked = [ubz_page(INK.format(1).replace("64,0", f"64,{n}")) for n in range(12)]
    found = pages(ubz(*inked, first=first))
    assert [page.things[0].samples[1].y for page in found] == pytest.approx(
        [450 + n * 0.9375 for n in range(12)]
    )


def test_segments_of_a_pressed_stroke_are_one(pages):
    segment = '<polygon points="0,0 10,0 10,5 0,0" fill="#112233" fill-rule="winding" stroke="#112233" stroke-width="1"/>'
    shape = only(pages(ubz(ubz_page(f"<g>{segment * 70}</g>"))))
    assert shape.ink
    assert len(shape.paths) == 70
    # The line that hides seams there would make it thicker here.
    assert (shape.paint.fill, shape.paint.stroke, shape.paint.width) == ("#112233", "", 0)


def test_a_polygon_that_lies_alone_is_moved_once(pages):
    alone = '<polygon points="0,0 64,0 64,64" fill="#112233" transform="matrix(1,0,0,1,64,0)"/>'
    shape = only(pages(ubz(ubz_page(alone))))
    assert shape.paths[0][0] == (860, 450)


def test_decimal_commas_of_a_french_system_are_read(pages):
    page = ubz_page(
        '<g><polyline points="0,5,0,25 64,5,0,25" stroke="#000000" stroke-width="2"/></g>'
    )
    ink = only(pages(ubz(page)))
    assert [s.x for s in ink.samples] == pytest.approx([800.46875, 860.46875])
    assert [s.y for s in ink.samples] == pytest.approx([450.234375, 450.234375])


def test_things_lie_on_each_other_as_their_z_says_and_the_background_lowest(pages):
    def image(z, name, more=""):
        return f'<image xlink:href="images/{name}.png" width="9" height="9" transform="matrix(1,0,0,1,0,0)" ub:z-value="{z}"{more}/>'

    page = ubz_page(image(5, "c"), image(-9999999, "b"), image(9, "a", ' ub:background="true"'))
    [found] = pages(ubz(page, files={f"images/{name}.png": png() for name in "abc"}))
    assert [picture.name for picture in found.things] == [
        "images/a.png",
        "images/b.png",
        "images/c.png",
    ]


def test_the_text_of_new_and_old_versions(pages):
    new = UBZ_TEXT.format(
        more=' ub:pixels-per-point="1.5"',
        text=f"<itemTextContent><![CDATA[{QT.format(size=20)}]]></itemTextContent>",
    )
    text = only(pages(ubz(ubz_page(new))))
    assert text.plain == "Bonghjornu\na tutti"
    first = text.runs[0]
    assert (first.size, first.colour, first.bold) == (30, "#0e5c86", True)
    assert text.matrix[4:] == pytest.approx((800 - 600 * 0.9375, 450 - 400 * 0.9375))
    old = UBZ_TEXT.format(
        more="",
        text='<xhtml:body><xhtml:div><xhtml:font face="Arial" style="font-size: 48px; font-style: italic;" color="#aa00ff">21 =   6<br/>deux</xhtml:font></xhtml:div></xhtml:body>',
    )
    text = only(pages(ubz(ubz_page(old))))
    assert (text.plain.replace("\n", ""), text.runs[0].size, text.runs[0].italic) == (
        "21 =   6deux",
        48,
        True,
    )


def test_a_text_without_words_is_nothing(pages):
    empty = UBZ_TEXT.format(
        more="", text="<xhtml:body><xhtml:div><xhtml:font> </xhtml:font></xhtml:div></xhtml:body>"
    )
    assert pages(ubz(ubz_page(empty)))[0].things == ()


@pytest.mark.parametrize(
    ("attributes", "background"),
    [
        ('ub:dark-background="true"', "black"),
        ('ub:ruled-background="true"', "lines"),
        ('ub:crossed-background="true" ub:ruled-background="true" ub:grid-size="24"', "grid5"),
        ('ub:crossed-background="true" ub:grid-size="96"', "grid10"),
        ("", "blank"),
    ],
)
def test_the_paper_of_a_page(pages, attributes, background):
    assert pages(ubz(ubz_page(attributes=attributes)))[0].background == background


def test_before_4_2_the_namespace_was_another(pages):
    page = ubz_page(
        INK.format(1),
        attributes='ub:dark-background="true" ub:nominal-size="1024x768"',
        namespace="http://www.mnemis.com/uniboard",
    )
    [found] = pages(ubz(page))
    assert found.background == "black"
    assert found.things[0].samples[1].x == 860


def test_programs_are_not_run_their_picture_is_kept_and_said(pages):
    widget = '<foreignObject ub:src="widgets/{a}.wgt" ub:uuid="{a}" width="80" height="40" transform="matrix(1,0,0,1,0,0)"><xhtml:iframe src="index.html"/></foreignObject>'
    files = {"widgets/a.png": png(), "widgets/{a}.wgt/index.html": "<script>alert(1)</script>"}
    [page] = pages(ubz(ubz_page(widget), files=files))
    assert isinstance(page.things[0], Picture)
    assert page.things[0].read() == png()
    assert [one.what for one in page.skipped] == ["une application"]


def test_what_cannot_be_taken_is_said(pages):
    pdf = '<foreignObject requiredExtensions="http://ns.adobe.com/pdf/1.3/" xlink:href="objects/x.pdf#page=2"/>'
    lost = '<image xlink:href="images/lost.png" width="5" height="5"/>'
    page = ubz_page(pdf, lost, '<video xlink:href="videos/v.mp4"/>', '<ub:curtain x="0" y="0"/>')
    [found] = pages(ubz(page))
    assert found.things == ()
    assert [one.what for one in found.skipped] == [
        "une page de PDF",
        "une image (lost.png)",
        "une vidéo",
        "un instrument posé sur la page (curtain)",
    ]
    assert all(one.why for one in found.skipped)


def test_a_damaged_page_leaves_the_others(pages):
    found = pages(ubz("<svg", ubz_page(INK.format(1))))
    assert [len(page.things) for page in found] == [0, 1]
    assert found[0].skipped[0].what == "la page page000.svg"


# .iwb


def test_an_iwb_is_read_with_its_view_box_in_lower_case(pages):
    content = (
        '<svg:page><svg:line x1="0" y1="0" x2="10" y2="10" stroke="rgb(0%,50%,100%)" stroke-width="2"/>'
        '<svg:polyline id="p" points="1,2 3,4" stroke="red" stroke-width="4"/>'
        '<svg:polyline id="h" points="1e1,2 3,-.4" stroke="#ff0" stroke-width="20"/>'
        '<svg:polyline points="0,0 5,5 9,0" stroke="black"/>'
        '<svg:ellipse cx="50" cy="60" rx="20" ry="10" fill="none" stroke="#000000"/></svg:page>'
    )
    extension = '<element ref="p" freehand="true"/><element ref="h" classname="Highlighter"/>'
    [page] = pages(iwb(content, extension))
    line, pen, marker, open_line, ellipse = page.things
    assert (line.paint.stroke, line.paint.fill) == ("#0080ff", "")
    assert isinstance(pen, Ink)
    assert [(s.x, s.y) for s in pen.samples] == [(1, 2), (3, 4)]
    assert (marker.tool, marker.colour, marker.samples[0].x) == ("marker", "#ffff00", 10)
    # OpenBoard fills such a line black: it has no inside.
    assert (open_line.paint.fill, open_line.closed) == ("", False)
    xs = [x for x, _y in ellipse.paths[0]]
    assert (min(xs), max(xs)) == pytest.approx((30, 70))


def test_the_texts_and_pictures_of_an_iwb(pages):
    content = (
        '<svg:page><svg:textarea x="10" y="20" width="300" height="90">\n  '
        '<svg:tspan fill="#ff0000" font-size="12pt" font-weight="bold"><![CDATA[ A casa ]]></svg:tspan>\n  <svg:tbreak/>'
        '<svg:tspan font-size="20">nova</svg:tspan>\n</svg:textarea>'
        '<svg:image xlink:href="images/a.png" x="5" y="6" width="40" height="30" transform="translate(100,50)"/></svg:page>'
    )
    [page] = pages(iwb(content, files={"images/compressed_a.png": png()}))
    text, picture = page.things
    assert text.plain == " A casa \nnova"
    assert (text.runs[0].size, text.runs[0].bold) == (16, True)
    assert (picture.matrix[4:], picture.name) == ((105, 56), "images/compressed_a.png")


def test_of_a_switch_the_first_is_taken_where_it_stands(pages):
    content = (
        '<svg:page><svg:switch transform="translate(10,0)"><svg:rect x="1" y="2" width="9" height="9" '
        'fill="red" transform="translate(0,20)"/><svg:text>no</svg:text></svg:switch></svg:page>'
    )
    assert only(pages(iwb(content))).paths[0][0] == (11, 22)


def test_an_old_iwb_without_pages_is_one_page(pages):
    [page] = pages(iwb('<svg:rect x="0" y="0" width="9" height="9" fill="blue"/>'))
    assert page.things[0].paint.fill == "#0000ff"


# Excalidraw


def test_a_drawing_that_fits_keeps_its_size(pages):
    drawn = {
        "type": "freedraw",
        "x": 10,
        "points": [[0, 0], [30, 40]],
        "pressures": [0.2, 0.9],
        "simulatePressure": False,
    }
    first, last = only(pages(scene(drawn))).samples
    assert (last.x - first.x, last.y - first.y) == (30, 40)
    assert (first.pressure, last.pressure) == (0.2, 0.9)


def test_a_turned_object_turns_about_its_middle(pages):
    shape = only(pages(scene({"type": "rectangle", "angle": pi / 2})))
    xs, ys = zip(*shape.paths[0], strict=True)
    assert (max(xs) - min(xs), max(ys) - min(ys)) == pytest.approx((50, 100))
    assert (min(xs) + max(xs)) / 2 == pytest.approx(800)


def test_frames_become_pages_and_what_is_outside_the_first(pages):
    frame = {"type": "frame", "id": "f", "name": "Le port", "x": 5000, "width": 400, "height": 300}
    inside = {"type": "ellipse", "frameId": "f", "x": 5100, "y": 100}
    found = pages(scene({"type": "diamond"}, frame, inside))
    assert [(len(page.things), page.alt) for page in found] == [(1, ""), (1, "Le port")]
    xs = [x for x, _y in found[1].things[0].paths[0]]
    assert min(xs) == pytest.approx(600 + 100)


def test_what_is_deleted_stays_deleted_and_the_index_orders(pages):
    [page] = pages(
        scene(
            {"type": "ellipse", "index": "a2"},
            {"type": "text", "text": "Capo", "index": "a1"},
            {"type": "line", "isDeleted": True, "index": "a0"},
        )
    )
    assert [type(one) for one in page.things] == [Text, Shape]


def test_an_arrow_has_a_head_and_an_image_its_bytes(pages):
    data = "data:image/png;base64," + base64.b64encode(png()).decode()
    arrow = {"type": "arrow", "points": [[0, 0], [100, 0]], "endArrowhead": "arrow"}
    [page] = pages(
        scene(
            arrow,
            {"type": "image", "fileId": "a"},
            {"type": "embeddable", "link": "https://example.org"},
            files={"a": {"dataURL": data}},
        )
    )
    drawn, picture = page.things
    assert [len(path) for path in drawn.paths] == [2, 3]
    assert picture.read() == png()
    assert "example.org" in page.skipped[0].what


# Real files


@needs_real_files
def test_the_real_files_are_taken_whole():
    def counts(name):
        found = [thing for page in open_book(REAL / name).pages for thing in page.things]
        return [sum(isinstance(one, kind) for one in found) for kind in (Ink, Shape, Text, Picture)]

    # 45 polylines and a line; one marker of two segments.
    assert counts("maths-cp.ubz") == [46, 1, 158, 459]
    assert counts("pressure-polygons.ubz") == [0, 3, 1, 0]
    assert counts("newline-benchmark.iwb") == [58, 23, 4, 9]
    assert counts("freedraw.excalidraw") == [2, 0, 0, 0]
    assert len(list(open_book(REAL / "newline-benchmark.iwb").pages)) == 12
    assert len(list(open_book(REAL / "frames.excalidraw").pages)) == 2


@needs_real_files
def test_nothing_of_the_lesson_lies_outside_its_page():
    """A wrong origin or scale would push it off: the marks of this lesson are all on the sheet."""
    for page in open_book(REAL / "maths-cp.ubz").pages:
        for ink in (one for one in page.things if isinstance(one, Ink)):
            assert all(0 <= s.x <= 1600 and 0 <= s.y <= 900 for s in ink.samples)
