"""A tenant query outside a wall raises: PostgreSQL would answer nothing, without a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.shortcuts import get_object_or_404

from entrepairs.accounts.models import Member, Organisation, Team, TeamMembership, User
from entrepairs.base.wall import OutsideWall, organisation_wall
from tests.cast import ARRIVED, Cast, inside

Way = Callable[[Cast], Any]


def new_team(cast: Cast) -> Team:
    return Team(organisation=cast.a, name="x", kind="gem")


def membership(cast: Cast) -> TeamMembership:
    return TeamMembership(organisation=cast.a, team=cast.team, member=cast.marc, since=ARRIVED)


READING: dict[str, Way] = {
    "iteration": lambda cast: list(Team.objects.all()),
    "iterator": lambda cast: next(Team.objects.iterator()),
    "truth": lambda cast: bool(Team.objects.all()),
    "length": lambda cast: len(Team.objects.all()),
    "slice": lambda cast: list(Team.objects.all()[:1]),
    "index": lambda cast: Team.objects.all()[0],
    "repr": lambda cast: repr(Team.objects.all()),
    "count": lambda cast: Team.objects.count(),
    "exists": lambda cast: Team.objects.exists(),
    "contains": lambda cast: Team.objects.contains(cast.team),
    "get": lambda cast: Team.objects.get(pk=cast.team.pk),
    "get_object_or_404": lambda cast: get_object_or_404(Team.objects.all(), pk=cast.team.pk),
    "first": lambda cast: Team.objects.first(),
    "last": lambda cast: Team.objects.last(),
    "latest": lambda cast: Team.objects.latest("name"),
    "earliest": lambda cast: Team.objects.earliest("name"),
    "in_bulk": lambda cast: Team.objects.in_bulk([cast.team.pk]),
    "aggregate": lambda cast: Team.objects.aggregate(Count("pk")),
    "annotate": lambda cast: list(Team.objects.annotate(n=Count("memberships"))),
    "values": lambda cast: list(Team.objects.values("name")),
    "values_list": lambda cast: list(Team.objects.values_list("name", flat=True)),
    "dates": lambda cast: list(Team.objects.dates("opened_on", "year")),
    "distinct": lambda cast: list(Team.objects.distinct()),
    "only": lambda cast: list(Team.objects.only("name")),
    "union": lambda cast: list(Team.objects.all().union(Team.objects.all())),
    "or": lambda cast: list(Team.objects.filter(name="a") | Team.objects.filter(name="b")),
    "explain": lambda cast: Team.objects.explain(),
    "raw": lambda cast: list(Team.objects.raw("SELECT * FROM accounts_team")),
    "select_for_update": lambda cast: list(Team.objects.select_for_update()),
    "refresh": lambda cast: cast.team.refresh_from_db(),
    "related manager": lambda cast: list(cast.team.memberships.all()),
    "related count": lambda cast: cast.team.memberships.count(),
    "related object": lambda cast: fresh(cast.membership).team,
    "deferred field": lambda cast: cast.bare.name,
    "subquery of a shared table": lambda cast: list(
        User.objects.filter(pk__in=Member.objects.values("user"))
    ),
    "exists of a shared table": lambda cast: list(
        User.objects.filter(Exists(Member.objects.filter(user=OuterRef("pk"))))
    ),
    "annotation of a shared table": lambda cast: list(
        User.objects.annotate(n=Subquery(Member.objects.values("given_name")[:1]))
    ),
    "filter by a subquery with values": lambda cast: list(
        User.objects.filter(pk__in=Member.objects.filter(given_name="Nadia").values("user"))
    ),
    "removal of a shared row": lambda cast: User.objects.get(pk=cast.nadia.user_id).delete(),
    "unique check": lambda cast: membership(cast).validate_constraints(),
    "full clean": lambda cast: cast.nadia.full_clean(),
}
WRITING: dict[str, Way] = {
    "update": lambda cast: Team.objects.update(name="x"),
    "update with an expression": lambda cast: Team.objects.update(sector=F("name")),
    "delete": lambda cast: TeamMembership.objects.all().delete(),
    "delete of one": lambda cast: cast.membership.delete(),
    "raw delete": lambda cast: TeamMembership.objects.all()._raw_delete("default"),
    "create": lambda cast: Team.objects.create(organisation=cast.a, name="x", kind="gem"),
    "get_or_create": lambda cast: Team.objects.get_or_create(organisation=cast.a, name="x"),
    "update_or_create": lambda cast: Team.objects.update_or_create(organisation=cast.a, name="x"),
    "bulk_create": lambda cast: Team.objects.bulk_create([new_team(cast)]),
    "bulk_update": lambda cast: Team.objects.bulk_update([cast.team], ["name"]),
    "save of a new one": lambda cast: new_team(cast).save(),
    "forced insert": lambda cast: new_team(cast).save(force_insert=True),
    "save": lambda cast: cast.team.save(),
    "save of a field": lambda cast: cast.team.save(update_fields=["name"]),
    "related create": lambda cast: cast.team.memberships.create(
        organisation=cast.a, member=cast.marc, since=ARRIVED
    ),
    "related update": lambda cast: cast.team.memberships.update(since=ARRIVED),
    "organisation": lambda cast: Organisation.objects.update(name="x"),
    "save of the organisation": lambda cast: cast.a.save(),
}


def fresh(row: TeamMembership) -> TeamMembership:
    """The same row, with nothing fetched beside it."""
    return TeamMembership(id=row.pk, organisation_id=row.organisation_id, team_id=row.team_id)


@pytest.fixture
def outside(cast: Cast) -> Any:
    with inside(cast.a):
        actor: Any = cast
        actor.membership = TeamMembership.objects.filter(team=cast.team).first()
        actor.bare = Team.objects.defer("name").get(pk=cast.team.pk)
    return actor


@pytest.mark.parametrize("way", READING)
def test_reading_outside_a_wall_raises(outside: Cast, way: str) -> None:
    with pytest.raises(OutsideWall):
        READING[way](outside)


@pytest.mark.parametrize("way", WRITING)
def test_writing_outside_a_wall_raises(outside: Cast, way: str) -> None:
    with pytest.raises(OutsideWall):
        WRITING[way](outside)


@pytest.mark.parametrize("way", [name for name in READING if name != "removal of a shared row"])
def test_the_same_reading_inside_a_wall_is_fine(outside: Cast, way: str) -> None:
    with organisation_wall(outside.a.pk):
        READING[way](outside)


@pytest.mark.django_db
def test_making_a_queryset_costs_nothing_and_may_be_done_anywhere() -> None:
    rows = Team.objects.filter(name="x").order_by("name")
    assert "accounts_team" in type(rows).__name__ + rows.model._meta.db_table
