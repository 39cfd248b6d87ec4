"""The Python environment: .venv, the locked packages, and the `scola` command."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.setup import machine
from tools.setup.places import PYTHON, REQUIREMENTS, ROOT, SCOLA, VENV
from tools.setup.progress import run
from tools.setup.stamps import Stamp, digest

INSTALL = ("-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input", "--quiet",
           "--disable-pip-version-check", "--progress-bar", "off")  # fmt: skip
# `pyproject.toml` names the same entry; this one needs no build and follows the checkout.
COMMAND = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -P -m scola.config.cli "$@"
"""


def make() -> None:
    """Makes .venv when absent, or anew when its Python is gone or too old."""
    if not _usable():
        machine.require_venv()
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", VENV])
    packages = Path(
        subprocess.run(
            [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
    )  # fmt: skip
    (packages / "scola.pth").write_text(f"{ROOT}\n")
    SCOLA.write_text(COMMAND)
    SCOLA.chmod(0o755)


def install_runtime() -> None:
    """What Scola needs to run, and Babel to compile its texts."""
    stamp = _stamp("runtime")
    if stamp.fresh() or _stamp("dev").fresh():
        return
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as babel:
        babel.write(locked(REQUIREMENTS / "dev.txt", "babel"))
        babel.flush()
        run([PYTHON, *INSTALL, "-r", REQUIREMENTS / "runtime.txt", "-r", babel.name])
    stamp.set()


def install_dev() -> None:
    """What the tests need; the runtime's packages are among it, at the same versions."""
    stamp = _stamp("dev")
    if not stamp.fresh():
        run([PYTHON, *INSTALL, "-r", REQUIREMENTS / "dev.txt"])
        stamp.set()


def fresh() -> bool:
    return _usable() and (_stamp("runtime").fresh() or _stamp("dev").fresh())


def locked(lock: Path, name: str) -> str:
    """The lines of one package in a lock file, hashes included."""
    found = re.search(rf"^{name}==.*?(?=^\S)", lock.read_text() + "\n#", re.DOTALL | re.MULTILINE)
    if found is None:
        raise LookupError(f"{lock} does not lock {name}")
    return found[0]


def _stamp(name: str) -> Stamp:
    locks = [REQUIREMENTS / "runtime.txt", REQUIREMENTS / "dev.txt"]
    return Stamp(VENV / f"scola-{name}.stamp", digest(locks, name))


def _usable() -> bool:
    if not PYTHON.exists():
        return False
    asked = [PYTHON, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0
