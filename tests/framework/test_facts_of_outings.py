from __future__ import annotations

from datetime import timedelta

import pytest

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member
from entrepairs.engines.evaluation.problem import Voice
from entrepairs.framework.facts.reading import of_counts, often
from entrepairs.framework.models import Framework
from entrepairs.interventions.services import Going, remove_outing, undo_encounter
from tests.cast import NOW, Cast, inside
from tests.framework.standing import figure, reading_of, rung, standing
from tests.interventions.scene import go_out, meet


def peer(member: Member) -> Going:
    return Going(member, as_peer=True)


# --- R6.21 -------------------------------------------------------------------------
def test_6_21_a_peer_and_a_colleague_are_a_pair(cast: Cast, framework: Framework) -> None:
    outing = go_out(cast)
    assert figure(cast, "outings_in_pairs") == (1, 1)
    assert rung(cast, framework, "R6.21") == 3
    with inside(cast.nadia):
        remove_outing(actor=cast.nadia, outing=outing, now=NOW)
    assert rung(cast, framework, "R6.21") == 0


def test_6_21_two_peers_together_are_not_a_pair(cast: Cast) -> None:
    zoe = cast.new_member(cast.a, "Zoé Ficelle", Role.PEER, team=cast.team)
    go_out(cast, [peer(cast.nadia), peer(zoe)])
    assert figure(cast, "outings_in_pairs") == (0, 1)


def test_6_21_colleagues_without_a_peer_are_not_in_the_denominator(cast: Cast) -> None:
    go_out(cast, [Going(cast.karim), Going(cast.helene)], actor=cast.karim)
    assert figure(cast, "outings_in_pairs") == (0, 0)


def test_6_21_tells_outings_made_alone_and_their_reasons(cast: Cast) -> None:
    go_out(cast, [peer(cast.nadia)], solo_reason="Karim est malade.")
    reading = reading_of(cast, "outings_in_pairs")
    assert (reading.met, reading.total) == (0, 1)
    assert reading.beside == {"solo": 1, "solo_with_reason": 1}


def test_6_21_written_by_the_coordination_alone_stays_documented(
    cast: Cast, framework: Framework
) -> None:
    go_out(cast, actor=cast.helene)
    read = standing(cast, framework, "R6.21").outcome
    assert (read.rung, read.ceiling) == (2, True)


def test_6_21_an_older_outing_is_outside_the_period(cast: Cast) -> None:
    go_out(cast, started_at=NOW - timedelta(days=400))
    assert figure(cast, "outings_in_pairs") == (0, 0)


# --- R6.6, R2.14, R5.5 -------------------------------------------------------------
def test_6_6_counts_rounds_and_visits_only(cast: Cast, framework: Framework) -> None:
    go_out(cast, kind="drop_in")
    go_out(cast, kind="group")
    assert figure(cast, "reaching_out_with_a_peer") == (0, 0)
    go_out(cast, kind="visit")
    assert figure(cast, "reaching_out_with_a_peer") == (1, 1)
    assert rung(cast, framework, "R6.6") == 3


def test_6_6_a_round_without_a_peer_counts_against(cast: Cast, framework: Framework) -> None:
    outing = go_out(cast, kind="round")
    assert rung(cast, framework, "R6.6") == 3
    go_out(cast, [Going(cast.karim)], actor=cast.karim, kind="round", solo_reason="Nadia dort.")
    assert figure(cast, "reaching_out_with_a_peer") == (1, 2)
    with inside(cast.nadia):
        remove_outing(actor=cast.nadia, outing=outing, now=NOW)
    assert rung(cast, framework, "R6.6") == 0


def test_2_14_a_kind_tried_once_or_without_a_peer_does_not_count(
    cast: Cast, framework: Framework
) -> None:
    for kind in ("round", "visit"):
        outings = [go_out(cast, kind=kind) for _time in range(5)]
    for _time in range(5):
        go_out(cast, [Going(cast.karim), Going(cast.helene)], actor=cast.karim, kind="group")
    go_out(cast, kind="drop_in")
    assert figure(cast, "outing_kinds") == (2, 4)
    assert rung(cast, framework, "R2.14") == 3
    with inside(cast.nadia):
        remove_outing(actor=cast.nadia, outing=outings[0], now=NOW)
    assert rung(cast, framework, "R2.14") == 2


def test_5_5_a_first_outing_needs_a_peer_and_an_engagement(
    cast: Cast, framework: Framework
) -> None:
    cast.engaged(cast.team)
    go_out(cast, [Going(cast.karim), Going(cast.helene)], actor=cast.karim)
    assert figure(cast, "first_outings") == (0, 1)
    outing = go_out(cast)
    assert figure(cast, "first_outings") == (1, 1)
    assert rung(cast, framework, "R5.5") == 3
    with inside(cast.nadia):
        remove_outing(actor=cast.nadia, outing=outing, now=NOW)
    assert rung(cast, framework, "R5.5") == 0


def test_5_5_a_team_that_is_not_engaged_is_not_counted(cast: Cast) -> None:
    go_out(cast)
    assert figure(cast, "first_outings") == (0, 0)


