"""Home pages at ×1 and at ×10 of the demo city: their time and queries must not grow with it.

The peer of the large city is the small one, measured in the same run on the same machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[3]


def city(scale: int, folder: str) -> dict:
    environment = {
        **os.environ,
        "SCOLA_DATA": folder,
        "DJANGO_SETTINGS_MODULE": "scola.config.settings",
        "PYTHONPATH": str(ROOT),
    }

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return done.stdout

    run("manage.py", "migrate", "-v0")
    print(
        run("manage.py", "demo", "--scale", str(scale)).splitlines()[-1],
        f"(×{scale})",
        file=sys.stderr,
    )
    return json.loads(run("tools/bench/pages/measure.py").splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=10)
    scale = parser.parse_args().scale
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as many:
        small, large = city(1, one), city(scale, many)
    print(f"\n| page | queries ×1 | queries ×{scale} | ms ×1 | ms ×{scale} | ratio |")
    print("|---|---|---|---|---|---|")
    grown = []
    for name, page in small["pages"].items():
        other = large["pages"][name]
        ratio = other["ms"] / page["ms"]
        print(
            f"| {name} | {page['queries']} | {other['queries']} | {page['ms']:.1f} "
            f"| {other['ms']:.1f} | {ratio:.2f} |"
        )
        if other["queries"] > page["queries"]:
            grown.append(name)
    print(
        f"\n{small['pupils']} pupils in {small['schools']} schools against "
        f"{large['pupils']} in {large['schools']}."
    )
    if grown:
        print("Queries grow with the city on: " + ", ".join(grown))
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
