"""Servers for the tests alone: private sockets in a folder of their own, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.setup.packages import postgresql_programs

# Nothing of it survives the tests: the disk need not be waited for.
UNSAFE_AND_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off",
                    "max_connections=60", "listen_addresses=")  # fmt: skip


@contextmanager
def postgresql() -> Iterator[str]:
    """A URL of an empty database `scola`, ended with its server when the block ends."""
    programs = postgresql_programs()
    if programs is None:
        raise FileNotFoundError("initdb")
    # /tmp whatever TMPDIR says: a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="scola-pg-", dir="/tmp"))
    person = _ordinary_user()
    if person:
        shutil.chown(folder, person["user"], person["group"])
    data = folder / "data"
    options = " ".join(f"-c {option}" for option in UNSAFE_AND_QUICK)

    def run(program: str, *arguments: object) -> None:
        done = subprocess.run(
            [programs / program, *map(str, arguments)], cwd=folder, check=False, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **person,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")

    try:
        run("initdb", "-D", data, "-U", "scola", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
            "--no-sync")  # fmt: skip
        # Started with its output in a file: a pipe would stay open as long as the server lives.
        run(
            "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            folder / "log",
            "-o",
            f"-k {folder} {options}",
            "start",
        )
        try:
            run("createdb", "-h", folder, "-U", "scola", "scola")
            yield f"postgresql://scola@/scola?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis() -> Iterator[str]:
    """A URL of an empty Redis on a socket."""
    with tempfile.TemporaryDirectory(prefix="scola-redis-", dir="/tmp") as folder:
        socket = Path(folder) / "redis.sock"
        server = subprocess.Popen(
            ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", "",
             "--dir", folder, "--daemonize", "no"], stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield f"unix://{socket}"
        finally:
            server.terminate()
            server.wait(timeout=10)


def _ordinary_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
