"""Work that no request waits for: tasks in the database's job table, and what comes round.

A domain registers in AppConfig.ready(): `every(300, "directory.forget_codes", forget_codes)`.
Functions take the house's actor and may run twice: they say what should be true, not what to add.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections

from scola.kernel.actor import Actor

logger = logging.getLogger(__name__)
BEAT = 2.0


@dataclass(frozen=True, slots=True)
class Round:
    """A function that runs every `seconds` in the jobs process."""

    name: str
    seconds: float
    run: Callable[[Actor], object]


_rounds: dict[str, Round] = {}


def every(seconds: float, name: str, run: Callable[[Actor], object]) -> None:
    _rounds[name] = Round(name, seconds, run)


def rounds() -> tuple[Round, ...]:
    return tuple(_rounds.values())


def heartbeat_file() -> Path:
    """Touched by the jobs process; `healthz` calls it alive while the file is young."""
    return Path(settings.DATA_DIR) / "run" / "jobs.alive"


def keep_time(stop: threading.Event) -> None:
    """The clockwork of the jobs process: beats, runs what is due, returns when `stop` is set."""
    due = {one.name: 0.0 for one in rounds()}
    while not stop.is_set():
        file = heartbeat_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        close_old_connections()
        for one in rounds():
            if time.monotonic() >= due[one.name]:
                due[one.name] = time.monotonic() + one.seconds
                run_now(one)
        stop.wait(BEAT)


def run_now(one: Round) -> bool:
    """Runs a round once; a failure is logged and the next round still comes."""
    try:
        one.run(Actor.system(f"job {one.name}"))
    except Exception:
        logger.exception("job %s failed; it runs again in %.0f s", one.name, one.seconds)
        return False
    return True
