"""What an import takes over and what it leaves, counted page by page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from scola.board.imports.formats import open_book
from scola.board.imports.found import Ink, Page, Picture, Shape, Skipped, Text
from scola.board.imports.pictures import fault_of


@dataclass(slots=True)
class Report:
    """Counts of things taken over; `skipped` names the rest, the same thing once a page."""

    format: str = ""
    title: str = ""
    pages: int = 0
    strokes: int = 0
    texts: int = 0
    images: int = 0
    shapes: int = 0
    skipped: list[Skipped] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "format": self.format,
            "title": self.title,
            "pages": self.pages,
            "strokes": self.strokes,
            "texts": self.texts,
            "images": self.images,
            "skipped": [one.as_json() for one in self.skipped],
        }


def examine(path: Path) -> Report:
    """Reads all of a file, one page at a time. Raises BoardRefused."""
    book = open_book(path)
    report = Report(book.format, book.title)
    faults: dict[str, str | Promise | None] = {}
    for page in book.pages:
        _add(report, page, faults)
    return report


def _add(report: Report, page: Page, faults: dict[str, str | Promise | None]) -> None:
    report.pages += 1
    report.strokes += sum(isinstance(one, Ink) or _drawn(one) for one in page.things)
    report.shapes += sum(isinstance(one, Shape) and not one.ink for one in page.things)
    report.texts += sum(isinstance(one, Text) for one in page.things)
    skipped = list(page.skipped)
    for picture in (one for one in page.things if isinstance(one, Picture)):
        # One file is often shown many times; those of Excalidraw have no name of their own.
        key = picture.name if "/" in picture.name else f"{report.pages} {id(picture)}"
        if key not in faults:
            faults[key] = fault_of(picture)
        fault = faults[key]
        if fault is None:
            report.images += 1
        else:
            name = picture.name.rpartition("/")[2][:60]
            skipped.append(Skipped(_("une image (%(name)s)") % {"name": name}, str(fault)))
    report.skipped += _numbered(report.pages, skipped)


def _drawn(thing: object) -> bool:
    return isinstance(thing, Shape) and thing.ink


def _numbered(page: int, skipped: Iterable[Skipped]) -> list[Skipped]:
    where = _("page %(n)s") % {"n": page}
    return [Skipped(f"{where} : {one.what}", one.why) for one in dict.fromkeys(skipped)]
