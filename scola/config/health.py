"""Which parts of this installation are alive."""

import time
from pathlib import Path

from django.db import Error, connections
from django.db.migrations.recorder import MigrationRecorder

from scola.kernel import live_control

JOBS_SILENCE = 20.0  # seconds without a heartbeat after which the jobs process counts as dead


def check_health(data_dir: str | Path) -> dict[str, bool]:
    """web, realtime, jobs, database: true when alive. Asked inside the web process, web is."""
    return {
        "web": True,
        "realtime": live_control.alive(data_dir),
        "jobs": jobs_alive(data_dir),
        "database": database_answers(),
    }


def jobs_alive(data_dir: str | Path) -> bool:
    """Whether the jobs process beat lately; the supervisor removes the file of a dead one."""
    try:
        beat = (Path(data_dir) / "run" / "jobs.alive").stat().st_mtime
    except OSError:
        return False
    # The wall clock may jump back: a beat from the future is a young one.
    return time.time() - beat < JOBS_SILENCE


def database_answers() -> bool:
    """Whether the database answers a real query and holds Scola's tables."""
    try:
        return MigrationRecorder(connections["default"]).has_table()
    except Error:
        return False
