"""What was already done, known by the content it was made from: a second run starts in seconds."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tools.setup.places import ROOT


def digest(paths: Iterable[Path], *words: str) -> str:
    """One hash over names and contents of files, and of all files below folders."""
    found = hashlib.sha256(repr(words).encode())
    for path in sorted(file for place in paths for file in _files(place)):
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        found.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


class Stamp:
    """Lies inside what it vouches for: who deletes the result deletes the stamp."""

    def __init__(self, file: Path, current: str) -> None:
        self._file = file
        self._current = current

    def fresh(self) -> bool:
        return self._file.exists() and self._file.read_text() == self._current

    def set(self) -> None:
        self._file.write_text(self._current)


def _files(place: Path) -> Iterable[Path]:
    return (p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]
