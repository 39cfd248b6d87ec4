"""Runs of the import: files that wait for a decision, and what was decided."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import BinaryIO

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from scola.directory.models import Person, RosterRun, School
from scola.directory.policy import may_import_roster
from scola.directory.roster.existing import HOUSE
from scola.directory.roster.facts import Source
from scola.directory.roster.run import Preview, preview
from scola.directory.roster.tables.limits import Limits
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor, Role
from scola.kernel.policy import Refused, Verdict, refused
from scola.kernel.ports import files
from scola.kernel.seal import SealedQuerySet

KIND = "roster"
# Bytes of one uploaded file: an extraction of ten thousand pupils weighs two million.
LARGEST = 20 * 1024 * 1024
MOST_FILES = 6
# Files with names of children do not wait longer than this for a decision.
WAITS = timedelta(days=7)
LIMITS = Limits(file_bytes=LARGEST)
SETTLED = refused(
    _("Cet import a déjà été appliqué ou abandonné : déposez les fichiers à nouveau.")
)


def schools_of(actor: Actor) -> list[School]:
    """The open schools whose roster this actor may import, by name."""
    rows = School.objects.filter(closed_on=None).order_by("name")
    if not actor.has(Role.CITY_ADMIN):
        rows = rows.filter(pk__in=actor.schools(Role.HEAD))
    return list(rows)


def get_run(actor: Actor, run_id: str) -> RosterRun:
    """A run that the actor may see; Http404 when absent or not theirs."""
    rows = RosterRun.objects.visible_to(actor).select_related("school").exclude(school=None)
    found = rows.filter(pk=run_id).first()
    if found is None:
        raise Http404
    return found


def list_runs(actor: Actor, limit: int = 12) -> list[RosterRun]:
    """The latest imports, applied or taken back, newest first."""
    rows = RosterRun.objects.visible_to(actor).select_related("school")
    rows = rows.filter(state__in=[RosterRun.APPLIED, RosterRun.UNDONE])
    return list(rows.order_by("-started_at")[:limit])


def names_of(actor: Actor, ids: Sequence[str]) -> dict[str, str]:
    """Names of those who imported, as far as the actor may see them."""
    rows = Person.objects.visible_to(actor).filter(pk__in=set(ids) - {""})
    return {person.pk: person.full_name for person in rows}


def may_read_content(actor: Actor, run: RosterRun) -> bool:
    """Rows of the files name families: for who brought them, and for the school's head."""
    return run.started_by == actor.person or run.school_id in actor.schools(Role.HEAD)


def may_settle(actor: Actor, *, run: RosterRun, **_: object) -> Verdict:
    return may_import_roster(actor, school=run.school_id or "")


@action("directory.keep_roster", may=may_import_roster)
def keep_preview(
    actor: Actor, *, school: str, uploads: Sequence[tuple[str, BinaryIO]]
) -> RosterRun:
    """Keeps uploaded files (name, stream) until somebody decides. Nothing of them is imported.

    Raises FileRefused, with its sentence, for a file that is too big or a disk that is full.
    """
    for old in _waiting(school).filter(started_by=actor.person):
        _drop(old)
    kept: list[dict[str, str]] = []
    try:
        for name, stream in uploads:
            kept.append({"name": name[-80:], "key": files.save(KIND, stream, limit=LARGEST)})
    except files.FileRefused:
        for one in kept:
            files.delete(one["key"])
        raise
    run = RosterRun(
        school_id=school,
        state=RosterRun.PREVIEWED,
        started_by=actor.person,
        started_at=clock.now(),
        files=kept,
    )
    run.save(force_insert=True)
    return run


def sources_of_run(run: RosterRun) -> list[Source]:
    return [Source(one["name"], _opener(one["key"])) for one in run.files]


def _opener(key: str) -> Callable[[], BinaryIO]:
    return lambda: files.open_file(key)


def read_run(run: RosterRun) -> Preview:
    """The preview of a run's files against the school as it is now. Raises Refused when settled."""
    if run.state != RosterRun.PREVIEWED:
        raise Refused(SETTLED)
    return preview(sources_of_run(run), school=run.school, limits=LIMITS)


@action("directory.abandon_roster", may=may_settle)
def abandon(actor: Actor, *, run: RosterRun) -> RosterRun:
    """Forgets the files; nothing was imported."""
    if run.state != RosterRun.PREVIEWED:
        raise Refused(SETTLED)
    _drop(run)
    return run


def _drop(run: RosterRun) -> None:
    forget_files(run)
    run.state, run.ended_at = RosterRun.REFUSED, clock.now()
    run.save(update_fields=["state", "ended_at", "files"])


def forget_files(run: RosterRun) -> None:
    for one in run.files:
        files.delete(one["key"])
    run.files = [{"name": one["name"], "key": ""} for one in run.files if one["key"]]


def _waiting(school: str) -> SealedQuerySet[RosterRun]:
    return RosterRun.objects.visible_to(HOUSE).filter(school=school, state=RosterRun.PREVIEWED)


def forget_waiting(actor: Actor) -> int:
    """Drops previews that nobody decided about for a week. For the jobs process."""
    rows = RosterRun.objects.visible_to(actor).filter(
        state=RosterRun.PREVIEWED, started_at__lt=clock.now() - WAITS
    )
    for run in rows:
        _drop(run)
    return len(rows)
