"""What the machine must have before anything starts: each lack is one sentence."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from scola.config.sentences import Refusal, say, size

NODE = 20
FIRST_TIME = 1_500_000_000  # bytes: packages for Python and Node, caches, the demo city
LATER = 200_000_000


def require_room(folder: Path, *, first_time: bool) -> None:
    free, needed = shutil.disk_usage(folder).free, FIRST_TIME if first_time else LATER
    if free < needed:
        raise Refusal(
            say(
                f"Le disque est presque plein ({size(free)} libres sur {folder}, il en faut "
                f"{size(needed)}) : libérez de la place et recommencez.",
                f"The disk is nearly full ({size(free)} free on {folder}, {size(needed)} needed): "
                "free some space and try again.",
            )
        )


def require_venv() -> None:
    """Debian's python3 comes without what makes environments; root may simply add it."""
    if importlib.util.find_spec("ensurepip"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "python3-venv"]
        if subprocess.run(install, check=False, env=quiet).returncode == 0:
            return
    raise Refusal(
        say(
            "Il manque à Python de quoi créer un environnement : « sudo apt install "
            "python3-venv », puis recommencez.",
            "Python lacks what makes environments: `sudo apt install python3-venv`, then try "
            "again.",
        )
    )


def require_node() -> None:
    """Node is needed to build the browser's part; a wheel carries it built and needs none."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        what = "Node.js" if node is None else "npm"
        raise Refusal(
            say(
                f"Il manque {what} : installez Node.js {NODE} ou plus récent (avec npm), puis "
                "recommencez.",
                f"{what} is missing: install Node.js {NODE} or newer (with npm), then try again.",
            )
        )
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)", asked.stdout)
    if found is None or int(found[1]) < NODE:
        version = asked.stdout.strip() or "?"
        raise Refusal(
            say(
                f"Node.js {version} est trop ancien : Scola a besoin de la version {NODE} ou plus "
                "récente ; installez-la, puis recommencez.",
                f"Node.js {version} is too old: Scola needs version {NODE} or newer; install it, "
                "then try again.",
            )
        )
