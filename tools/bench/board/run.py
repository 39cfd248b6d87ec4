"""Speed of the board's engine on a slow tablet: Chromium without a GPU, 1280 × 800, CPU × 6.

python tools/bench/board/run.py [--strokes 1000 5000] [--rate 6]

The harness page of tests/board/engine is used, with pages of 60-point strokes with pressure.
Frames are those the compositor drew, never requestAnimationFrame intervals.
"""

import argparse
import gzip
import json
import math
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

settings.configure(USE_I18N=False)

from tests.board.engine.site import CHROMIUM, FLAGS, build, serve
from tools.bench.board import traces

INSIDE = (Path(__file__).parent / "page.js").read_text()


class Run:
    def __init__(self, browser: Browser, url: str, strokes: int, rate: int) -> None:
        self.browser, self.url, self.strokes, self.rate = browser, url, strokes, rate
        self.found: dict[str, float] = {}

    def measure(self) -> dict[str, float]:
        page = self.browser.new_page(viewport={"width": 1280, "height": 800})
        self.page, self.cdp = page, page.context.new_cdp_session(page)
        page.goto(f"{self.url}/?public=enfant")
        page.evaluate(INSIDE)
        update = page.evaluate("(n) => bench.prepare(n)", self.strokes)
        self.found["bytes per stroke"] = update / self.strokes
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": self.rate})
        self.open()
        self.pan()
        self.zoom()
        self.draw()
        self.undo()
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        self.found["JS heap, MB"] = page.evaluate("() => bench.heap()")
        page.close()
        return self.found

    def open(self) -> None:
        """A page that arrives as one update, as after a join."""
        found = self.page.evaluate("() => stage.open('p2')")
        self.page.wait_for_function("() => stage.ready", timeout=60_000)
        self.found["open: can draw, ms"] = found["interactive"]
        self.found["open: first ink, ms"] = self.page.evaluate("() => stage.firstInk - stage.begun")
        self.found["open: complete, ms"] = self.page.evaluate("() => stage.ready - stage.begun")
        self.long("open: longest task, ms")

    def pan(self) -> None:
        for name, presses in (("whole page", 0), ("close", 4)):
            for _ in range(presses):
                self.page.keyboard.press("+")
            self.page.wait_for_timeout(2500)
            self.reset()
            traces.start(self.cdp)
            self.page.evaluate("() => bench.pan(4)")
            seen = traces.stop(self.cdp, self.page.wait_for_timeout)
            if name == "close":
                self.found["pan: presented frames/s"] = seen.per_second
                self.found["pan: worst frame, ms"] = seen.worst
                self.frames("pan: frame cost p95, ms")
                self.long("pan: longest task, ms")

    def zoom(self) -> None:
        self.reset()
        self.page.evaluate("() => bench.zoom(-12)")
        self.page.evaluate("() => bench.zoom(30)")
        self.long("zoom: longest task, ms")

    def draw(self) -> None:
        """Four fingers at once."""
        self.page.keyboard.press("0")
        self.page.evaluate("() => stage.remount('eni')")
        self.page.wait_for_timeout(4000)
        self.reset()
        centres = [(330, 200), (560, 420), (830, 200), (1050, 420)]
        for n in range(4):
            self.touch("touchStart", centres[: n + 1])
            self.page.wait_for_timeout(200)
        self.reset()
        traces.start(self.cdp)
        for step in range(240):
            turned = [
                (x + 70 * math.cos(step / 9 + n), y + 70 * math.sin(step / 7))
                for n, (x, y) in enumerate(centres)
            ]
            self.touch("touchMove", turned)
            self.page.wait_for_timeout(6)
        seen = traces.stop(self.cdp, self.page.wait_for_timeout)
        self.touch("touchEnd", [])
        costs = self.page.evaluate("() => cost.move")
        self.found["draw ×4: handler p95, ms"] = p95(costs)
        self.frames("draw ×4: frame cost p95, ms")
        self.found["draw ×4: presented frames/s"] = seen.per_second
        if seen.latencies:
            self.found["draw ×4: input→presented median, ms"] = statistics.median(seen.latencies)
            self.found["draw ×4: input→presented p95, ms"] = p95(seen.latencies)
        self.long("draw ×4: longest task, ms")
        kept = self.page.evaluate(
            "() => stage.points('p2').filter((one) => one.id.length === 16).length"
        )
        assert kept == 4, f"{kept} strokes of 4 fingers"

    def undo(self) -> None:
        self.page.wait_for_timeout(1000)
        times = []
        for key in ("z", "y"):
            for _ in range(4):
                times.append(self.page.evaluate("(key) => bench.key(key)", key))
                self.page.wait_for_timeout(300)
        self.found["undo, redo: key→painted p95, ms"] = p95([t for t in times if t is not None])

    def touch(self, kind: str, points: list[tuple[float, float]]) -> None:
        at = [
            {"x": x, "y": y, "id": n, "radiusX": 5, "radiusY": 5} for n, (x, y) in enumerate(points)
        ]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def reset(self) -> None:
        self.page.evaluate("() => { cost.move = []; cost.frame = []; cost.long = []; }")

    def long(self, name: str) -> None:
        self.found[name] = self.page.evaluate("() => Math.max(0, ...cost.long)")

    def frames(self, name: str) -> None:
        self.found[name] = p95(self.page.evaluate("() => cost.frame"))


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)] if values else float("nan")


def tablet_bundle(folder: Path) -> dict[str, float]:
    """Gzip kilobytes of everything a pupil's tablet loads from the client build."""
    vite = ROOT / "node_modules/.bin/vite"
    subprocess.run([vite, "build", "--outDir", folder], check=True, capture_output=True, cwd=ROOT)
    manifest = json.loads((folder / "manifest.json").read_text())
    wanted, files = ["scola/lesson/client/entries/tablet.ts"], set()
    while wanted:
        chunk = manifest[wanted.pop()]
        files |= {chunk["file"], *chunk.get("css", [])}
        wanted += [one for one in chunk.get("imports", []) if manifest[one]["file"] not in files]
    sizes = {file: len(gzip.compress((folder / file).read_bytes(), 9)) / 1000 for file in files}
    return {"tablet bundle, kB gzip": sum(sizes.values())}


def table(columns: dict[int, dict[str, float]]) -> str:
    names = list(next(iter(columns.values())))
    rows = [["", *(f"{count:,} strokes" for count in columns)], ["---"] * (len(columns) + 1)]
    rows += [
        [name, *(f"{found.get(name, math.nan):.1f}" for found in columns.values())]
        for name in names
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--strokes", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--rate", type=int, default=6)
    options = parser.parse_args()
    columns: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = Path(folder) / "stage"
        build(built)
        flags = [*FLAGS, "--js-flags=--expose-gc", "--enable-precise-memory-info"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        with serve(built) as url:
            for strokes in options.strokes:
                columns[strokes] = Run(browser, url, strokes, options.rate).measure()
        browser.close()
        size: dict[str, Any] = tablet_bundle(Path(folder) / "client")
    print(table(columns))
    print("\n".join(f"\n{name}: {value:.1f}" for name, value in size.items()))


if __name__ == "__main__":
    main()
