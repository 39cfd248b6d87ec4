"""Scola's real-time process against the Yjs reference servers: same load, same run, one core each.

python tools/bench/realtime/run.py [--quick] [--rooms N] [--repeat N]
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PEERS = HERE / "peers"
START_SECONDS = 20
BUILD_SECONDS = 240

Result = dict[str, float]


@dataclass(frozen=True)
class Contender:
    """A server to measure: `store` says what it does with the strokes."""

    name: str
    dialect: str
    store: str
    command: tuple[str, ...]
    environment: dict[str, str]


@dataclass(frozen=True)
class Workload:
    name: str
    rooms: int
    writers: int


def main() -> int:
    options = arguments()
    peers = prepare_peers()
    workloads = [
        Workload("A lesson: 2 of 25 write", options.rooms, 2),
        Workload("B whole class: 25 of 25 write", max(1, options.rooms // 10), 25),
    ]
    print(f"cores: {os.cpu_count()}, load before: {os.getloadavg()[0]:.1f}\n")
    for workload in workloads:
        rows = []
        for name in ("scola", *peers):
            runs = [measure(name, workload, options) for _ in range(options.repeat)]
            rows.append((contender(name, 0, Path()), median(runs)))
        print_table(workload, rows)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under three minutes, one run each")
    parser.add_argument("--rooms", type=int, help="lesson rooms of 25 clients")
    parser.add_argument("--repeat", type=int, help="runs per figure; the median is shown")
    options = parser.parse_args()
    options.rooms = options.rooms or (30 if options.quick else 60)
    options.repeat = options.repeat or (1 if options.quick else 3)
    options.seconds = 5.0 if options.quick else 10.0
    return options


def prepare_peers() -> list[str]:
    """Installs the reference servers next to the bench; gives the names of those that run."""
    npm = shutil.which("npm")
    if not npm:
        print("npm is absent: Scola is measured alone.")
        return []
    lock = (PEERS / "package-lock.json").stat().st_mtime
    marker = PEERS / "node_modules" / ".package-lock.json"
    if not marker.exists() or marker.stat().st_mtime < lock:
        run([npm, "ci", "--prefix", str(PEERS), "--ignore-scripts", "--silent"], PEERS)
    if not has_sqlite():
        print("building better-sqlite3 for hocuspocus (about a minute, once)…", flush=True)
        rebuild = [npm, "rebuild", "--prefix", str(PEERS), "better-sqlite3", "--silent"]
        subprocess.run(rebuild, check=False, cwd=PEERS, capture_output=True, timeout=BUILD_SECONDS)
    return ["hocuspocus", "y-websocket"]


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, timeout=BUILD_SECONDS)


def has_sqlite() -> bool:
    probe = "new (require('better-sqlite3'))(':memory:')"
    done = subprocess.run(["node", "-e", probe], check=False, cwd=PEERS, capture_output=True)
    return done.returncode == 0


def contender(name: str, port: int, data: Path) -> Contender:
    if name == "scola":
        environment = {"SCOLA_DATA": str(data), "SCOLA_RT_PORT": str(port)}
        command = (sys.executable, "-m", "scola.realtime")
        return Contender("Scola", "scola", "SQLite, before relay", command, environment)
    if name == "hocuspocus":
        kept = has_sqlite()
        environment = {"PORT": str(port)} | (
            {"SQLITE": str(data / "hocuspocus.db")} if kept else {}
        )
        store = "SQLite, up to 10 s later" if kept else "none (better-sqlite3 does not build)"
        command = ("node", str(PEERS / "hocuspocus.mjs"))
        return Contender("@hocuspocus/server 4.7.0", "hocuspocus", store, command, environment)
    server = PEERS / "node_modules" / "@y" / "websocket-server" / "src" / "server.js"
    environment = {"HOST": "127.0.0.1", "PORT": str(port), "YPERSISTENCE": str(data / "leveldb")}
    store = "LevelDB, while relaying"
    return Contender(
        "@y/websocket-server 0.1.1", "y-websocket", store, ("node", str(server)), environment
    )


def measure(name: str, workload: Workload, options: argparse.Namespace) -> Result:
    """One server, one workload, from start to stop."""
    with tempfile.TemporaryDirectory(prefix="scola-bench-") as folder:
        port = free_port()
        server = contender(name, port, Path(folder))
        with serving(server, port) as pid:
            command = [
                *on_core(1),
                sys.executable,
                "-m",
                "tools.bench.realtime.generator",
                *("--dialect", server.dialect, "--data", folder),
                *("--port", str(port), "--pid", str(pid)),
                *("--rooms", str(workload.rooms), "--clients", "25"),
                *("--writers", str(workload.writers), "--seconds", str(options.seconds)),
            ]
            done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
            result: Result = json.loads(done.stdout)
            return result


@contextmanager
def serving(server: Contender, port: int) -> Iterator[int]:
    process = subprocess.Popen(
        [*on_core(0), *server.command],
        cwd=ROOT,
        env=os.environ | server.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not listening(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{server.name} does not start")
            time.sleep(0.05)
        yield process.pid
    finally:
        process.kill()
        process.wait()


def on_core(core: int) -> list[str]:
    taskset = shutil.which("taskset")
    return [taskset, "-c", str(core)] if taskset and (os.cpu_count() or 1) > 1 else []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def median(runs: list[Result]) -> Result:
    for one in runs:
        one["per_cpu"] = one["delivered"] / max(one["cpu"], 0.001)
    return {key: statistics.median(one[key] for one in runs) for key in runs[0]}


def print_table(workload: Workload, rows: list[tuple[Contender, Any]]) -> None:
    ours = rows[0][1]
    print(f"### {workload.name} ({workload.rooms} rooms, {workload.rooms * 25} clients)\n")
    print(
        "| server | kept in | delivered/s | missing | CPU | **delivered per CPU second** "
        "| p50 ms | p95 ms | p99 ms | Scola does |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for server, row in rows:
        missing = 100 * (1 - row["delivered"] / row["expected"])
        cells = (
            server.name,
            server.store,
            f"{row['delivered'] / row['seconds']:,.0f}",
            f"{max(0, missing):.1f} %",
            f"{100 * row['cpu'] / row['seconds']:.0f} %",
            f"**{row['per_cpu']:,.0f}**",
            *(f"{row[p]:.1f}" for p in ("p50", "p95", "p99")),
            f"{ours['per_cpu'] / row['per_cpu']:.1f}×",
        )
        print("| " + " | ".join(cells) + " |")
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main())
