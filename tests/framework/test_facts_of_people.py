"""Figures on people met: what counts, what looks alike and does not, and what erasure leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from entrepairs.accounts.models import Member
from entrepairs.engines.evaluation.problem import Voice
from entrepairs.framework.models import Framework
from entrepairs.links.models import ChangeAsk, Link, PeerAsk
from entrepairs.people.erasure import erase_person
from entrepairs.people.models import GoalSaid, Person, StoppedAct, Wish
from entrepairs.steps.models import Orientation, Step, ThreeWay
from entrepairs.voice.models import Voice as Answered
from entrepairs.words.models import CarriedWord, Explanation, PaperPrinted
from tests.cast import Cast, inside
from tests.framework.standing import figure, reading_of, rung, standing

pytestmark = pytest.mark.django_db
LAST_QUARTER = date(2026, 9, 30)


def put(cast: Cast, model: Any, person: Person | None = None, **values: Any) -> Any:
    """A row of the team, written by Karim unless told otherwise."""
    with inside(cast.karim):
        given = {"organisation_id": cast.a.pk, **values}
        if person is not None:
            given["person"] = person
        return model.objects.create(**given)


def link(cast: Cast, person: Person, **changes: Any) -> Link:
    values = {
        "team": cast.team, "peer_member": cast.nadia, "asked": "person", "how": "spoken",
        "opened_on": cast.today, "opened_by": cast.karim, "preference": "no",
        "last_seen_on": cast.today, "review_on": cast.today + timedelta(days=365),
    }  # fmt: skip
    return put(cast, Link, person, **(values | changes))


def step(cast: Cast, person: Person, **changes: Any) -> Step:
    values = {
        "team": cast.team, "family": "rights", "kind": "domiciliation", "state": "asked",
        "asked_on": cast.today, "state_on": cast.today, "chosen_by": "person",
        "recorded_by": cast.karim,
    }  # fmt: skip
    return put(cast, Step, person, **(values | changes))


def voices(cast: Cast, people: int, **changes: str) -> None:
    answers = {
        "language": "fr",
        "understood": "yes",
        "respected": "yes",
        "useful": "yes",
        "go_on": "yes",
    }
    for number in range(people):
        put(
            cast, Answered, team=cast.team, respondent=f"{number:064x}", way="screen",
            on=LAST_QUARTER, **(answers | changes),
        )  # fmt: skip


# --- R1.2, R3.13, R3.1: pages and wishes --------------------------------------------------
def test_1_2_not_asked_and_not_known_are_said_apart(cast: Cast) -> None:
    cast.person("Un", distance=["no_place"])
    cast.person("Deux", distance=[])
    cast.person("Trois", distance=["unknown"])
    cast.person("Quatre")
    reading = reading_of(cast, "far_from_services")
    assert (reading.met, reading.total, reading.unknown) == (1, 4, 2)


def test_3_13_a_page_without_a_wish_does_not_count(cast: Cast, framework: Framework) -> None:
    cast.wished(cast.person("Un"), "want", "wash")
    cast.person("Deux")
    assert figure(cast, "wishes_first") == (1, 2)
    assert rung(cast, framework, "R3.13") == 3


def test_3_13_tells_what_a_wish_stopped(cast: Cast) -> None:
    person = cast.person()
    put(cast, StoppedAct, person, team=cast.team, gate="health_step", on=cast.today)
    assert reading_of(cast, "wishes_first").beside["stopped"] == 1


def test_3_13_written_by_the_coordination_alone_stays_documented(
    cast: Cast, framework: Framework
) -> None:
    person = cast.person(by=cast.helene)
    cast.wished(person, "want", "wash", by=cast.helene)
    assert rung(cast, framework, "R3.13") == 2


def test_3_1_a_goal_without_a_word_of_the_person_since_does_not_count(cast: Cast) -> None:
    person = cast.person()
    told = cast.wished(person, "goal", text="Voir ma sœur.")
    cast.wished(person, "goal", text="Un toit.")
    mistake = cast.wished(person, "goal", text="Rien.")
    with inside(cast.karim):
        Wish.objects.filter(pk=mistake.pk).update(ended_how="mistake", ended_on=cast.today)
    put(cast, GoalSaid, person, goal=told, place="there", said_on=cast.today, said_to=cast.nadia)
    assert figure(cast, "goals_told") == (1, 2)


# --- links --------------------------------------------------------------------------------
def test_3_2_and_5_11_count_links_and_preferences(cast: Cast, framework: Framework) -> None:
    link(cast, cast.person("Un"), preference="yes")
    link(cast, cast.person("Deux"))
    assert figure(cast, "links_wished") == (2, 2)
    assert figure(cast, "preferences_asked") == (1, 2)
    assert rung(cast, framework, "R3.2") == 3


def test_3_4_a_link_that_was_closed_in_its_silence_does_not_last(cast: Cast) -> None:
    long_ago = cast.today - timedelta(days=120)
    old = {"opened_on": long_ago, "last_seen_on": long_ago}
    link(cast, cast.person("Un"), **old)
    link(cast, cast.person("Deux"), **old, closed_on=cast.today, close_reason="unknown")
    link(cast, cast.person("Trois"))
    assert figure(cast, "links_that_last") == (1, 2)


def test_2_10_a_colleague_whom_the_person_does_not_know_does_not_count(cast: Cast) -> None:
    link(cast, cast.person("Un"), colleague=cast.karim, colleague_known_on=cast.today)
    link(cast, cast.person("Deux"), colleague=cast.karim)
    assert figure(cast, "who_does_what") == (1, 2)


def test_5_6_a_request_that_nobody_met_stays_in_the_total(cast: Cast) -> None:
    asked = {"team": cast.team, "way": "poster", "asked_on": cast.today, "noted_by": cast.karim}
    put(cast, PeerAsk, **asked, met_on=cast.today)
    put(cast, PeerAsk, **asked)
    assert figure(cast, "peers_asked_for") == (1, 2)


def test_a_change_of_peer_is_not_a_figure_about_a_peer(cast: Cast) -> None:
    names = {field.name for field in ChangeAsk._meta.get_fields()}
    assert not {name for name in names if "peer" in name or "member" in name}


# --- steps --------------------------------------------------------------------------------
def test_2_7_lost_and_closed_steps_stay_in_the_total(cast: Cast, framework: Framework) -> None:
    person = cast.person()
    step(cast, person, state="done", with_member=cast.nadia)
    step(cast, person, kind="lawyer", state="lost")
    step(cast, person, kind="other", state="closed_door", door_reason="papers")
    step(cast, person, kind="health_cover", state="done", removed_on=cast.today)
    assert figure(cast, "steps_reached") == (1, 3)
    assert figure(cast, "steps_accompanied") == (1, 3)
    assert figure(cast, "doors_told") == (0, 1)
    assert rung(cast, framework, "R3.5") == 0


def test_3_9_and_3_10_look_at_their_own_families(cast: Cast) -> None:
    person = cast.person()
    step(cast, person, family="papers", kind="vote", state="done")
    step(cast, person, family="housing", kind="own_home", state="asked")
    assert figure(cast, "citizen_steps") == (1, 1)
    assert figure(cast, "insertion_steps") == (0, 1)


def test_health_steps_follow_a_wish_and_are_counted_without_content(cast: Cast) -> None:
    person = cast.person()
    wish = cast.wished(person, "want", "health")
    health = {"family": "health", "wish": wish}
    step(cast, person, **health, kind="gp", state="contact_again")
    step(cast, person, **health, kind="dentist", state="first_contact")
    step(cast, person, **health, kind="cmp", state="asked")
    assert figure(cast, "kept_contacts") == (2, 3)
    assert figure(cast, "health_seen_again") == (1, 2)
    assert figure(cast, "health_steps_wished") == (3, 3)


def test_5_7_what_nobody_knows_is_said_apart(cast: Cast) -> None:
    person = cast.person()
    shown = {
        "team": cast.team, "family": "rights", "proposed_on": cast.today,
        "proposed_by": cast.karim, "words_sealed": b"sealed", "choice": "wants",
        "choice_on": cast.today,
    }  # fmt: skip
    put(cast, Orientation, person, **shown, outcome="reached", outcome_on=cast.today)
    put(cast, Orientation, person, **shown)
    put(cast, Orientation, person, **(shown | {"choice": "no"}))
    reading = reading_of(cast, "orientations_reached")
    assert (reading.met, reading.total, reading.unknown) == (1, 2, 1)


def test_5_13_and_5_18_count_meetings_and_not_what_was_felt(cast: Cast) -> None:
    person = cast.person()
    met = {
        "team": cast.team, "family": "rights", "peer_member": cast.nadia, "on": cast.today,
        "wished_how": "spoken", "wished_on": cast.today, "recorded_by": cast.karim,
    }  # fmt: skip
    put(cast, ThreeWay, person, **met, person_feeling="hard", professional_feeling="good")
    put(cast, ThreeWay, person, **met, person_feeling="good")
    assert figure(cast, "three_way_wished") == (2, 2)
    assert figure(cast, "feelings_in_pairs") == (1, 2)


# --- words --------------------------------------------------------------------------------
def test_3_12_and_5_14_leave_out_what_was_taken_back(cast: Cast) -> None:
    person = cast.person()
    word = {
        "team": cast.team, "reach": "team", "to_team": cast.other_team, "agreed": "spoken",
        "agreed_on": cast.today, "collected_by": cast.nadia,
    }  # fmt: skip
    answered = {"answered_on": cast.today, "answer_kind": "no", "answered_by": cast.lise}
    put(cast, CarriedWord, person, **word, **answered)
    put(cast, CarriedWord, person, **word)
    put(cast, CarriedWord, person, **word, **answered, withdrawn_on=cast.today)
    assert figure(cast, "words_answered") == (1, 2)
    assert figure(cast, "carried_with_agreement") == (2, 2)


def test_5_15_an_explanation_nobody_told_does_not_count(cast: Cast) -> None:
    person = cast.person()
    said = {"team": cast.team, "said_by": cast.karim, "said_on": cast.today}
    put(cast, Explanation, person, **said, told_on=cast.today, told_by=cast.nadia, understood="yes")
    put(cast, Explanation, person, **said)
    assert figure(cast, "explained") == (1, 2)


# --- voices -------------------------------------------------------------------------------
def test_ten_voices_are_not_even_said_to_exist(cast: Cast, framework: Framework) -> None:
    voices(cast, 10, hope="a_lot", language="ar")
    assert figure(cast, "hope_told") == (0, 0)
    assert figure(cast, "voices_in_their_words") == (0, 0)
    assert rung(cast, framework, "R3.3") == 0


def test_the_quarter_that_is_not_over_is_not_counted(cast: Cast) -> None:
    voices(cast, 11, hope="some")
    with inside(cast.karim):
        Answered.objects.filter(respondent=f"{3:064x}").update(on=date(2026, 10, 1))
    assert figure(cast, "hope_told") == (0, 0)


def test_from_eleven_on_hope_and_trust_are_told(cast: Cast, framework: Framework) -> None:
    voices(cast, 11, hope="some", trust="not_now")
    assert figure(cast, "hope_told") == figure(cast, "hope_by_example") == (11, 11)
    assert figure(cast, "trust_told") == (0, 11)
    assert rung(cast, framework, "R3.3") == 3
    put(cast, PaperPrinted, team=cast.team, kind="project", on=cast.today, language="fr")
    assert reading_of(cast, "hope_told").beside == {"project_cards": 1}


def test_one_person_who_answers_eleven_times_is_one_person(cast: Cast) -> None:
    for _again in range(11):
        voices(cast, 1, hope="some")
    assert figure(cast, "hope_told") == (0, 0)


def test_eleven_yes_away_from_the_team_confirm_a_row(cast: Cast, framework: Framework) -> None:
    link(cast, cast.person("Un"))
    assert rung(cast, framework, "R3.2") == 3
    voices(cast, 10)
    assert rung(cast, framework, "R3.2") == 3
    voices(cast, 11)
    found = standing(cast, framework, "R3.2").outcome
    assert found.rung is not None and int(found.rung) == 4
    assert found.confirmed_by == ((Voice.PERSON, 11),)


def test_eleven_answers_with_ten_yes_confirm_nothing(cast: Cast, framework: Framework) -> None:
    link(cast, cast.person("Un"))
    voices(cast, 10)
    put(
        cast, Answered, team=cast.team, respondent="f" * 64, way="screen", language="fr",
        on=LAST_QUARTER, understood="no",
    )  # fmt: skip
    assert rung(cast, framework, "R3.2") == 3


# --- other teams, and erasure -------------------------------------------------------------
def test_people_of_another_team_are_not_counted(cast: Cast) -> None:
    cast.person("Loin", team=cast.other_team, by=cast.lise)
    assert figure(cast, "wishes_first", team=cast.team) == (0, 0)
    assert figure(cast, "wishes_first") == (0, 1)


def test_the_board_reads_the_same_after_an_erasure(cast: Cast) -> None:
    person = cast.person(distance=["no_link"])
    cast.wished(person, "want", "health", "Une dentiste.")
    link(cast, person, preference="yes")
    step(cast, person, state="done")
    keys = ("far_from_services", "wishes_first", "links_wished", "steps_reached")
    before = {key: figure(cast, key) for key in keys}
    assert before["wishes_first"] == (1, 1)
    with inside(cast.nadia):
        erase_person(actor=cast.nadia, person=person, purpose="asked", now=cast.now)
    assert {key: figure(cast, key) for key in keys} == before


def test_a_member_who_left_still_wrote_what_they_wrote(cast: Cast) -> None:
    link(cast, cast.person("Un"))
    with inside(cast.karim):
        Member.objects.filter(pk=cast.karim.pk).update(until=cast.today - timedelta(days=1))
    assert reading_of(cast, "links_wished").facts == {Voice.COLLEAGUE: 1}
