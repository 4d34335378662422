from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from entrepairs.interventions import refusals
from entrepairs.interventions.models import AliasSeen, Encounter, OutingCrew, PairTally
from entrepairs.interventions.services import (
    Going,
    change_outing,
    crew_of,
    end_outing,
    remove_outing,
    restore_encounter,
    restore_outing,
    undo_encounter,
)
from tests.cast import NOW, Cast, acts_on, inside
from tests.interventions.scene import a_meeting, go_out, meet, pair, tally


# --- Outings -----------------------------------------------------------------
def test_an_outing_notes_who_went_and_leaves_its_trail(cast: Cast) -> None:
    outing = go_out(cast)
    assert (outing.peers, outing.others, outing.is_paired) == (1, 1, True)
    assert outing.recorded_as == "peer"
    with inside(cast.a):
        assert OutingCrew.objects.filter(outing=outing, as_peer=True).get().member == cast.nadia
    assert acts_on(outing) == ["add"]


def test_an_outing_counts_in_its_month(cast: Cast) -> None:
    go_out(cast)
    month = tally(cast)
    assert (month.outings, month.outings_with_peer, month.outings_paired) == (1, 1, 1)
    assert (month.rounds, month.outreach_with_peer, month.outings_by_peer) == (1, 1, 1)
    assert month.outings_solo == 0


def test_a_round_after_midnight_belongs_to_the_evening_before(cast: Cast) -> None:
    evening = NOW.replace(month=10, day=31, hour=21)
    outing = go_out(cast, started_at=evening)
    met = meet(cast, outing, at=evening + timedelta(hours=4))
    assert met.day.isoformat() == "2026-10-31"
    assert tally(cast, evening).encounters == 1


def test_a_lone_peer_is_counted_alone_with_the_reason(cast: Cast) -> None:
    go_out(cast, [Going(cast.nadia, as_peer=True)], solo_reason="Karim était malade")
    go_out(cast, [Going(cast.nadia, as_peer=True)])
    month = tally(cast)
    assert (month.outings_solo, month.outings_solo_with_reason) == (2, 1)
    assert month.outings_solo_without_reason == 1


def test_two_peers_together_are_not_a_pair_with_a_colleague(cast: Cast) -> None:
    crew = [Going(cast.nadia, as_peer=True), Going(cast.helene, as_peer=True)]
    assert not go_out(cast, crew).is_paired
    assert tally(cast).outings_paired == 0


