"""One Scola per data folder: who holds it, and the refusal of a second one."""

import fcntl
import os
from pathlib import Path

from scola.config.sentences import Refusal, say


class Hold:
    """An advisory lock on run/serve.lock; the kernel drops it with the process, however it ends."""

    def __init__(self, data: Path) -> None:
        self._path = data / "run" / "serve.lock"
        self._descriptor = -1

    def take(self, doing: str) -> None:
        """Raises Refusal that says who holds the folder and what it does (`doing` of that one)."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.pread(descriptor, 200, 0).decode(errors="replace").strip() or "?"
            os.close(descriptor)
            folder = self._path.parent.parent
            raise Refusal(
                say(
                    f"Scola tourne déjà sur {folder} ({owner}) : arrêtez-le d’abord, ou donnez un "
                    "autre dossier avec SCOLA_DATA.",
                    f"Scola already runs on {folder} ({owner}): stop it first, or give another "
                    "folder with SCOLA_DATA.",
                )
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{doing}, pid {os.getpid()}\n".encode(), 0)
        self._descriptor = descriptor

    def give_back(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> "Hold":
        return self

    def __exit__(self, *_: object) -> None:
        self.give_back()


def realtime_runs(data: Path) -> bool:
    """Whether a real-time process owns the store, supervised or not."""
    try:
        descriptor = os.open(data / "run" / "rt.lock", os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
