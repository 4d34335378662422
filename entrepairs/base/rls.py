"""Migration operations for row-level security.

One policy per command, so that the check of a write (which reads other tables)
never takes part in a read: PostgreSQL would see a loop between two tables that
refer to each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.migrations.operations.special import RunSQL

APP_ROLE = "entrepairs_app"
OWNER_ROLE = "entrepairs_owner"
# The five policies that every tenant table has; a house test reads the catalogue.
POLICIES = ("tenant_select", "tenant_insert", "tenant_update", "tenant_delete", "owner_all")


def _check(inside: str, references: Mapping[str, str], owned: Sequence[str]) -> str:
    """A row may only point at rows its writer can see (foreign keys ignore policies).

    ``owned`` columns must point at rows of the writer's own organisation: what was
    lent to us is not ours to lend on.
    """
    parts = [inside]
    for column, table in references.items():
        mine = " AND seen.organisation_id = app_organisation()" if column in owned else ""
        seen = f"SELECT FROM {table} seen WHERE seen.id = {column}{mine}"
        parts.append(f"({column} IS NULL OR EXISTS ({seen}))")
    return " AND ".join(parts)


def policy_sql(
    table: str,
    inside: str,
    references: Mapping[str, str],
    owned: Sequence[str] = (),
    writer: str = "",
) -> list[Any]:
    """The statements of the five policies; ``writer`` narrows who may write, not who reads."""
    written = f"{writer} = app_organisation()" if writer else inside
    check = _check(written, references, owned)
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY tenant_select ON {table} FOR SELECT TO {APP_ROLE} USING ({inside})",
        f"CREATE POLICY tenant_insert ON {table} FOR INSERT TO {APP_ROLE} WITH CHECK ({check})",
        f"CREATE POLICY tenant_update ON {table} FOR UPDATE TO {APP_ROLE} USING ({written})"
        f" WITH CHECK ({check})",
        f"CREATE POLICY tenant_delete ON {table} FOR DELETE TO {APP_ROLE} USING ({written})",
        f"CREATE POLICY owner_all ON {table} TO {OWNER_ROLE} USING (true) WITH CHECK (true)",
    ]


def _undo(table: str) -> list[Any]:
    drops = [f"DROP POLICY IF EXISTS {name} ON {table}" for name in POLICIES]
    return [
        *drops,
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ]


class _Policy(RunSQL):
    """RunSQL whose arguments are those of the policy, not its text."""

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (self.__class__.__name__, self._args, self._kwargs)  # type: ignore[attr-defined]


class TenantPolicy(_Policy):
    """Rows belong to one organisation.

    ``references`` maps a column to the table it points at: the row pointed at must
    be visible to the writer. Do not list tables without row-level security.
    """

    def __init__(
        self,
        table: str,
        references: Mapping[str, str] | None = None,
        owned: Sequence[str] = (),
        column: str = "organisation_id",
    ) -> None:
        self._args = (table,)
        self._kwargs = {"references": references, "owned": owned, "column": column}
        inside = f"{column} = app_organisation()"
        super().__init__(policy_sql(table, inside, references or {}, owned), _undo(table))


class SharedPolicy(_Policy):
    """Rows belong to two organisations, each of which reads them.

    Both may write, or only the one in the ``writer`` column.
    """

    def __init__(
        self,
        table: str,
        parties: Sequence[str],
        references: Mapping[str, str] | None = None,
        owned: Sequence[str] = (),
        writer: str = "",
    ) -> None:
        self._args = (table,)
        self._kwargs = {
            "parties": parties,
            "references": references,
            "owned": owned,
            "writer": writer,
        }
        inside = f"app_organisation() IN ({', '.join(parties)})"
        super().__init__(policy_sql(table, inside, references or {}, owned, writer), _undo(table))


class ReadPolicy(_Policy):
    """Further rows may be read, never written (a peer lent to us, a partner's team).

    ``using`` must not read a table whose own read policy reads this one.
    """

    def __init__(self, table: str, name: str, using: str) -> None:
        self._args, self._kwargs = (table,), {"name": name, "using": using}
        super().__init__(
            f"CREATE POLICY {name} ON {table} FOR SELECT TO {APP_ROLE} USING ({using})",
            f"DROP POLICY {name} ON {table}",
        )
