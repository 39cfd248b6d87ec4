"""Installations to operate on: each test has its own, copied from one that was migrated once."""

import os
import shutil
import uuid
from contextlib import ExitStack
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.operate.installation import Installation
from tools.setup.services import postgresql


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A data folder after `scola migrate`, never changed."""
    fresh = Installation(tmp_path_factory.mktemp("migrated") / "data")
    fresh.ok("migrate", "-v0")
    return fresh.data


@pytest.fixture
def installation(migrated, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(migrated, data)
    return Installation(data)


@pytest.fixture
def empty_place(tmp_path):
    """Where nothing was set up yet."""
    return Installation(tmp_path / "elsewhere")


@pytest.fixture(scope="session")
def postgresql_server():
    """The URL of a server: the one of `make test`, or one for these tests alone."""
    with ExitStack() as stack:
        yield os.environ.get("TEST_POSTGRES_URL") or stack.enter_context(postgresql())


@pytest.fixture
def postgresql_database(postgresql_server):
    """`new()` gives the URL of an empty database."""
    names = []
    with psycopg.connect(postgresql_server, autocommit=True) as server:

        def new() -> str:
            name = f"operate_{uuid.uuid4().hex[:12]}"
            server.execute(f"CREATE DATABASE {name}")
            names.append(name)
            return urlsplit(postgresql_server)._replace(path=f"/{name}").geturl()

        yield new
        for name in names:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
