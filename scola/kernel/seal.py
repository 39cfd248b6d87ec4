"""Sealed querysets: no row of a sealed model leaves the database before `.visible_to(actor)`.

The seal sits where Django turns a query into SQL, not on a list of manager methods: lists,
`exists`, `aggregate`, form choices, prefetches and subqueries all pass there.
"""

from typing import Any, Self, TypeVar, cast

from django.db import models
from django.db.models import sql

from scola.kernel.actor import Actor
from scola.kernel.policy import visible_q

M = TypeVar("M", bound=models.Model)


class SealBroken(RuntimeError):
    """A query on a sealed model was about to run without saying for whom."""


class SealedQuery(sql.Query):
    opened = False

    def _require_open(self) -> None:
        if not self.opened:
            label = self.model._meta.label if self.model else "?"
            raise SealBroken(f"{label} is sealed: say for whom with .visible_to(actor).")

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self._require_open()
        return super().get_compiler(*args, **kwargs)

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        self._require_open()
        return super().as_sql(*args, **kwargs)

    def chain(self, klass: Any = None) -> Any:
        # update() and delete() turn the query into another class, which would drop the seal.
        if klass is not None and not issubclass(klass, SealedQuery):
            self._require_open()
        return super().chain(klass)


class SealedQuerySet(models.QuerySet[M]):
    def __init__(
        self,
        model: type[M] | None = None,
        query: sql.Query | None = None,
        using: str | None = None,
        hints: dict[str, models.Model] | None = None,
    ) -> None:
        super().__init__(model, query or SealedQuery(model), using, hints)

    def visible_to(self, actor: Actor) -> Self:
        """The rows that policy lets `actor` see. The only ordinary way to open the seal."""
        opened = self.filter(visible_q(self.model, actor))
        return opened._open()

    def trusted(self, reason: str) -> Self:
        """All rows. For sign-in and policy themselves; every use is counted by a test."""
        if not reason:
            raise SealBroken("trusted() needs a reason.")
        return self.all()._open()

    def _open(self) -> Self:
        cast("SealedQuery", self.query).opened = True
        return self


class SealedModel(models.Model):
    """Base of every model that holds something about people or their work."""

    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True


class OpenModel(models.Model):
    """Base of the few models that everybody may read (schools, school years, calendars)."""

    class Meta:
        abstract = True
