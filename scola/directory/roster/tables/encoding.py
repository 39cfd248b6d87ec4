"""Recognises what a file is and how its letters are coded, in one pass over bounded pieces."""

import codecs
import re
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scola.directory.roster.issues import Issue
from scola.directory.roster.tables.limits import Limits

PIECE = 256 * 1024

EXCEL = _(
    "« %(file)s » est un classeur Excel ou LibreOffice, pas un fichier CSV : ouvrez-le, "
    "choisissez « Enregistrer sous », type CSV, puis déposez le nouveau fichier."
)
ZIP = _("« %(file)s » est une archive : ouvrez-la et déposez les fichiers CSV qu’elle contient.")
PDF = _("« %(file)s » est un PDF : dans ONDE, choisissez l’extraction au format CSV.")
PICTURE = _("« %(file)s » est une image, pas un fichier CSV : déposez l’extraction CSV d’ONDE.")
MARKUP = _(
    "« %(file)s » est une page Web ou un fichier XML, pas un CSV : déposez l’extraction CSV d’ONDE."
)
BINARY = _(
    "« %(file)s » n’est pas un fichier texte, ou il est abîmé : "
    "refaites l’extraction CSV dans ONDE."
)
TOO_BIG = _(
    "« %(file)s » est trop gros (plus de %(limit)s Mo) : déposez l’extraction d’une seule école."
)
EMPTY = _("« %(file)s » est vide : refaites l’extraction dans ONDE.")
BAD_BYTES = _(
    "Cette ligne contient des octets illisibles (encodage mélangé ou fichier abîmé) : "
    "refaites l’extraction, ou enregistrez le fichier en « CSV UTF-8 »."
)

_EXCEL_INSIDE = (b"[Content_Types].xml", b"xl/", b"mimetypeapplication/vnd.oasis", b"xl\\")
_SIGNATURES: tuple[tuple[bytes, Promise], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", EXCEL),
    (b"%PDF", PDF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"\x1f\x8b", ZIP),
    (b"7z\xbc\xaf\x27\x1c", ZIP),
    (b"Rar!", ZIP),
    (b"SQLite format 3", BINARY),
    (b"\x7fELF", BINARY),
)
_MARKUP = re.compile(rb"\s*<(\?xml|!doctype|html)", re.IGNORECASE)
# Bytes that cp1252 leaves without a letter.
_HOLES = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Unreadable(Exception):
    """The file cannot be read as a table. `sentence` says why; `line` is 0 for the whole file."""

    def __init__(self, sentence: str | Promise, line: int = 0, **values: object) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.line = line
        self.values = values

    def issue(self, file: str) -> Issue:
        return Issue(self.sentence, "error", file, self.line, values=tuple(self.values.items()))


def encoding_of(stream: BinaryIO, limits: Limits) -> str:
    """The codec that decodes all of `stream`, read once to its end.

    Raises Unreadable for what is empty, too big, no text at all, or text that no codec decodes.
    """
    head = stream.read(PIECE)
    if not head:
        raise Unreadable(EMPTY)
    _refuse_other_kinds(head)
    encoding = _marked(head) or _utf16_without_mark(head)
    pieces = _Pieces(head, stream, limits)
    if encoding and encoding != "utf-8-sig":
        _decode_all(pieces, encoding)
        return encoding
    return _one_byte_or_utf8(pieces, encoding)


def _refuse_other_kinds(head: bytes) -> None:
    for signature, sentence in _SIGNATURES:
        if head.startswith(signature):
            raise Unreadable(sentence)
    if head.startswith(b"PK\x03\x04"):
        raise Unreadable(EXCEL if any(mark in head for mark in _EXCEL_INSIDE) else ZIP)
    if _MARKUP.match(head.removeprefix(codecs.BOM_UTF8)):
        raise Unreadable(MARKUP)


def _marked(head: bytes) -> str:
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def _utf16_without_mark(head: bytes) -> str:
    """Latin text in UTF-16 has a NUL in every second byte."""
    start = head[:4096]
    half = len(start) // 2
    if half < 8:
        return ""
    if start[1::2].count(0) > half * 0.7 and start[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if start[::2].count(0) > half * 0.7 and start[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""


class _Pieces:
    """The file's pieces, within the size that is allowed."""

    def __init__(self, head: bytes, rest: BinaryIO, limits: Limits) -> None:
        self.head, self.rest, self.limits = head, rest, limits

    def __iter__(self) -> "_Pieces":
        self.read = 0
        return self

    def __next__(self) -> bytes:
        piece = self.rest.read(PIECE) if self.read else self.head
        if not piece:
            raise StopIteration
        self.read += len(piece)
        if self.read > self.limits.file_bytes:
            raise Unreadable(TOO_BIG, limit=max(1, self.limits.file_bytes // (1024 * 1024)))
        return piece


def _decode_all(pieces: _Pieces, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    try:
        for piece in pieces:
            text = decoder.decode(piece)
            if "\0" in text:
                raise Unreadable(BINARY)
            lines += text.count("\n")
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise Unreadable(BAD_BYTES, line=lines) from error


def _one_byte_or_utf8(pieces: _Pieces, mark: str) -> str:
    """UTF-8 when every byte agrees, else cp1252; a hole in both is a line nobody can read."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, letters, cut, hole, lines = True, 0, 0, 0, 1
    for piece in pieces:
        if b"\0" in piece:
            raise Unreadable(BINARY)
        if is_utf8:
            try:
                letters += len(piece) - len(decoder.decode(piece))
            except UnicodeDecodeError as error:
                is_utf8, cut = False, lines + error.object[: error.start].count(b"\n")
        if not hole and (found := _HOLES.search(piece)):
            hole = lines + piece.count(b"\n", 0, found.start())
        lines += _line_ends(piece)
    if is_utf8:
        if _whole(decoder):
            return mark or "utf-8"
        cut = lines
    # A byte order mark promises UTF-8, and so do many accents that were right before the bad one.
    if mark or hole:
        raise Unreadable(BAD_BYTES, line=cut if mark else hole)
    return "cp1252"


def _line_ends(piece: bytes) -> int:
    return piece.count(b"\n") or piece.count(b"\r")


def _whole(decoder: codecs.IncrementalDecoder) -> bool:
    """False when the file ends in the middle of a letter."""
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
