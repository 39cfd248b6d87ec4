"""OpenBoard and Sankoré (.ubz): a ZIP of one SVG a page, its origin in the page's middle.

Written from the files themselves and from what OpenBoard writes (UBSvgSubsetAdaptor): versions
4.1 to 4.8, whose namespaces, numbering of pages and texts differ.
"""

import re
from collections.abc import Iterator
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
    Run,
    Shape,
    Skipped,
    Text,
    Thing,
)
from scola.board.imports.matrix import (
    Matrix,
    fitted,
    parse_transform,
    scale_of,
    shifted,
    times,
)
from scola.board.imports.refusal import Damaged
from scola.board.imports.richtext import from_html, from_xhtml
from scola.board.imports.svg import colour, number, opacity, paint_of, placed, points
from scola.board.imports.xml import attribute, local, parse
from scola.board.ink.codec import MAX_SAMPLES, Sample

NAME = re.compile(r"page(\d{1,6})\.svg")
SIZE = re.compile(r"(\d{2,5})\s*x\s*(\d{2,5})")
USUAL = (1280.0, 960.0)
# What very old versions wrote for the same page.
OLD = (1024.0, 768.0)
LOWEST_Z = -999_999.0
POINT = 72.0
SCREEN_DPI = 96.0
MARKER_BELOW = 0.95
TOOLS = {"curtain", "ruler", "compass", "protractor", "triangle", "axes", "cache", "aristo"}
# Neither seen on the page nor lost: the order of groups, the backdrop, Sankoré's guide.
SILENT = {"rect", "groups", "teacherGuide", "teacherBar", "metadata", "defs", "title", "desc"}


def takes(archive: Archive) -> bool:
    return any(NAME.fullmatch(name) for name in archive.names)


def read(archive: Archive, title: str) -> Book:
    numbered = sorted(
        (int(found[1]), name) for name in archive.names if (found := NAME.fullmatch(name))
    )
    said = _metadata(archive)
    nominal = _size(said.get("size", "")) or USUAL
    pages = (_page(archive, name, nominal) for _number, name in numbered)
    return Book("ubz", said.get("title", "").strip()[:120] or title, pages)


def _metadata(archive: Archive) -> dict[str, str]:
    """What metadata.rdf says; a file without one, or with a broken one, has pages all the same."""
    if "metadata.rdf" not in archive:
        return {}
    try:
        root = parse(archive.read("metadata.rdf"))
    except Damaged:
        return {}
    return {local(element): element.text or "" for element in root.iter()}


def _size(text: str) -> tuple[float, float] | None:
    found = SIZE.search(text)
    if not found:
        return None
    size = (float(found[1]), float(found[2]))
    return USUAL if size == OLD else size


def _page(archive: Archive, name: str, nominal: tuple[float, float]) -> Page:
    try:
        root = parse(archive.read(name))
    except Damaged as damaged:
        return Page((), skipped=(Skipped(_("la page %(name)s") % {"name": name}, str(damaged)),))
    width, height = _size(attribute(root, "nominal-size")) or nominal
    reader = _PageReader(archive, root, fitted(-width / 2, -height / 2, width, height))
    return reader.page()


