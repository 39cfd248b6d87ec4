"""`kill -9` in the middle of an import: all of it is there, or nothing."""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from scola.directory.roster.generate import make_school, write_school
from tests.operate.installation import Installation

PUPILS = 1000
KILLS = 5
TABLES = ("pupilfile", "guardianship", "enrolment", "schoolclass", "person")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "École des Platanes"
    folder.mkdir()
    write_school(folder, make_school(PUPILS))
    return folder


def test_all_of_an_import_or_nothing(tmp_path, migrated, files):
    reference = Installation(copied(migrated, tmp_path / "reference"))
    begun = time.monotonic()
    reference.ok("import-roster", files, "--dry-run")
    reading = time.monotonic() - begun
    reference.ok("import-roster", files)
    took = time.monotonic() - begun - reading
    whole = rows(reference)
    assert whole["pupilfile"] == PUPILS

    random.seed(7)
    killed = 0
    for n in range(KILLS):
        installation = Installation(copied(migrated, tmp_path / f"killed-{n}"))
        nothing = rows(installation)
        killed += kill_after(installation, files, random.uniform(0.7 * reading, took))
        assert rows(installation) in (nothing, whole)
        installation.ok("import-roster", files)
        assert rows(installation) == whole
        shutil.rmtree(installation.data)
    assert killed > KILLS // 2


def copied(migrated: Path, data: Path) -> Path:
    return shutil.copytree(migrated, data)


def rows(installation: Installation) -> dict[str, int]:
    with closing(sqlite3.connect(installation.data / "scola.sqlite3")) as database:
        return {
            table: database.execute(f"SELECT count(*) FROM directory_{table}").fetchone()[0]
            for table in TABLES
        }


def kill_after(installation: Installation, files: Path, seconds: float) -> bool:
    """Whether the import was still running when it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "scola.config.cli", "import-roster", files],
        env=installation.variables(), cwd=installation.data.parent,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False
