"""Fixtures for every domain."""

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
