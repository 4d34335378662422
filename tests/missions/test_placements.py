from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from entrepairs.accounts.enums import Role, TeamKind
from entrepairs.accounts.models import Member, MemberShare, TeamMembership
from entrepairs.missions import refusals
from entrepairs.missions.models import Placement
from entrepairs.missions.services import end_placement, place_peer, withdraw_engagement
from entrepairs.peers.services import (
    StatusInUse,
    days,
    end_loan,
    end_status_period,
    open_status_period,
)
from tests.cast import NOW, REASON, TODAY, Cast, acts_on, inside


def place(cast: Cast, actor: Member | None = None, **changes: Any) -> Placement:
    actor = actor or cast.helene
    placement = cast.draft_placement(cast.peer_of(cast.nadia), **changes)
    with inside(actor):
        return place_peer(actor=actor, placement=placement, now=NOW)


def test_a_peer_is_placed_in_an_engaged_team_and_it_is_recorded(cast: Cast) -> None:
    cast.engaged(cast.team)
    placement = place(cast)
    assert placement.status_period.kind == "structure"
    assert placement.exception_reason == ""
    assert acts_on(placement) == ["add"]


def test_a_team_without_engagement_refuses_and_says_the_day(cast: Cast) -> None:
    with pytest.raises(refusals.NoEngagement, match="Belle-Étoile"):
        place(cast)


def test_a_withdrawn_or_expired_engagement_does_not_count(cast: Cast) -> None:
    engagement = cast.engaged(cast.team, TODAY - timedelta(days=30))
    with inside(cast.helene):
        withdraw_engagement(
            actor=cast.helene, engagement=engagement, on=TODAY, reason="Trop d’absents.", now=NOW
        )
    cast.engaged(cast.team, TODAY - timedelta(days=366))
    with pytest.raises(refusals.NoEngagement):
        place(cast, starts_on=TODAY)


def test_an_exception_needs_a_written_reason_and_stays_visible(cast: Cast) -> None:
    with pytest.raises(refusals.ExceptionTooShort):
        place(cast, exception_reason="C’est urgent.")
    placement = place(cast, exception_reason=REASON)
    with inside(cast.helene):
        assert list(Placement.objects.exceptions()) == [placement]


def test_the_two_referents_are_two_people_and_neither_is_the_peer(cast: Cast) -> None:
    cast.engaged(cast.team)
    with pytest.raises(refusals.OneReferentOnly):
        place(cast, line_referent=cast.helene)
    with pytest.raises(refusals.ReferentIsThePeer):
        place(cast, day_to_day_referent=cast.nadia)


def test_a_placement_lies_inside_one_status_period(cast: Cast) -> None:
    cast.engaged(cast.team)
    peer = cast.welcomed(cast.nadia, last=TODAY + timedelta(days=10))
    with pytest.raises(refusals.NoStatus):
        place(cast)
    placement = place(cast, ends_on=TODAY + timedelta(days=10))
    with inside(cast.helene), pytest.raises(StatusInUse):
        end_status_period(actor=cast.helene, period=placement.status_period, last=TODAY, now=NOW)
    assert peer.pk == placement.peer_id


def test_shares_of_one_peer_never_pass_full_time(cast: Cast) -> None:
    cast.placed(share=Decimal("0.6"))
    cast.engaged(cast.other_team)
    with pytest.raises(refusals.TooMuchTime) as refused:
        place(cast, team=cast.other_team, share=Decimal("0.5"), starts_on=TODAY)
    assert (refused.value.day, refused.value.percent) == (TODAY, 110)
    place(cast, team=cast.other_team, share=Decimal("0.4"), starts_on=TODAY)


def test_a_later_overlap_is_seen_too(cast: Cast) -> None:
    cast.engaged(cast.team)
    cast.engaged(cast.other_team)
    later = TODAY + timedelta(days=20)
    place(cast, share=Decimal(1), starts_on=later)
    with pytest.raises(refusals.TooMuchTime) as refused:
        place(cast, team=cast.other_team, share=Decimal("0.2"), starts_on=TODAY)
    assert refused.value.day == later
    place(cast, team=cast.other_team, starts_on=TODAY, ends_on=later - timedelta(days=1))


