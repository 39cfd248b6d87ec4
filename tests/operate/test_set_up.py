"""What a newcomer's machine lacks is one sentence; what is there is not done twice."""

import os
import re
import shutil
import subprocess

import pytest

from scola.config.sentences import Refusal
from tests.journey.town import ROOT
from tools.setup import environment, machine
from tools.setup.places import REQUIREMENTS
from tools.setup.stamps import Stamp, digest


@pytest.fixture
def machine_with(tmp_path, monkeypatch):
    """`machine_with(node="…")`: a PATH with only these programs, as shell scripts."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def make(**programs: str) -> None:
        for name, script in programs.items():
            file = folder / name.replace("_", ".")
            file.write_text(f"#!/bin/sh\n{script}\n")
            file.chmod(0o755)
        for name in ("sh", "make", "sed", "awk", "dirname"):
            if found := shutil.which(name):
                (folder / name).symlink_to(found)
        monkeypatch.setenv("PATH", str(folder))
        monkeypatch.setenv("LANG", "C.UTF-8")
        monkeypatch.delenv("PYTHON", raising=False)
        for name in ("LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name, raising=False)

    return make


@pytest.mark.parametrize("version", ["v18.19.0", "v12.22.9", "nonsense"])
def test_an_old_node_is_one_sentence(machine_with, version):
    machine_with(node=f"echo {version}", npm="true")
    with pytest.raises(Refusal, match=r"needs version 20 or newer"):
        machine.require_node()


def test_a_new_node_is_welcome(machine_with):
    machine_with(node="echo v24.1.0", npm="true")
    machine.require_node()


@pytest.mark.parametrize("programs", [{}, {"node": "echo v22.0.0"}])
def test_no_node_or_no_npm_is_one_sentence(machine_with, programs):
    machine_with(**programs)
    with pytest.raises(Refusal, match=r"is missing: install Node\.js 20"):
        machine.require_node()


@pytest.mark.parametrize("program", ["python3", "python3_12"])
def test_an_old_python_stops_make_up_with_one_sentence(machine_with, program):
    machine_with(**{program: "test $1 = -V && echo Python 3.9.2 && exit; exit 1"})
    done = subprocess.run(
        ["make", "-C", ROOT, "-s", "up"], capture_output=True, text=True, check=False
    )
    assert done.returncode
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1
    assert "needs Python 3.11 or newer" in said[0]


def test_a_nearly_full_disk_is_one_sentence(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=300_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Refusal, match="nearly full"):
        machine.require_room(tmp_path, first_time=True)
    machine.require_room(tmp_path, first_time=False)


def test_python_without_venv_is_one_sentence(monkeypatch):
    monkeypatch.setattr(machine.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Refusal, match="python3-venv"):
        machine.require_venv()


def test_a_stamp_is_fresh_until_a_source_changes(tmp_path):
    source = tmp_path / "source"
    source.write_text("one")
    Stamp(tmp_path / "stamp", digest([source])).set()
    assert Stamp(tmp_path / "stamp", digest([source])).fresh()
    source.write_text("two")
    assert not Stamp(tmp_path / "stamp", digest([source])).fresh()


def test_make_alone_lists_every_target():
    listed = subprocess.run(["make", "-C", ROOT, "-s"], capture_output=True, text=True, check=True)
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony
    for target in phony[1].split():
        assert re.search(rf"make {target} ", listed.stdout), target


def test_locks_have_hashes_and_no_address():
    for name in ("runtime.txt", "dev.txt"):
        text = (REQUIREMENTS / name).read_text()
        assert "://" not in text
        pins = re.findall(r"^[A-Za-z0-9].*$", text, re.MULTILINE)
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_babel_is_installed_at_the_locked_version_with_its_hashes():
    lines = environment.locked(REQUIREMENTS / "dev.txt", "babel").splitlines()
    assert lines[0].startswith("babel==")
    assert all("--hash=sha256:" in line for line in lines[1:] if "#" not in line)
    assert len(lines) > 1