def test_the_same_two_people_are_one_pair_however_often_they_go(cast: Cast) -> None:
    go_out(cast)
    go_out(cast)
    go_out(cast, [Going(cast.nadia, as_peer=True), Going(cast.helene)])
    with inside(cast.a):
        assert PairTally.objects.between(NOW.date(), NOW.date()).different_pairs() == 2


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"crew": []}, refusals.NobodyGoes),
        ({"started_at": NOW + timedelta(days=1)}, refusals.NotYet),
        ({"area": "48.8584, 2.2945"}, refusals.PlaceOnMap),
        ({"area": "8FW4V75V+8Q"}, refusals.PlaceOnMap),
        ({"ended_at": NOW - timedelta(hours=1)}, refusals.EndsBeforeStart),
        ({"started_at": NOW - timedelta(days=2), "ended_at": NOW}, refusals.LastsTooLong),
    ],
)
def test_an_impossible_outing_is_refused(
    cast: Cast, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with inside(cast.nadia), pytest.raises(refusal):
        _start_with_now(cast, changes)


def _start_with_now(cast: Cast, changes: dict[str, object]) -> None:
    from entrepairs.interventions.services import start_outing
    from tests.interventions.scene import an_outing

    fields = dict(changes)
    crew = fields.pop("crew", pair(cast))
    outing = an_outing(cast.team, **fields)  # type: ignore[arg-type]
    start_outing(actor=cast.nadia, outing=outing, crew=crew, now=NOW)  # type: ignore[arg-type]


def test_somebody_of_another_team_does_not_go(cast: Cast) -> None:
    with pytest.raises(refusals.NotOfTeam):
        go_out(cast, [Going(cast.nadia, as_peer=True), Going(cast.lise)])


def test_a_coordinator_who_goes_out_as_a_peer_writes_as_a_peer(cast: Cast) -> None:
    as_peer = go_out(cast, [Going(cast.helene, as_peer=True)], actor=cast.helene)
    beside = go_out(cast, [Going(cast.nadia, as_peer=True)], actor=cast.helene)
    assert (as_peer.recorded_as, beside.recorded_as) == ("peer", "coordinator")


def test_an_outing_ends_once_it_has_begun(cast: Cast) -> None:
    outing = go_out(cast)
    later = NOW + timedelta(hours=2)
    with inside(cast.nadia):
        end_outing(actor=cast.nadia, outing=outing, ended_at=later, now=later)
        assert outing.minutes == 120
        with pytest.raises(refusals.EndsBeforeStart):
            end_outing(
                actor=cast.nadia, outing=outing, ended_at=NOW - timedelta(hours=1), now=later
            )
    assert acts_on(outing) == ["add", "end"]


def test_changing_who_went_moves_the_counts_of_the_outing_and_its_meetings(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing, alias="Barbe grise")
    with inside(cast.helene):
        outing.solo_reason = "Nadia en formation"
        change_outing(actor=cast.helene, outing=outing, crew=[Going(cast.karim)], now=NOW)
        assert PairTally.objects.between(NOW.date(), NOW.date()).different_pairs() == 0
        assert [going.member for going in crew_of(outing)] == [cast.karim]
    month = tally(cast)
    assert (month.outings, month.outings_with_peer, month.outings_solo_with_reason) == (1, 0, 1)
    assert (month.encounters, month.encounters_with_peer) == (1, 0)
    assert acts_on(outing) == ["add", "change"]


def test_an_outing_moved_to_another_month_takes_its_meetings_along(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing, alias="Colombe")
    with inside(cast.helene):
        outing.started_at = NOW - timedelta(days=40)
        change_outing(actor=cast.helene, outing=outing, crew=pair(cast), now=NOW)
        assert AliasSeen.objects.get().first_on.isoformat() == "2026-10-07"
    month = tally(cast, NOW - timedelta(days=40))
    assert (month.outings, month.encounters, month.new_aliases) == (1, 1, 1)


def test_a_removed_outing_leaves_the_counts_and_can_come_back(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing, alias="Colombe")
    with inside(cast.nadia):
        remove_outing(actor=cast.nadia, outing=outing, now=NOW)
        assert not AliasSeen.objects.exists()
    month = tally(cast)
    assert (month.outings, month.encounters, month.new_aliases) == (0, 0, 0)
    with inside(cast.nadia):
        restore_outing(actor=cast.nadia, outing=outing, now=NOW)
    month = tally(cast)
    assert (month.outings, month.encounters, month.new_aliases) == (1, 1, 1)
    assert acts_on(outing) == ["add", "withdraw", "change"]


def test_nothing_is_noted_in_a_removed_outing(cast: Cast) -> None:
    outing = go_out(cast)
    with inside(cast.nadia):
        remove_outing(actor=cast.nadia, outing=outing, now=NOW)
    with pytest.raises(refusals.OutingGone):
        meet(cast, outing)


def test_an_outing_comes_back_within_thirty_days_only(cast: Cast) -> None:
    outing = go_out(cast)
    with inside(cast.nadia):
        remove_outing(actor=cast.nadia, outing=outing, now=NOW)
        with pytest.raises(refusals.TooLate):
            restore_outing(actor=cast.nadia, outing=outing, now=NOW + timedelta(days=31))


# --- Encounters --------------------------------------------------------------
def test_a_meeting_without_a_name_needs_nothing_else(cast: Cast) -> None:
    met = meet(cast, go_out(cast))
    assert (met.alias_key, met.seen, met.headcount, met.recorded_as) == ("", "unknown", 1, "peer")
    month = tally(cast)
    assert (month.encounters, month.anonymous, month.unknown_seen, month.people) == (1, 1, 1, 1)
    assert acts_on(met) == ["add"]


def test_each_answer_counts_where_it_belongs(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing, alias="Colombe", themes=["rights", "health", "ties"], minutes=20)
    meet(cast, outing, alias="colombe ", headcount=2)
    month = tally(cast)
    assert (month.first, month.again, month.new_aliases, month.with_alias) == (1, 1, 1, 2)
    assert (month.themed, month.themed_three, month.theme_rights, month.theme_money) == (1, 1, 1, 0)
    assert (month.minutes_known, month.minutes, month.people) == (1, 20, 3)
    assert (month.encounters_by_peer, month.encounters_paired, month.first_with_peer) == (2, 2, 1)


def test_an_alias_is_known_again_after_five_months_whatever_its_spelling(cast: Cast) -> None:
    meet(cast, go_out(cast, started_at=NOW - timedelta(days=152)), alias="Élise la brune")
    met = meet(cast, go_out(cast), alias="elise la brune")
    assert met.seen == "again"
    with inside(cast.a):
        known = AliasSeen.objects.get()
    assert (known.times, (known.last_on - known.first_on).days) == (2, 152)


def test_another_team_does_not_know_our_alias(cast: Cast) -> None:
    meet(cast, go_out(cast), alias="Colombe")
    with inside(cast.lise):
        assert not AliasSeen.objects.visible_to(cast.lise).exists()


def test_an_older_meeting_written_late_moves_the_first_day(cast: Cast) -> None:
    meet(cast, go_out(cast), alias="Colombe")
    meet(cast, go_out(cast, started_at=NOW - timedelta(days=60)), alias="Colombe")
    assert tally(cast).new_aliases == 0
    assert tally(cast, NOW - timedelta(days=60)).new_aliases == 1


def test_a_second_click_does_not_make_a_second_meeting(cast: Cast) -> None:
    outing, token = go_out(cast), uuid4()
    first = meet(cast, outing, token=token, alias="Colombe")
    second = meet(cast, outing, token=token, alias="Colombe")
    assert first.pk == second.pk
    assert tally(cast).encounters == 1
    assert acts_on(first) == ["add"]


@pytest.mark.parametrize(
    ("alias", "refusal"),
    [
        ("1 85 05 78 006 084 91", refusals.IdentityNumber),
        ("Jo 185057800608491", refusals.IdentityNumber),
        ("48.8584, 2.2945", refusals.PlaceOnMap),
        ("Jean Tartempion", refusals.CivilIdentity),
        ("M. Tartempion", refusals.CivilIdentity),
        ("Jo né le 03/02/1980", refusals.CivilIdentity),
    ],
)
def test_an_alias_that_says_too_much_is_refused(
    cast: Cast, alias: str, refusal: type[Exception]
) -> None:
    outing = go_out(cast)
    with pytest.raises(refusal):
        meet(cast, outing, alias=alias)
    with inside(cast.a):
        assert not Encounter.objects.exists()


def test_a_nickname_that_looks_like_a_name_may_be_kept(cast: Cast) -> None:
    assert meet(cast, go_out(cast), alias="Monsieur Loyal", kept=True).alias == "Monsieur Loyal"


def test_a_meeting_the_day_after_is_not_of_this_outing(cast: Cast) -> None:
    outing = go_out(cast, started_at=NOW - timedelta(days=3))
    with pytest.raises(refusals.OutsideOuting):
        meet(cast, outing, at=NOW)


def test_an_undone_meeting_leaves_the_counts_and_the_alias(cast: Cast) -> None:
    outing = go_out(cast)
    met = meet(cast, outing, alias="Colombe", themes=["health"], minutes=10)
    with inside(cast.karim):
        undo_encounter(actor=cast.karim, encounter=met, now=NOW)
        undo_encounter(actor=cast.karim, encounter=met, now=NOW)
        assert not AliasSeen.objects.exists()
    month = tally(cast)
    assert (month.encounters, month.theme_health, month.minutes, month.new_aliases) == (0, 0, 0, 0)
    assert acts_on(met) == ["add", "withdraw"]


def test_an_undone_meeting_comes_back_as_it_was(cast: Cast) -> None:
    met = meet(cast, go_out(cast), alias="Colombe", minutes=10)
    with inside(cast.nadia):
        undo_encounter(actor=cast.nadia, encounter=met, now=NOW)
        restore_encounter(actor=cast.nadia, encounter=met, now=NOW + timedelta(days=30))
        assert AliasSeen.objects.get().times == 1
    assert (tally(cast).encounters, tally(cast).minutes, tally(cast).new_aliases) == (1, 10, 1)


def test_an_undone_meeting_stays_undone_after_thirty_days(cast: Cast) -> None:
    met = meet(cast, go_out(cast))
    with inside(cast.nadia):
        undo_encounter(actor=cast.nadia, encounter=met, now=NOW)
        with pytest.raises(refusals.TooLate):
            restore_encounter(actor=cast.nadia, encounter=met, now=NOW + timedelta(days=31))


def test_the_first_meeting_undone_makes_the_next_one_the_first_day(cast: Cast) -> None:
    old = meet(cast, go_out(cast, started_at=NOW - timedelta(days=60)), alias="Colombe")
    meet(cast, go_out(cast), alias="Colombe")
    with inside(cast.nadia):
        undo_encounter(actor=cast.nadia, encounter=old, now=NOW)
        assert AliasSeen.objects.get().first_on == NOW.date()
    assert tally(cast).new_aliases == 1
    assert tally(cast, NOW - timedelta(days=60)).new_aliases == 0


def test_a_meeting_is_made_from_what_the_person_said_only() -> None:
    assert {field.name for field in Encounter._meta.local_fields} == (
        Encounter.PERSONAL | Encounter.PLAIN | {"id", "organisation"}
    )
    assert a_meeting().alias == ""
