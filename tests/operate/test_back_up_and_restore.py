"""A backup is whole, taken while people work, and puts everything back where it was."""

import hashlib
import json
import random
import sqlite3
import stat
import tarfile
import threading
import time
from contextlib import closing

import pytest
from pycrdt import Doc, Map

from scola.realtime.store import FILE, connect, read_document, seed_document


def a_document() -> bytes:
    doc = Doc()
    doc["meta"] = Map({"title": "Les saisons"})
    return doc.get_update()


def keep_file(data, name: str, content: bytes) -> None:
    path = data / "files" / "journal" / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def witness(data) -> sqlite3.Connection:
    database = sqlite3.connect(data / "scola.sqlite3", timeout=20, isolation_level=None)
    database.execute("CREATE TABLE IF NOT EXISTS witness (document TEXT, file TEXT)")
    return database


class Schoolday(threading.Thread):
    """Somebody who works all the time: a document, a file, then the row that names both."""

    def __init__(self, data) -> None:
        super().__init__(daemon=True)
        self.data, self.rows, self.over = data, 0, threading.Event()

    def run(self) -> None:
        with closing(witness(self.data)) as database:
            while not self.over.is_set():
                name = f"{self.rows:016d}"
                seed_document(self.data, f"page:{name}", a_document())
                keep_file(self.data, name, name.encode() * 1000)
                database.execute("INSERT INTO witness VALUES (?, ?)", (f"page:{name}", name))
                self.rows += 1

    def __enter__(self):
        self.start()
        while self.rows < 50:
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()


def test_whatever_the_saved_database_names_is_in_the_backup(installation, empty_place, tmp_path):
    file = tmp_path / "scola.tar.gz"
    with Schoolday(installation.data) as day:
        before = day.rows
        installation.ok("backup", file)
        assert day.rows > before, "nobody worked meanwhile: the test proves nothing"
    empty_place.ok("restore", file)
    with closing(witness(empty_place.data)) as database:
        rows = database.execute("SELECT document, file FROM witness").fetchall()
    assert len(rows) >= before
    for document, name in rows:
        assert read_document(empty_place.data, document)
        kept = empty_place.data / "files" / "journal" / name[:2] / name
        assert kept.read_bytes() == name.encode() * 1000


def test_everything_comes_back_keys_included(installation, empty_place, tmp_path):
    data, file = installation.data, tmp_path / "scola.tar.gz"
    seed_document(data, "board:abcdefghjkmnpqrs", a_document())
    keep_file(data, "abcdefghjkmnpqrs", b"a drawing")
    (data / "demo.json").write_text("{}")
    (data / "mail").mkdir()
    (data / "mail" / "1.log").write_text("Bonjour")
    said = installation.ok("backup", file)
    assert "secret keys" in said
    assert "1 files" in said
    empty_place.ok("restore", file)
    for name in ("secret/django.key", "demo.json", "mail/1.log"):
        assert (empty_place.data / name).read_bytes() == (data / name).read_bytes()
    assert read_document(empty_place.data, "board:abcdefghjkmnpqrs")
    assert "Scola can serve" in empty_place.scola("check").stdout
    assert installation.scola("check").stdout == empty_place.scola("check").stdout.replace(
        str(empty_place.data), str(data)
    )


