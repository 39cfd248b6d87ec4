"""Loaded before the settings (see pyproject): the tests never touch an installation's data."""

import os
import tempfile

os.environ["SCOLA_DATA"] = tempfile.mkdtemp(prefix="scola-test-")
os.environ.setdefault("SCOLA_SECRET_KEY", "the tests' own key, worth nothing outside of them")
# Playwright keeps an event loop in this thread; the tests themselves never run inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
