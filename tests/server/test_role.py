"""First of all: the tests run as a role on which row-level security is really on."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection

pytestmark = pytest.mark.django_db


def ask(question: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row: tuple[object, ...] = cursor.fetchone()
        return row


def test_the_tests_run_as_an_ordinary_application_role() -> None:
    row = ask(
        "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit"
        " FROM pg_roles WHERE rolname = current_user"
    )
    assert row == ("entrepairs_app", False, False, False, False, False)


def test_the_application_role_owns_nothing_and_is_member_of_nothing() -> None:
    owned = ask("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
    memberships = ask("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole")
    assert owned == memberships == (0,)


def test_the_application_role_cannot_truncate() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask("TRUNCATE django_session")


def test_the_application_role_cannot_rewrite_the_list_of_migrations() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask("DELETE FROM django_migrations")


@pytest.mark.django_db(transaction=True)
def test_a_flush_goes_through_the_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_content_type (app_label, model) VALUES ('nothing', 'atall')"
        )
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    assert ask("SELECT count(*) FROM django_content_type WHERE app_label = 'nothing'") == (0,)
