"""Addresses of our static files, with the content's digest: an upgrade is seen at once."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static


@lru_cache(maxsize=256)
def _digest(path: str, stamp: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]


def asset_url(name: str) -> str:
    """`ui/css/base.css` → `/static/ui/css/base.css?v=…`. Raises LookupError when absent."""
    found = str(finders.find(name) or "")
    if not found:
        raise LookupError(f"No static file {name}.")
    return f"{static(name)}?v={_digest(found, Path(found).stat().st_mtime_ns)}"
