"""Each figure: what counts, what looks alike and does not, and what taking it away does."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Invitation, Member, TeamMembership
from entrepairs.engines.evaluation.problem import Voice
from entrepairs.framework.facts import collect
from entrepairs.framework.models import Framework
from entrepairs.missions.models import Compensation, Engagement, Placement
from entrepairs.missions.services import end_placement, withdraw_engagement
from entrepairs.peers.models import Peer, StatusPeriod
from tests.cast import ARRIVED, NOW, REASON, TODAY, Cast, inside
from tests.framework.standing import figure, ground_of, reading_of, rung, standing
from tests.interventions.scene import go_out


def second_peer(cast: Cast) -> Peer:
    zoe = cast.new_member(cast.a, "Zoé Ficelle", Role.PEER, team=cast.team)
    return cast.welcomed(zoe)


def end(cast: Cast, placement: Placement) -> None:
    with inside(cast.marc):
        Placement.objects.filter(pk=placement.pk).update(ends_on=TODAY - timedelta(days=1))


def withdraw(cast: Cast) -> None:
    with inside(cast.marc):
        for engagement in Engagement.objects.all():
            withdraw_engagement(
                actor=cast.marc, engagement=engagement, on=TODAY, reason="Trop vite.", now=NOW
            )


# --- R1.3 --------------------------------------------------------------------------
def test_1_3_counts_a_peer_who_came_after_the_engagement(cast: Cast, framework: Framework) -> None:
    cast.placed()
    assert figure(cast, "engaged_placements") == (1, 1)
    read = standing(cast, framework, "R1.3").outcome
    assert read.rung == 2
    assert read.ceiling  # the management alone wrote the engagement


def test_1_3_is_observed_when_a_colleague_signs_the_mission(
    cast: Cast, framework: Framework
) -> None:
    mission = cast.written(cast.placed(day_to_day_referent=cast.karim))
    cast.signed(mission, cast.nadia, cast.karim)
    assert rung(cast, framework, "R1.3") == 3


def test_1_3_does_not_count_an_engagement_made_after_the_arrival(cast: Cast) -> None:
    cast.placed(exception_reason=REASON)
    cast.engaged(cast.team, TODAY - timedelta(days=1))
    assert figure(cast, "engaged_placements") == (0, 1)


def test_1_3_does_not_count_the_engagement_of_another_team(cast: Cast) -> None:
    cast.placed(exception_reason=REASON)
    cast.engaged(cast.other_team)
    assert figure(cast, "engaged_placements") == (0, 1)


def test_1_3_does_not_count_an_engagement_past_its_review(cast: Cast) -> None:
    cast.engaged(cast.team, TODAY - timedelta(days=400))
    cast.placed(starts_on=TODAY - timedelta(days=390))
    assert figure(cast, "engaged_placements") == (0, 1)


def test_1_3_falls_when_the_team_withdraws(cast: Cast, framework: Framework) -> None:
    mission = cast.written(cast.placed(day_to_day_referent=cast.karim))
    cast.signed(mission, cast.nadia, cast.karim)
    withdraw(cast)
    assert figure(cast, "engaged_placements") == (0, 1)
    assert rung(cast, framework, "R1.3") == 0


def test_1_3_asks_for_every_placement(cast: Cast, framework: Framework) -> None:
    mission = cast.written(cast.placed(day_to_day_referent=cast.karim))
    cast.signed(mission, cast.nadia, cast.karim)
    cast.placed(second_peer(cast), cast.other_team, exception_reason=REASON)
    assert figure(cast, "engaged_placements") == (1, 2)
    assert rung(cast, framework, "R1.3") == 2


# --- R5.1 --------------------------------------------------------------------------
def test_5_1_counts_each_team_for_itself(cast: Cast, framework: Framework) -> None:
    cast.engaged(cast.team)
    assert figure(cast, "engaged_teams") == (1, 2)
    assert figure(cast, "engaged_teams", cast.other_team) == (0, 1)
    withdraw(cast)
    assert rung(cast, framework, "R5.1") == 0


def test_5_1_does_not_count_a_coming_or_an_expired_engagement(cast: Cast) -> None:
    cast.engaged(cast.team, TODAY + timedelta(days=1))
    cast.engaged(cast.other_team, TODAY - timedelta(days=366))
    assert figure(cast, "engaged_teams") == (0, 2)


def test_5_1_is_observed_once_a_colleague_signs(cast: Cast, framework: Framework) -> None:
    mission = cast.written(cast.placed(day_to_day_referent=cast.karim))
    cast.signed(mission, cast.nadia, cast.karim)
    assert standing(cast, framework, "R5.1", team=cast.team).outcome.rung == 3


# --- R6.22 -------------------------------------------------------------------------
def test_6_22_two_placements_of_one_peer_are_one_peer(cast: Cast) -> None:
    cast.placed(share=Decimal("0.4"))
    cast.placed(share=Decimal("0.4"))
    assert figure(cast, "two_peers") == (0, 1)
    assert reading_of(cast, "two_peers").beside == {"alone": 1, "compensated": 0}


def test_6_22_two_peers_count_and_the_end_of_one_lowers_it(
    cast: Cast, framework: Framework
) -> None:
    cast.placed()
    other = cast.placed(second_peer(cast))
    assert figure(cast, "two_peers") == (1, 1)
    assert rung(cast, framework, "R6.22") == 2  # written by the coordination alone
    end(cast, other)
    assert rung(cast, framework, "R6.22") == 0


def test_6_22_is_observed_when_both_peers_signed_their_missions(
    cast: Cast, framework: Framework
) -> None:
    zoe = second_peer(cast)
    cast.signed(cast.written(cast.placed()), cast.nadia)
    placement = cast.placed(zoe)
    with inside(cast.a):
        member = Member.objects.get(pk=zoe.member_id)
    cast.signed(cast.written(placement, member), member)
    assert rung(cast, framework, "R6.22") == 3


def test_6_22_two_peers_in_two_teams_are_both_alone(cast: Cast) -> None:
    cast.placed()
    cast.placed(second_peer(cast), cast.other_team, day_to_day_referent=cast.lise)
    assert figure(cast, "two_peers") == (0, 2)


def test_6_22_tells_what_is_done_for_a_lone_peer(cast: Cast) -> None:
    cast.placed()
    with inside(cast.helene):
        Compensation.objects.create(
            organisation=cast.a,
            team=cast.team,
            kind="twin",
            started_on=TODAY,
            recorded_by=cast.helene,
        )
    assert reading_of(cast, "two_peers").beside == {"alone": 1, "compensated": 1}
    assert figure(cast, "two_peers") == (0, 1)


def test_6_22_a_lent_peer_counts_as_a_second_one(cast: Cast) -> None:
    cast.placed()
    cast.placed_from_the_platform()
    assert figure(cast, "two_peers") == (1, 1)


# --- R1.6 --------------------------------------------------------------------------
def test_1_6_needs_all_four_signs(cast: Cast, framework: Framework) -> None:
    mission = cast.written(cast.placed(day_to_day_referent=cast.karim))
    cast.signed(mission, cast.nadia, cast.karim)
    cast.placed(second_peer(cast))
    assert figure(cast, "integrated_teams") == (0, 1)  # no outing in a pair yet
    go_out(cast)
    assert figure(cast, "integrated_teams") == (1, 1)
    assert rung(cast, framework, "R1.6") == 3
    withdraw(cast)
    assert rung(cast, framework, "R1.6") == 0


# --- R2.16, R4.2, R2.17 ------------------------------------------------------------
def test_2_16_counts_a_placement_on_a_status_of_today(cast: Cast, framework: Framework) -> None:
    placement = cast.placed()
    assert figure(cast, "statuses_in_order") == (1, 1)
    assert rung(cast, framework, "R2.16") == 2
    end(cast, placement)
    assert figure(cast, "statuses_in_order") == (0, 0)
    assert rung(cast, framework, "R2.16") == 0


def test_2_16_does_not_count_a_status_that_is_over_or_of_another_sort(cast: Cast) -> None:
    placement = cast.placed()
    ground = ground_of(cast)
    ground.statuses.clear()
    assert collect_of(cast, ground, "statuses_in_order") == (0, 1)
    lent = StatusPeriod(pk=placement.status_period_id, kind="lent")
    ground.statuses[placement.peer_id] = lent
    assert collect_of(cast, ground, "statuses_in_order") == (0, 1)


def collect_of(cast: Cast, ground: object, key: str) -> tuple[int, int]:
    with inside(cast.marc):
        reading = collect(ground)[key]  # type: ignore[arg-type]
    return reading.met, reading.total


def test_2_16_a_loan_from_the_platform_is_in_order(cast: Cast) -> None:
    cast.placed_from_the_platform()
    assert figure(cast, "statuses_in_order") == (1, 1)


def test_4_2_a_role_without_a_dated_period_is_no_status(cast: Cast, framework: Framework) -> None:
    with inside(cast.a):
        peer = Peer.objects.create(organisation=cast.a, member=cast.nadia)
    assert figure(cast, "dated_statuses") == (0, 1)
    cast_period(cast, peer)
    assert figure(cast, "dated_statuses") == (1, 1)
    assert rung(cast, framework, "R4.2") == 2
    with inside(cast.a):
        StatusPeriod.objects.filter(peer=peer).delete()
    assert rung(cast, framework, "R4.2") == 0


def cast_period(cast: Cast, peer: Peer) -> None:
    with inside(cast.a):
        StatusPeriod.objects.create(
            organisation=cast.a, peer=peer, kind="volunteer", period=(ARRIVED, None)
        )


def test_4_2_is_hidden_under_five_persons(cast: Cast, framework: Framework) -> None:
    cast.welcomed(cast.nadia)
    assert standing(cast, framework, "R4.2").outcome.hidden


def test_2_17_an_empty_word_is_no_field(cast: Cast, framework: Framework) -> None:
    placement = cast.placed()
    with inside(cast.a):
        peers = Peer.objects.filter(pk=placement.peer_id)
        peers.update(fields=[" "])
        assert figure(cast, "fields_named") == (0, 1)
        peers.update(fields=["psychiatry"])
    assert figure(cast, "fields_named") == (1, 1)
    assert rung(cast, framework, "R2.17") == 2
    with inside(cast.a):
        peers.update(fields=[])
    assert rung(cast, framework, "R2.17") == 0


# --- R6.8, R6.12, R6.16, R6.20 -----------------------------------------------------
def test_6_8_many_colleagues_are_still_one_occupation(cast: Cast, framework: Framework) -> None:
    cast.placed()
    assert figure(cast, "mixed_teams") == (1, 1)
    assert rung(cast, framework, "R6.8") == 2
    with inside(cast.a):
        TeamMembership.objects.filter(member=cast.helene).update(until=TODAY - timedelta(days=1))
    cast.new_member(cast.a, "Paul Sablier", Role.COLLEAGUE, team=cast.team)
    assert figure(cast, "mixed_teams") == (0, 1)
    assert rung(cast, framework, "R6.8") == 0


def test_6_12_an_invitation_not_accepted_is_no_access(cast: Cast, framework: Framework) -> None:
    cast.placed()
    assert figure(cast, "peers_with_a_key") == (1, 1)
    assert rung(cast, framework, "R6.12") == 3
    with inside(cast.a):
        Member.objects.filter(pk=cast.nadia.pk).update(user=None)
        Invitation.objects.create(
            organisation=cast.a,
            member=cast.nadia,
            email="nadia@example.org",
            secret_digest="0" * 64,
            invited_by=cast.ada,
            expires_at=NOW + timedelta(days=7),
        )
    assert figure(cast, "peers_with_a_key") == (0, 1)
    assert rung(cast, framework, "R6.12") == 0


def test_6_16_a_blank_title_is_not_a_chosen_one(cast: Cast, framework: Framework) -> None:
    cast.placed()
    with inside(cast.a):
        nadia = Member.objects.filter(pk=cast.nadia.pk)
        nadia.update(chosen_title="  ")
        assert figure(cast, "chosen_titles") == (0, 1)
        nadia.update(chosen_title="Médiatrice paire")
    assert figure(cast, "chosen_titles") == (1, 1)
    assert rung(cast, framework, "R6.16") == 2  # nothing says who typed it
    with inside(cast.a):
        nadia.update(chosen_title="")
    assert rung(cast, framework, "R6.16") == 0


def test_6_20_a_contact_from_elsewhere_is_not_day_to_day(cast: Cast, framework: Framework) -> None:
    placement = cast.placed()
    assert figure(cast, "on_the_team_list") == (1, 1)
    assert rung(cast, framework, "R6.20") == 2  # meetings are not noted here yet
    with inside(cast.a):
        Placement.objects.filter(pk=placement.pk).update(day_to_day_referent=cast.lise)
    assert figure(cast, "on_the_team_list") == (0, 1)


def test_6_20_falls_when_the_peer_leaves_the_list(cast: Cast, framework: Framework) -> None:
    cast.placed()
    with inside(cast.a):
        TeamMembership.objects.filter(member=cast.nadia).update(until=TODAY - timedelta(days=1))
    assert figure(cast, "on_the_team_list") == (0, 1)
    assert rung(cast, framework, "R6.20") == 0


def test_a_lent_peer_is_read_through_the_host_of_the_loan(cast: Cast) -> None:
    cast.placed_from_the_platform()
    assert figure(cast, "on_the_team_list") == (1, 1)
    assert reading_of(cast, "peers_with_a_key").facts == {Voice.PEER: 1}


def test_an_ended_placement_no_longer_counts_anywhere(cast: Cast) -> None:
    placement = cast.placed()
    with inside(cast.helene):
        end_placement(
            actor=cast.helene,
            placement=placement,
            last=TODAY - timedelta(days=1),
            reason="planned",
            now=NOW,
        )
    assert figure(cast, "engaged_placements") == (0, 0)
    assert figure(cast, "two_peers") == (0, 0)
