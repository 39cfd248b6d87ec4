"""`scola restore FILE`: the whole of a backup takes the place of what is here, or nothing does.

The archive is unpacked and verified in a side folder; only then are the parts swapped, each by a
rename. What was here stays in `before-restore-…`, and a note on disk tells of a swap cut short.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections

from scola.config import archive, database
from scola.config.running import Hold, realtime_runs
from scola.config.sentences import Refusal, say

NOTE = "restore-in-progress"
SIDE = ".restoring"


def restore(data: Path, file: Path, *, force: bool) -> str:
    """Puts the backup `file` in place. Gives the sentence of success; raises Refusal."""
    if not file.is_file():
        raise Refusal(say(f"Il n’y a pas de fichier {file}.", f"There is no file {file}."))
    with Hold(data) as hold:
        hold.take(say("restauration", "restore"))
        require_quiet(data)
        require_empty(data, force=force)
        side = data / SIDE
        shutil.rmtree(side, ignore_errors=True)
        side.mkdir(mode=0o700)
        try:
            manifest = archive.unpack(file, side)
            verify(manifest, side, file)
            aside = put_in_place(data, side, manifest)
        finally:
            shutil.rmtree(side, ignore_errors=True)
    kept = say(f" L’état d’avant est gardé dans {aside}.", f" What was here is kept in {aside}.")
    made = datetime.fromisoformat(manifest.made).astimezone()
    return say(
        f"Restauré à l’état du {made:%d/%m/%Y à %H:%M}.",
        f"Restored to the state of {made:%Y-%m-%d at %H:%M}.",
    ) + (kept if aside.exists() else "")


def verify(manifest: archive.Manifest, side: Path, file: Path) -> None:
    """Everything that can be known before anything is touched."""
    if manifest.database != database.kind():
        raise Refusal(
            say(
                f"Cette sauvegarde est celle d’une base {manifest.database}, cette installation "
                f"utilise {database.kind()} : changez DATABASE_URL d’abord.",
                f"This backup is of a {manifest.database} database, this installation uses "
                f"{database.kind()}: change DATABASE_URL first.",
            )
        )
    if set(manifest.migrations) - database.known_migrations():
        raise Refusal(
            say(
                "Cette sauvegarde vient d’une version plus récente de Scola : mettez Scola à jour "
                "d’abord.",
                "This backup comes from a newer version of Scola: update Scola first.",
            )
        )
    saved = side / archive.DATABASE[manifest.database]
    if not saved.exists():
        raise Refusal(archive.broken(file))
    sqlite_files = [side / archive.REALTIME]
    if manifest.database == database.SQLITE:
        sqlite_files.append(saved)
    else:
        database.read_dump(saved)
    if any(path.exists() and database.damage(path) for path in sqlite_files):
        raise Refusal(archive.broken(file))


def put_in_place(data: Path, side: Path, manifest: archive.Manifest) -> Path:
    """Swaps all parts, or puts all back. Gives the folder where the previous state is kept."""
    aside = free_place(data)
    saved = side / archive.DATABASE[manifest.database]
    on_server = manifest.database == database.POSTGRESQL
    if on_server and database.holds_tables():
        aside.mkdir(mode=0o700)
        database.dump_postgresql(aside / "scola.dump")
    note = data / NOTE
    note.write_text(f"{aside.name}\n")
    moved: list[tuple[Path, Path]] = []
    connections.close_all()
    try:
        for here, coming in parts(data, side, None if on_server else saved):
            if here.exists():
                _move(here, aside / here.name, moved)
            if coming.exists():
                _move(coming, here, moved)
        if on_server:
            database.load_postgresql(saved)
    except BaseException:
        for source, target in reversed(moved):
            shutil.move(target, source)
        note.unlink()
        raise
    note.unlink()
    return aside


def free_place(data: Path) -> Path:
    """A folder name that no earlier restore took."""
    name = f"before-restore-{datetime.now(UTC).astimezone():%Y%m%d-%H%M%S}"
    tries = (data / f"{name}{suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 100))))
    return next(place for place in tries if not place.exists())


def parts(data: Path, side: Path, saved: Path | None) -> list[tuple[Path, Path]]:
    """(where it lives, what takes its place) of every part; what the backup lacks is put aside.

    A -wal left beside another database would be played into it: it goes aside with its own.
    """
    names = [*archive.FOLDERS, "demo.json", archive.REALTIME, *_beside(archive.REALTIME)]
    found = [(data / name, side / name) for name in names]
    if saved is not None:
        here = database.sqlite_file()
        found += [(here.with_name(name), side / name) for name in _beside(here.name)]
        found.append((here, saved))
    return found


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.move(source, target)
    moved.append((source, target))


def _beside(name: str) -> list[str]:
    return [f"{name}-wal", f"{name}-shm"]


def require_quiet(data: Path) -> None:
    if realtime_runs(data):
        raise Refusal(
            say(
                f"Le temps réel de Scola tourne encore sur {data} : arrêtez Scola d’abord.",
                f"Scola's real-time process still runs on {data}: stop Scola first.",
            )
        )


def require_empty(data: Path, *, force: bool) -> None:
    if not force and (database.holds_tables() or (data / archive.REALTIME).exists()):
        raise Refusal(
            say(
                f"{data} contient déjà une installation : ajoutez --force pour la remplacer "
                "(elle sera gardée de côté).",
                f"{data} already holds an installation: add --force to replace it "
                "(it will be kept aside).",
            )
        )


def interrupted(data: Path) -> bool:
    return (data / NOTE).exists()


def interruption(data: Path) -> str:
    """What to do after a restore that was killed half-way."""
    aside = data / (data / NOTE).read_text().strip()
    return say(
        f"Une restauration a été coupée : relancez « scola restore FICHIER --force » (l’état "
        f"d’avant est dans {aside}).",
        f"A restore was cut short: run `scola restore FILE --force` again (what was here before "
        f"is in {aside}).",
    )
