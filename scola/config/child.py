"""One process under the supervisor: tied to its life, its lines told by name, ended whole."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scola.config import tether

FIRST_WAIT = 0.5  # seconds before the first restart; doubles up to LONGEST_WAIT
LONGEST_WAIT = 30.0
STEADY = 30.0  # seconds of life after which a death counts as the first again


class Child:
    """`start()`, then `ended()` until it gives a status; `due` says when to start it again."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        heartbeat: Path | None,
    ) -> None:
        self.name = name
        self.deaths = 0
        self.due: float | None = 0.0
        self._command = command
        self._environment = environment
        self._heartbeat = heartbeat
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    @property
    def pid(self) -> int:
        """0 when it does not run."""
        return self._process.pid if self._process else 0

    def start(self, tell: Callable[[str, str], None]) -> None:
        """Starts the process in its own group; each of its lines goes to `tell(name, line)`."""
        self.due = None
        self._started = time.monotonic()
        # Safe path (-P): a folder named scola where the operator stands is not our package.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", tether.__file__, str(os.getpid()), *self._command],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=(self._process, tell), daemon=True).start()

    def ended(self) -> int | None:
        """Once, the exit status (negative: the signal), and plans the restart; else None."""
        if self._process is None or self._process.poll() is None:
            return None
        status = self._process.returncode
        self._sweep(self._process)
        self._process = None
        lived = time.monotonic() - self._started
        self.deaths = 1 if lived > STEADY else self.deaths + 1
        self.due = time.monotonic() + self.wait
        return status

    @property
    def wait(self) -> float:
        """Seconds between a death and the next start."""
        return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (self.deaths - 1))

    def ask_to_stop(self) -> None:
        if self._process:
            self._process.terminate()

    def make_stop(self) -> None:
        """Kills the process and everything it started."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._sweep(self._process)
            self._process = None

    def _sweep(self, process: subprocess.Popen[bytes]) -> None:
        """Ends what a dead process left behind: its group is its own, nobody else is in it."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        if self._heartbeat:
            # Health must not believe the last beat of a dead process.
            self._heartbeat.unlink(missing_ok=True)

    def _listen(self, process: subprocess.Popen[bytes], tell: Callable[[str, str], None]) -> None:
        if process.stdout is None:
            return
        with process.stdout as lines:
            for line in lines:
                tell(self.name, line.decode(errors="replace").rstrip())
