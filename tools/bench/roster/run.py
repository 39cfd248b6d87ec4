"""Roster import at three sizes: time and peak memory must grow no faster than the files.

The peer is a bare csv.DictReader pass over the same files, in the same run.
Prints a table; exits 1 when time or memory grow faster than the file (with some room for noise).
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 9, 1)
# Between two sizes, growth may exceed the file's by this factor (caches, allocator, noise).
ROOM = 1.2


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_peer(folder: Path) -> dict:
    begin = time.process_time()
    rows = 0
    for path in sorted(folder.iterdir()):
        with path.open(encoding="cp1252", newline="") as stream:
            rows += sum(1 for _ in csv.DictReader(stream, delimiter=";"))
    return {"seconds": time.process_time() - begin, "rows": rows}


def measure(folder: Path) -> dict:
    """CPU time and memory above the bare interpreter, modules loaded."""
    sys.path.insert(0, str(ROOT))
    from django.conf import settings

    settings.configure(USE_I18N=False)
    from scola.directory.roster.formats import read_roster, sources_of
    from scola.directory.roster.issues import Issues
    from scola.directory.roster.planning.whole import make_plan
    from scola.directory.roster.state import NOTHING_KNOWN

    floor = peak_mib()
    begin = time.process_time()
    _name, roster, issues = read_roster(sources_of(folder, Issues()), today=TODAY)
    read = time.process_time()
    plan = make_plan(roster, NOTHING_KNOWN, issues)
    end = time.process_time()
    assert not issues.refused, [issue.message for issue in issues.errors[:3]]
    return {
        "read": read - begin,
        "plan": end - read,
        "mib": peak_mib() - floor,
        "pupils": len(plan.pupils),
        "guardians": len(plan.guardians),
        "links": len(plan.links),
        "doubtful": len(plan.questions),
    }


def in_a_process(what: str, folder: Path) -> dict:
    done = subprocess.run(
        [sys.executable, __file__, "--measure", what, str(folder)],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def make(folder: Path, pupils: int) -> float:
    sys.path.insert(0, str(ROOT))
    from scola.directory.roster.generate import make_school, write_school

    write_school(folder, make_school(pupils))
    return sum(path.stat().st_size for path in folder.iterdir()) / 2**20


def run(sizes: list[int]) -> int:
    lines = []
    for pupils in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            mib = make(folder, pupils)
            tries = [(in_a_process("peer", folder), in_a_process("scola", folder)) for _ in "123"]
            peer = min(one["seconds"] for one, _ in tries)
            ours = min((one for _, one in tries), key=lambda one: one["read"] + one["plan"])
            lines.append((pupils, mib, peer, ours))
    print("| pupils | guardians | links | files | csv.DictReader | read | plan | ratio | memory |")
    print("|---|---|---|---|---|---|---|---|---|")
    for pupils, mib, peer, ours in lines:
        total = ours["read"] + ours["plan"]
        print(
            f"| {pupils} | {ours['guardians']} | {ours['links']} | {mib:.1f} MiB | {peer:.2f} s "
            f"| {ours['read']:.2f} s | {ours['plan']:.2f} s | {total / peer:.1f} "
            f"| {ours['mib']:.0f} MiB ({ours['mib'] / mib:.1f} × files) |"
        )
    return verdict(lines)


def verdict(lines: list) -> int:
    bad = 0
    for (_, small, _, before), (pupils, large, _, after) in pairwise(lines):
        file = large / small
        seconds = (after["read"] + after["plan"]) / (before["read"] + before["plan"])
        memory = after["mib"] / before["mib"]
        fine = max(seconds, memory) <= file * ROOM
        bad += not fine
        print(
            f"\nto {pupils}: files × {file:.2f}, time × {seconds:.2f}, memory × {memory:.2f}: "
            f"{'linear' if fine else 'FASTER THAN THE FILE'}"
        )
    return 1 if bad else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        what, folder = arguments.measure
        print(json.dumps((measure_peer if what == "peer" else measure)(Path(folder))))
        return 0
    return run(arguments.sizes)


if __name__ == "__main__":
    sys.exit(main())
