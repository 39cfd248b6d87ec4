"""Preview, import and undo: the verbs of a roster."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from scola.directory.actions import schools
from scola.directory.calendar import year_of
from scola.directory.models import RosterDecision, RosterRun, School, SchoolYear
from scola.directory.policy import may_import_roster
from scola.directory.roster.apply import Writer
from scola.directory.roster.existing import HOUSE, load_known
from scola.directory.roster.facts import Roster, Source
from scola.directory.roster.formats import AUTO, read_roster
from scola.directory.roster.issues import Issues
from scola.directory.roster.matching import known_pair_key
from scola.directory.roster.plan import Plan
from scola.directory.roster.planning.whole import make_plan
from scola.directory.roster.tables.encoding import PIECE
from scola.directory.roster.tables.limits import USUAL, Limits
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.policy import Refused, refused
from scola.kernel.ports.database import refresh_statistics

# An extraction of the last weeks of August is for the year that begins.
AHEAD = timedelta(days=21)
FIRST_DAY, LAST_DAY = (9, 1), (8, 31)
# Pupils after whom a database plans its questions anew.
MANY = 500

FAULTY = refused(_("Ces fichiers contiennent des erreurs : rien n’a été importé. Corrigez-les."))


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do; nothing is written."""

    format: str
    roster: Roster
    plan: Plan
    issues: Issues


def preview(
    sources: Sequence[Source], *, school: School | None, name: str = AUTO,
    limits: Limits = USUAL, noticed: Issues | None = None,
) -> Preview:  # fmt: skip
    """Reads the files and compares them with the school (None: a new one). Never raises on
    content; `noticed` are issues found before reading."""
    today = clock.today()
    issues = noticed or Issues()
    if issues.refused and not sources:
        return Preview(name, Roster(), Plan(), issues)
    format_name, roster, found = read_roster(sources, today=today, name=name, limits=limits)
    issues.extend(found)
    known = load_known(school, import_year(today), roster, today)
    return Preview(format_name, roster, make_plan(roster, known, issues), issues)


def import_year(day: date) -> SchoolYear | None:
    return year_of(day + AHEAD) or year_of(day)


def open_import_year(day: date) -> SchoolYear:
    """The school year of an import; made when the installation has none yet."""
    year = import_year(day)
    if year is not None:
        return year
    ahead = day + AHEAD
    first = ahead.year if (ahead.month, ahead.day) >= FIRST_DAY else ahead.year - 1
    return schools.open_year(
        HOUSE,
        name=f"{first}-{first + 1}",
        starts=date(first, *FIRST_DAY),
        ends=date(first + 1, *LAST_DAY),
    )


def digest_of(sources: Sequence[Source]) -> str:
    """The same for the same contents, whatever the files are called."""
    found = []
    for source in sources:
        digest = hashlib.sha256()
        with source.open() as stream:
            while piece := stream.read(PIECE):
                digest.update(piece)
        found.append(digest.hexdigest())
    return hashlib.sha256("".join(sorted(found)).encode()).hexdigest()


@action("directory.import_roster", may=may_import_roster)
def import_roster(
    actor: Actor, *, school: str, read: Preview, folder: str = "", digest: str = "",
    run: RosterRun | None = None,
) -> RosterRun:  # fmt: skip
    """Writes what `read` holds into the school (by id): all of it, or Refused and nothing.

    The plan is made again here, inside the transaction, on what the directory knows now.
    """
    if read.issues.refused:
        raise Refused(FAULTY)
    day = clock.today()
    place = School.objects.get(pk=school)
    year = open_import_year(day)
    plan = make_plan(read.roster, load_known(place, year, read.roster, day), Issues())
    undo: dict[str, object] = {}
    if not plan.changes_nothing:
        _forget_undo(place)
        undo = Writer(place, year, plan, day).write()
        if len(plan.pupils) >= MANY:
            refresh_statistics()
    _remember_people(place, plan, actor)
    now = clock.now()
    run = run or RosterRun(school=place, started_by=actor.person, started_at=now)
    run.format, run.state, run.ended_at, run.digest = read.format, RosterRun.APPLIED, now, digest
    run.summary = {
        **plan.as_json(read.format, Issues()),
        "folder": folder,
        "warnings": len(read.issues.warnings) + read.issues.more_warnings,
    }
    run.undo = undo
    run.save()
    return run


def _forget_undo(school: School) -> None:
    """Only the last import of a school can be taken back: the others are settled now."""
    rows = RosterRun.objects.visible_to(HOUSE).filter(school=school, state=RosterRun.APPLIED)
    rows.update(undo={})


def _remember_people(school: School, plan: Plan, actor: Actor) -> None:
    """An answer about two addresses is kept for the two people, whatever they move to."""
    keys = {known_pair_key(*pair) for pair in plan.told_apart}
    rows = RosterDecision.objects.visible_to(HOUSE).filter(school=school, key__in=keys)
    known = set(rows.values_list("key", flat=True))
    RosterDecision.objects.bulk_create(
        RosterDecision(
            school=school,
            key=key,
            answer=RosterDecision.DIFFERENT,
            decided_by=actor.person,
            decided_at=clock.now(),
        )
        for key in sorted(keys - known)
    )


@action("directory.answer_roster", may=may_import_roster)
def answer_question(actor: Actor, *, school: str, key: str, same: bool) -> RosterDecision:
    """Remembers a human's answer to "are these two the same person?"; the last answer counts."""
    row, _created = RosterDecision.objects.visible_to(HOUSE).update_or_create(
        school_id=school,
        key=key,
        defaults={
            "answer": RosterDecision.SAME if same else RosterDecision.DIFFERENT,
            "decided_by": actor.person,
            "decided_at": clock.now(),
        },
    )
    return row
