"""The engine's harness page: built by Vite, served without Django, driven by Chromium."""

import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scola.board.texts import BOARD_TEXTS

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "scola" / "kernel" / "ui" / "static"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHEETS = ["tokens", "fonts", "base", "components", "classroom", "tools"]
SCREENS = ["screens/board", "screens/lesson"]
TYPES = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "woff2": "font/woff2"}


def build(target: Path) -> None:
    config = ROOT / "tests" / "board" / "engine" / "page" / "vite.config.ts"
    command = [ROOT / "node_modules/.bin/vite", "build", "--config", config, "--outDir", target]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def page(public: str, places: int, theme: str) -> bytes:
    links = [f"/static/ui/css/{name}.css" for name in [*SHEETS, public, *SCREENS]]
    links.append("/stage.css")
    boards = "".join(f'<div id="b{n}" class="place"></div>' for n in range(1, places + 1))
    texts = json.dumps({key: str(text) for key, text in BOARD_TEXTS.items()}).replace(
        "<", "\\u003c"
    )
    return f"""<!doctype html><html lang="fr" data-public="{public}" data-theme="{theme}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Le tableau</title>{"".join(f'<link rel="stylesheet" href="{link}">' for link in links)}
<link rel="stylesheet" href="/place.css"></head>
<body><main class="places"><h1 class="sr">Le tableau</h1>{boards}</main>
<script type="application/json" id="texts">{texts}</script>
<script type="module" src="/stage.js"></script></body></html>""".encode()


PLACE = b"""html, body { block-size: 100%; margin: 0; overflow: hidden; }
.places { position: fixed; inset: 0; display: flex; gap: 4px; } .place { flex: 1; min-inline-size: 0; position: relative; }"""


@contextmanager
def serve(built: Path) -> Iterator[str]:
    """Address of the harness: /?public=eni|enfant|adult&places=2&theme=clair."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            asked = {key: values[0] for key, values in parse_qs(url.query).items()}
            if url.path == "/":
                places = int(asked.get("places", "1"))
                body = page(asked.get("public", "adult"), places, asked.get("theme", "clair"))
                self.answer(200, "text/html; charset=utf-8", body)
            elif url.path == "/place.css":
                self.answer(200, "text/css", PLACE)
            elif url.path == "/favicon.ico":
                self.answer(204, "image/x-icon", b"")
            else:
                self.file(url.path)

        def file(self, path: str) -> None:
            base = STATIC if path.startswith("/static/") else built
            file = base / path.removeprefix("/static/").lstrip("/")
            if not file.is_file():
                self.answer(404, "text/plain", b"")
                return
            kind = TYPES.get(file.suffix.lstrip("."), "application/octet-stream")
            self.answer(200, kind, file.read_bytes())

        def answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", "default-src 'self'")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
