"""Test databases are made by the owner, and every test runs as the application role."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from entrepairs.server.grants import grant

# Its models are unmanaged, so Django leaves the queue out of a flush.
QUEUE = "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE"


def _credentials(variable: str) -> dict[str, str]:
    parts = urlsplit(os.environ[variable])
    return {"USER": unquote(parts.username or ""), "PASSWORD": unquote(parts.password or "")}


def become(variable: str) -> None:
    """Let ``default`` connect with the role of this address from now on."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    credentials = _credentials(variable)
    connection.settings_dict.update(credentials)
    settings.DATABASES["default"].update(credentials)


def owner_connection() -> psycopg.Connection[Any]:
    """A connection of the owner to this worker's test database, outside Django."""
    from django.db import connection

    wanted = connection.get_connection_params()
    credentials = _credentials("DATABASE_OWNER_URL")
    return psycopg.connect(
        host=wanted["host"],
        dbname=wanted["dbname"],
        user=credentials["USER"],
        password=credentials["PASSWORD"],
        autocommit=True,
    )


def _flush_as_owner(operations: object, statements: Sequence[str]) -> None:
    """The application role has no TRUNCATE, and must not have it for the tests' sake."""
    with owner_connection() as owner:
        for statement in (*statements, QUEUE):
            owner.execute(statement.encode())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    become("DATABASE_OWNER_URL")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Generator[None]:
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=max(request.config.option.verbose, 0),
            interactive=False,
            aliases={"default"},
            serialized_aliases=set(),
        )
        with connection.cursor() as cursor:
            grant(cursor.execute)
        become("DATABASE_URL")
        # On the class: Django opens another connection where an event loop runs (Playwright's).
        type(connection.ops).execute_sql_flush = _flush_as_owner
    yield
    with django_db_blocker.unblock():
        become("DATABASE_OWNER_URL")
        teardown_databases(made, verbosity=0)