def test_the_database_weighs_shares_without_the_service(cast: Cast) -> None:
    first = cast.placed(share=Decimal("0.6"))
    with inside(cast.helene), pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(
            **{
                name: getattr(first, name)
                for name in (
                    "organisation", "host", "team", "peer", "status_period", "share",
                    "starts_on", "line_referent", "day_to_day_referent", "recorded_by",
                    "recorded_at",
                )
            }
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_never_place_a_peer_above_full_time() -> None:
    cast = Cast()
    peer = cast.welcomed(cast.nadia)
    teams = [cast.team, cast.other_team]
    for team in teams:
        cast.engaged(team)
    ready, outcomes = threading.Barrier(4), []

    def try_to_place(number: int) -> None:
        draft = cast.draft_placement(peer, teams[number % 2], share=Decimal("0.6"))
        try:
            with inside(cast.helene):
                ready.wait(timeout=10)
                place_peer(actor=cast.helene, placement=draft, now=NOW)
            outcomes.append("placed")
        except refusals.TooMuchTime:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_to_place, args=[n]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["placed", "refused", "refused", "refused"]


def test_a_lent_peer_is_placed_by_the_host_and_read_by_both(cast: Cast) -> None:
    placement = cast.placed_from_the_platform()
    assert placement.organisation_id == cast.b.pk
    assert placement.host_id == cast.a.pk
    assert placement.host_member is not None
    assert placement.host_member.user_id == cast.omar.user_id
    for member in (cast.helene, cast.ines, cast.omar, cast.marc):
        with inside(member):
            assert list(Placement.objects.visible_to(member)) == [placement]
    for member in (cast.lise, cast.driss, cast.ada, cast.claire, cast.lucie):
        with inside(member):
            assert not Placement.objects.visible_to(member).exists()


def test_the_platform_reads_the_names_it_works_with_and_no_others(cast: Cast) -> None:
    placement = cast.placed_from_the_platform()
    with inside(cast.ines):
        found = Placement.objects.with_people().get(pk=placement.pk)
        assert found.readable("day_to_day_referent") == cast.helene
        assert not Member.objects.filter(pk=cast.karim.pk).exists()


def test_a_loan_that_hosts_a_placement_is_not_cut_short(cast: Cast) -> None:
    loan = cast.lent()
    peer = cast.seen_by(cast.helene, loan)
    ends_on = TODAY + timedelta(days=10)
    placement = cast.placed(peer, line_referent=cast.ines, ends_on=ends_on)
    with inside(cast.ines), pytest.raises(StatusInUse):
        end_loan(actor=cast.ines, loan=loan, last=TODAY, now=NOW)
    with inside(cast.ines):
        loan.refresh_from_db()
        end_loan(actor=cast.ines, loan=loan, last=placement.ends_on, now=NOW)
    assert acts_on(loan) == ["add", "end"]


def test_the_two_hosts_of_a_lent_peer_are_weighed_together(cast: Cast) -> None:
    """A sees only its own placement, and still cannot pass what B promised at home."""
    loan = cast.lent()
    home = cast.new_team(cast.b, "Passerelle", TeamKind.OTHER)
    cast.engaged(home, TODAY - timedelta(days=90))
    anais = cast.new_member(cast.b, "Anaïs Marelle", Role.MANAGER)
    with inside(cast.ines):
        draft = cast.draft_placement(
            cast.seen_by(cast.ines, loan),
            home,
            line_referent=cast.ines,
            day_to_day_referent=anais,
            share=Decimal("0.8"),
        )
        place_peer(actor=cast.ines, placement=draft, now=NOW)
    peer = cast.seen_by(cast.helene, loan)
    ends_on = TODAY + timedelta(days=9)
    with pytest.raises(refusals.TooMuchTime) as refused:
        cast.placed(peer, line_referent=cast.ines, ends_on=ends_on)
    assert refused.value.day is None


def test_ending_a_placement_ends_its_mission_and_its_place_in_the_team(cast: Cast) -> None:
    mission = cast.in_force()
    with inside(cast.helene):
        placement = Placement.objects.get(pk=mission.placement_id)
        end_placement(actor=cast.helene, placement=placement, last=TODAY, reason="wish", now=NOW)
        mission.refresh_from_db()
        assert mission.ended_on == TODAY
        assert not TeamMembership.objects.filter(
            member=cast.nadia, team=cast.team, until__isnull=True
        ).exists()
    assert acts_on(placement) == ["add", "end"]


def test_a_second_status_must_be_open_to_be_placed_later(cast: Cast) -> None:
    peer = cast.welcomed(cast.nadia, kind="volunteer", last=TODAY)
    cast.engaged(cast.team)
    with inside(cast.helene):
        open_status_period(
            actor=cast.helene,
            peer=peer,
            kind="hospital",
            period=days(TODAY + timedelta(days=1), None),
            now=NOW,
        )
    placement = place(cast, starts_on=TODAY + timedelta(days=1))
    assert placement.status_period.kind == "hospital"


def test_after_a_hosted_placement_the_employer_reads_the_hosts_names_no_more(cast: Cast) -> None:
    placement = cast.placed_from_the_platform()
    past = TODAY - timedelta(days=1)
    with inside(cast.helene):
        end_placement(actor=cast.helene, placement=placement, last=past, reason="planned", now=NOW)
        shares = MemberShare.objects.filter(organisation=cast.a)
        assert {share.until for share in shares} == {past}