def test_a_backup_says_what_it_holds_and_only_its_owner_reads_it(installation, tmp_path):
    file = tmp_path / "scola.tar.gz"
    installation.ok("backup", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with tarfile.open(file) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
        for name, member in manifest["members"].items():
            content = archive.extractfile(name).read()
            assert hashlib.sha256(content).hexdigest() == member["sha256"]
            assert len(content) == member["size"]
    assert manifest["database"] == "sqlite"
    assert any(name.startswith("directory.0001") for name in manifest["migrations"])


def test_an_existing_file_is_replaced_only_when_told(installation, tmp_path):
    file = tmp_path / "scola.tar.gz"
    file.write_text("the only copy of last year")
    assert "already exists" in installation.refused("backup", file)
    assert file.read_text() == "the only copy of last year"
    installation.ok("backup", file, "--force")
    installation.ok("restore", file, "--force")


@pytest.mark.parametrize("words", [[], ["a", "b"], ["--force"], ["--verbose"]])
def test_a_backup_without_exactly_one_file_is_told_how_to_write_it(installation, words):
    assert "scola backup FILE" in installation.refused("backup", *words)


def test_a_folder_that_is_not_there_is_one_sentence(installation, tmp_path):
    assert "folder that exists" in installation.refused("backup", tmp_path / "usb" / "scola.tar.gz")


def test_there_is_nothing_to_save_where_nothing_was_set_up(empty_place, tmp_path):
    assert "nothing to back up" in empty_place.refused("backup", tmp_path / "scola.tar.gz")


def test_a_damaged_database_is_not_called_a_backup(installation, tmp_path):
    database = installation.data / "scola.sqlite3"
    content = bytearray(database.read_bytes())
    for page in range(40, 60):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    database.write_bytes(content)
    assert "is damaged" in installation.refused("backup", tmp_path / "scola.tar.gz")
    assert not list(tmp_path.glob("*scola*"))


def test_data_is_replaced_only_when_told_and_kept_aside(installation, tmp_path):
    file = tmp_path / "scola.tar.gz"
    installation.ok("backup", file)
    keep_file(installation.data, "zzzzzzzzzzzzzzzz", b"drawn after the backup")
    with closing(connect(installation.data)):
        pass
    assert "--force" in installation.refused("restore", file)
    said = installation.ok("restore", file, "--force")
    assert not (installation.data / "files").exists()
    assert not (installation.data / FILE).exists()
    (aside,) = installation.data.glob("before-restore-*")
    assert str(aside) in said
    kept = aside / "files" / "journal" / "zz" / "zzzzzzzzzzzzzzzz"
    assert kept.read_bytes() == b"drawn after the backup"
    assert (aside / "scola.sqlite3").exists()
    assert not list(installation.data.glob(".restoring*"))


def test_nothing_is_restored_under_a_running_scola(installation, tmp_path):
    file = tmp_path / "scola.tar.gz"
    with installation.serving():
        installation.ok("backup", file)
        assert "already runs" in installation.refused("restore", file, "--force")
    installation.ok("restore", file, "--force")
    with installation.serving():
        pass


def test_a_restore_that_was_killed_is_told_until_it_is_done_again(installation, tmp_path):
    file = tmp_path / "scola.tar.gz"
    installation.ok("backup", file)
    (installation.data / "restore-in-progress").write_text("before-restore-x\n")
    assert "cut short" in installation.refused("serve")
    assert "cut short" in installation.scola("check").stdout
    installation.ok("restore", file, "--force")
    assert "cut short" not in installation.scola("check").stdout


def test_a_disk_that_fills_during_a_backup_leaves_no_half_of_one(installation, tmp_path):
    keep_file(installation.data, "abcdefghjkmnpqrs", random.Random(1).randbytes(1_000_000))
    done = installation.scola(
        "backup", tmp_path / "scola.tar.gz", prefix=("prlimit", "--fsize=200000")
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The disk is full")
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.glob("*scola*"))


def test_a_disk_that_fills_during_a_restore_touches_nothing(installation, tmp_path):
    file = tmp_path / "scola.tar.gz"
    installation.ok("backup", file)
    before = (installation.data / "scola.sqlite3").read_bytes()
    done = installation.scola("restore", file, "--force", prefix=("prlimit", "--fsize=200000"))
    assert done.returncode == 1
    assert done.stderr.startswith("The disk is full")
    assert (installation.data / "scola.sqlite3").read_bytes() == before
    assert not list(installation.data.glob("before-restore-*"))


def test_french_is_spoken_on_a_french_terminal(installation, tmp_path):
    sentence = installation.refused("restore", tmp_path / "rien.tar.gz", LANG="fr_FR.UTF-8")
    assert "Il n’y a pas de fichier" in sentence
