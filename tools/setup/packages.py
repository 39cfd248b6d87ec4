"""Debian packages that the tests need: installed when absent and allowed, else named."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from scola.config.sentences import Refusal, say

QUIET = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def postgresql_programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them off the PATH, one folder per version."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(versions, key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def missing(*, redis: bool) -> list[str]:
    """Names of the Debian packages to install."""
    wanted = {
        "chromium": Path("/usr/bin/chromium").exists(),
        "postgresql": postgresql_programs() is not None,
        "redis-server": not redis or shutil.which("redis-server") is not None,
    }
    return [name for name, there in wanted.items() if not there]


def install(names: Iterable[str]) -> None:
    """Raises Refusal when this user may not, or apt cannot."""
    names = list(names)
    if not names:
        return
    listed = " ".join(names)
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    able = shutil.which("apt-get") and (not sudo or _may_sudo())
    if able:
        print(f"apt-get install {listed}", flush=True)
        # Only the programs are wanted: no server of the machine is started for them.
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names],
        ):
            done = subprocess.run(
                [*sudo, *command], env=QUIET, check=False, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
        if done.returncode == 0:
            return
        print("\n".join(done.stdout.splitlines()[-15:]))
    raise Refusal(
        say(
            f"Il manque aux tests : {listed} ; « sudo apt install {listed} », puis recommencez.",
            f"The tests lack: {listed}; `sudo apt install {listed}`, then try again.",
        )
    )


def _may_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
