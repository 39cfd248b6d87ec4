"""Where the real-time process lives and whom it answers, from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Configuration:
    """`origins` empty: only pages of the host the socket itself was asked for."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8001
    origins: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Configuration":
        """Reads SCOLA_DATA, SCOLA_RT_HOST, SCOLA_RT_PORT (default PORT+1), SCOLA_ALLOWED_ORIGINS.

        Raises ValueError with a sentence for a person.
        """
        origins = environment.get("SCOLA_ALLOWED_ORIGINS", "").replace(",", " ").split()
        return cls(
            data=Path(environment.get("SCOLA_DATA") or "var").resolve(),
            host=environment.get("SCOLA_RT_HOST") or "127.0.0.1",
            port=_port(environment),
            origins=tuple(origin.rstrip("/").lower() for origin in origins),
        )


def _port(environment: Mapping[str, str]) -> int:
    name = "SCOLA_RT_PORT" if environment.get("SCOLA_RT_PORT") else "PORT"
    text = environment.get(name) or "8000"
    if not text.isdecimal() or not 0 <= int(text) < 65535:
        raise ValueError(f"{name} must be a port number, not {text!r}.")
    return int(text) if name == "SCOLA_RT_PORT" else int(text) + 1
