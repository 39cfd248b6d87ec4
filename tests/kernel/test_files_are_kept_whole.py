"""A file is kept whole or not at all, never outside its folder, and a full disk is a sentence."""

import errno
import io
import os
import resource
import signal
import subprocess
from pathlib import Path

import pytest
from django.urls import reverse

from scola.kernel.ports import files
from tests.cast import sign_in_as


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


def everything(folder):
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


@pytest.mark.parametrize("content", [b"<svg/>", io.BytesIO(b"<svg/>")], ids=["bytes", "stream"])
def test_what_is_kept_comes_back(content, folder):
    key = files.save("journal", content)
    assert files.read(key) == b"<svg/>"
    with files.open_file(key) as file:
        assert file.read() == b"<svg/>"
    assert len(everything(folder)) == 1
    files.delete(key)
    files.delete(key)
    with pytest.raises(FileNotFoundError):
        files.read(key)


def test_a_large_stream_never_stands_in_memory_whole(folder):
    asked = []

    class Stream(io.RawIOBase):
        left = 3 * files.CHUNK

        def read(self, size=-1):
            asked.append(size)
            size = min(size, self.left)
            self.left -= size
            return b"x" * size

    key = files.save("journal", Stream())
    assert files.path_of(key).stat().st_size == 3 * files.CHUNK
    assert set(asked) == {files.CHUNK}


def test_too_big_is_refused_with_a_sentence_and_leaves_nothing(settings, folder):
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    with pytest.raises(files.FileTooBig, match="plus de 2.Mo"):
        files.save("journal", io.BytesIO(b"x" * (2 * 1024 * 1024 + 1)))
    assert files.save("journal", b"x" * (2 * 1024 * 1024))
    assert len(everything(folder)) == 1


def test_an_endless_upload_stops_at_the_limit():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(files.FileTooBig):
        files.save("journal", stream, limit=1024 * 1024)
    assert stream.given <= 1024 * 1024 + files.CHUNK


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(monkeypatch, folder, code):
    def full(descriptor):
        raise OSError(code, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(files.FileRefused, match="disque du serveur est plein"):
        files.save("journal", b"<svg/>")
    assert not everything(folder)


def test_another_trouble_is_not_called_a_full_disk(monkeypatch, folder):
    def broken(descriptor):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="broken") as error:
        files.save("journal", b"<svg/>")
    assert not isinstance(error.value, files.FileRefused)
    assert not everything(folder)


@pytest.fixture
def small_disk(settings, tmp_path):
    """A real file system with 64 kB of room; who may not mount one gets a limit of the system."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    known = resource.getrlimit(resource.RLIMIT_FSIZE)
    deaf = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if not mounted:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, known[1]))
    settings.FILES_DIR = place / "files"
    yield settings.FILES_DIR
    resource.setrlimit(resource.RLIMIT_FSIZE, known)
    signal.signal(signal.SIGXFSZ, deaf)
    if mounted:
        subprocess.run(["umount", str(place)], check=True)


def test_a_really_full_disk(small_disk):
    kept = files.save("journal", b"x" * 16_000)
    with pytest.raises(files.FileRefused, match="disque du serveur est plein"):
        files.save("journal", io.BytesIO(b"y" * 200_000))
    assert files.read(kept) == b"x" * 16_000
    assert len(everything(small_disk)) == 1, "a failed file left its part behind"


@pytest.mark.parametrize(
    "key",
    [
        "../secret/abcdefghjkmnpqrs",
        "journal/../../secret/django.key",
        "journal/..",
        "journal/abcdefghjkmnpqrs/..",
        "/etc/passwd",
        "journal//etc/passwd",
        "journal/abcdefghjkmnpqr\x00",
        "journal/abcdefghjkmnpqrs\n",
        "jour.nal/abcdefghjkmnpqrs",
        "journal",
        "",
    ],
)
def test_a_key_cannot_leave_the_folder(key):
    for use in (files.read, files.open_file, files.delete):
        with pytest.raises(FileNotFoundError):
            use(key)


def test_a_kind_cannot_leave_the_folder(folder):
    with pytest.raises(FileNotFoundError):
        files.save("../up", b"x")
    assert not everything(folder.parent)


def test_who_reads_sees_the_old_or_the_new_never_a_part(monkeypatch, folder):
    """Until the very last step the name does not exist."""
    seen = []
    replace = Path.replace

    def watched(self, target):
        seen.append(Path(target).exists())
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    key = files.save("journal", b"<svg/>")
    assert seen == [False]
    assert files.read(key) == b"<svg/>"
    assert files.path_of(key).stat().st_mode & 0o077 == 0, "others on the machine may read it"


def test_a_full_disk_is_a_page_with_a_sentence(cast, client, monkeypatch):
    """Through the browser: a picture that cannot be kept publishes nothing."""
    from scola.sharing import queries, views

    def full(actor, **kwargs):
        raise files.FileRefused(files.DISK_FULL)

    monkeypatch.setattr(views.journal, "publish_post", full)
    sign_in_as(client, cast.letizia)
    answer = client.post(reverse("sharing:class_posts", args=[cast.ce1.pk]), {"sentence": "Oui"})
    assert answer.status_code == 403
    assert "disque du serveur est plein" in answer.content.decode()
    assert not queries.list_posts(cast.actor("letizia"))
