"""What an import writes, noted as it is written, so that it can be taken back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Model

from scola.directory.roster.existing import HOUSE, pieces
from scola.kernel.seal import SealedModel

BATCH = 2000


class Ledger:
    """Bulk writes of one run. `as_json` is RosterRun.undo.

    {"created": {"Person": [id, …]}, "changed": {"Contact": {id: {field: [before, after]}}}}
    """

    def __init__(self) -> None:
        self.created: dict[str, list[str]] = defaultdict(list)
        self.changed: dict[str, dict[str, dict[str, list[Any]]]] = defaultdict(dict)

    def create(self, rows: Sequence[Model]) -> None:
        """Writes new rows of one model."""
        if not rows:
            return
        model = type(rows[0])
        model._default_manager.bulk_create(rows, batch_size=BATCH)
        self.created[model.__name__] += [str(row.pk) for row in rows]

    def change(self, name: str, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Writes new values: {id: {field: value}} of the model called `name`."""
        wanted = {pk: fields for pk, fields in changes.items() if fields}
        names = sorted({field for fields in wanted.values() for field in fields})
        for some in pieces(wanted):
            rows = list(rows_of(name, some))
            for row in rows:
                for field, value in wanted[str(row.pk)].items():
                    before = plain(getattr(row, field))
                    noted = self.changed[name].setdefault(str(row.pk), {})
                    noted.setdefault(field, [before, None])[1] = plain(value)
                    setattr(row, field, value)
            if rows:
                queryset_of(name).bulk_update(rows, names, batch_size=PER_UPDATE)

    def as_json(self) -> dict[str, Any]:
        return {"created": dict(self.created), "changed": dict(self.changed)}


PER_UPDATE = 200


def queryset_of(name: str) -> Any:
    """All rows of a model of the directory, opened for the house."""
    model = apps.get_model("directory", name)
    rows: Any = model._default_manager.all()
    return rows.visible_to(HOUSE) if issubclass(model, SealedModel) else rows


def rows_of(name: str, ids: Iterable[str]) -> Any:
    return queryset_of(name).filter(pk__in=list(ids))


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value
