"""`make lock`: all dependencies again, with hashes and without the address of any registry."""

import os
import sys

from scola.config.sentences import Refusal
from tools.setup.places import PYTHON, REQUIREMENTS, VENV
from tools.setup.progress import Steps, run

# uv only writes the locks; installing them is pip's work, on every machine.
UV = VENV / "lock" / "bin" / "uv"


def main() -> int:
    steps = Steps(3)
    environment = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make lock"}
    try:
        with steps.step("uv"):
            if not UV.exists():
                run([PYTHON, "-m", "venv", VENV / "lock"])
                run([VENV / "lock" / "bin" / "pip", "install", "-q", "uv"])
        with steps.step("Python"):
            for name in ("runtime", "dev"):
                run(
                    [UV, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
                     "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links",
                     "--upgrade", REQUIREMENTS / f"{name}.in", "-o", REQUIREMENTS / f"{name}.txt"],
                    environment=environment,
                )  # fmt: skip
        with steps.step("Node"):
            # .npmrc keeps the registry's address out of package-lock.json.
            run(["npm", "install", "--package-lock-only", "--no-audit", "--no-fund"])
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
