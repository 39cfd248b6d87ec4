"""Takes an import back: what it made goes, what it changed is as before."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, ForeignObjectRel, Model, ProtectedError
from django.utils.translation import gettext_lazy as _

from scola.directory.models import Person, RosterRun, SchoolClass
from scola.directory.policy import may_import_roster
from scola.directory.roster.existing import HOUSE, pieces
from scola.directory.roster.ledger import PER_UPDATE, plain, queryset_of, rows_of
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.policy import Refused, Verdict, refused
from scola.kernel.seal import SealedModel

LASTS = timedelta(days=30)
# From what hangs on others to what others hang on.
ORDER = (
    "Guardianship", "Enrolment", "Post", "PupilFile", "Contact", "Person", "Home", "SchoolClass",
)  # fmt: skip
# What goes with a person who goes: made from the roster, worth nothing without it.
GOES_ALONG = frozenset({"PupilKey", "ActivationCode"})

NOT_THE_LAST = refused(
    _("Cet import ne peut plus être annulé : un autre a été fait depuis, ou il est déjà annulé.")
)
TOO_LATE = refused(_("Cet import a plus de 30 jours : il est définitif."))
IN_USE = refused(
    _(
        "Cet import a déjà servi (des familles se sont connectées, ou des classes ont travaillé) : "
        "l’annuler effacerait leur travail. Importez plutôt un fichier corrigé."
    )
)


def undo_until(run: RosterRun) -> date | None:
    """The last day on which this import can be taken back; None when it cannot any more."""
    if run.state != RosterRun.APPLIED or not run.undo or run.ended_at is None:
        return None
    last = (run.ended_at + LASTS).date()
    return last if last >= clock.today() else None


def may_undo(actor: Actor, *, run: RosterRun) -> Verdict:
    return may_import_roster(actor, school=run.school_id or "")


@action("directory.undo_roster", may=may_undo)
def undo_roster(actor: Actor, *, run: RosterRun) -> RosterRun:
    """All of the import is taken back, or Refused and nothing is."""
    run = RosterRun.objects.visible_to(HOUSE).select_for_update().get(pk=run.pk)
    if run.state != RosterRun.APPLIED or not run.undo:
        raise Refused(NOT_THE_LAST)
    if undo_until(run) is None:
        raise Refused(TOO_LATE)
    created: dict[str, list[str]] = run.undo["created"]
    if _in_use(Person, created) or _in_use(SchoolClass, created):
        raise Refused(IN_USE)
    for name, changes in run.undo["changed"].items():
        _restore(name, changes)
    try:
        for name in ORDER:
            _delete(name, created.get(name, []))
    except ProtectedError as error:
        raise Refused(IN_USE) from error
    run.state, run.undo = RosterRun.UNDONE, {}
    run.save(update_fields=["state", "undo"])
    return run


def _in_use(model: type[Model], created: Mapping[str, list[str]]) -> bool:
    """Whether anything hangs on the created rows that the import did not make itself."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        other = relation.related_model
        if not isinstance(other, type) or other.__name__ in GOES_ALONG:
            continue
        if _hang_on(relation, other, created.get(model.__name__, []), created):
            return True
    return False


def _hang_on(
    relation: ForeignObjectRel, other: type[Model], ids: Iterable[str],
    created: Mapping[str, list[str]],
) -> bool:  # fmt: skip
    rows: Any = other._default_manager.all()
    if issubclass(other, SealedModel):
        rows = rows.visible_to(HOUSE)
    ours = set(created.get(other.__name__, []))
    for some in pieces(ids):
        found = rows.filter(**{f"{relation.field.name}__in": some})
        if any(str(pk) not in ours for pk in found.values_list("pk", flat=True)):
            return True
    return False


def _restore(name: str, changes: Mapping[str, Mapping[str, list[Any]]]) -> None:
    """Old values come back, except where somebody has changed the new one since."""
    for some in pieces(changes):
        rows = list(rows_of(name, some))
        fields: set[str] = set()
        for row in rows:
            for field, (before, after) in changes[str(row.pk)].items():
                if plain(getattr(row, field)) == after:
                    setattr(row, field, _typed(row, field, before))
                    fields.add(field)
        if fields:
            queryset_of(name).bulk_update(rows, sorted(fields), batch_size=PER_UPDATE)


def _typed(row: Model, field: str, value: Any) -> Any:
    """JSON keeps dates as text."""
    kind = next((f for f in row._meta.fields if f.attname == field), None)
    return date.fromisoformat(value) if value and isinstance(kind, DateField) else value


def _delete(name: str, ids: Iterable[str]) -> None:
    for some in pieces(ids):
        rows_of(name, some).delete()
