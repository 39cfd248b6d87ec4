"""An installation of Scola on disk, operated through its command as a technician would."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.journey.town import ROOT, free_port

PATIENCE = 60.0


@dataclass
class Installation:
    data: Path
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    rt_port: int = field(default_factory=free_port)

    def variables(self) -> dict[str, str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("SCOLA_", "DATABASE_URL", "LC_"))
        }
        return {
            **inherited,
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "SCOLA_DATA": str(self.data),
            "PORT": str(self.port),
            "SCOLA_RT_PORT": str(self.rt_port),
            **self.environment,
        }

    def scola(self, *words: object, prefix: tuple[str, ...] = (), **environment: str):
        """Runs `scola words` to its end."""
        return subprocess.run(
            [*prefix, sys.executable, "-P", "-m", "scola.config.cli", *map(str, words)],
            env={**self.variables(), **environment},
            cwd=self.data.parent, capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip

    def ok(self, *words: object) -> str:
        done = self.scola(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def refused(self, *words: object, **environment: str) -> str:
        """The one sentence of a refusal; nothing else may be written."""
        done = self.scola(*words, **environment)
        assert done.returncode == 1, done.stdout + done.stderr
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr.strip()

    @contextmanager
    def serving(self):
        """`scola serve` as a process of its own; nothing of it is left after the block."""
        running = Serving(self)
        try:
            running.wait_until(lambda: running.health() == (200, ALL_WELL))
            yield running
        finally:
            running.end()


ALL_WELL = {"web": True, "realtime": True, "jobs": True, "database": True}


class Serving:
    def __init__(self, installation: Installation) -> None:
        self._port = installation.port
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "scola.config.cli", "serve"],
            env=installation.variables(), cwd=installation.data.parent, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._family: set[psutil.Process] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    def family(self) -> set[psutil.Process]:
        """Every process that `scola serve` ever started, as far as it was seen."""
        if self.process.poll() is None:
            self._family |= set(psutil.Process(self.process.pid).children(recursive=True))
        return self._family

    def main_process(self, part: str) -> psutil.Process:
        """The process of one part, right below the supervisor."""
        sign = {"web": "granian", "realtime": "scola.realtime", "jobs": "django jobs"}[part]
        children = psutil.Process(self.process.pid).children()
        return next(child for child in children if sign in " ".join(child.cmdline()))

    def alive(self) -> list[psutil.Process]:
        return [one for one in self._family if one.is_running() and one.status() != "zombie"]

    def health(self) -> tuple[int, dict[str, bool]]:
        """Status and body of /healthz; status 0 when the web does not answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, ValueError, http.client.HTTPException):
            return 0, {}
        finally:
            connection.close()

    def said(self, pattern: str) -> bool:
        return re.search(pattern, "\n".join(self.lines)) is not None

    def wait_until(self, true, patience: float = PATIENCE) -> None:
        deadline = time.monotonic() + patience
        while not true():
            assert time.monotonic() < deadline, "\n".join(self.lines)
            time.sleep(0.05)

    def send(self, number: signal.Signals) -> None:
        self.family()
        self.process.send_signal(number)

    def end(self) -> None:
        self.send(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for one in self.alive():
            one.kill()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line.rstrip())
