"""The form of a backup: one .tar.gz with the data, and last a manifest that vouches for all of it.

Members: `database/scola.sqlite3` or `database/scola.dump`, `realtime.sqlite3`, `demo.json`, and
the folders `files/`, `secret/`, `mail/`. `manifest.json` = {"format": 1, "scola": version,
"made": ISO time, "database": "sqlite"|"postgresql", "migrations": [...],
"members": {name: {"size": bytes, "sha256": hex}}}.
"""

import hashlib
import io
import json
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from scola.config.sentences import Refusal, say, size

FORMAT = 1
MANIFEST = "manifest.json"
MANIFEST_LIMIT = 512 * 1024 * 1024  # bytes: a few million files
DATABASE = {"sqlite": "database/scola.sqlite3", "postgresql": "database/scola.dump"}
REALTIME = "realtime.sqlite3"
FOLDERS = ("files", "secret", "mail")
SINGLE = ("demo.json", REALTIME)
CHUNK = 1 << 20
UNREADABLE = (tarfile.TarError, EOFError, zlib.error, OSError, UnicodeDecodeError)


@dataclass
class Manifest:
    """What a backup holds; the archive is worth something only when all of it is there."""

    scola: str
    made: str
    database: str
    migrations: list[str]
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    def as_json(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False).encode()


class Writer:
    """Adds files to an open archive and remembers their hashes. Files may grow; a copy is whole."""

    def __init__(self, archive: tarfile.TarFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def add(self, name: str, path: Path) -> None:
        """Raises FileNotFoundError when `path` vanished meanwhile (deleted by a person)."""
        with path.open("rb") as content:
            info = self._archive.gettarinfo(arcname=name, fileobj=content)
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            hashing = Hashing(content)
            self._archive.addfile(info, hashing)
        self.manifest.members[name] = {"size": info.size, "sha256": hashing.digest()}

    def close(self) -> None:
        content = self.manifest.as_json()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(content)
        self._archive.addfile(info, io.BytesIO(content))


class Hashing(io.RawIOBase):
    """Reads through to `content` and hashes what passes."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._hash = hashlib.sha256()

    def read(self, count: int = -1) -> bytes:
        data = self._content.read(count)
        self._hash.update(data)
        return data

    def digest(self) -> str:
        return self._hash.hexdigest()


def unpack(file: Path, target: Path | None) -> Manifest:
    """Reads the whole archive, checks every hash, and writes the members under `target` if given.

    Nothing is written outside of `target`, whatever the archive says. Raises Refusal.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest = None
    try:
        with tarfile.open(file, "r|gz") as archive:
            for member in archive:
                if manifest is not None:
                    raise Refusal(_hostile(member.name))
                content = _content(archive, member)
                if member.name == MANIFEST:
                    manifest = read_manifest(content.read(MANIFEST_LIMIT))
                    continue
                if member.name in found or not is_member(member.name):
                    raise Refusal(_hostile(member.name))
                found[member.name] = _take(content, member, target)
    except (FileExistsError, NotADirectoryError) as error:
        raise Refusal(_hostile(member.name)) from error
    except UNREADABLE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Refusal(broken(file)) from error
    if manifest is None:
        raise Refusal(broken(file))
    if manifest.members != found:
        raise Refusal(_different(manifest, found))
    return manifest


def is_member(name: str) -> bool:
    """Whether a backup may hold a file of that name: a known place, no way out of it."""
    path = PurePosixPath(name)
    if (
        path.is_absolute()
        or str(path) != name
        or ".." in path.parts
        or "\\" in name
        or "\0" in name
    ):
        return False
    if name in SINGLE or name in DATABASE.values():
        return True
    return len(path.parts) > 1 and path.parts[0] in FOLDERS


def read_manifest(content: bytes) -> Manifest:
    """The manifest, every field of the kind it must be. Raises Refusal."""
    try:
        fields = json.loads(content)
        if fields["format"] == FORMAT:
            return _manifest_of(fields)
        newer = fields["format"] > FORMAT
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refusal(_hostile(MANIFEST)) from error
    raise Refusal(
        say(
            "Cette sauvegarde vient d’une version plus récente de Scola : mettez Scola à jour "
            "d’abord.",
            "This backup comes from a newer version of Scola: update Scola first.",
        )
        if newer
        else _hostile(MANIFEST)
    )


def _manifest_of(fields: dict[str, Any]) -> Manifest:
    """Raises ValueError, TypeError, KeyError or AttributeError when a field is not what it says."""
    made, kind = str(fields["made"]), fields["database"]
    datetime.fromisoformat(made)
    if kind not in DATABASE:
        raise ValueError(kind)
    members = {
        str(name): {"size": int(member["size"]), "sha256": str(member["sha256"])}
        for name, member in fields["members"].items()
    }
    migrations = [str(name) for name in fields["migrations"]]
    return Manifest(str(fields["scola"]), made, kind, migrations, members)


def broken(file: Path) -> str:
    return say(
        f"{file} n’est pas une sauvegarde complète de Scola (tronquée, abîmée ou autre chose) : "
        "rien n’a été touché, prenez une autre sauvegarde.",
        f"{file} is not a complete Scola backup (truncated, damaged or something else): "
        "nothing was touched, take another backup.",
    )


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(member) if member.isreg() else None
    if content is None or member.size < 0:
        raise Refusal(_hostile(member.name))
    return content


def _take(content: IO[bytes], member: tarfile.TarInfo, target: Path | None) -> dict[str, Any]:
    digest = hashlib.sha256()
    if target is None:
        length = sum(len(piece) for piece in _pieces(content, digest))
    else:
        _require_room(target, member)
        path = target / member.name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("xb") as out:
            length = sum(out.write(piece) for piece in _pieces(content, digest))
        path.chmod(0o600)
    return {"size": length, "sha256": digest.hexdigest()}


def _pieces(content: IO[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    while piece := content.read(CHUNK):
        digest.update(piece)
        yield piece


def _require_room(target: Path, member: tarfile.TarInfo) -> None:
    free = shutil.disk_usage(target).free
    if member.size > free:
        raise Refusal(
            say(
                f"Il n’y a pas la place de restaurer ({size(member.size)} à écrire, {size(free)} "
                f"libres sur {target.parent}) : rien n’a été touché, libérez de la place.",
                f"There is no room to restore ({size(member.size)} to write, {size(free)} free on "
                f"{target.parent}): nothing was touched, free some space.",
            )
        )


def _hostile(name: str) -> str:
    shown = name if len(name) < 80 else f"{name[:77]}…"
    return say(
        f"Cette archive contient {shown!r}, qu’aucune sauvegarde de Scola ne contient : rien n’a "
        "été touché, n’utilisez pas ce fichier.",
        f"This archive holds {shown!r}, which no Scola backup holds: nothing was touched, do not "
        "use this file.",
    )


def _different(manifest: Manifest, found: dict[str, dict[str, Any]]) -> str:
    names = [name for name in manifest.members if manifest.members[name] != found.get(name)]
    name = (names or sorted(set(found) - set(manifest.members)))[0]
    return say(
        f"Cette sauvegarde est abîmée ({name} n’est pas ce qui fut sauvé) : rien n’a été touché, "
        "prenez une autre sauvegarde.",
        f"This backup is damaged ({name} is not what was saved): nothing was touched, take "
        "another backup.",
    )