class _PageReader:
    """One page: every child becomes things, or a line in what was skipped."""

    def __init__(self, archive: Archive, root: Element, base: Matrix) -> None:
        self.archive = archive
        self.root = root
        self.base = base
        self.dark = attribute(root, "dark-background") == "true"
        dpi = number(attribute(root, "pageDpi"), SCREEN_DPI) or SCREEN_DPI
        self.pixels_per_point = dpi / POINT
        self.skipped: list[Skipped] = []

    def page(self) -> Page:
        found: list[tuple[float, Thing]] = []
        for element in self.root:
            depth = max(LOWEST_Z, number(attribute(element, "z-value"), 0.0))
            if attribute(element, "background") == "true":
                depth = LOWEST_Z - 1
            found += [(depth, thing) for thing in self.things(element)]
        # sorted() keeps the order of the file among equals.
        ordered = sorted(found, key=lambda one: one[0])
        return Page(tuple(thing for _z, thing in ordered), self.paper(), tuple(self.skipped))

    def paper(self) -> str:
        if self.dark:
            return "black"
        crossed = attribute(self.root, "crossed-background") == "true"
        ruled = attribute(self.root, "ruled-background") == "true"
        if crossed:
            step = number(attribute(self.root, "grid-size"), 24.0) * scale_of(self.base)
            return "grid10" if step > 75 else "grid5"
        return "lines" if ruled else "blank"

    def things(self, element: Element) -> Iterator[Thing]:
        kind = local(element)
        if kind == "g":
            yield from self.drawn(element)
        elif kind == "polygon":
            yield from self.outline([element], element, self.base)
        elif kind in {"polyline", "line"}:
            yield from self.stroke(element, element, self.matrix(element))
        elif kind == "image":
            yield from self.picture(element, attribute(element, "href"))
        elif kind == "foreignObject":
            yield from self.foreign(element)
        elif kind in {"audio", "video"}:
            said = _("un son") if kind == "audio" else _("une vidéo")
            self.skip(said, _("les pages ne jouent pas encore de sons ni de vidéos"))
        elif kind in TOOLS:
            self.skip(
                _("un instrument posé sur la page (%(name)s)") % {"name": kind},
                _("les instruments ne font pas partie d’une page"),
            )
        elif kind not in SILENT:
            self.skip(kind[:40], _("Scola ne connaît pas cet objet"))

    def matrix(self, element: Element) -> Matrix:
        return times(self.base, parse_transform(attribute(element, "transform")))

    def skip(self, what: str, why: str) -> None:
        self.skipped.append(Skipped(what, why))

    # Ink

    def drawn(self, group: Element) -> Iterator[Thing]:
        """The strokes of a group; polygons are segments of one: only its outline is known."""
        matrix = self.matrix(group)
        outlines: dict[str, list[Element]] = {}
        for element in group:
            if local(element) == "polygon":
                outlines.setdefault(attribute(element, "parent"), []).append(element)
            elif local(element) == "g":
                yield from self.drawn(element)
            else:
                own = times(matrix, parse_transform(attribute(element, "transform")))
                yield from self.stroke(element, group, own)
        for polygons in outlines.values():
            yield from self.outline(polygons, group, matrix)

    def stroke(self, element: Element, group: Element, matrix: Matrix) -> Iterator[Thing]:
        kind = local(element)
        if kind == "line":
            ends = [number(attribute(element, name)) for name in ("x1", "y1", "x2", "y2")]
            flat = [(ends[0], ends[1]), (ends[2], ends[3])]
        elif kind == "polyline":
            flat = points(attribute(element, "points"))
        else:
            return
        if not flat:
            return
        seen = opacity(attribute(element, "stroke-opacity"))
        width = number(attribute(element, "stroke-width"), 1.5) * scale_of(matrix)
        tint = self.colour(element, group, "stroke")
        samples = tuple(Sample(x, y, 0.5) for x, y in placed(flat[:MAX_SAMPLES], matrix))
        tool = "marker" if seen < MARKER_BELOW else "pen"
        yield Ink(samples, tint, max(0.5, width), tool)

    def outline(self, polygons: list[Element], group: Element, matrix: Matrix) -> Iterator[Thing]:
        paths = []
        for polygon in polygons:
            own = times(matrix, parse_transform(attribute(polygon, "transform")))
            path = placed(points(attribute(polygon, "points")), own)
            if len(path) > 2:
                paths.append(path)
        if not paths:
            return
        first = polygons[0]
        # A thin line hides the seams of see-through segments there: it is dropped here.
        paint = paint_of(first, matrix)
        flat = Paint(self.colour(first, group, "fill"), paint.fill_opacity)
        yield Shape(tuple(paths), flat, ink=True)

    def colour(self, element: Element, group: Element, name: str) -> str:
        """On a dark page OpenBoard keeps a second colour for each object."""
        ground = "fill-on-dark-background" if self.dark else "fill-on-light-background"
        own = colour(attribute(element, name)) or colour(attribute(group, name))
        there = colour(attribute(group, ground))
        return (there or own if self.dark else own or there) or (
            "#f4f1e6" if self.dark else "#000000"
        )

    # Boxes

    def picture(self, element: Element, source: str) -> Iterator[Thing]:
        name = source.partition("#")[0].lstrip("./")
        if name not in self.archive:
            what = _("une image (%(name)s)") % {"name": name.rpartition("/")[2][:60]}
            self.skip(what, _("le fichier ne la contient pas"))
            return
        width, height = (number(attribute(element, one)) for one in ("width", "height"))
        if width <= 0 or height <= 0:
            self.skip(_("une image"), _("elle n’a pas de taille"))
            return
        own = attribute(element, "transform")
        x, y = number(attribute(element, "x")), number(attribute(element, "y"))
        # Since 4.2.2 the matrix alone places it.
        at = self.matrix(element) if own else times(self.base, shifted(x, y))
        yield Picture(name, partial(self.archive.read, name), width, height, at)

    def foreign(self, element: Element) -> Iterator[Thing]:
        source = attribute(element, "src")
        if attribute(element, "type") == "text":
            yield from self.text(element)
        elif "pdf" in attribute(element, "requiredExtensions"):
            self.skip(_("une page de PDF"), _("les pages de PDF ne sont pas encore reprises"))
        elif source or any(local(child) == "iframe" for child in element):
            yield from self.widget(element)
        else:
            self.skip(_("un objet"), _("Scola ne connaît pas cet objet"))

    def widget(self, element: Element) -> Iterator[Thing]:
        """A small program: never run; OpenBoard left a picture of it."""
        key = attribute(element, "uuid").strip("{}")
        shot = next(
            (
                one
                for one in (f"widgets/{key}.png", f"widgets/{{{key}}}.png")
                if one in self.archive
            ),
            "",
        )
        why = _("les programmes ne sont jamais lancés")
        kept = _("les programmes ne sont jamais lancés ; son image est gardée")
        self.skip(_("une application"), kept if shot else why)
        if shot:
            yield from self.picture(element, shot)

    def text(self, element: Element) -> Iterator[Thing]:
        ground = "fill-on-dark-background" if self.dark else "fill-on-light-background"
        fallback = "#f4f1e6" if self.dark else "#000000"
        first = Run("", 24.0, colour(attribute(element, ground)) or fallback)
        ratio = number(attribute(element, "pixels-per-point")) or self.pixels_per_point
        content = next((one for one in element if local(one) == "itemTextContent"), None)
        if content is not None:
            read = from_html(content.text or "", first, ratio)
        else:
            read = from_xhtml(element, first, ratio)
        runs = read.runs()
        if not runs:
            return
        width = number(attribute(element, "width")) or 1.0
        height = number(attribute(element, "height")) or 1.0
        yield Text(runs, width, height, self.matrix(element), read.align)
