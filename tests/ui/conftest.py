import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Playwright

from scola.kernel.ui import islands, places

ROOT = Path(__file__).parents[2]
BAR = [
    ("home", "Accueil", "house-simple"),
    ("class", "Ma classe", "users-three"),
    ("boards", "Tableaux", "chalkboard"),
    ("carts", "Classes mobiles", "device-tablet"),
    ("families", "Familles", "signature"),
    ("agenda", "Agenda", "calendar-blank"),
    ("help", "Assistance", "question"),
]
FAMILY = [
    ("home", "Accueil", "house-simple"),
    ("families", "Mots", "signature"),
    ("class", "Messages", "chats"),
    ("agenda", "Agenda", "calendar-blank"),
]


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


class ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def built() -> None:
    """The client, built once when it is missing: tests look at what people get."""
    try:
        for entry in ("ui", "sign_in", "scan"):
            islands.island_files(f"kernel/{entry}")
    except islands.ClientNotBuilt:
        subprocess.run(
            ["node_modules/.bin/vite", "build"], cwd=ROOT, check=True, capture_output=True
        )


@pytest.fixture(scope="session")
def bar() -> Iterator[None]:
    """The navigation of a teacher and of a family, in place of what the domains registered."""
    before = dict(places._places)
    places._places.clear()
    for roles, rows in ((frozenset({"teacher"}), BAR), (frozenset({"guardian"}), FAMILY)):
        for order, (name, label, icon) in enumerate(rows):
            places.register_place(
                places.Place(
                    order,
                    label,
                    icon,
                    f"directory:{name}",
                    roles,
                    count=(lambda actor: 2) if name == "families" else None,
                    count_label="mots en attente",
                )
            )
    yield
    places._places.clear()
    places._places.update(before)


@pytest.fixture(scope="session")
def site(bar: None) -> Iterator[str]:
    """Address of a small server that shows the samples, with the real middleware and headers."""
    built()
    with override_settings(
        ROOT_URLCONF="tests.ui.urls", ALLOWED_HOSTS=["127.0.0.1"], WHITENOISE_AUTOREFRESH=True
    ):
        server = make_server("127.0.0.1", 0, get_wsgi_application(), ThreadedServer, QuietHandler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium(playwright_session: Playwright) -> Iterator[object]:
    browser = playwright_session.chromium.launch(
        executable_path="/usr/bin/chromium",
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    )
    yield browser
    browser.close()
