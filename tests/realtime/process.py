"""The real-time process as an operator runs it: started, killed, started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from scola.kernel.capability import Capability, load_key, mint
from scola.kernel.live_control import alive


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """`python -m scola.realtime` on one data folder and one port."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.key = load_key(data)
        self.running: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/live"

    def token(self, doc: str, person: str = "lea", mode: str = "draw", lifetime: int = 600) -> str:
        expires = int(time.time()) + lifetime
        return mint(self.key, Capability(doc, person, person.title(), mode, expires))  # type: ignore[arg-type]

    def launch(self) -> None:
        environment = os.environ | {
            "SCOLA_DATA": str(self.data),
            "SCOLA_RT_PORT": str(self.port),
        }
        command = [sys.executable, "-m", "scola.realtime"]
        with (self.data / "rt.log").open("ab") as log:
            self.running = subprocess.Popen(command, env=environment, stderr=log)

    def start(self) -> "Process":
        self.launch()
        deadline = time.monotonic() + 15
        while not alive(self.data):
            assert time.monotonic() < deadline, (self.data / "rt.log").read_text()
            time.sleep(0.02)
        return self

    def kill(self) -> None:
        assert self.running
        self.running.kill()
        self.running.wait()

    def stop(self) -> int:
        assert self.running
        self.running.send_signal(signal.SIGTERM)
        return self.running.wait(10)
