"""`scola backup FILE`: all that the city would miss, consistent while Scola runs, read back after.

The order makes it consistent. Files are written before the row that names them, and a live document
is written before the row that names it: so files first, then the database, then the live documents,
then the files that came meanwhile. What the saved database names is in the backup.
"""

import gzip
import os
import tarfile
import tempfile
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from scola.config import archive, database
from scola.config.sentences import Refusal, say, size

PRIVATE = 0o600  # children's data and the installation's keys
COMPRESSION = 3  # drawings and databases shrink as well at 3 as at 9, five times faster


def backup(data: Path, file: Path, *, force: bool) -> str:
    """Writes `file`, whole and verified, or nothing. Gives the sentence of success."""
    require_free_name(file, force=force)
    if not database.holds_tables():
        raise Refusal(
            say(
                f"Il n’y a rien à sauvegarder dans {data} : Scola n’y est pas encore installé.",
                f"There is nothing to back up in {data}: Scola is not set up there yet.",
            )
        )
    # Beside FILE: the last step is a rename, and the data's own disk is not filled.
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".scola-backup-") as folder:
        draft = Path(folder) / "draft.tar.gz"
        manifest = write(data, draft, Path(folder))
        if archive.unpack(draft, None) != manifest:
            raise Refusal(archive.broken(file))
        require_free_name(file, force=force)
        draft.replace(file)
        _sync_folder(file.parent)
    count = sum(name.startswith("files/") for name in manifest.members)
    return say(
        f"Sauvegarde écrite et vérifiée : {file} ({size(file.stat().st_size)}, {count} fichiers). "
        "Elle contient les clés secrètes de l’installation et des données d’enfants : "
        "gardez-la sous clé.",
        f"Backup written and verified: {file} ({size(file.stat().st_size)}, {count} files). "
        "It holds the installation's secret keys and children's data: keep it locked away.",
    )


def write(data: Path, draft: Path, scratch: Path) -> archive.Manifest:
    """Writes the archive `draft`; the databases are copied to `scratch` first."""
    manifest = archive.Manifest(
        scola=version(),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        database=database.kind(),
        migrations=database.applied_migrations(),
    )
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as raw:
        with (
            gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=COMPRESSION) as squeezed,
            tarfile.open(fileobj=squeezed, mode="w|") as tar,
        ):
            writer = archive.Writer(tar, manifest)
            for folder in archive.FOLDERS:
                add_folder(writer, data, folder)
            add_database(writer, scratch)
            add_live_documents(writer, data, scratch)
            add_folder(writer, data, "files")
            if (data / "demo.json").exists():
                writer.add("demo.json", data / "demo.json")
            writer.close()
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


def add_database(writer: archive.Writer, scratch: Path) -> None:
    copy = scratch / "database"
    if database.kind() == database.SQLITE:
        database.copy_sqlite(database.sqlite_file(), copy)
        _require_sound(copy, database.sqlite_file())
    else:
        database.dump_postgresql(copy)
        database.read_dump(copy)
    writer.add(archive.DATABASE[database.kind()], copy)
    copy.unlink()


def add_live_documents(writer: archive.Writer, data: Path, scratch: Path) -> None:
    source = data / archive.REALTIME
    if source.exists():
        copy = scratch / "realtime"
        database.copy_sqlite(source, copy)
        _require_sound(copy, source)
        writer.add(archive.REALTIME, copy)
        copy.unlink()


def add_folder(writer: archive.Writer, data: Path, folder: str) -> None:
    """Adds what is not in the archive yet. A file that a person deletes meanwhile is not missed."""
    for path in sorted((data / folder).rglob("*")):
        name = path.relative_to(data).as_posix()
        unfinished = path.name.startswith(".part-")
        if unfinished or path.is_symlink() or not path.is_file() or name in writer.manifest.members:
            continue
        try:
            writer.add(name, path)
        except FileNotFoundError:
            continue


def require_free_name(file: Path, *, force: bool) -> None:
    if file.is_dir() or not file.parent.is_dir():
        raise Refusal(
            say(
                f"{file} doit être un nom de fichier dans un dossier qui existe, par exemple "
                "scola.tar.gz.",
                f"{file} must be a file name in a folder that exists, for example scola.tar.gz.",
            )
        )
    if file.exists() and not force:
        raise Refusal(
            say(
                f"{file} existe déjà : donnez un autre nom, ou ajoutez --force pour le remplacer.",
                f"{file} already exists: give another name, or add --force to replace it.",
            )
        )


def version() -> str:
    try:
        return metadata.version("scola")
    except metadata.PackageNotFoundError:
        return "checkout"


def _require_sound(copy: Path, source: Path) -> None:
    if wrong := database.damage(copy):
        raise Refusal(
            say(
                f"{source} est abîmé ({wrong}) : aucune sauvegarde n’a été écrite, gardez les "
                "précédentes.",
                f"{source} is damaged ({wrong}): no backup was written, keep the previous ones.",
            )
        )


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
