"""The common format of interactive whiteboards (.iwb, IMS CFF 1.0): SVG Tiny, and more said of it.

`content.xml` holds the pages, then one `element ref="…"` for each object with what SVG cannot say:
drawn by hand, highlighter, background, locked. Manufacturers write the view box in lower case.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from scola.board.imports.archive import Archive
from scola.board.imports.found import (
    Book,
    Ink,
    Page,
    Paint,
    Picture,
    Point,
    Run,
    Shape,
    Skipped,
    Text,
    Thing,
)
from scola.board.imports.matrix import Matrix, fitted, parse_transform, shifted, times
from scola.board.imports.refusal import Damaged
from scola.board.imports.svg import (
    colour,
    ellipse,
    number,
    numbers,
    paint_of,
    placed,
    points,
    rectangle,
)
from scola.board.imports.xml import attribute, local, parse
from scola.board.ink.codec import MAX_SAMPLES, Sample

CONTENT = "content.xml"
USUAL = (1280.0, 720.0)
POINT = 96.0 / 72.0
MARKER_BELOW = 0.95
# Above the line of letters, as a part of their size.
ASCENT = 0.8
ALIGN = {"middle": "center", "center": "center", "end": "right", "right": "right"}
SILENT = {"title", "desc", "metadata", "defs", "tbreak"}


def takes(archive: Archive) -> bool:
    return CONTENT in archive


def read(archive: Archive, title: str) -> Book:
    root = parse(archive.read(CONTENT))
    svg = next((one for one in root.iter() if local(one) == "svg"), None)
    if svg is None:
        raise Damaged
    said = _said(root)
    pages = [one for one in svg.iter() if local(one) == "page"] or [svg]
    readers = (_PageReader(archive, page, said, _box(page, svg)).page() for page in pages)
    return Book("iwb", _title(root)[:120] or title, readers)


def _title(root: Element) -> str:
    named = {
        attribute(one, "name").lower(): attribute(one, "content").strip()
        for one in root
        if local(one) == "meta"
    }
    return named.get("title") or named.get("about") or named.get("description") or ""


def _said(root: Element) -> dict[str, dict[str, str]]:
    """What the extension says of each object, by its id."""
    found: dict[str, dict[str, str]] = {}
    for element in root.iter():
        if local(element) == "element" and (ref := attribute(element, "ref")):
            found.setdefault(ref, {}).update(element.attrib)
    return found


def _box(page: Element, svg: Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of a page in its own pixels."""
    for element in (page, svg):
        view = numbers(attribute(element, "viewbox") or attribute(element, "viewBox"))
        if len(view) == 4 and view[2] > 0 and view[3] > 0:
            return (view[0], view[1], view[2], view[3])
        width, height = (number(attribute(element, one)) for one in ("width", "height"))
        if width > 0 and height > 0:
            return (0.0, 0.0, width, height)
    return (0.0, 0.0, *USUAL)


