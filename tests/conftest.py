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
