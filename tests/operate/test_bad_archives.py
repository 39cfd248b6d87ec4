"""Archives that are cut, changed or made to harm: one sentence each, and nothing is touched."""

import gzip
import io
import json
import random
import tarfile

import pytest

from scola.config.archive import unpack
from scola.config.restore import verify
from scola.config.sentences import Refusal
from tests.operate.installation import Installation


@pytest.fixture(scope="module")
def backup(migrated, tmp_path_factory):
    file = tmp_path_factory.mktemp("backup") / "scola.tar.gz"
    Installation(migrated).ok("backup", file)
    return file


@pytest.fixture
def refusal(tmp_path):
    """`refusal(bad)`: what the reader of archives says; it wrote nothing outside of its folder."""
    side = tmp_path / "around" / "data" / ".restoring"
    side.mkdir(parents=True)

    def read(bad) -> str:
        with pytest.raises(Refusal) as refused:
            verify(unpack(bad, side), side, bad)
        outside = [p for p in (tmp_path / "around").rglob("*") if not p.is_relative_to(side)]
        assert outside == [side.parent]
        assert not any(path.is_symlink() for path in side.rglob("*"))
        return str(refused.value)

    return read


def changed(tmp_path, content: bytes):
    bad = tmp_path / "bad.tar.gz"
    bad.write_bytes(content)
    return bad


def test_the_command_says_it_in_one_sentence_and_touches_nothing(installation, backup, tmp_path):
    before = (installation.data / "scola.sqlite3").read_bytes()
    content = backup.read_bytes()
    bad = changed(tmp_path, content[: len(content) // 2])
    sentence = installation.refused("restore", bad, "--force")
    assert "not a complete Scola backup" in sentence
    assert (installation.data / "scola.sqlite3").read_bytes() == before
    assert not list(installation.data.glob("*restor*"))


@pytest.mark.parametrize("share", [n / 40 for n in range(40)] + [0.999])
def test_a_truncated_backup_is_refused(refusal, backup, tmp_path, share):
    content = backup.read_bytes()
    bad = changed(tmp_path, content[: int(len(content) * share)])
    assert "not a complete Scola backup" in refusal(bad)


@pytest.mark.parametrize("seed", range(30))
def test_a_backup_with_flipped_bytes_is_refused(refusal, backup, tmp_path, seed):
    content = bytearray(gzip.decompress(backup.read_bytes()))
    rng = random.Random(seed)
    for _ in range(3):
        # Not in the padding after the last member, which says nothing.
        content[rng.randrange(len(content) - 20_000)] ^= 0x55
    assert "nothing was touched" in refusal(changed(tmp_path, gzip.compress(content)))


@pytest.mark.parametrize("content", [b"", b"not an archive", gzip.compress(b"not a tar", mtime=0)])
def test_another_file_is_refused(refusal, backup, tmp_path, content):
    assert "not a complete Scola backup" in refusal(changed(tmp_path, content))


def remade(backup, tmp_path, change):
    """The backup with `change(members)` done to its list of (header, content)."""
    with tarfile.open(backup) as archive:
        members = [(one, archive.extractfile(one).read()) for one in archive]
    change(members)
    bad = tmp_path / "bad.tar.gz"
    with tarfile.open(bad, "w:gz") as archive:
        for header, content in members:
            header.size = len(content) if header.isreg() else 0
            archive.addfile(header, io.BytesIO(content))
    return bad


def a_member(name, kind=tarfile.REGTYPE, target=""):
    header = tarfile.TarInfo(name)
    header.type, header.linkname = kind, target
    return header


HOSTILE = [
    a_member("../outside"),
    a_member("files/../../outside"),
    a_member("/outside"),
    a_member("files/..\\outside"),
    a_member("run/serve.lock"),
    a_member("scola.sqlite3-wal"),
    a_member("files"),
    a_member("./files/a"),
    a_member("files//a"),
    a_member("files/link", tarfile.SYMTYPE, "/etc/passwd"),
    a_member("files/hard", tarfile.LNKTYPE, "../../outside"),
    a_member("files/pipe", tarfile.FIFOTYPE),
    a_member("files/device", tarfile.CHRTYPE),
    a_member("files/folder", tarfile.DIRTYPE),
]


@pytest.mark.parametrize("header", HOSTILE, ids=lambda header: header.name)
def test_a_member_that_no_backup_holds_is_refused(refusal, backup, tmp_path, header):
    bad = remade(backup, tmp_path, lambda members: members.insert(0, (header, b"x")))
    assert "which no Scola backup holds" in refusal(bad)


def test_a_file_in_the_way_of_a_folder_is_refused(refusal, backup, tmp_path):
    def change(members):
        members[:0] = [(a_member("files/a"), b"x"), (a_member("files/a/b"), b"x")]

    assert "no Scola backup" in refusal(remade(backup, tmp_path, change))


def test_one_member_twice_is_refused(refusal, backup, tmp_path):
    bad = remade(backup, tmp_path, lambda members: members.insert(0, members[0]))
    assert "no Scola backup holds" in refusal(bad)


def test_a_link_put_before_what_it_would_catch_is_refused(refusal, backup, tmp_path):
    def change(members):
        members[:0] = [
            (a_member("files/way", tarfile.SYMTYPE, "../../.."), b""),
            (a_member("files/way/outside"), b"x"),
        ]

    assert "no Scola backup" in refusal(remade(backup, tmp_path, change))


def test_an_extra_file_that_the_manifest_does_not_name_is_refused(refusal, backup, tmp_path):
    bad = remade(backup, tmp_path, lambda members: members.insert(0, (a_member("files/a/b"), b"x")))
    assert "is damaged" in refusal(bad)


def test_a_missing_member_is_refused(refusal, backup, tmp_path):
    bad = remade(backup, tmp_path, lambda members: members.pop(0))
    assert "is damaged" in refusal(bad)


def with_manifest(backup, tmp_path, **fields):
    def change(members):
        header, content = members[-1]
        members[-1] = (header, json.dumps({**json.loads(content), **fields}).encode())

    return remade(backup, tmp_path, change)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"format": 2}, "newer version"),
        ({"migrations": ["board.9999_the_future"]}, "newer version"),
        ({"database": "postgresql"}, "change DATABASE_URL"),
        ({"database": "oracle"}, "no Scola backup holds"),
        ({"members": []}, "nothing was touched"),
        ({"members": {"files/x": 3}}, "nothing was touched"),
        ({"members": None}, "nothing was touched"),
        ({"made": "yesterday"}, "no Scola backup holds"),
        ({"migrations": 7}, "no Scola backup holds"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(refusal, backup, tmp_path, fields, words):
    assert words in refusal(with_manifest(backup, tmp_path, **fields))


def test_a_member_that_claims_more_than_the_disk_holds_is_refused(refusal, backup, tmp_path):
    """A sparse member of 8 EB weighs 1 kB in the archive."""
    header = a_member("files/a/b")
    header.size = 1 << 62
    raw = io.BytesIO()
    raw.write(header.tobuf(tarfile.GNU_FORMAT))
    raw.write(bytes(10240))
    bad = changed(tmp_path, gzip.compress(raw.getvalue()))
    assert "no room to restore" in refusal(bad)
