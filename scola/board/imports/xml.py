"""XML of strangers: no entities of their own, nothing fetched, bounded in size and depth."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from scola.board.imports.refusal import TOO_LARGE, UNSAFE, BoardRefused, Damaged

DEEPEST = 100
MOST_ELEMENTS = 500_000
MOST_BYTES = 64 * 1024 * 1024


class _Builder:
    """Names come out as "{namespace}local", as everywhere in Python."""

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self.depth = self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST_ELEMENTS:
            raise BoardRefused(TOO_LARGE)
        named = {_universal(key): value for key, value in attributes.items()}
        self.tree.start(_universal(name), named)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(_universal(name))

    def data(self, text: str) -> None:
        self.tree.data(text)

    def entity(self, *_declared: object) -> None:
        raise BoardRefused(UNSAFE)


def parse(content: bytes) -> Element:
    """The root element. Raises BoardRefused for what is not well formed, or declares entities."""
    if len(content) > MOST_BYTES:
        raise BoardRefused(TOO_LARGE)
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = builder.entity
    try:
        parser.Parse(content, True)
        return builder.tree.close()
    except (expat.ExpatError, LookupError, ValueError, AssertionError) as error:
        raise Damaged from error


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute in whatever namespace: its prefix changed between versions of the formats."""
    if name in element.attrib:
        return element.attrib[name]
    ending = "}" + name
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), "")


def _universal(name: str) -> str:
    return "{" + name if "}" in name else name
