"""Fixtures for every domain. The data folder of the tests is a temporary one."""

import os
import tempfile

os.environ["SCOLA_DATA"] = tempfile.mkdtemp(prefix="scola-test-")
os.environ.setdefault("SCOLA_SECRET_KEY", "the tests' own key, worth nothing outside of them")

import pytest


@pytest.fixture
def cast(db):
    from tests.cast import make_cast

    return make_cast()


def pytest_addoption(parser):
    parser.addoption("--write-matrix", action="store_true", help="rewrite tests/access/matrix.toml")


def pytest_configure(config):
    from tests.access import matrix

    config.stash[matrix.FOUND] = {}


def pytest_unconfigure(config):
    from tests.access import matrix

    if config.getoption("--write-matrix") and config.stash[matrix.FOUND]:
        matrix.write(config.stash[matrix.FOUND])
