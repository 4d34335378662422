"""The trail: it only grows, and nothing sensitive is shown before it is written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from config.urls import handler403, handler404
from config.urls import urlpatterns as whole_house
from entrepairs.accounts.models import AuditEntry, Team
from entrepairs.base.http import MemberRequest, reads, require, writes
from tests.cast import Cast, inside, sign_in
from tests.database import owner_connection

SECRET = "Ce qui n’est montré qu’une fois écrit"


@reads
def look(request: MemberRequest, thing: UUID) -> HttpResponse:
    request.looked_at("base.secret", thing, "handover")
    return HttpResponse(SECRET)


@writes
def change(request: MemberRequest, thing: UUID) -> HttpResponse:
    Team.objects.filter(pk=thing).update(name="changé")
    require(False)
    return HttpResponse(SECRET)


@reads
def writes_by_mistake(request: MemberRequest) -> HttpResponse:
    Team.objects.update(name="changé")
    return HttpResponse(SECRET)


@reads
def forbidden(request: MemberRequest, thing: UUID) -> HttpResponse:
    request.looked_at("base.secret", thing, "handover")
    require(False)
    return HttpResponse(SECRET)


urlpatterns = [
    path("look/<uuid:thing>/", look, name="look"),
    path("change/<uuid:thing>/", change, name="change"),
    path("mistake/", writes_by_mistake, name="mistake"),
    path("forbidden/<uuid:thing>/", forbidden, name="forbidden"),
    *whole_house,
]
__all__ = ["handler403", "handler404"]
here = override_settings(ROOT_URLCONF=__name__)


def rows(cast: Cast, **wanted: Any) -> list[tuple[str, str, str, str]]:
    with inside(cast.a):
        found = AuditEntry.objects.filter(organisation=cast.a, actor=cast.nadia.pk, **wanted)
        return list(found.values_list("act", "kind", "thing", "purpose"))


@here
def test_what_was_looked_at_is_written_before_it_is_shown(cast: Cast, client: Client) -> None:
    answer = sign_in(client, cast.nadia).get(f"/look/{cast.team.pk}/")
    assert answer.content.decode() == SECRET
    assert rows(cast) == [("look", "base.secret", str(cast.team.pk), "handover")]


@here
def test_nothing_is_shown_when_it_cannot_be_written(
    cast: Cast, client: Client, settings: Any
) -> None:
    settings.LOOKS_RECORDER = f"{__name__}.full_disk"
    answer = sign_in(client, cast.nadia).get(f"/look/{cast.team.pk}/")
    assert (answer.status_code, SECRET in answer.content.decode()) == (503, False)
    assert rows(cast) == []


def full_disk(**_: Any) -> None:
    raise DatabaseError("No space left on device")


@here
def test_a_refused_attempt_is_written_and_what_it_did_is_not(cast: Cast, client: Client) -> None:
    answer = sign_in(client, cast.nadia).post(f"/change/{cast.team.pk}/")
    assert answer.status_code == 403
    assert rows(cast) == [("refused", "change", str(cast.team.pk), "")]
    with inside(cast.a):
        assert not Team.objects.filter(name="changé").exists()


@here
def test_a_refused_look_is_an_attempt_and_not_a_look(cast: Cast, client: Client) -> None:
    assert sign_in(client, cast.nadia).get(f"/forbidden/{cast.team.pk}/").status_code == 403
    assert rows(cast) == [("refused", "forbidden", str(cast.team.pk), "")]


@here
def test_a_page_that_reads_cannot_write(cast: Cast, client: Client) -> None:
    with pytest.raises(DatabaseError, match="read-only"):
        sign_in(client, cast.nadia).get("/mistake/")


@here
@pytest.mark.parametrize(("way", "address"), [("get", "/change/{}/"), ("post", "/look/{}/")])
def test_the_wrong_method_says_which_is_right(
    cast: Cast, client: Client, way: str, address: str
) -> None:
    answer = getattr(sign_in(client, cast.nadia), way)(address.format(cast.team.pk))
    assert answer.status_code == 405
    assert answer.headers["Allow"] == ("GET, HEAD" if way == "post" else "POST")


def entry(cast: Cast) -> AuditEntry:
    with inside(cast.a):
        return AuditEntry.objects.create(
            organisation=cast.a, at=cast.now, actor=cast.nadia.pk, act="look", kind="a.b"
        )


def test_the_application_neither_changes_nor_removes_the_trail(cast: Cast) -> None:
    row = entry(cast)
    with inside(cast.a):
        for act in (
            lambda: AuditEntry.objects.filter(pk=row.pk).update(kind="x"),
            lambda: AuditEntry.objects.filter(pk=row.pk).delete(),
            row.delete,
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                act()
        assert AuditEntry.objects.filter(pk=row.pk, kind="a.b").exists()


def test_the_trail_of_another_organisation_is_neither_read_nor_written(cast: Cast) -> None:
    entry(cast)
    with inside(cast.c):
        assert not AuditEntry.objects.filter(organisation=cast.a).exists()
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            AuditEntry.objects.create(organisation=cast.a, at=cast.now, act="look", kind="x")


INTO_TRAIL = (
    "INSERT INTO accounts_auditentry (organisation_id, at, act, kind, thing, purpose)"
    " VALUES (%s, now(), 'look', 'a.b', '', '')"
)


@pytest.mark.django_db
def test_a_right_given_by_mistake_opens_nothing() -> None:
    """The trigger stands where the privilege should have."""
    with owner_connection() as owner:
        owner.autocommit = False
        organisation = _organisation(owner)
        owner.execute(INTO_TRAIL, [organisation])
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only grows"):
            owner.execute("UPDATE accounts_auditentry SET kind = 'x'")
        owner.rollback()


@pytest.mark.django_db
def test_only_the_owner_removes_what_is_past_its_time() -> None:
    with owner_connection() as owner:
        owner.autocommit = False
        owner.execute(INTO_TRAIL, [_organisation(owner)])
        assert owner.execute("DELETE FROM accounts_auditentry").rowcount == 1
        owner.rollback()


def _organisation(owner: psycopg.Connection[Any]) -> UUID:
    row = owner.execute(
        "INSERT INTO accounts_organisation (id, name, kind, sector, siret, finess, rna, created_at)"
        " VALUES (gen_random_uuid(), 'x', 'platform', '', '', '', '', now()) RETURNING id"
    ).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.django_db
def test_the_trigger_stops_the_application_even_with_the_right() -> None:
    """Granted, inserted and tried in one transaction of the owner that is given up."""
    with owner_connection() as owner:
        owner.autocommit = False
        organisation = _organisation(owner)
        owner.execute(INTO_TRAIL, [organisation])
        trigger = owner.execute(
            "SELECT tgenabled, tgtype FROM pg_trigger WHERE tgname = 'audit_only_grows'"
        ).fetchone()
        # Enabled, before, for each row, on delete and update.
        assert trigger == ("O", 1 | 2 | 8 | 16)
        owner.rollback()


@pytest.mark.django_db
def test_tests_run_as_neither_owner_nor_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, pg_has_role(current_user,"
            " 'entrepairs_owner', 'MEMBER') FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("entrepairs_app", False, False, False)
