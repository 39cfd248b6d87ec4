"""Opening, completing and merging schools, classes, school years and their calendar."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from scola.directory.models import CalendarPeriod, School, SchoolClass, SchoolYear
from scola.directory.policy import may_run_city
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.policy import Refused, refused

UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def uai_is_valid(uai: str) -> bool:
    """Seven digits and the letter they give (modulo 23)."""
    digits, letter = uai[:-1], uai[-1:]
    return len(uai) == 8 and digits.isdigit() and UAI_LETTERS[int(digits) % 23] == letter


@action("directory.open_school", may=may_run_city)
def open_school(
    actor: Actor,
    *,
    name: str,
    uai: str | None = None,
    commune: str = "",
    bilingual: bool = False,
    fictional: bool = False,
    to_complete: bool = False,
    opened_on: date | None = None,
) -> School:
    school = School(
        name=name,
        uai=uai,
        commune=commune,
        bilingual=bilingual,
        fictional=fictional,
        to_complete=to_complete,
        opened_on=opened_on,
    )
    school.save(force_insert=True)
    return school


@action("directory.merge_schools", may=may_run_city)
def merge_schools(actor: Actor, *, school: School, into: School) -> School:
    """Closes `school` today and says where its pupils go. Its history stays with it."""
    if school.pk == into.pk or school.merged_into_id:
        raise Refused(refused(_("Choisissez deux écoles différentes, encore ouvertes.")))
    school.merged_into = into
    school.closed_on = clock.today()
    school.save(update_fields=["merged_into", "closed_on"])
    return school


@action("directory.open_year", may=may_run_city)
def open_year(actor: Actor, *, name: str, starts: date, ends: date) -> SchoolYear:
    year, _created = SchoolYear.objects.get_or_create(
        name=name, defaults={"starts": starts, "ends": ends}
    )
    return year


@action("directory.set_calendar", may=may_run_city)
def add_days_off(
    actor: Actor,
    *,
    year: SchoolYear,
    name: str,
    first: date,
    last: date,
    source: str = "",
    confirmed: bool = True,
) -> CalendarPeriod:
    """Adds a holiday or a day off; first and last day included."""
    if last < first:
        raise Refused(
            refused(_("Le dernier jour est avant le premier : corrigez l’une des dates."))
        )
    period = CalendarPeriod(
        year=year,
        name=name,
        first_day_off=first,
        last_day_off=last,
        source=source,
        confirmed=confirmed,
    )
    period.save(force_insert=True)
    return period


@action("directory.open_class", may=may_run_city)
def open_class(
    actor: Actor, *, school: School, year: SchoolYear, name: str, levels: list[str]
) -> SchoolClass:
    row = SchoolClass(school=school, year=year, name=name, levels=levels)
    row.save(force_insert=True)
    return row


@action("directory.remove_days_off", may=may_run_city)
def remove_days_off(actor: Actor, *, period: CalendarPeriod) -> None:
    period.delete()


@action("directory.describe_school", may=may_run_city)
def describe_school(
    actor: Actor, *, school: School, name: str, uai: str | None, commune: str
) -> School:
    """Completes or corrects a school; one that an import made is then complete."""
    school.name, school.uai, school.commune = name, uai, commune
    school.to_complete = not uai
    school.save(update_fields=["name", "uai", "commune", "to_complete"])
    return school
