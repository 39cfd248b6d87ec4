"""One command starts web, real-time and jobs; however it ends, nothing of it stays behind."""

import signal
import socket
import time

import pytest

from tests.operate.installation import Serving


def test_the_address_is_said_once_everything_answers(installation):
    with installation.serving() as scola:
        scola.wait_until(lambda: scola.said(r"Scola is ready: http://127\.0\.0\.1:\d+"))
        assert scola.said(r"realtime +\| .*listening on")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_within_ten_seconds(installation, number):
    with installation.serving() as scola:
        assert len(scola.family()) >= 4
        begin = time.monotonic()
        scola.send(number)
        assert scola.process.wait(timeout=10) == 0
        assert time.monotonic() - begin < 10
        assert not scola.alive()
        assert not scola.said("Traceback")


def test_a_killed_supervisor_leaves_no_orphans(installation):
    with installation.serving() as scola:
        scola.send(signal.SIGKILL)
        scola.process.wait()
        scola.wait_until(lambda: not scola.alive(), patience=15)
    with installation.serving():
        pass  # ports, lease and lock are free again


def test_a_port_in_use_is_one_sentence(installation):
    with socket.create_server(("127.0.0.1", installation.port)):
        sentence = installation.refused("serve")
    assert f"Port {installation.port} is already used" in sentence
    assert "PORT=" in sentence


def test_the_port_of_the_live_process_in_use_names_its_own_setting(installation):
    with socket.create_server(("127.0.0.1", installation.rt_port)):
        assert "SCOLA_RT_PORT=" in installation.refused("serve")


def test_two_of_them_on_one_data_folder_are_refused(installation):
    with installation.serving():
        sentence = installation.refused("serve")
    assert "already runs" in sentence
    assert str(installation.port) in sentence


@pytest.mark.parametrize("port", ["-1", "0", "70000", "eighty"])
def test_a_port_that_is_none_is_one_sentence(installation, port):
    assert "PORT" in installation.refused("serve", PORT=port)


def test_a_database_that_is_not_ready_is_one_sentence(empty_place):
    assert "scola migrate" in empty_place.refused("serve")


def test_a_process_that_never_starts_is_told_and_all_is_stopped(installation):
    (installation.data / "secret" / "capability.key").write_bytes(b"short")
    scola = Serving(installation)
    assert scola.process.wait(timeout=60) == 1
    scola.wait_until(lambda: scola.said("“realtime” does not start"))
    assert not scola.alive()