class _PageReader:
    def __init__(
        self,
        archive: Archive,
        root: Element,
        said: dict[str, dict[str, str]],
        box: tuple[float, float, float, float],
    ) -> None:
        self.archive = archive
        self.root = root
        self.said = said
        self.box = box
        self.base = fitted(*box)
        self.skipped: list[Skipped] = []

    def page(self) -> Page:
        things = tuple(self.inside(self.root, self.base))
        return Page(things, "blank", tuple(self.skipped))

    def inside(self, parent: Iterable[Element], matrix: Matrix) -> Iterator[Thing]:
        for element in parent:
            yield from self.things(
                element, times(matrix, parse_transform(attribute(element, "transform")))
            )

    def things(self, element: Element, matrix: Matrix) -> Iterator[Thing]:
        kind = local(element)
        if kind in {"g", "a", "pageset"}:
            yield from self.inside(element, matrix)
        elif kind == "switch":
            yield from self.inside(list(element)[:1], matrix)
        elif kind in {"text", "textarea"}:
            yield from self.text(element, matrix)
        elif kind == "image":
            yield from self.picture(element, matrix)
        elif kind in {"audio", "video"}:
            said = _("un son") if kind == "audio" else _("une vidéo")
            self.skipped.append(
                Skipped(said, _("les pages ne jouent pas encore de sons ni de vidéos"))
            )
        elif kind == "page" or kind in SILENT:
            return
        elif (path := _path(element)) is None:
            self.skipped.append(Skipped(kind[:40], _("Scola ne connaît pas cet objet")))
        else:
            yield from self.drawn(element, path, matrix)

    def drawn(self, element: Element, path: list[Point], matrix: Matrix) -> Iterator[Thing]:
        if len(path) < 2:
            return
        kind = local(element)
        paint = paint_of(element, matrix)
        said = self.said.get(attribute(element, "id"), {})
        name = said.get("classname", "")
        marks = said.get("highlight") == "true" or name == "Highlighter"
        by_hand = said.get("freehand") == "true" or name == "Pen" or marks
        if kind == "polyline" and by_hand and paint.stroke:
            tool = "marker" if marks or paint.stroke_opacity < MARKER_BELOW else "pen"
            samples = tuple(Sample(x, y, 0.5) for x, y in placed(path[:MAX_SAMPLES], matrix))
            yield Ink(samples, paint.stroke, max(0.5, paint.width), tool)
            return
        whole = kind == "rect" and said.get("background") == "true"
        flat = min(number(attribute(element, one), 1.0) for one in ("width", "height")) <= 0
        if kind == "rect" and flat:
            return
        # A line has no inside, whatever OpenBoard made of it.
        if kind in {"polyline", "line"} and not attribute(element, "fill"):
            paint = Paint("", 1.0, paint.stroke, paint.stroke_opacity, paint.width, paint.dashed)
        if (paint.fill and paint.fill_opacity > 0) or paint.stroke:
            yield Shape(
                (placed(path, matrix),), paint, closed=whole or kind not in {"polyline", "line"}
            )

    def picture(self, element: Element, matrix: Matrix) -> Iterator[Thing]:
        name = self.found(attribute(element, "href").lstrip("./"))
        if name not in self.archive:
            what = _("une image (%(name)s)") % {"name": name.rpartition("/")[2][:60]}
            self.skipped.append(Skipped(what, _("le fichier ne la contient pas")))
            return
        width, height = (number(attribute(element, one)) for one in ("width", "height"))
        if width <= 0 or height <= 0:
            self.skipped.append(Skipped(_("une image"), _("elle n’a pas de taille")))
            return
        x, y = number(attribute(element, "x")), number(attribute(element, "y"))
        yield Picture(
            name, partial(self.archive.read, name), width, height, times(matrix, shifted(x, y))
        )

    def found(self, name: str) -> str:
        """Newline's boards pack a smaller copy beside the name they write."""
        folder, _slash, file = name.rpartition("/")
        smaller = f"{folder}/compressed_{file}"
        return smaller if name not in self.archive and smaller in self.archive else name

    def text(self, element: Element, matrix: Matrix) -> Iterator[Thing]:
        style = _style(element, Run("", 24.0, "#000000"))
        runs = tuple(_runs(element, style))
        while runs and not runs[-1].text.strip():
            runs = runs[:-1]
        if not runs:
            return
        x, y = number(attribute(element, "x")), number(attribute(element, "y"))
        if local(element) == "text":
            y -= runs[0].size * ASCENT
        tallest = max(run.size for run in runs)
        lines = 1 + sum(run.text.count("\n") for run in runs)
        longest = max(len(line) for line in "".join(run.text for run in runs).split("\n"))
        width = number(attribute(element, "width")) or longest * tallest * 0.6
        height = number(attribute(element, "height")) or lines * tallest * 1.25
        first = next((one for one in element if local(one) == "tspan"), element)
        align = ALIGN.get(
            attribute(first, "text-align") or attribute(element, "text-anchor"), "left"
        )
        yield Text(runs, width, height, times(matrix, shifted(x, y)), align)


def _path(element: Element) -> list[Point] | None:
    """The corners of a drawn element; None for what is none."""

    def of(*names: str) -> list[float]:
        return [number(attribute(element, name)) for name in names]

    match local(element):
        case "rect":
            return rectangle(*of("x", "y", "width", "height"))
        case "ellipse":
            return ellipse(*of("cx", "cy", "rx", "ry"))
        case "circle":
            return ellipse(*of("cx", "cy", "r", "r"))
        case "line":
            x1, y1, x2, y2 = of("x1", "y1", "x2", "y2")
            return [(x1, y1), (x2, y2)]
        case "polyline" | "polygon":
            return points(attribute(element, "points"))
    return None


def _runs(element: Element, style: Run) -> Iterator[Run]:
    yield from _run(element.text, style, keep=local(element) == "tspan")
    for child in element:
        if local(child) == "tbreak":
            yield _written("\n", style)
        else:
            yield from _runs(child, _style(child, style))
        yield from _run(child.tail, style, keep=local(element) == "tspan")


def _run(text: str | None, style: Run, *, keep: bool) -> Iterator[Run]:
    """Spaces inside a span are the author's; those around spans are the file's."""
    if text and (keep or text.strip()):
        yield _written(text if keep else " ".join(text.split()), style)


def _written(text: str, style: Run) -> Run:
    return Run(text, style.size, style.colour, style.bold, style.italic, style.font)


def _style(element: Element, style: Run) -> Run:
    said = attribute(element, "font-size")
    size = number(said) * (POINT if said.strip().endswith("pt") else 1.0)
    weight = attribute(element, "font-weight")
    slant = attribute(element, "font-style")
    return Run(
        "",
        size if 0 < size <= 2000 else style.size,
        colour(attribute(element, "fill")) or style.colour,
        weight == "bold" or number(weight) >= 600 if weight else style.bold,
        slant in {"italic", "oblique"} if slant else style.italic,
        attribute(element, "font-family")[:60] or style.font,
    )
