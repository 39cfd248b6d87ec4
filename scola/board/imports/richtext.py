"""The text of OpenBoard's boxes, old (XHTML) and new (Qt's HTML in a string), as runs."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from scola.board.imports.found import Run
from scola.board.imports.svg import colour, number
from scola.board.imports.xml import local

BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "tr"}
UNSEEN = {"head", "style", "script", "title", "meta"}
VOID = {"br", "meta", "img", "hr", "link", "input"}
DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
# A teacher leaves room with spaces ("21+35 =   6"): only those of the file's own lines go.
LINE_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
BOLD_FROM = 600


class Runs(HTMLParser):
    """Collects text with its style. `pixels`: how many pixels a point of the fonts is."""

    def __init__(self, first: Run, pixels: float) -> None:
        super().__init__(convert_charrefs=True)
        self.styles = [first]
        self.pixels = pixels
        self.found: list[Run] = []
        self.unseen = 0
        self.align = "left"
        self.begun = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._write("\n")
            return
        if tag in VOID:
            return
        self.unseen += tag in UNSEEN
        if tag in BLOCKS:
            self._block()
        self.styles.append(self._styled(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        self.unseen = max(0, self.unseen - (tag in UNSEEN))
        if len(self.styles) > 1:
            self.styles.pop()

    def handle_data(self, data: str) -> None:
        # Between blocks a writer's own line breaks say nothing.
        if self.unseen or (not data.strip() and "\n" in data):
            return
        self._write(LINE_BREAK.sub(" ", data))

    def runs(self) -> tuple[Run, ...]:
        """Runs of one style joined, without empty lines at the ends."""
        joined: list[Run] = []
        for run in self.found:
            if joined and replace(joined[-1], text=run.text) == run:
                joined[-1] = replace(run, text=joined[-1].text + run.text)
            else:
                joined.append(run)
        while joined and not joined[-1].text.strip():
            joined.pop()
        if joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip("\n"))
        return tuple(joined)

    def _block(self) -> None:
        """A block begins on a line of its own, an empty one is an empty line."""
        if self.begun:
            self._write("\n")
        self.begun = True

    def _write(self, text: str) -> None:
        self.begun = self.begun or bool(text.strip())
        self.found.append(replace(self.styles[-1], text=text))

    def _styled(self, tag: str, attributes: dict[str, str]) -> Run:
        style = self.styles[-1]
        if tag in {"b", "strong"}:
            style = replace(style, bold=True)
        if tag in {"i", "em"}:
            style = replace(style, italic=True)
        if tag == "font":
            style = replace(
                style,
                colour=colour(attributes.get("color", "")) or style.colour,
                font=attributes.get("face", "")[:60] or style.font,
            )
        if attributes.get("align") in {"center", "right"}:
            self.align = attributes["align"]
        for key, value in DECLARATION.findall(attributes.get("style", "")[:2000]):
            style = self._declared(style, key.lower(), value.strip())
        return style

    def _declared(self, style: Run, key: str, value: str) -> Run:
        match key:
            case "font-size":
                size = number(value) * (self.pixels if value.endswith("pt") else 1.0)
                return replace(style, size=size) if 0 < size <= 2000 else style
            case "color":
                return replace(style, colour=colour(value) or style.colour)
            case "font-weight":
                heavy = value == "bold" or number(value) >= BOLD_FROM
                return replace(style, bold=heavy)
            case "font-style":
                return replace(style, italic=value in {"italic", "oblique"})
            case "font-family":
                return replace(style, font=value.strip("'\" ")[:60])
        return style


def from_html(html: str, first: Run, pixels: float) -> Runs:
    """Never fails: HTML that is not closed is text all the same; nothing in it is kept but text."""
    runs = Runs(first, pixels)
    runs.feed(html)
    runs.close()
    return runs


def from_xhtml(element: Element, first: Run, pixels: float) -> Runs:
    """The same from elements."""
    runs = Runs(first, pixels)
    _walk(element, runs)
    return runs


def _walk(element: Element, runs: Runs) -> None:
    for child in element:
        tag = local(child).lower()
        runs.handle_starttag(tag, [(key.rpartition("}")[2], text) for key, text in child.items()])
        if child.text:
            runs.handle_data(child.text)
        _walk(child, runs)
        runs.handle_endtag(tag)
        if child.tail:
            runs.handle_data(child.tail)
