"""Files: a folder by default. Never public: a view that asks policy hands each one out."""

import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scola.kernel.ids import PATTERN, new_id
from scola.kernel.policy import Refused, refused

CHUNK = 256 * 1024
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class FileRefused(Refused):
    """The file was not kept; `str()` is the sentence for the person. Nothing was written."""

    def __init__(self, why: str | Promise) -> None:
        super().__init__(refused(why))


class FileTooBig(FileRefused):
    def __init__(self, limit: int) -> None:
        super().__init__(TOO_BIG % {"limit": size_in_words(limit)})


TOO_BIG = _("Ce fichier est trop gros (plus de %(limit)s) : choisissez-en un plus léger.")
DISK_FULL = _("Le disque du serveur est plein : rien n’a été enregistré. Prévenez l’assistance.")


def save(kind: str, content: bytes | BinaryIO, *, limit: int | None = None) -> str:
    """Keeps `content` whole or not at all; gives its key, "journal/abc…".

    Raises FileRefused: beyond `limit` bytes (settings.UPLOAD_LIMIT), or when the disk is full.
    """
    limit = settings.UPLOAD_LIMIT if limit is None else limit
    key = f"{kind}/{new_id()}"
    target = path_of(key)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as out:
                _copy(_chunks(content), out, limit)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(target)
            _settle(target.parent)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        if error.errno in NO_ROOM:
            raise FileRefused(DISK_FULL) from error
        raise
    return key


def read(key: str) -> bytes:
    """The whole content. Raises FileNotFoundError when the key names nothing."""
    return path_of(key).read_bytes()


def open_file(key: str) -> BinaryIO:
    return path_of(key).open("rb")


def delete(key: str) -> None:
    path_of(key).unlink(missing_ok=True)


def path_of(key: str) -> Path:
    """Where a key lies. A key that is not "kind/id" names nothing: it cannot leave the folder."""
    kind, _slash, name = key.partition("/")
    if (
        not kind.isascii()
        or not kind.isalpha()
        or not PATTERN.fullmatch(name)
        or name.endswith("\n")
    ):
        raise FileNotFoundError(key)
    return Path(settings.FILES_DIR) / kind / name[:2] / name


def _chunks(content: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    while chunk := content.read(CHUNK):
        yield chunk


def _copy(chunks: Iterator[bytes], out: BinaryIO, limit: int) -> None:
    written = 0
    for chunk in chunks:
        written += len(chunk)
        if written > limit:
            raise FileTooBig(limit)
        out.write(chunk)


def _settle(folder: Path) -> None:
    """Writes the folder itself: after a power cut the new name is there, not only the bytes."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def size_in_words(size: int) -> str:
    """`800 octets`, `24 Ko`, `50 Mo`."""
    if size < 1024:
        return str(_("%(n)s octets") % {"n": size})
    if size < 1024 * 1024:
        return str(_("%(n)s Ko") % {"n": size // 1024})
    return str(_("%(n)s Mo") % {"n": size // (1024 * 1024)})
