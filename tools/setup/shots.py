"""`make shots`: every page of the demo, at its size and theme, as pictures in shots/ (ignored)."""

import subprocess
import sys

from scola.config.sentences import Refusal
from tools.setup import packages
from tools.setup.places import PYTHON, ROOT
from tools.setup.progress import Steps
from tools.setup.ready import prepare


def main() -> int:
    try:
        prepare(Steps(4), develop=True)
        packages.install(packages.missing(redis=False))
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return subprocess.run([PYTHON, "-m", "tools.shots"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
