"""French is the source; every sentence that a pupil or a family meets is in Corsican too."""

import re
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools" / "i18n"))

from messages import LOCALE, sentences
from reach import must_be_corsican

HOLES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>")


def catalog(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=None)


def strings(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_sentence_of_pupils_and_families_is_in_corsican():
    known = catalog("co")
    missing = []
    for message in sentences():
        if not message.id or not must_be_corsican(message.locations):
            continue
        found = known.get(message.id, message.context)
        if found is None or not all(strings(found)):
            missing.append(message.id)
    assert not missing, (
        f"{len(missing)} sentences: run `make messages`, then translate {missing[:5]}"
    )


@pytest.mark.parametrize("language", ["co"])
def test_a_translation_keeps_what_is_filled_in(language):
    for message in catalog(language):
        if not message.id or not any(strings(message)):
            continue
        source = message.id[-1] if isinstance(message.id, tuple) else message.id
        for string in strings(message):
            assert sorted(HOLES.findall(source)) == sorted(HOLES.findall(string)), message.id


def test_the_catalogs_know_every_sentence():
    for language in ("co",):
        known = catalog(language)
        unknown = [m.id for m in sentences() if m.id and known.get(m.id, m.context) is None]
        assert not unknown, f"run `make messages`: {unknown[:5]}"
