"""One owner per store: a room lives in exactly one process."""

import fcntl
import os
from pathlib import Path


class LeaseTaken(Exception):
    """Another live process owns the store."""


class Lease:
    """An advisory lock on run/rt.lock.

    The kernel drops it with the process, so a crashed owner is succeeded at once and a live one
    never: no clock, no waiting time.
    """

    def __init__(self, data: Path) -> None:
        self._path = data / "run" / "rt.lock"
        self._descriptor = -1

    def take(self) -> None:
        """Raises LeaseTaken with a sentence that names the owner."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.pread(descriptor, 20, 0).decode(errors="replace").strip() or "unknown"
            os.close(descriptor)
            folder = self._path.parent.parent
            raise LeaseTaken(
                f"Another real-time process (pid {owner}) already serves {folder}: "
                "stop it first, or give this one its own SCOLA_DATA."
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        self._descriptor = descriptor

    def give_back(self) -> None:
        """Frees the store for the next process."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
