"""A whole running Scola for browser tests: web, real-time and jobs as real processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Town:
    """`start()` to `stop()`; `kill_realtime()` is kill -9, `start_realtime()` brings it back."""

    data: Path
    port: int = field(default_factory=free_port)
    rt_port: int = field(default_factory=free_port)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "SCOLA_DATA": str(self.data),
            "PORT": str(self.port),
            "SCOLA_RT_PORT": str(self.rt_port),
            "DJANGO_SETTINGS_MODULE": "scola.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *arguments: str) -> str:
        """Runs Python to its end in this town's environment."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, *, people: bool = True) -> None:
        self.run("manage.py", "migrate", "-v0")
        if people:
            self.run("-m", "tests.journey.people")
        self._spawn(
            "web", "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(self.port), "--workers", "1", "--blocking-threads", "4",
            "--no-ws", "scola.config.wsgi:application",
        )  # fmt: skip
        self.start_realtime()
        self._spawn("jobs", "manage.py", "jobs")
        self._wait()

    def start_realtime(self) -> None:
        self._spawn("realtime", "-m", "scola.realtime")

    def kill_realtime(self) -> None:
        self.processes["realtime"].send_signal(signal.SIGKILL)
        self.processes["realtime"].wait()

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()

    def log(self, name: str) -> str:
        return (self.data / f"{name}.log").read_text()

    def _spawn(self, name: str, *arguments: str) -> None:
        with (self.data / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(self.log("web") + self.log("realtime") + self.log("jobs"))
