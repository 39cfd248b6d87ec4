"""Dates as a school writes them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from scola.kernel import clock
from scola.kernel.ui import dates

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(autouse=True)
def monday():
    with clock.at(datetime(2026, 11, 23, 8, 52, tzinfo=PARIS)):
        yield


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "jeudi 26 novembre"), ("co", "ghjovi 26 di nuvembre"), ("en", "Thursday 26 November")],
)
def test_a_date_is_said_in_the_readers_language(language, said):
    with translation.override(language):
        assert dates.date_in_words(date(2026, 11, 26)).replace("\u00a0", " ") == said


def test_the_first_of_a_month_and_another_year():
    with translation.override("fr"):
        assert dates.date_in_words(date(2027, 3, 1)) == "lundi 1er\u00a0mars 2027"
    with translation.override("co"):
        assert dates.date_in_words(date(2026, 4, 1), year=False) == "mercuri u primu\u00a0d’aprile"


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "9 h 05"), ("co", "9 ore 05"), ("en", "9:05")]
)
def test_hours(language, said):
    with translation.override(language):
        assert dates.hour_in_words(time(9, 5)).replace("\u00a0", " ") == said


def test_moments_near_are_said_near():
    with translation.override("fr"):
        said = [
            dates.moment_in_words(datetime(2026, 11, day, 16, 0, tzinfo=ZoneInfo("UTC"))).replace(
                "\u00a0", " "
            )
            for day in (22, 23, 24, 26)
        ]
    assert said == [
        "hier à 17 h",
        "aujourd’hui à 17 h",
        "demain à 17 h",
        "jeudi 26 novembre à 17 h",
    ]
