"""Dates and hours in words, as a school writes them, in French, Corsican and English."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import get_language

from scola.kernel import clock

NBSP = "\u00a0"

DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "co": ("luni", "marti", "mercuri", "ghjovi", "venneri", "sabbatu", "dumenica"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "co": "ghjennaghju ferraghju marzu aprile maghju ghjugnu "
    "lugliu aostu sittembre ottobre nuvembre dicembre",
    "en": "January February March April May June July August September October November December",
}
RELATIVE = {
    "fr": {-1: "hier", 0: "aujourd’hui", 1: "demain"},
    "co": {-1: "eri", 0: "oghje", 1: "dumane"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
AT = {"fr": "à", "co": "à", "en": "at"}


def language() -> str:
    code = (get_language() or "fr").split("-")[0]
    return code if code in DAYS else "fr"


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day_of(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def date_in_words(value: date | datetime, *, year: bool | None = None) -> str:
    """`jeudi 26 novembre`; the year is added when it is not this one, or when asked."""
    day, code = day_of(value), language()
    number = str(day.day)
    if day.day == 1 and code == "fr":
        number = "1er"
    month = MONTHS[code].split()[day.month - 1]
    if code == "co":
        number = "u primu" if day.day == 1 else number
        month = f"d’{month}" if month[0] in "ao" else f"di{NBSP}{month}"
    words = f"{DAYS[code][day.weekday()]} {number}{NBSP}{month}"
    if year if year is not None else day.year != clock.today().year:
        words += f" {day.year}"
    return words


def hour_in_words(value: datetime | time) -> str:
    """`9 h 30`, `9 h`; in Corsican `9 ore 30`; in English `9:30`."""
    at, code = (local(value) if isinstance(value, datetime) else value), language()
    if code == "en":
        return f"{at.hour}:{at.minute:02d}"
    unit = "h" if code == "fr" else ("ora" if at.hour == 1 else "ore")
    minutes = f"{NBSP}{at.minute:02d}" if at.minute else ""
    return f"{at.hour}{NBSP}{unit}{minutes}"


def moment_in_words(value: datetime) -> str:
    """`aujourd’hui à 9 h 04`, `hier à 17 h`, `jeudi 26 novembre à 9 h 30`."""
    code = language()
    distance = (day_of(value) - clock.today()) // timedelta(days=1)
    day = RELATIVE[code].get(distance) or date_in_words(value)
    return f"{day} {AT[code]}{NBSP}{hour_in_words(value)}"


def day_in_words(value: date | datetime) -> str:
    """`aujourd’hui`, `demain`, `hier`, else the date in words."""
    distance = (day_of(value) - clock.today()) // timedelta(days=1)
    return RELATIVE[language()].get(distance) or date_in_words(value)
