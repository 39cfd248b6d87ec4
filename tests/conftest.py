"""Fixtures for every domain."""

import pytest


@pytest.fixture(scope="session")
def playwright_session():
    """The one Playwright of the run: a second one in the same process cannot start."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


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
