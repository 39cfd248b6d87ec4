"""The installation's database as seen by who operates it: kind, state, one consistent copy, one
whole replacement. What differs between SQLite and PostgreSQL is here and nowhere else in `config`.
"""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from scola.config.sentences import Refusal, say

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


def kind() -> str:
    return str(connections["default"].vendor)


def entry() -> dict[str, Any]:
    found: dict[str, Any] = settings.DATABASES["default"]
    return found


def sqlite_file() -> Path:
    return Path(str(entry()["NAME"]))


def pending_migrations() -> list[str]:
    """Names of migrations that the code has and the database has not."""
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _backwards in plan]


def applied_migrations() -> list[str]:
    applied = MigrationRecorder(connections["default"]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def known_migrations() -> set[str]:
    """Names of all migrations this version of Scola knows."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).graph.nodes}


def holds_tables() -> bool:
    """Whether Scola was ever set up in this database."""
    if kind() == SQLITE and not sqlite_file().exists():
        return False
    return bool(applied_migrations())


def copy_sqlite(source: Path, target: Path) -> None:
    """One consistent copy of a live SQLite file: in WAL mode its writers do not wait for us."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=20)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        # A single file travels better than one that wants its -wal beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def damage(file: Path, *, quick: bool = False) -> str:
    """What SQLite finds wrong in `file`; empty when it is sound."""
    check = "quick_check" if quick else "integrity_check"
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=20)) as database:
            rows = database.execute(f"PRAGMA {check}(3)").fetchall()
    except sqlite3.Error as error:
        return str(error)
    return "" if rows == [("ok",)] else "; ".join(str(row[0]) for row in rows[:3])


def dump_postgresql(target: Path) -> None:
    """One consistent copy of a live PostgreSQL database in pg_dump's own format."""
    _run_tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def read_dump(dump: Path) -> None:
    """Raises Refusal when pg_restore cannot read the whole of `dump`."""
    _run_tool("pg_restore", "--file=/dev/null", str(dump), connected=False)


EMPTY_POSTGRESQL = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE %I CASCADE', one.tablename);
  END LOOP;
END $$;
"""


def load_postgresql(dump: Path) -> None:
    """Replaces the tables by those of `dump` in one transaction: all of it or nothing."""
    for tool in ("pg_restore", "psql"):
        require_tool(tool)
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            ["pg_restore", "--no-owner", "--no-privileges", "--file=-", str(dump)],
            stdout=subprocess.PIPE, stderr=errors,
        ) as reader,
        subprocess.Popen(
            ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null"],
            stdin=subprocess.PIPE, stderr=errors, env=_connection_environment(),
        ) as writer,
    ):  # fmt: skip
        if reader.stdout is None or writer.stdin is None:
            raise AssertionError("both were asked for pipes")
        with contextlib.suppress(BrokenPipeError), writer.stdin as script:
            script.write(b"BEGIN;" + EMPTY_POSTGRESQL.encode())
            shutil.copyfileobj(reader.stdout, script, 1 << 20)
            # Without this line psql ends without committing: half a dump changes nothing.
            if reader.wait() == 0:
                script.write(b"COMMIT;")
        reader.stdout.close()
        failed = reader.wait() or writer.wait()
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    if failed:
        raise Refusal(_tool_refused("pg_restore", said))


def _run_tool(tool: str, *arguments: str, connected: bool = True) -> None:
    require_tool(tool)
    done = subprocess.run(
        [tool, *arguments],
        env=_connection_environment() if connected else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refusal(_tool_refused(tool, done.stderr))


def require_tool(tool: str) -> None:
    if shutil.which(tool) is None:
        raise Refusal(
            say(
                f"Il manque le programme {tool} : installez le paquet postgresql-client.",
                f"The program {tool} is missing: install the package postgresql-client.",
            )
        )


def _tool_refused(tool: str, errors: str) -> str:
    first = (errors.strip().splitlines() or ["?"])[0]
    return say(f"{tool} a refusé : {first}", f"{tool} refused: {first}")


def _connection_environment() -> dict[str, str]:
    """How PostgreSQL's tools find the database; never on the command line, where all could read."""
    given = entry()
    named = {
        "PGDATABASE": given["NAME"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
        "PGHOST": given["HOST"],
        "PGPORT": given["PORT"],
    }
    return {**os.environ, **{name: str(value) for name, value in named.items() if value}}
