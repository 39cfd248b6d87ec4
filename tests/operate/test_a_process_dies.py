"""Killed at any moment, a part of Scola comes back; health says so meanwhile."""

import pytest

from tests.operate.installation import ALL_WELL


@pytest.mark.parametrize("part", ["realtime", "jobs"])
def test_health_says_which_part_is_dead_until_it_is_back(installation, part):
    with installation.serving() as scola:
        seen = []
        victim = scola.main_process(part)
        victim.kill()
        victim.wait()

        def back() -> bool:
            status, body = scola.health()
            seen.append((status, body.get(part)))
            return status == 200

        scola.wait_until(lambda: scola.health()[0] == 503)
        scola.wait_until(back)
        assert (503, False) in seen
        assert scola.health() == (200, ALL_WELL)
        assert scola.said(f"“{part}” stopped \\(signal SIGKILL\\); it starts again")
        assert scola.main_process(part).pid != victim.pid


def test_the_web_comes_back_and_its_workers_do_not_keep_the_port(installation):
    with installation.serving() as scola:
        workers = scola.main_process("web").children()
        assert workers
        scola.main_process("web").kill()
        scola.wait_until(lambda: not any(worker.is_running() for worker in workers))
        scola.wait_until(lambda: scola.health()[0] == 200)


def test_one_killed_web_worker_is_replaced(installation):
    with installation.serving() as scola:
        scola.main_process("web").children()[0].kill()
        scola.wait_until(lambda: scola.health()[0] == 200)


def test_waits_grow_when_a_part_keeps_dying(installation):
    with installation.serving() as scola:
        for _ in range(3):
            scola.main_process("realtime").kill()
            scola.wait_until(lambda: scola.health()[0] == 503)
            scola.wait_until(lambda: scola.health()[0] == 200)
        waits = [line.split(" in ")[1] for line in scola.lines if "starts again" in line]
        assert waits == ["0.5 s.", "1 s.", "2 s."]
