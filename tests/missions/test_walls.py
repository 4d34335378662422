"""The rooms' rows behind PostgreSQL's wall, with ``visible_to`` left aside."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from entrepairs.missions.models import (
    Compensation,
    Engagement,
    Mission,
    MissionVersion,
    Pairing,
    Placement,
    Signature,
)
from entrepairs.peers.models import Peer, PeerShare, StatusPeriod
from tests.cast import NOW, TODAY, Cast, inside

DEFINERS = {
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
