"""Ties the life of a process to its parent's: no orphan keeps a port or a database after a crash.

As a script it is `python tether.py PARENT_PID COMMAND…`: ties itself, then becomes COMMAND.
"""

import ctypes
import os
import signal
import sys

SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


def die_with_parent(parent: int, by: signal.Signals) -> None:
    """Has the kernel send `by` to this process when its parent dies (Linux; elsewhere nothing).

    `parent` is its pid as the parent knew it: one that died in between is noticed here.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(SET_DEATH_SIGNAL, by, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), by)


if __name__ == "__main__":
    # The supervisor blocks the signals it waits for; its children must hear them again.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    die_with_parent(int(sys.argv[1]), signal.SIGTERM)
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - our own command, no shell wanted
