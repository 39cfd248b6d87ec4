"""`scola check` names what is wrong and how to mend it; on a sound installation it says so."""

import socket

import pytest


def check(installation, **environment: str) -> tuple[int, str]:
    done = installation.scola("check", **environment)
    assert "Traceback" not in done.stderr
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_a_sound_installation_can_serve(installation):
    code, said = check(installation)
    assert (code, "✗" in said) == (0, False)
    assert "Scola can serve" in said


def test_before_migrate_it_says_migrate(empty_place):
    code, said = check(empty_place)
    assert code == 1
    assert "→ scola migrate" in said


def test_a_key_that_others_can_read_is_told(installation):
    key = installation.data / "secret" / "django.key"
    key.chmod(0o644)
    code, said = check(installation)
    assert code == 1
    assert f"chmod 600 {key}" in said


def test_a_damaged_live_store_is_told(installation):
    (installation.data / "realtime.sqlite3").write_bytes(b"SQLite format 3\0" + b"\xff" * 8192)
    code, said = check(installation)
    assert code == 1
    assert "realtime.sqlite3 is damaged" in said
    assert "scola restore" in said


def test_a_port_in_use_is_told(installation):
    with socket.create_server(("127.0.0.1", installation.port)):
        code, said = check(installation)
    assert code == 1
    assert f"Port {installation.port}" in said


def test_a_running_scola_is_sound_and_a_dead_part_is_named(installation):
    with installation.serving() as scola:
        assert check(installation)[0] == 0
        scola.main_process("jobs").suspend()
        beat = installation.data / "run" / "jobs.alive"
        scola.wait_until(lambda: beat.exists())
        beat.unlink()
        code, said = check(installation)
        scola.main_process("jobs").resume()
    assert code == 1
    assert "Does not answer: jobs" in said


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"SCOLA_DEBUG": "1"}, "SCOLA_DEBUG=0"),
        ({}, "SCOLA_HTTPS=1"),
    ],
)
def test_what_is_unsafe_on_a_network_is_told(installation, environment, words):
    _code, said = check(installation, SCOLA_ALLOWED_HOSTS="scola.ajaccio.example", **environment)
    assert words in said


def test_a_database_that_does_not_answer_is_told(installation):
    url = "postgresql://scola@/scola?host=/nowhere"
    code, said = check(installation, DATABASE_URL=url)
    assert code == 1
    assert "DATABASE_URL" in said


def test_a_data_folder_that_is_a_file_is_one_sentence(installation):
    installation.data = installation.data / "scola.sqlite3"
    assert "SCOLA_DATA" in installation.refused("check")


def test_words_that_are_no_command_are_one_sentence(installation):
    done = installation.scola("start")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "“start” is not a command of Scola: `scola help` shows them."
    ]


def test_help_names_every_command(installation):
    said = installation.ok("help")
    for word in (
        "serve",
        "migrate",
        "demo",
        "import-roster",
        "import-board",
        "backup",
        "restore",
        "check",
    ):
        assert word in said
