"""Signed capabilities: what one person may do in one live document, for ten minutes.

Django mints them after asking the domain's policy; the real-time process verifies them without a
database. Neither side needs the other to be alive. No Django here.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast

Mode = Literal["read", "draw"]
Code = Literal["malformed", "forged", "expired"]

KEY_BYTES = 32
MAX_TOKEN = 2048


class CapabilityError(Exception):
    """The token gives no right; `code` says why."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code: Code = code


@dataclass(frozen=True, slots=True)
class Capability:
    """`expires` and `issued` are seconds since the epoch on the server's clock.

    `issued` 0 means "now, when minted": rights taken away later beat capabilities issued before.
    """

    doc: str
    person: str
    name: str
    mode: Mode
    expires: int
    face: str = ""
    zone: str = ""
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(6))
    issued: float = 0.0


def mint(key: bytes, capability: Capability) -> str:
    """The token: base64url(compact JSON) "." base64url(HMAC-SHA256), without padding."""
    if not capability.issued:
        capability = replace(capability, issued=round(time.time(), 3))
    fields = {name: getattr(capability, name) for name in capability.__slots__}
    body = _encode(json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode())
    return f"{body}.{_encode(_sign(key, body))}"


def verify(key: bytes, token: str, now: float) -> Capability:
    """The capability in `token`. Raises CapabilityError: malformed, forged or expired."""
    body, dot, signature = token.partition(".")
    if not dot or len(token) > MAX_TOKEN or not token.isascii():
        raise CapabilityError("malformed")
    given = _decode(signature)
    if not hmac.compare_digest(given, _sign(key, body)):
        raise CapabilityError("forged")
    capability = _parse(_decode(body))
    if capability.expires <= now:
        raise CapabilityError("expired")
    return capability


def load_key(data_dir: str | Path) -> bytes:
    """The 32-byte secret of this installation, created (0600) the first time."""
    path = Path(data_dir) / "secret" / "capability.key"
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        _create_key(path)
        key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise ValueError(f"{path} must hold exactly {KEY_BYTES} bytes: delete it to make a new one")
    return key


def _create_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link, not a rename: of two processes that start together, the first key stays.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _sign(key: bytes, body: str) -> bytes:
    return hmac.new(key, body.encode(), hashlib.sha256).digest()


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise CapabilityError("malformed") from error


def _parse(body: bytes) -> Capability:
    try:
        fields: dict[str, Any] = json.loads(body)
        capability = Capability(**fields)
        texts = (capability.doc, capability.person, capability.name, capability.face)
        numbers = (capability.expires, capability.issued)
    except (ValueError, TypeError) as error:
        raise CapabilityError("malformed") from error
    well_typed = all(isinstance(text, str) for text in texts) and all(
        isinstance(cast("Any", number), int | float) for number in numbers
    )
    if not well_typed or capability.mode not in ("read", "draw"):
        raise CapabilityError("malformed")
    return capability
