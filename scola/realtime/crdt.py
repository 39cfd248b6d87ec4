"""Yjs documents on the server: updates from outside are applied without harm or not at all."""

from typing import Any

from pycrdt import Doc, Map


class BadUpdate(ValueError):
    """The bytes are not an update this document can take."""

    def __init__(self, panicked: bool = False) -> None:
        super().__init__("not a Yjs update")
        self.panicked = panicked  # the document may be half-changed: rebuild it


def apply(doc: Doc[Any], update: bytes) -> None:
    """Applies `update` whole. Raises BadUpdate.

    Bytes that do not decode leave `doc` untouched (decoding precedes applying). A few hostile ones
    decode and then panic inside the Rust core: pyo3 raises that as a BaseException of its own.
    """
    try:
        doc.apply_update(update)
    except ValueError as error:
        raise BadUpdate from error
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise BadUpdate(panicked=True) from error


def encode(doc: Doc[Any], vector: bytes = b"") -> bytes:
    """What a holder of `vector` (a state vector; empty: nothing) lacks. Raises BadUpdate."""
    try:
        return doc.get_update(vector) if len(vector) > 1 else doc.get_update()
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise BadUpdate from error


def strokes(doc: Doc[Any]) -> Map[Any]:
    """The page's immutable objects, by id."""
    objects: Map[Any] = doc.get("ob", type=Map)
    return objects