# --- Encounters: R1.1, R1.5, R2.2, R2.9 --------------------------------------------
def test_1_1_counts_meeting_again_and_tells_what_is_not_known(
    cast: Cast, framework: Framework
) -> None:
    outing = go_out(cast)
    again = [meet(cast, outing, seen="again") for _time in range(3)]
    meet(cast, outing, seen="first")
    meet(cast, outing, seen="unknown")
    reading = reading_of(cast, "seen_again")
    assert (reading.met, reading.total, reading.unknown) == (3, 5, 1)
    assert rung(cast, framework, "R1.1") == 3
    with inside(cast.nadia):
        for encounter in again:
            undo_encounter(actor=cast.nadia, encounter=encounter, now=NOW)
    assert rung(cast, framework, "R1.1") == 0


def test_1_1_an_outing_without_a_peer_says_nothing_about_peers(cast: Cast) -> None:
    outing = go_out(cast, [Going(cast.karim), Going(cast.helene)], actor=cast.karim)
    meet(cast, outing, actor=cast.karim, seen="again")
    assert figure(cast, "seen_again") == (0, 0)


def test_1_1_under_five_encounters_is_hidden(cast: Cast, framework: Framework) -> None:
    outing = go_out(cast)
    for _time in range(4):
        meet(cast, outing, seen="again")
    assert standing(cast, framework, "R1.1").outcome.hidden
    meet(cast, outing, seen="again")
    assert not standing(cast, framework, "R1.1").outcome.hidden


def test_1_1_many_encounters_with_one_person_tell_of_one_person(
    cast: Cast, framework: Framework
) -> None:
    outing = go_out(cast)
    for _time in range(9):
        meet(cast, outing, alias="Bonnet bleu")
    assert standing(cast, framework, "R1.1").outcome.hidden
    for alias in ("Colombe", "Guitare", "Valise", "Thermos"):
        meet(cast, outing, alias=alias)
    assert not standing(cast, framework, "R1.1").outcome.hidden


def test_1_5_what_a_colleague_notes_after_an_outing_with_a_peer_does_not_count(
    cast: Cast, framework: Framework
) -> None:
    outing = go_out(cast)
    meet(cast, outing, actor=cast.karim, seen="first")
    assert figure(cast, "encounters_by_peers") == (0, 1)
    mine = meet(cast, outing, seen="first")
    assert figure(cast, "encounters_by_peers") == (1, 2)
    assert rung(cast, framework, "R1.5") == 3
    with inside(cast.nadia):
        undo_encounter(actor=cast.nadia, encounter=mine, now=NOW)
    assert rung(cast, framework, "R1.5") == 0


def test_2_2_a_peer_must_be_there(cast: Cast, framework: Framework) -> None:
    without = go_out(cast, [Going(cast.karim), Going(cast.helene)], actor=cast.karim)
    meet(cast, without, actor=cast.karim, seen="first")
    assert figure(cast, "peer_presence") == (0, 1)
    there = meet(cast, go_out(cast), seen="first")
    assert figure(cast, "peer_presence") == (1, 2)
    assert rung(cast, framework, "R2.2") == 3
    with inside(cast.nadia):
        undo_encounter(actor=cast.nadia, encounter=there, now=NOW)
    assert rung(cast, framework, "R2.2") == 0


def test_2_9_a_theme_touched_four_times_does_not_count(cast: Cast, framework: Framework) -> None:
    outing = go_out(cast)
    last = [meet(cast, outing, seen="first", themes=["health", "other"]) for _time in range(4)]
    assert figure(cast, "themes_touched") == (0, 8)
    last.append(meet(cast, outing, seen="first", themes=["health", "other"]))
    assert figure(cast, "themes_touched") == (1, 8)
    assert rung(cast, framework, "R2.9") == 2
    with inside(cast.nadia):
        undo_encounter(actor=cast.nadia, encounter=last[0], now=NOW)
    assert rung(cast, framework, "R2.9") == 0


def test_the_coordination_writes_without_hiding_those_who_were_there(
    cast: Cast, framework: Framework
) -> None:
    outing = go_out(cast)
    for actor in (cast.nadia, cast.karim, cast.helene):
        for _time in range(5):
            meet(cast, outing, actor=actor, seen="again", themes=["health"])
    reading = reading_of(cast, "seen_again")
    assert reading.facts == {Voice.TEAM: 10, Voice.COORDINATOR: 5}
    assert reading.written_by == {Voice.PEER: 5, Voice.COLLEAGUE: 5, Voice.COORDINATOR: 5}
    assert rung(cast, framework, "R1.1") == 3


# --- Who wrote, from counts --------------------------------------------------------
def test_imports_are_named_before_the_management() -> None:
    written = {Voice.PEER: 10, Voice.COORDINATOR: 6, Voice.IMPORT: 4}
    assert of_counts(20, 12, 5, written).facts == {
        Voice.TEAM: 5,
        Voice.IMPORT: 4,
        Voice.COORDINATOR: 3,
    }


@pytest.mark.parametrize(
    ("count", "there", "written", "voice"),
    [
        (4, 4, {Voice.PEER: 9}, None),
        (5, 5, {Voice.PEER: 9}, Voice.TEAM),
        (9, 4, {Voice.PEER: 4, Voice.MANAGER: 5}, Voice.MANAGER),
        (9, 0, {Voice.IMPORT: 9}, Voice.IMPORT),
        (10, 5, {Voice.PEER: 5, Voice.MANAGER: 5}, Voice.TEAM),
    ],
)
def test_often_needs_enough_facts_of_those_who_were_there(
    count: int, there: int, written: dict[Voice, int], voice: Voice | None
) -> None:
    assert often(count, there, written) is voice
