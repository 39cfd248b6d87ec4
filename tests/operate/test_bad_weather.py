"""A giant upload, a locked database, a full disk, a database that is away: one sentence each."""

import re
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import psutil
import pytest

from tests.cast import PASSWORD
from tests.operate.installation import ALL_WELL, Installation
from tests.operate.visitor import Visitor
from tools.setup.services import postgresql

MB = 1024 * 1024
GIANT = 2 * 1024 * MB
BOUNDARY = "----scola"


def with_people(installation: Installation) -> Installation:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journey.people"], check=False, capture_output=True, text=True,
        env={**installation.variables(), "DJANGO_SETTINGS_MODULE": "scola.config.settings"},
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return installation


@pytest.fixture(scope="module")
def peopled(tmp_path_factory, migrated):
    data = tmp_path_factory.mktemp("weather") / "data"
    shutil.copytree(migrated, data)
    (data.parent / "tmp").mkdir()
    return with_people(Installation(data, {"TMPDIR": str(data.parent / "tmp")}))


@pytest.fixture
def serving(peopled):
    with peopled.serving() as running:
        yield running


@pytest.fixture
def url(peopled):
    return f"http://127.0.0.1:{peopled.port}"


def send_giant(url: str, path: str, *, cookie: str, chunked: bool = False) -> str:
    """Pours two gigabytes of a file into `path` until the server answers; gives the answer."""
    host, port = url.removeprefix("http://").split(":")
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="uploads"; filename="a.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    )
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {GIANT}"
    block = b"x" * MB
    piece = b"%x\r\n%b\r\n" % (MB, block) if chunked else block
    with socket.create_connection((host, int(port)), timeout=60) as wire:
        wire.sendall(
            f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n{length}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        opening = head.encode()
        wire.sendall(b"%x\r\n%b\r\n" % (len(opening), opening) if chunked else opening)
        pour(wire, piece)
        answer = bytearray()
        try:
            while part := wire.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
    return answer.decode(errors="replace")


def pour(wire: socket.socket, piece: bytes) -> None:
    """Sends until all is sent, or an answer waits: a browser reads it then, too."""
    wire.setblocking(False)
    sent, waiting = 0, memoryview(piece)
    try:
        while sent < GIANT and not answered(wire):
            try:
                done = wire.send(waiting)
            except BlockingIOError:
                continue
            sent += done
            waiting = waiting[done:] or memoryview(piece)
    except (BrokenPipeError, ConnectionResetError):
        pass
    finally:
        wire.settimeout(60)


def answered(wire: socket.socket) -> bool:
    try:
        return bool(wire.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return False


@pytest.mark.parametrize("chunked", [False, True], ids=["announced", "chunked"])
@pytest.mark.parametrize("who", ["head", ""], ids=["a head", "a stranger"])
def test_two_gigabytes_are_refused_before_they_are_read(peopled, serving, url, who, chunked):
    visitor = Visitor(url)
    if who:
        visitor.sign_in(who, PASSWORD)
    path = "/directory/roster" if who else "/directory/sign-in"
    visitor.get(path)
    with Watch(serving, peopled.data.parent / "tmp") as watch:
        answer = send_giant(url, path, cookie=visitor.cookie_header(), chunked=chunked)
    assert answer.startswith("HTTP/1.1 4"), answer[:200] or "no answer"
    if not chunked:
        assert answer.startswith("HTTP/1.1 413")
        assert "Ce fichier est trop gros" in answer
    assert watch.memory < 60 * MB
    assert watch.disk == 0
    assert serving.health()[0] == 200


class Watch:
    """The growth of the web's memory and of the folder of temporary files, at their highest."""

    def __init__(self, serving, folder: Path) -> None:
        self._processes = [*serving.main_process("web").children(), serving.main_process("web")]
        self._folder = folder
        self.memory = self.disk = 0

    def __enter__(self) -> "Watch":
        self._before = self._resident()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _resident(self) -> int:
        return sum(process.memory_info().rss for process in self._processes)

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self.memory = max(self.memory, self._resident() - self._before)
            held = sum(file.stat().st_size for file in self._folder.rglob("*") if file.is_file())
            self.disk = max(self.disk, held)


def lessons(installation: Installation) -> list[str]:
    with closing(sqlite3.connect(installation.data / "scola.sqlite3")) as database:
        return [title for (title,) in database.execute("SELECT title FROM lesson_lesson")]


def test_a_locked_database_makes_people_wait_then_says_so(peopled, serving, url):
    """Somebody copies the database by hand: what was sent meanwhile is not half done."""
    letizia, mattei = (Visitor(url).sign_in(who, PASSWORD) for who in ("letizia", "mattei"))
    draft = {"title": "Pendant la copie", "day": "2026-11-23", "board": "new:seyes"}
    hers, his = taught_by(letizia), taught_by(mattei)
    with closing(sqlite3.connect(peopled.data / "scola.sqlite3", isolation_level=None)) as copy:
        copy.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(3) as pool:
            sent = pool.submit(letizia.post, "/lesson/new", school_class=hers, **draft)
            journal = pool.submit(
                mattei.post, f"/sharing/classes/{his}", sentence="Pendant la copie."
            )
            read = pool.submit(Visitor(url).get, "/directory/sign-in")
            assert read.result().status == 200
            refusals = sent.result(), journal.result()
        copy.execute("ROLLBACK")
    for refusal in refusals:
        assert refusal.status == 503
        assert "rien n’a été enregistré. Réessayez dans un instant." in refusal.text
    assert lessons(peopled) == []
    again = refusals[0].hidden_fields()
    assert again.pop("csrfmiddlewaretoken")
    assert again == {"school_class": hers, **draft}
    assert letizia.post("/lesson/new", **again).status == 200
    assert lessons(peopled) == ["Pendant la copie"]


def taught_by(teacher: Visitor) -> str:
    """The id of a teacher's class, from the form of a new lesson."""
    page = teacher.get("/lesson/new").text
    found = re.search(r'name="school_class".*?value="(\w+)"', page, re.DOTALL)
    assert found
    return found[1]


def test_a_full_disk_is_said_and_nothing_is_half_done(peopled, serving, url):
    """The kernel refuses every byte more, as a full disk or a quota does."""
    letizia = Visitor(url).sign_in("letizia", PASSWORD)
    school_class, before = taught_by(letizia), lessons(peopled)
    draft = {"school_class": school_class, "day": "2026-11-23", "board": "new:seyes"}
    web = [*serving.main_process("web").children(), serving.main_process("web")]
    for process in web:
        process.rlimit(psutil.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    refusal = letizia.post("/lesson/new", title="Sur un disque plein", **draft)
    assert refusal.status == 503
    assert "rien n’a été enregistré" in refusal.text
    assert lessons(peopled) == before
    assert letizia.get("/lesson/").status == 200
    for process in web:
        process.rlimit(psutil.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert letizia.post("/lesson/new", title="Il y a de la place", **draft).status == 200
    assert lessons(peopled) == [*before, "Il y a de la place"]


def test_a_database_server_that_is_away_is_said(tmp_path):
    with ExitStack() as server:
        database = server.enter_context(postgresql())
        installation = Installation(tmp_path / "data", {"DATABASE_URL": database})
        installation.ok("migrate", "-v0")
        with_people(installation)
        with installation.serving() as running:
            letizia = Visitor(f"http://127.0.0.1:{installation.port}")
            letizia.sign_in("letizia", PASSWORD)
            server.close()
            away = letizia.get("/lesson/")
            assert away.status == 503
            assert "Réessayez dans un instant." in away.text
            assert running.health() == (503, {**ALL_WELL, "database": False})
