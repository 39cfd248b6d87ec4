"""What Chromium really presented: frames and input latency from its own trace."""

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession

CATEGORIES = [
    "disabled-by-default-devtools.timeline.frame",
    "devtools.timeline.frame",
    "benchmark",
    "cc",
    "input",
    "input.scrolling",
    "latency",
]


@dataclass
class Presented:
    """Times in milliseconds."""

    frames: list[float]
    latencies: list[float]

    @property
    def per_second(self) -> float:
        span = self.frames[-1] - self.frames[0] if len(self.frames) > 1 else 0
        return (len(self.frames) - 1) / span * 1000 if span else 0.0

    @property
    def worst(self) -> float:
        return max((b - a for a, b in zip(self.frames, self.frames[1:], strict=False)), default=0.0)


def start(cdp: CDPSession) -> None:
    cdp.send(
        "Tracing.start",
        {
            "traceConfig": {"includedCategories": CATEGORIES, "excludedCategories": ["*"]},
            "transferMode": "ReturnAsStream",
        },
    )


def stop(cdp: CDPSession, wait: Any) -> Presented:
    done: list[Any] = []

    def completed(event: Any) -> None:
        done.append(event)

    cdp.on("Tracing.tracingComplete", completed)
    cdp.send("Tracing.end")
    while not done:
        wait(50)
    text = ""
    while True:
        part = cdp.send("IO.read", {"handle": done[0]["stream"], "size": 4_000_000})
        text += part["data"]
        if part.get("eof"):
            break
    cdp.send("IO.close", {"handle": done[0]["stream"]})
    return read(json.loads(text)["traceEvents"])


def read(events: list[dict[str, Any]]) -> Presented:
    """Frames that reached the screen, and the time of each move of a finger until its frame did."""
    frames = sorted({event["ts"] / 1000 for event in events if event["name"] == "DrawFrame"})
    begun: dict[Any, float] = {}
    latencies = []
    for event in sorted(events, key=lambda event: event.get("ts", 0)):
        if event["name"] != "EventLatency":
            continue
        key = (event.get("pid"), event.get("id2", {}).get("local") or event.get("id"))
        kind = event.get("args", {}).get("event_latency", {}).get("event_type", "")
        if event["ph"] == "b" and kind in {"TOUCH_MOVED", "MOUSE_DRAGGED"}:
            begun[key] = event["ts"]
        elif event["ph"] == "e" and key in begun:
            latencies.append((event["ts"] - begun.pop(key)) / 1000)
    return Presented(frames, latencies)
