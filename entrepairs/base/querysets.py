"""Querysets of tenant tables: they fail loudly where PostgreSQL would answer nothing."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import sql

from entrepairs.base.wall import OutsideWall, current_wall

Row = TypeVar("Row", bound=models.Model)


def require_wall(model: type[models.Model] | None) -> None:
    """Raise ``OutsideWall`` when no wall is open.

    Row-level security fails closed: outside a wall a query returns no row and no
    error, a background task "succeeds" on nothing. The code must say so instead.
    """
    if current_wall() is None:
        name = model.__name__ if model else "?"
        raise OutsideWall(f"a query on {name} needs an open wall (@reads, @writes or @job)")


class TenantQuery(sql.Query):
    """Checks the wall at the last moment: when SQL is about to be compiled."""

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        require_wall(self.model)
        return super().get_compiler(*args, **kwargs)


class TenantQuerySet(models.QuerySet[Row]):
    def __init__(self, model: Any = None, query: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(model, query or TenantQuery(model), *args, **kwargs)

    # `update`, `delete` and inserts build another kind of query: check them here.
    def update(self, **values: Any) -> int:
        require_wall(self.model)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        require_wall(self.model)
        return super().delete()

    def _insert(self, *args: Any, **kwargs: Any) -> Any:
        require_wall(self.model)
        return super()._insert(*args, **kwargs)  # type: ignore[misc]

    def _update(self, *args: Any, **kwargs: Any) -> Any:
        require_wall(self.model)
        return super()._update(*args, **kwargs)  # type: ignore[misc]

    def _raw_delete(self, using: str | None) -> int:
        require_wall(self.model)
        return super()._raw_delete(using)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        require_wall(self.model)
        return super().raw(*args, **kwargs)

    def visible_to(self, member: Any) -> Self:
        raise NotImplementedError(f"{self.model.__name__} has no visible_to")


class WalledModel(models.Model):
    """A row removed by itself never asks its queryset: check the wall here."""

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_wall(type(self))
        return super().delete(*args, **kwargs)
