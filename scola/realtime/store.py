"""The durable log: SQLite (WAL) in $SCOLA_DATA/realtime.sqlite3.

The real-time process is the only writer of documents somebody has joined. Django's processes read
documents at any time and seed new ones; both work while the real-time process runs or is down.
"""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pycrdt import Doc

from scola.realtime.crdt import apply, encode

FILE = "realtime.sqlite3"
BUSY_SECONDS = 5.0
FAST_SYNC = 0.002  # seconds: below, every commit waits for the disk

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS snapshot (document INTEGER PRIMARY KEY, at REAL NOT NULL,
    data BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS log (id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL,
    person TEXT NOT NULL, at REAL NOT NULL, data BLOB NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS log_document ON log (document, id);
CREATE TABLE IF NOT EXISTS ink (document INTEGER NOT NULL, stroke TEXT NOT NULL,
    seq INTEGER NOT NULL, person TEXT NOT NULL, at REAL NOT NULL, head TEXT NOT NULL,
    points BLOB NOT NULL, PRIMARY KEY (document, stroke, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, version INTEGER NOT NULL,
    data TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS ceiling (name TEXT NOT NULL, person TEXT NOT NULL, mode TEXT NOT NULL,
    at REAL NOT NULL, PRIMARY KEY (name, person)) STRICT;
"""

APPEND = "INSERT INTO log (document, person, at, data) VALUES (?, ?, ?, ?)"
APPEND_INK = "INSERT OR IGNORE INTO ink VALUES (?, ?, ?, ?, ?, ?, ?)"
DROP_INK = "DELETE FROM ink WHERE document = ? AND stroke = ?"
PUT_STATE = "INSERT OR REPLACE INTO state VALUES (?, ?, ?)"
PUT_CEILING = "INSERT OR REPLACE INTO ceiling VALUES (?, ?, ?, ?)"
DROP_CEILINGS = "DELETE FROM ceiling WHERE name = ? AND at <= ?"

Write = tuple[str, tuple[Any, ...]]


class DocumentExists(Exception):
    """The document was already written or joined: its log is the only truth."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One document as it lies on disk."""

    key: int
    parts: tuple[bytes, ...]  # snapshot, then updates in order
    ink: tuple[
        tuple[str, int, str, float, str, bytes], ...
    ]  # stroke, seq, person, at, head, points
    log_rows: int


def connect(data_dir: str | Path, busy: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection in autocommit mode; makes the file and its tables when absent."""
    folder = Path(data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / FILE, timeout=busy, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ceiling'").fetchone():
        connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT;")
    return connection


def read_document(data_dir: str | Path, doc_id: str) -> bytes | None:
    """The whole Yjs state of `doc_id` as one update, or None when nobody ever opened it."""
    if not (Path(data_dir) / FILE).exists():
        return None
    with closing(connect(data_dir)) as connection:
        connection.execute("BEGIN")  # snapshot and tail of the same instant
        stored = _read(connection, doc_id)
    if stored is None:
        return None
    doc: Doc[Any] = Doc()
    for part in stored.parts:
        apply(doc, part)
    return encode(doc)


def seed_document(data_dir: str | Path, doc_id: str, update: bytes) -> None:
    """Writes a new document before anyone joins it.

    Raises DocumentExists when it already exists, BadUpdate when `update` is not a Yjs update.
    """
    apply(Doc(), update)
    with closing(connect(data_dir)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            cursor = connection.execute("INSERT INTO document (name) VALUES (?)", (doc_id,))
        except sqlite3.IntegrityError as error:
            connection.execute("ROLLBACK")
            raise DocumentExists(doc_id) from error
        row = (cursor.lastrowid, time.time(), update)
        connection.execute("INSERT INTO snapshot VALUES (?, ?, ?)", row)
        connection.execute("COMMIT")


class Store:
    """The real-time process's own connection. `full_sync`: a commit outlives a power cut."""

    def __init__(self, data_dir: Path) -> None:
        self.sync_seconds = measure_sync(data_dir)
        self.full_sync = self.sync_seconds < FAST_SYNC
        self._connection = connect(data_dir)
        # The loop must not wait long inside SQLite: it retries by itself and nothing is lost.
        self._connection.execute("PRAGMA busy_timeout = 100")
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if self.full_sync else 'NORMAL'}")

    def commit(self, writes: Sequence[Write]) -> None:
        """All of `writes` in one transaction, or none (sqlite3.OperationalError)."""
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            for sql, values in writes:
                connection.execute(sql, values)
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def open(self, name: str) -> Stored:
        """The document `name`, made empty when absent (a later seed is refused)."""
        self._connection.execute("INSERT OR IGNORE INTO document (name) VALUES (?)", (name,))
        stored = _read(self._connection, name)
        if stored is None:
            raise LookupError(name)
        return stored

    def compact(self, key: int, data: bytes) -> None:
        """Replaces the log of a document by one snapshot, in one transaction."""
        self.commit(
            (
                ("INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?)", (key, time.time(), data)),
                ("DELETE FROM log WHERE document = ?", (key,)),
            )
        )

    def documents_with_ink(self) -> list[str]:
        """Names of documents where somebody was drawing when the process died."""
        sql = "SELECT DISTINCT name FROM ink JOIN document ON document.key = ink.document"
        return [name for (name,) in self._connection.execute(sql)]

    def state(self, name: str) -> tuple[int, bytes] | None:
        """Version and JSON of a state room."""
        sql = "SELECT version, data FROM state WHERE name = ?"
        row = self._connection.execute(sql, (name,)).fetchone()
        return (row[0], row[1].encode()) if row else None

    def ceilings(self) -> list[tuple[str, str, str, float]]:
        """Rights taken away recently: room, person, mode, time."""
        return self._connection.execute("SELECT name, person, mode, at FROM ceiling").fetchall()

    def prune_ceilings(self, before: float) -> None:
        """Forgets what no living capability can contradict."""
        self._connection.execute("DELETE FROM ceiling WHERE at < ?", (before,))

    def close(self) -> None:
        """Folds the write-ahead log back and closes."""
        self._connection.close()


def measure_sync(data_dir: Path, rounds: int = 8) -> float:
    """Seconds of one fdatasync on this disk: the best of a few, other programs may be busy."""
    path = data_dir / "run" / "sync.probe"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    taken = []
    with path.open("wb", buffering=0) as probe:
        for _ in range(rounds):
            probe.write(bytes(4096))
            before = time.perf_counter()
            os.fdatasync(probe.fileno())
            taken.append(time.perf_counter() - before)
    path.unlink()
    return min(taken)


def _read(connection: sqlite3.Connection, name: str) -> Stored | None:
    row = connection.execute("SELECT key FROM document WHERE name = ?", (name,)).fetchone()
    if row is None:
        return None
    (key,) = row
    snapshot = connection.execute("SELECT data FROM snapshot WHERE document = ?", (key,)).fetchall()
    tail = connection.execute(
        "SELECT data FROM log WHERE document = ? ORDER BY id", (key,)
    ).fetchall()
    ink = connection.execute(
        "SELECT stroke, seq, person, at, head, points FROM ink WHERE document = ?"
        " ORDER BY stroke, seq",
        (key,),
    ).fetchall()
    parts = tuple(data for (data,) in (*snapshot, *tail))
    return Stored(key=key, parts=parts, ink=tuple(ink), log_rows=len(tail))
