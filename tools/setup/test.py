"""`make test`: sets up what the tests need, runs every step whatever fails, then says what failed.

`python -m tools.setup.test ruff mypy …` runs only the steps named.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field

from scola.config.sentences import Refusal, say
from tools.setup import packages, services
from tools.setup.places import MODULES, PYTHON, ROOT, VENV
from tools.setup.progress import Steps
from tools.setup.ready import prepare

BIN, NODE = VENV / "bin", MODULES / ".bin"
WORKERS = str(min(4, os.cpu_count() or 1))
NOT_BROWSER = ("-m", "not browser", "-n", WORKERS, "--dist", "worksteal")
# What never asks the database gains nothing from a second one.
ONE_DATABASE = ("architecture", "i18n", "operate", "realtime", "ui")


@dataclass
class Step:
    """One command. `live` ones show their output as it comes, the others only when they fail."""

    name: str
    command: Sequence[object]
    live: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    failed: bool = False
    last: str = ""


def quick_steps() -> list[Step]:
    return [
        Step("ruff", [BIN / "ruff", "check", "."]),
        Step("format", [BIN / "ruff", "format", "--check", "."]),
        Step("eslint", [NODE / "eslint", "."]),
        Step("mypy", [BIN / "mypy"]),
        Step("tsc", [NODE / "tsc", "--noEmit"]),
        Step("imports", [BIN / "lint-imports"]),
        Step("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
        Step("vitest", [NODE / "vitest", "run"]),
    ]


def long_steps() -> list[Step]:
    ignored = [f"--ignore=tests/{name}" for name in ONE_DATABASE]
    pytest = [PYTHON, "-m", "pytest", "-q"]
    return [
        Step("pytest", [*pytest, *NOT_BROWSER], live=True),
        Step("postgresql", [*pytest, *NOT_BROWSER, *ignored], live=True),
        # One at a time: they measure what a person would see on an idle machine.
        Step("browser", [*pytest, "-m", "browser", "-p", "no:xdist"], live=True),
    ]


def main() -> int:
    # Stopped from outside, the servers are stopped too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    wanted = sys.argv[1:]
    quick = [step for step in quick_steps() if not wanted or step.name in wanted]
    long = [step for step in long_steps() if not wanted or step.name in wanted]
    try:
        with ExitStack() as stack:
            prepare(Steps(4), develop=True)
            environment = start_services(stack) if long else {}
            for step in long:
                step.environment = environment
                if step.name == "postgresql":
                    url = environment["TEST_POSTGRES_URL"]
                    step.environment = {**environment, "TEST_DATABASE_URL": url}
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                list(pool.map(take, quick))
            for step in long:
                take(step)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\n" + say("Arrêté.", "Stopped.") + "\n")
        return 130
    return summary([*quick, *long])


def start_services(stack: ExitStack) -> dict[str, str]:
    """PostgreSQL always; Redis when a test names it."""
    tests = (ROOT / "tests").rglob("*.py")
    redis = any("TEST_REDIS_URL" in file.read_text() for file in tests)
    packages.install(packages.missing(redis=redis))
    environment = {"TEST_POSTGRES_URL": stack.enter_context(services.postgresql())}
    if redis:
        environment["TEST_REDIS_URL"] = stack.enter_context(services.redis())
    return environment


def take(step: Step) -> None:
    """Runs one step to its end and tells how it went."""
    begin = time.monotonic()
    lines: list[str] = []
    if step.live:
        print(f"\n== {step.name} ==", flush=True)
    with subprocess.Popen(
        [str(word) for word in step.command], cwd=ROOT, text=True, errors="replace",
        env={**os.environ, **step.environment}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            for line in process.stdout or ():
                lines.append(line)
                if step.live:
                    sys.stdout.write(line)
                    sys.stdout.flush()
            process.wait()
        finally:
            # Stopped half-way, its browsers and servers go with it; at the end nobody is left.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
    step.seconds = time.monotonic() - begin
    step.failed = process.returncode != 0
    step.last = lines[-1].strip() if lines else ""
    if not step.live:
        shown = "".join(lines) if step.failed else ""
        print(f"{verdict(step)}\n{shown}", end="", flush=True)


def summary(steps: Sequence[Step]) -> int:
    print()
    for step in steps:
        print(verdict(step) + (f"   {step.last}" if step.live else ""))
    failed = [step.name for step in steps if step.failed]
    print(f"FAILED: {', '.join(failed)}" if failed else "Everything passed.")
    return 1 if failed else 0


def verdict(step: Step) -> str:
    return f"{'FAILED' if step.failed else 'ok':<7}{step.name:<12}{step.seconds:6.1f} s"


if __name__ == "__main__":
    sys.exit(main())
