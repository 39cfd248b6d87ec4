"""The client of the real-time process's control socket: one JSON line out, one back.

No Django here. The socket is $SCOLA_DATA/run/rt.sock, readable by the installation's user alone.
"""

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TIMEOUT = 2.0
MAX_ADDRESS = 100  # sun_path holds 108 bytes


class ControlError(Exception):
    """The real-time process did not answer, or said no."""


def send(data_dir: str | Path, command: dict[str, Any], timeout: float = TIMEOUT) -> dict[str, Any]:
    """Sends `command` and gives the answer's fields. Raises ControlError."""
    line = json.dumps(command, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    try:
        answer = _exchange(Path(data_dir), line, timeout)
    except OSError as error:
        raise ControlError(f"the real-time process is away: {error}") from error
    try:
        fields: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise ControlError("the real-time process gave no answer") from error
    if "error" in fields:
        raise ControlError(str(fields["error"]))
    return fields


def alive(data_dir: str | Path, timeout: float = 1.0) -> bool:
    """Whether the real-time process answers."""
    try:
        return bool(send(data_dir, {"do": "ping"}, timeout).get("ok"))
    except ControlError:
        return False


@contextlib.contextmanager
def socket_address(data_dir: Path) -> Iterator[str]:
    """The socket's path, made short when the folder's own path does not fit an address."""
    path = data_dir / "run" / "rt.sock"
    if len(os.fsencode(path)) <= MAX_ADDRESS:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def _exchange(data_dir: Path, line: bytes, timeout: float) -> bytes:
    with (
        socket_address(data_dir) as address,
        socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel,
    ):
        channel.settimeout(timeout)
        channel.connect(address)
        channel.sendall(line)
        received = bytearray()
        while not received.endswith(b"\n"):
            part = channel.recv(65536)
            if not part:
                break
            received += part
        return bytes(received)
