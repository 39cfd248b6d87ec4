"""A ZIP of a stranger: looked at whole before anything is read, never unpacked to the disk."""

import zlib
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import BadZipFile, ZipFile, ZipInfo

from scola.board.imports.refusal import TOO_LARGE, UNSAFE, BoardRefused, Damaged

MOST_ENTRIES = 5_000
MOST_BYTES = 500 * 1024 * 1024
MOST_RATIO = 100
# Small files compress well and harm nobody: the ratio is asked of larger ones only.
HARMLESS = 1024 * 1024
ENCRYPTED = 0x1


class Archive:
    """Members by name. Raises BoardRefused when opened if it is no ZIP, hostile, or too large."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = ZipFile(path)
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise Damaged from error
        try:
            self._members = _checked(self.zip.infolist())
        except BaseException:
            self.zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.zip.close()

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Raises KeyError when absent, BoardRefused when damaged or larger than it said."""
        member = self._members[name]
        try:
            with self.zip.open(member) as opened:
                content = opened.read(member.file_size + 1)
        except (
            BadZipFile,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            zlib.error,
        ) as error:
            raise Damaged from error
        if len(content) > member.file_size:
            raise BoardRefused(TOO_LARGE)
        return content


def _checked(members: list[ZipInfo]) -> dict[str, ZipInfo]:
    total = sum(member.file_size for member in members)
    if len(members) > MOST_ENTRIES or total > MOST_BYTES:
        raise BoardRefused(TOO_LARGE)
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        outside = ".." in parts or parts[0] == "" or ":" in parts[0]
        if outside or member.flag_bits & ENCRYPTED:
            raise BoardRefused(UNSAFE)
        packed = max(1, member.compress_size)
        if member.file_size > HARMLESS and member.file_size / packed > MOST_RATIO:
            raise BoardRefused(TOO_LARGE)
    return {member.filename: member for member in members if not member.is_dir()}
