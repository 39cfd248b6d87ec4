"""Which reader takes a file: by what it holds, not by its name."""

from pathlib import Path
from zipfile import is_zipfile

from scola.board.imports import excalidraw, iwb, ubz
from scola.board.imports.archive import Archive
from scola.board.imports.found import Book
from scola.board.imports.refusal import EMPTY, TOO_LARGE, UNKNOWN, BoardRefused, Damaged

MOST_JSON = 64 * 1024 * 1024


def open_book(path: Path) -> Book:
    """Opens a board of another software. Raises BoardRefused, also while its pages are read."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BoardRefused(UNKNOWN) from error
    if not path.is_file():
        raise BoardRefused(UNKNOWN)
    if size == 0:
        raise BoardRefused(EMPTY)
    if is_zipfile(path):
        return _open_archive(path)
    with path.open("rb") as opened:
        start = opened.read(64)
    if start.startswith(b"PK\x03\x04"):
        raise Damaged
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise BoardRefused(UNKNOWN)
    if size > MOST_JSON:
        raise BoardRefused(TOO_LARGE)
    return excalidraw.read(path.read_bytes(), path.stem)


def _open_archive(path: Path) -> Book:
    archive = Archive(path)
    try:
        if ubz.takes(archive):
            return ubz.read(archive, path.stem)
        if iwb.takes(archive):
            return iwb.read(archive, path.stem)
        raise BoardRefused(UNKNOWN)
    except BaseException:
        archive.close()
        raise
