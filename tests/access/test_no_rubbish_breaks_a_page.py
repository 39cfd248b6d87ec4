"""Rubbish to every address, by those who may use it: an answer with a sentence, never a crash."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from scola.kernel.checks import every_pattern
from tests.access import matrix
from tests.access.columns import COLUMNS, client_of
from tests.access.targets import make_targets

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
PATTERNS = dict(every_pattern())
FORM = "application/x-www-form-urlencoded"
# Nothing, NUL, a number too large for any column, a path, markup, signs nobody types, a giant.
VALUES = (
    "",
    "a\0b",
    "9" * 40,
    "-1",
    "../../etc/passwd",
    "<b>&amp;",
    "\u202e\ufffe\U0001f9d1",
    "x" * 60_000,
)
JSON_BODIES = ("", "{", "[]", "null", '"a"', '{"doc": 7}', '{"doc": "page:\\ud800"}', "[" * 5_000)


def field_names() -> list[str]:
    """Every name that a form of the product sends: templates, forms, views that read one field."""
    files = [file for end in ("html", "py") for file in (ROOT / "scola").rglob(f"*.{end}")]
    text = "\n".join(file.read_text() for file in files)
    sent = re.findall(r'(?:\bname="|POST(?:\.get(?:list)?\(|\[)")(\w+)"', text)
    declared = re.findall(r"^    (\w+) = forms\.\w+Field\(", text, re.MULTILINE)
    return sorted({*sent, *declared, "board", "school_class"})


FIELDS = field_names()


def bodies():
    """(method, query, content type, bytes) of each piece of rubbish."""
    for value in VALUES:
        fields = dict.fromkeys(FIELDS, value)
        yield "POST", None, MULTIPART_CONTENT, encode_multipart(BOUNDARY, fields)
    for content in (b"", b"\xff\xfe\0;", b"PK\x03\x04" * 50):
        files = {name: SimpleUploadedFile("é\u202e.csv", content) for name in FIELDS}
        yield "POST", None, MULTIPART_CONTENT, encode_multipart(BOUNDARY, files)
    yield "POST", None, FORM, "&".join(f"{name}=%ff%c3%28%00&{name}=2" for name in FIELDS).encode()
    yield "POST", None, FORM, b"&".join(b"a=1" for _ in range(2_000))
    yield "POST", None, MULTIPART_CONTENT, b"--not the boundary\r\n\r\n"
    for body in JSON_BODIES:
        yield "POST", None, "application/json", body.encode()


RUBBISH = list(bodies())
QUERIES = [
    ("GET", dict.fromkeys(("page", "next", "q", "board", "school"), value), "text/plain", b"")
    for value in VALUES
]


def admitted(name: str, method: str) -> list[str]:
    """Up to two columns that the matrix lets through."""
    row = matrix.read()[name, method]
    return [column for column in COLUMNS if row[column] not in (302, 404, 405)][:2]


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_rubbish_is_answered(cast, name, settings):
    """The client raises what a server would have answered with 500."""
    settings.ALLOWED_HOSTS = ["testserver"]
    targets = make_targets(cast)
    address = targets.address(name, PATTERNS[name])
    sent = [
        *product({*admitted(name, "POST"), "anonymous"}, RUBBISH),
        *product(admitted(name, "GET")[:1], QUERIES),
    ]
    for column, (method, query, kind, body) in sent:
        with transaction.atomic():
            client = client_of(cast, column, targets.by_argument["lesson"])
            response = client.generic(method, address, body, kind, query_params=query)
            # Health says 503 by its trade: no real-time process runs here.
            assert response.status_code < 500 or name == "health"
            if response.status_code >= 400 and "html" in response.headers["Content-Type"]:
                assert "<h1" in response.content.decode(), "an error page without a sentence"
            transaction.set_rollback(True)
