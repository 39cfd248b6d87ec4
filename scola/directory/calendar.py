"""School days of the city. Nothing is guessed: a year without calendar is an alert."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from scola.directory.facts import DayOff
from scola.directory.models import CalendarPeriod, SchoolYear
from scola.kernel import clock

WEEKEND = frozenset({5, 6})
WEDNESDAY = 2


class NoCalendar(Exception):
    """The school year of that day has no calendar: nobody may assume school or holiday."""

    def __init__(self, day: date) -> None:
        super().__init__(
            _("Pas de calendrier scolaire pour le %(day)s : saisissez celui de l’année.")
            % {"day": day.strftime("%d/%m/%Y")}
        )
        self.day = day


def year_of(day: date | None = None) -> SchoolYear | None:
    """The school year that contains `day` (today by default)."""
    day = day or clock.today()
    return SchoolYear.objects.filter(starts__lte=day, ends__gte=day).first()


def days_off(year: SchoolYear) -> list[DayOff]:
    rows = CalendarPeriod.objects.filter(year=year)
    return [DayOff(row.name, row.first_day_off, row.last_day_off) for row in rows]


def is_school_day(day: date, *, wednesday: bool = False) -> bool:
    """Whether pupils come that day. Raises NoCalendar when the year has none."""
    year = year_of(day)
    periods = days_off(year) if year else []
    if not periods:
        raise NoCalendar(day)
    if day.weekday() in WEEKEND or (day.weekday() == WEDNESDAY and not wednesday):
        return False
    return not any(period.first <= day <= period.last for period in periods)


def next_school_day(day: date) -> date:
    """The first school day after `day`. Raises NoCalendar rather than run past a known year."""
    following = day + timedelta(days=1)
    while not is_school_day(following):
        following += timedelta(days=1)
    return following


def alerts() -> list[str]:
    """Sentences for who runs the city: what is missing or not confirmed in the calendar."""
    year = year_of()
    if year is None:
        return [str(_("Aucune année scolaire ne contient la date d’aujourd’hui : créez-la."))]
    if not CalendarPeriod.objects.filter(year=year).exists():
        return [
            str(
                _("Pas de calendrier pour %(year)s : saisissez celui de Corse.")
                % {"year": year.name}
            )
        ]
    if CalendarPeriod.objects.filter(year=year, confirmed=False).exists():
        return [
            str(_("Le calendrier %(year)s contient des dates à confirmer.") % {"year": year.name})
        ]
    return []
