"""Background jobs: each is named here with what it may touch, or it does not exist."""

from scola.kernel.jobs import rounds, run_now

# Name -> what it touches. No job reads pupils' work.
JOBS = {
    "directory.forget_rosters": "uploaded rosters that nobody decided upon within a week",
    "kernel.deliver_waiting": "states and rights that the real-time process missed",
    "directory.forget_old_doors": "old codes, pairings, sessions and records of who came in when",
}


def test_every_job_has_its_row():
    assert {one.name for one in rounds()} == set(JOBS)


def test_every_job_runs_on_an_empty_installation(db):
    for one in rounds():
        assert run_now(one), one.name
