"""Migrations say what the models say, and can be undone and done again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from tests.database import owner_connection
from tests.house.tree import ROOT

UP_DOWN_UP = """
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection

def shape():
    with connection.cursor() as cursor:
        cursor.execute('''
            SELECT 'column', table_name, column_name || ' ' || data_type
            FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL SELECT 'policy', tablename, policyname || coalesce(qual, '') ||
            coalesce(with_check, '') FROM pg_policies
            UNION ALL SELECT 'trigger', event_object_table, trigger_name
            FROM information_schema.triggers
            UNION ALL SELECT 'function', proname, prosrc FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace ORDER BY 1, 2, 3''')
        return cursor.fetchall()

call_command("migrate", verbosity=0)
first = shape()
call_command("migrate", "accounts", "zero", verbosity=0)
call_command("migrate", "base", "zero", verbosity=0)
left = [row for row in shape() if row[1].startswith(
    tuple(app.label for app in apps.get_app_configs() if app.name.startswith("entrepairs.")))]
assert left == [], left
call_command("migrate", verbosity=0)
assert shape() == first, sorted(set(shape()) ^ set(first))
"""


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture
def empty_database(db: None) -> Iterator[str]:
    """The address, as the owner, of a database of our own."""
    name = f"migrations_{uuid4().hex[:8]}"
    with owner_connection() as owner:
        owner.execute(f"CREATE DATABASE {name}".encode())
        known = connection.get_connection_params()["dbname"]
        address = os.environ["DATABASE_OWNER_URL"]
        path = address.partition("?")[0].rpartition("/")[0]
        yield f"{path}/{name}?{address.partition('?')[2]}"
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        assert known != name


@pytest.mark.slow
def test_migrations_go_up_down_and_up_again(empty_database: str) -> None:
    environment = os.environ | {
        "DATABASE_OWNER_URL": empty_database,
        "ENTREPAIRS_OWNER": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", UP_DOWN_UP],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.django_db
def test_the_application_role_can_migrate_nothing() -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.cursor() as cursor:
        try:
            cursor.execute("CREATE TABLE mine (id int)")
        except Exception as error:
            raise error.__cause__ or error from None
