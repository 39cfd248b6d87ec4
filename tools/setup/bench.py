"""`make bench [ONLY=pages]`: each measure below tools/bench, one after the other."""

import os
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
    only = os.environ.get("ONLY", "")
    failed = []
    for script in sorted((ROOT / "tools" / "bench").glob("*/run.py")):
        name = script.parent.name
        if only and name not in only.split(","):
            continue
        print(f"\n== {name} ==", flush=True)
        if subprocess.run([PYTHON, script], cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nBelow its goal or broken: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
