"""The access matrix: every address × every method × every column, and no name that leaks.

Rows come from the URL resolver: an address without its row is red, a row without its address too.
`python -m pytest tests/access --write-matrix` rewrites the file; the difference is read by a human.
"""

import pytest
from django.db import transaction

from scola.directory.models import Person
from scola.kernel.checks import every_pattern
from scola.kernel.policy import visible_q
from tests.access import matrix
from tests.access.columns import COLUMNS, client_of
from tests.access.targets import make_targets

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
PATTERNS = dict(every_pattern())


def cells(cast, name):
    """Runs one address for everybody; every try starts from the same rows."""
    targets = make_targets(cast)
    pattern = PATTERNS[name]
    address = targets.address(name, pattern)
    for method in METHODS:
        for column in COLUMNS:
            with transaction.atomic():
                client = client_of(cast, column, targets.by_argument["lesson"])
                response = getattr(client, method.lower())(address)
                yield method, column, response
                transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_who_gets_what(cast, name, request, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    found: dict[str, matrix.Row] = {method: {} for method in METHODS}
    for method, column, response in cells(cast, name):
        found[method][column] = response.status_code
        if method == "GET":
            assert_no_leak(cast, column, response)
    if request.config.getoption("--write-matrix"):
        request.config.stash[matrix.FOUND].update({(name, m): row for m, row in found.items()})
        return
    expected = matrix.read()
    for method, row in found.items():
        assert (name, method) in expected, f"{name} has no {method} row in matrix.toml"
        wrong = {
            column: f"got {status}, matrix says {expected[name, method][column]}"
            for column, status in row.items()
            if status != expected[name, method][column]
        }
        assert not wrong, f"{method} {name}: {wrong}"


def test_no_row_without_an_address():
    known = set(PATTERNS)
    extra = {name for name, _ in matrix.read() if name not in known}
    assert not extra, f"matrix.toml speaks of addresses that are gone: {extra}"


def assert_no_leak(cast, column, response):
    """No full name of somebody whom this actor may not see, in whatever was answered."""
    if response.streaming or "text" not in response.headers.get("Content-Type", "text"):
        return
    body = response.content.decode(errors="replace")
    people = cast.people()
    seen = set()
    if column in people:
        q = visible_q(Person, cast.actor(column))
        seen = set(Person.objects.trusted("test").filter(q).values_list("pk", flat=True))
    for name, person in people.items():
        if person.pk not in seen:
            assert person.full_name not in body, f"{column} reads {name}'s name"
            email = f"{person.given_name.lower()}@"
            assert email not in body, f"{column} reads {name}'s e-mail"
