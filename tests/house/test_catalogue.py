"""What PostgreSQL itself says about its walls, read in its catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from entrepairs.base.rls import APP_ROLE, OWNER_ROLE, POLICIES
from entrepairs.server.grants import READ_ONLY, WRITTEN_ONCE
from tests.database import owner_connection

# Functions that see across organisations, each for a reason told in its migration.
DEFINERS = {
    "cards_place_of_code",
    "missions_lent_peer_leaves",
    "missions_loan_holds",
    "missions_placement_fits",
    "missions_status_period_holds",
}
TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
       coalesce((SELECT array_agg(p.polname::text || ':' || array_to_string(ARRAY(
                   SELECT rolname::text FROM pg_roles WHERE oid = ANY(p.polroles)), '+'))
                 FROM pg_policy p WHERE p.polrelid = c.oid), '{}')
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
AND (c.relname = 'accounts_organisation' OR EXISTS (
  SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisation_id'
  AND NOT a.attisdropped))
"""
FUNCTIONS = """
SELECT proname, coalesce(array_to_string(proconfig, ','), '') FROM pg_proc
WHERE prosecdef AND pronamespace = 'public'::regnamespace
"""
VIEWS = """
SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
AND NOT coalesce(reloptions::text[] && ARRAY['security_invoker=true', 'security_invoker=on'], false)
"""
Owner = psycopg.Connection[Any]


def _wanted(table: str) -> set[str]:
    kept = {"tenant_update", "tenant_delete"} if table == "accounts_auditentry" else set()
    return {
        f"{name}:{OWNER_ROLE if name == 'owner_all' else APP_ROLE}"
        for name in POLICIES
        if name not in kept
    }


def open_tables(owner: Owner) -> list[str]:
    """Tables of an organisation whose rows PostgreSQL would show to another."""
    problems = []
    for table, enabled, forced, policies in owner.execute(TABLES.encode()):
        if not enabled or not forced:
            problems.append(f"{table}: row-level security is not forced")
        missing = _wanted(table) - set(policies)
        if missing:
            problems.append(f"{table}: no {', '.join(sorted(missing))}")
        strange = {name for name in policies if not name.endswith((APP_ROLE, OWNER_ROLE))}
        if strange:
            problems.append(f"{table}: for everybody: {', '.join(sorted(strange))}")
    return problems


def loose_functions(owner: Owner) -> list[str]:
    """Functions with the owner's eyes that nobody named, or whose search path can be moved."""
    return [
        name
        for name, config in owner.execute(FUNCTIONS.encode())
        if not name.startswith("procrastinate")
        and (name not in DEFINERS or "search_path" not in config)
    ]


def loose_views(owner: Owner) -> list[str]:
    return [name for (name,) in owner.execute(VIEWS.encode())]


@pytest.fixture
def owner(db: None) -> Iterator[Owner]:
    """The owner in a transaction that is given up: planted tables leave no trace."""
    with owner_connection() as connection:
        connection.autocommit = False
        yield connection
        connection.rollback()


def test_every_table_of_an_organisation_is_walled(owner: Owner) -> None:
    assert len(list(owner.execute(TABLES.encode()))) > 15
    assert open_tables(owner) == []


def test_a_table_without_policy_is_found(owner: Owner) -> None:
    owner.execute("CREATE TABLE leak (id uuid, organisation_id uuid)")
    assert [problem for problem in open_tables(owner) if problem.startswith("leak:")] == [
        "leak: row-level security is not forced",
        "leak: no owner_all:entrepairs_owner, tenant_delete:entrepairs_app,"
        " tenant_insert:entrepairs_app, tenant_select:entrepairs_app,"
        " tenant_update:entrepairs_app",
    ]


def test_a_wall_not_forced_and_a_policy_for_everybody_are_found(owner: Owner) -> None:
    owner.execute("ALTER TABLE accounts_team NO FORCE ROW LEVEL SECURITY")
    owner.execute("CREATE POLICY all_of_it ON accounts_team USING (true)")
    assert open_tables(owner) == [
        "accounts_team: row-level security is not forced",
        "accounts_team: for everybody: all_of_it:",
    ]


def test_functions_that_see_across_are_named_and_fixed(owner: Owner) -> None:
    assert loose_functions(owner) == []
    assert {name for name, _ in owner.execute(FUNCTIONS.encode())} >= DEFINERS


def test_a_function_nobody_named_and_a_movable_path_are_found(owner: Owner) -> None:
    body = "LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"
    owner.execute(f"CREATE FUNCTION peeps() RETURNS int {body}".encode())
    owner.execute("ALTER FUNCTION missions_loan_holds() RESET search_path")
    assert sorted(loose_functions(owner)) == ["missions_loan_holds", "peeps"]


def test_views_look_with_the_eyes_of_who_asks(owner: Owner) -> None:
    assert loose_views(owner) == []
    owner.execute("CREATE VIEW everybody AS SELECT * FROM accounts_member")
    assert loose_views(owner) == ["everybody"]


def test_what_is_written_once_cannot_be_changed_by_the_application(owner: Owner) -> None:
    held = "SELECT bool_or(has_table_privilege(%s, %s, p)) FROM unnest(%s::text[]) p"
    for table in WRITTEN_ONCE:
        row = owner.execute(held, [APP_ROLE, table, ["UPDATE", "DELETE", "TRUNCATE"]]).fetchone()
        assert row == (False,), table


def test_what_all_organisations_read_is_written_by_none(owner: Owner) -> None:
    held = "SELECT bool_or(has_table_privilege(%s, %s, p)) FROM unnest(%s::text[]) p"
    for table in READ_ONLY:
        row = owner.execute(held, [APP_ROLE, table, ["INSERT", "UPDATE", "DELETE"]]).fetchone()
        assert row == (False,), table


def test_the_application_owns_nothing_and_truncates_nothing(owner: Owner) -> None:
    owned = owner.execute(
        "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = %s", [APP_ROLE]
    ).fetchall()
    emptied = owner.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND has_table_privilege(%s, oid, 'TRUNCATE')",
        [APP_ROLE],
    ).fetchall()
    assert (owned, emptied) == ([], [])
