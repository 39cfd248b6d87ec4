"""What Vite built: from the name of an island to its script, styles and preloads."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

MANIFEST = Path(__file__).parent / "static" / "build" / "manifest.json"


class ClientNotBuilt(Exception):
    """The island asked for is not in the built client; the message says what to run."""


@lru_cache(maxsize=2)
def _read(stamp: int) -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return content


def island_files(name: str) -> tuple[str, list[str], list[str]]:
    """Script, styles and preloads (paths under /static/build/) of the island `app/name`.

    Raises ClientNotBuilt when the client was not built since this island was added.
    """
    advice = "Run `node_modules/.bin/vite build`, then reload."
    if not MANIFEST.exists():
        raise ClientNotBuilt(f"The client is not built. {advice}")
    manifest = _read(MANIFEST.stat().st_mtime_ns)
    app, _, entry = name.partition("/")
    key = f"scola/{app}/client/entries/{entry}.ts"
    if key not in manifest:
        raise ClientNotBuilt(f"The built client has no island {name} ({key}). {advice}")
    styles: list[str] = []
    preloads: list[str] = []
    _collect(manifest, key, styles, preloads)
    return manifest[key]["file"], styles, preloads


def _collect(
    manifest: dict[str, dict[str, Any]], key: str, styles: list[str], preloads: list[str]
) -> None:
    chunk = manifest[key]
    styles.extend(file for file in chunk.get("css", ()) if file not in styles)
    for other in chunk.get("imports", ()):
        file = manifest[other]["file"]
        if file not in preloads:
            preloads.append(file)
            _collect(manifest, other, styles, preloads)
