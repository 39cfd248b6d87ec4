"""Numbered steps with their time, and commands whose output is shown only when they fail."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from scola.config.sentences import Refusal, say
from tools.setup.places import ROOT

SHOWN = 20  # last lines of a failed command
FULL = ("No space left on device", "ENOSPC", "Disk quota exceeded")


class Steps:
    """`with steps.step("packages"): …` writes `2/6 packages … 31 s`."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._number = 0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        self._number += 1
        head = f"{self._number}/{self._total} {title} …"
        begin = time.monotonic()
        done = threading.Event()
        write(head)
        if sys.stdout.isatty():
            threading.Thread(target=_count, args=(head, begin, done), daemon=True).start()
        try:
            yield
        except BaseException:
            done.set()
            write("\n")
            raise
        done.set()
        seconds = time.monotonic() - begin
        write(f"\r{head} " if sys.stdout.isatty() else " ")
        write(f"{seconds:.0f} s\n" if seconds >= 0.5 else say("fait\n", "done\n"))


def run(command: Sequence[object], *, environment: Mapping[str, str] | None = None) -> None:
    """Runs to the end; raises Refusal after showing the last lines when it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode == 0:
        return
    if any(sign in done.stdout for sign in FULL):
        raise Refusal(
            say(
                "Le disque est plein : libérez de la place et recommencez, le travail fait est "
                "gardé.",
                "The disk is full: free some space and try again, what was done is kept.",
            )
        )
    write("\n" + "".join(f"    {line}\n" for line in done.stdout.splitlines()[-SHOWN:]))
    shown = " ".join(words[:4]).replace(f"{ROOT}/", "")
    raise Refusal(
        say(
            f"« {shown} … » a échoué : ses dernières lignes sont ci-dessus.",
            f"`{shown} …` failed: its last lines are above.",
        )
    )


def together(*jobs: Callable[[], None]) -> None:
    """Runs all at once; raises what the first of them raised, when all have ended."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        started = [pool.submit(job) for job in jobs]
    for one in started:
        one.result()


def write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _count(head: str, begin: float, done: threading.Event) -> None:
    while not done.wait(1.0):
        write(f"\r{head} {time.monotonic() - begin:.0f} s")
