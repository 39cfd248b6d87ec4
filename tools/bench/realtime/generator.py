"""Rooms of clients that draw: sends valid Yjs updates, times their arrival at every other client.

Prints one JSON object: delivered, expected, cpu (seconds of the server), percentiles in ms.
Latency runs from the moment the update was due, so a stalled writer is counted too.
"""

import argparse
import asyncio
import json
import random
import time
from array import array
from pathlib import Path

import psutil
import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect
from pycrdt import Array, Doc

from tools.bench.realtime.dialects import DIALECTS, Dialect

MAGIC = b"\xc5\x1a\x0f\xee"
MARK = len(MAGIC)
PERIOD = 0.05  # seconds: 20 Hz
WARM_UP = 2.0
POINTS = 20  # bytes: four samples


class Meter:
    """Arrival times inside the window."""

    def __init__(self) -> None:
        self.start = self.stop = 0
        self.latencies = array("q")


class Client(WSListener):
    """`number` marks its own updates, so that an echo is not counted as a delivery."""

    def __init__(self, dialect: Dialect, number: int, meter: Meter) -> None:
        self.dialect, self.meter = dialect, meter
        self.mark = number.to_bytes(3, "big")
        self.joined = asyncio.get_running_loop().create_future()
        self.dead = False

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport
        for frame in self.dialect.hello():
            transport.send(WSMsgType.BINARY, frame)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.dead = True

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type is not WSMsgType.BINARY:
            return
        data = frame.get_payload_as_bytes()
        if not self.dialect.ready:
            for answer in self.dialect.answer(data):
                transport.send(WSMsgType.BINARY, answer)
            if self.dialect.ready and not self.joined.done():
                self.joined.set_result(None)
            return
        now = time.monotonic_ns()
        at = data.find(MAGIC)
        while at >= 0:
            due = int.from_bytes(data[at + MARK + 3 : at + MARK + 11], "big")
            own = data[at + MARK : at + MARK + 3] == self.mark
            if not own and self.meter.start <= due < self.meter.stop:
                self.meter.latencies.append(now - due)
            at = data.find(MAGIC, at + MARK)


class Writer:
    """Updates made beforehand; only the time is written when one is sent."""

    def __init__(self, client: Client, count: int) -> None:
        self.client = client
        self.phase = random.random() * PERIOD
        self.updates = []
        doc: Doc = Doc()
        strokes = doc.get("strokes", type=Array)
        for _ in range(count):
            before = doc.get_state()
            strokes.append(MAGIC + client.mark + bytes(8) + random.randbytes(POINTS))
            update = bytearray(doc.get_update(before))
            self.updates.append((update, update.find(MAGIC) + MARK + 3))
        self.sent = 0

    def send_due(self, start: int, now: int) -> None:
        while self.sent < len(self.updates):
            due = start + int((self.phase + self.sent * PERIOD) * 1e9)
            if due > now:
                return
            update, at = self.updates[self.sent]
            self.sent += 1
            update[at : at + 8] = due.to_bytes(8, "big")
            client = self.client
            client.transport.send(WSMsgType.BINARY, client.dialect.update(bytes(update)))


async def run(options: argparse.Namespace) -> dict[str, float]:
    meter = Meter()
    dialect = DIALECTS[options.dialect]
    clients = []
    for room in range(options.rooms):
        group = []
        for place in range(options.clients):
            number = room * options.clients + place
            name = f"bench{random.randrange(10**9)}" if not place else name  # noqa: F821
            client = Client(dialect(name, f"person{number}", options.data), number, meter)
            group.append(client)
        clients.append(group)
        await asyncio.gather(*(join(client, options.port) for client in group))
    count = int((WARM_UP + options.seconds) / PERIOD)
    writers = [Writer(c, count) for group in clients for c in group[: options.writers]]
    server = psutil.Process(options.pid)
    start = time.monotonic_ns() + 100_000_000
    meter.start = start + int(WARM_UP * 1e9)
    meter.stop = meter.start + int((options.seconds - PERIOD) * 1e9)
    cpu = {}
    while (now := time.monotonic_ns()) < meter.stop + 1_500_000_000:
        for edge in (meter.start, meter.stop):
            if now >= edge and edge not in cpu:
                times = server.cpu_times()
                cpu[edge] = times.user + times.system
        for writer in writers:
            writer.send_due(start, now)
        await asyncio.sleep(0.001)
    due = (meter.stop - meter.start) / 1e9 / PERIOD
    return {
        "delivered": len(meter.latencies),
        "expected": round(due * len(writers) * (options.clients - 1)),
        "seconds": (meter.stop - meter.start) / 1e9,
        "cpu": cpu[meter.stop] - cpu[meter.start],
        "memory": server.memory_info().rss,
        "dead": sum(client.dead for group in clients for client in group),
        **percentiles(meter.latencies),
    }


async def join(client: Client, port: int) -> None:
    url = f"ws://127.0.0.1:{port}{client.dialect.path()}"
    await ws_connect(lambda: client, url, extra_headers=client.dialect.headers())
    await asyncio.wait_for(client.joined, 20)


def percentiles(latencies: "array[int]") -> dict[str, float]:
    ordered = sorted(latencies) or [0]
    return {
        name: ordered[min(len(ordered) - 1, int(len(ordered) * share))] / 1e6
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dialect", choices=sorted(DIALECTS), required=True)
    parser.add_argument("--data", type=Path, required=True)
    for name in ("port", "pid", "rooms", "clients", "writers"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=8)
    print(json.dumps(uvloop.run(run(parser.parse_args()))))


if __name__ == "__main__":
    main()
