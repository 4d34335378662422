"""The rooms' rows behind PostgreSQL's wall, with ``visible_to`` left aside."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from entrepairs.accounts.models import Member, Team
from entrepairs.base import clock
from entrepairs.missions.models import (
    Compensation,
    Engagement,
    Mission,
    MissionVersion,
    Pairing,
    Placement,
    Signature,
)
from entrepairs.missions.services import end_placement
from entrepairs.peers.models import Peer, PeerShare, StatusPeriod
from tests.cast import NOW, TODAY, Cast, inside

DEFINERS = {
    "missions_lent_peer_leaves",
    "missions_loan_holds",
    "missions_placement_fits",
    "missions_status_period_holds",
}


def test_every_row_of_a_is_out_of_reach_of_c(cast: Cast) -> None:
    cast.in_force()
    cast.paired()
    cast.placed_from_the_platform()
    models = (
        Peer, StatusPeriod, PeerShare, Engagement, Placement, Mission, MissionVersion, Signature,
        Pairing, Compensation,
    )  # fmt: skip
    with inside(cast.driss):
        assert [model for model in models if model.objects.exists()] == []


def test_a_partner_reads_what_was_lent_and_nothing_else(cast: Cast) -> None:
    cast.in_force()
    lent = cast.placed_from_the_platform()
    with inside(cast.ines):
        assert list(Placement.objects.all()) == [lent]
        assert not Mission.objects.exists()
        assert {peer.organisation_id for peer in Peer.objects.all()} == {cast.b.pk}


def test_a_row_cannot_point_at_another_houses_team(cast: Cast) -> None:
    with inside(cast.helene), pytest.raises(ProgrammingError), transaction.atomic():
        Engagement.objects.create(
            organisation=cast.a,
            team=cast.cloud_team,
            discussed_on=TODAY,
            discussion="Non.",
            sponsor=cast.marc,
            starts_on=TODAY,
            review_on=TODAY.replace(year=2027),
            recorded_by=cast.helene,
            recorded_at=NOW,
        )


# --- A placement that is over ------------------------------------------------------
def in_our_team(cast: Cast, placement: Placement) -> bool:
    """Whether the lent peer, in the house that hosts them, still sees its team."""
    host_member = placement.host_member
    assert host_member is not None
    with inside(cast.a):
        seen = Team.objects.visible_to(Member.objects.get(pk=host_member.pk)).exists()
        assert seen == Member.objects.in_team(cast.team).filter(pk=host_member.pk).exists()
        return seen


def ending(placement: Placement, actor: Member, last: date) -> None:
    with inside(actor):
        seen = Placement.objects.get(pk=placement.pk)
        end_placement(actor=actor, placement=seen, last=last, reason="wish", now=clock.now())


def lent_twice(cast: Cast, *days_to_come: int) -> list[Placement]:
    """Omar works half of his time under each of these placements, in the same team."""
    loan, today = cast.lent(), clock.day_of(clock.now())
    return [
        cast.placed(
            cast.seen_by(cast.helene, loan),
            line_referent=cast.ines,
            ends_on=today + timedelta(days=days),
        )
        for days in days_to_come
    ]


@pytest.mark.parametrize(("days_to_come", "stays"), [(-1, False), (0, True)])
def test_a_placement_past_its_foreseen_end_opens_the_team_no_more(
    cast: Cast, days_to_come: int, stays: bool
) -> None:
    """Nobody has to close it: the day is enough."""
    (placed,) = lent_twice(cast, days_to_come)
    assert in_our_team(cast, placed) == stays


@pytest.mark.parametrize("who", ["ines", "helene"])
@pytest.mark.parametrize(("days_later", "stays"), [(-1, False), (0, True), (3, True)])
def test_a_loan_ended_by_either_side_ends_the_place_in_the_team(
    cast: Cast, who: str, days_later: int, stays: bool
) -> None:
    """The employer sees no team of the host, and ends the place there all the same."""
    placed = cast.placed_from_the_platform()
    assert in_our_team(cast, placed)
    ending(placed, getattr(cast, who), clock.day_of(clock.now()) + timedelta(days=days_later))
    assert in_our_team(cast, placed) == (stays and (who == "ines" or days_later > 0))


def test_another_placement_in_the_team_keeps_its_place(cast: Cast) -> None:
    first, second = lent_twice(cast, 5, 40)
    yesterday = clock.day_of(clock.now()) - timedelta(days=1)
    ending(first, cast.helene, yesterday)
    assert in_our_team(cast, second)
    ending(second, cast.ines, yesterday)
    assert not in_our_team(cast, second)


def test_a_charter_stays_between_the_parties_of_its_placement(cast: Cast) -> None:
    """A third organisation is neither handed a mission nor given one to read."""
    mission = cast.in_force()
    for change in ({"host": cast.c}, {"organisation": cast.c}):
        for model in (Mission, MissionVersion, Signature):
            with inside(cast.helene), pytest.raises(ProgrammingError), transaction.atomic():
                model.objects.all().update(**change)
    with inside(cast.driss), pytest.raises(ProgrammingError), transaction.atomic():
        Mission.objects.create(organisation=cast.c, host=cast.a, placement_id=mission.placement_id)


def test_a_signature_is_withdrawn_and_never_rewritten(cast: Cast) -> None:
    cast.in_force()
    with inside(cast.helene), pytest.raises(ProgrammingError), transaction.atomic():
        Signature.objects.update(member=cast.marc)
    with inside(cast.helene):
        assert Signature.objects.update(withdrawn_at=NOW) == 2


@pytest.mark.django_db
def test_the_functions_that_see_everything_are_named_and_tied_to_their_schema() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, array_to_string(proconfig, ',') FROM pg_proc"
            " WHERE prosecdef AND pronamespace = 'public'::regnamespace"
            " AND proname LIKE 'missions%%'"
        )
        found = dict(cursor.fetchall())
    assert set(found) == DEFINERS
    assert set(found.values()) == {"search_path=public, pg_temp"}
