"""The wall: a transaction of one organisation, given back whole when it closes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, InternalError, ProgrammingError

from entrepairs.accounts.models import Member, Organisation, Team
from entrepairs.base.wall import (
    OutsideWall,
    Wall,
    current_organisation,
    current_wall,
    enter_organisation,
    open_wall,
    organisation_wall,
)
from tests.cast import Cast, inside


def told() -> tuple[str, str]:
    """What PostgreSQL believes: its two settings."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.user', true), ''),"
            " coalesce(current_setting('app.organisation', true), '')"
        )
        return cursor.fetchone()


@pytest.mark.django_db
def test_a_wall_tells_postgresql_who_is_inside() -> None:
    organisation, user = uuid4(), uuid4()
    with open_wall(organisation=organisation, user=user):
        assert told() == (str(user), str(organisation))
        assert current_wall() == Wall(organisation, user)
    assert told() == ("", "")
    assert current_wall() is None


@pytest.mark.django_db
def test_nested_walls_give_the_outer_one_back() -> None:
    outer, inner = uuid4(), uuid4()
    with open_wall(organisation=outer):
        with organisation_wall(inner):
            assert (told()[1], current_organisation()) == (str(inner), inner)
        assert (told()[1], current_organisation()) == (str(outer), outer)


@pytest.mark.django_db
def test_a_wall_left_by_an_error_is_closed_too() -> None:
    outer = uuid4()
    with open_wall(organisation=outer):
        with pytest.raises(ZeroDivisionError), organisation_wall(uuid4()):
            raise ZeroDivisionError
        assert (told()[1], current_organisation()) == (str(outer), outer)
    assert told() == ("", "")


@pytest.mark.django_db(transaction=True)
def test_a_connection_carries_nothing_to_the_next_request() -> None:
    with organisation_wall(uuid4()):
        pass
    assert told() == ("", "")
    with pytest.raises(ZeroDivisionError), organisation_wall(uuid4()):
        raise ZeroDivisionError
    assert told() == ("", "")


@pytest.mark.django_db
def test_entering_another_of_my_organisations_lasts_as_long_as_the_wall() -> None:
    user, second = uuid4(), uuid4()
    with open_wall(organisation=None, user=user):
        enter_organisation(second)
        assert told() == (str(user), str(second))
    assert (told(), current_wall()) == (("", ""), None)
    with pytest.raises(OutsideWall):
        enter_organisation(second)


WRITES = {
    "insert": "INSERT INTO accounts_localterm (id, organisation_id, concept, label)"
    " VALUES (gen_random_uuid(), app_organisation(), 'role.peer', 'x')",
    "update": "UPDATE accounts_team SET name = 'x'",
    "delete": "DELETE FROM accounts_localterm",
    "lock": "SELECT * FROM accounts_team FOR UPDATE",
    "sequence": "SELECT nextval('accounts_auditentry_id_seq')",
    "way out": "SET TRANSACTION READ WRITE",
    "way out by setting": "SELECT set_config('transaction_read_only', 'off', true)",
    "truncate": "TRUNCATE accounts_team",
    "table": "CREATE TEMPORARY TABLE x AS SELECT 1; INSERT INTO accounts_localterm SELECT",
}


@pytest.mark.parametrize("what", WRITES)
def test_a_reading_wall_refuses_to_write(cast: Cast, what: str) -> None:
    with open_wall(organisation=cast.a.pk, read_only=True):
        assert Team.objects.count() == 2
        refused = pytest.raises(DatabaseError)
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(WRITES[what])


def test_a_reading_wall_refuses_the_orm_too(cast: Cast) -> None:
    with open_wall(organisation=cast.a.pk, read_only=True):
        with pytest.raises(InternalError, match="read-only"), transaction.atomic():
            Team.objects.update(name="x")
        with pytest.raises(InternalError, match="read-only"), transaction.atomic():
            list(Member.objects.select_for_update())


def test_one_may_write_again_after_a_reading_wall(cast: Cast) -> None:
    with open_wall(organisation=cast.a.pk, read_only=True):
        Team.objects.count()
    with inside(cast.a):
        assert Team.objects.update(name="x") == 2


def test_outside_its_wall_an_organisation_has_no_row(cast: Cast) -> None:
    """PostgreSQL alone: no queryset of ours takes part."""

    def count(table: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            return cursor.fetchone()[0]

    assert count("accounts_team") == count("accounts_member") == 0
    with inside(cast.c):
        assert (count("accounts_team"), count("accounts_organisation")) == (1, 1)


def test_a_row_cannot_be_written_for_another_organisation(cast: Cast) -> None:
    with inside(cast.a), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        Team.objects.create(organisation=cast.c, name="x", kind="gem")
    with inside(cast.a), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        Team.objects.filter(pk=cast.team.pk).update(organisation=cast.c)


def test_a_row_cannot_point_at_what_its_writer_does_not_see(cast: Cast) -> None:
    with inside(cast.a), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        cast.join(cast.driss, cast.team)


def test_another_organisation_cannot_be_changed_nor_removed(cast: Cast) -> None:
    with inside(cast.c):
        found: Any = Organisation.objects.filter(pk=cast.a.pk)
        assert (found.count(), found.update(name="x"), found.delete()[0]) == (0, 0, 0)
