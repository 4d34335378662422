from __future__ import annotations

from fractions import Fraction

import pytest

from entrepairs.engines.evaluation.check import check
from entrepairs.engines.evaluation.evaluate import Assessment, Outcome, Reason, evaluate
from entrepairs.engines.evaluation.problem import (
    Confirm,
    Criterion,
    Fact,
    Kind,
    Population,
    Problem,
    Rung,
    Voice,
)

PEERS = Confirm(frozenset({Voice.PEER}), Fraction(1, 2), 2)


def row(**options: object) -> Criterion:
    return Criterion(**{"code": "R1.1", "observed": True, "confirm": PEERS, **options})


def daily(voice: Voice, count: int = 1) -> Fact:
    return Fact("R1.1", Kind.DAILY, voice, count)


def confirmed(voice: Voice, people: int) -> Fact:
    return Fact("R1.1", Kind.CONFIRMATION, voice, people)


def read(*facts: Fact, criterion: Criterion | None = None, **cases: int) -> Outcome:
    population = Population("R1.1", **{"total": 4, "concerned": 4, **cases})
    problem = Problem((criterion or row(),), (population,), facts)
    assessment = evaluate(problem)
    assert check(problem, assessment) == []
    return assessment.outcomes[0]


def test_without_a_fact_a_row_stays_on_the_ground() -> None:
    outcome = read()
    assert outcome.rung is Rung.NOTHING
    assert outcome.next.reason is Reason.NOTHING_WRITTEN


def test_a_declaration_reaches_the_first_rung() -> None:
    outcome = read(Fact("R1.1", Kind.DECLARATION, Voice.COORDINATOR))
    assert outcome.rung is Rung.DECLARED
    assert outcome.next.reason is Reason.NOTHING_DATED


def test_a_text_reaches_the_second_rung_and_counts_no_case() -> None:
    outcome = read(Fact("R1.1", Kind.DOCUMENT, Voice.TEAM, 0))
    assert outcome.rung is Rung.DOCUMENTED
    assert (outcome.met, outcome.total) == (0, 4)
    assert outcome.next.reason is Reason.TOO_FEW_CASES
    assert outcome.next.missing == 2


def test_daily_facts_of_colleagues_reach_the_third_rung() -> None:
    outcome = read(daily(Voice.COLLEAGUE, 2))
    assert outcome.rung is Rung.OBSERVED
    assert outcome.next.reason is Reason.NOT_CONFIRMED
    assert outcome.next.missing == 2


def test_too_few_cases_stay_on_the_second_rung() -> None:
    assert read(daily(Voice.PEER, 1)).rung is Rung.DOCUMENTED


def test_what_the_management_alone_wrote_stays_under_a_ceiling() -> None:
    outcome = read(daily(Voice.MANAGER, 3), daily(Voice.COORDINATOR, 1), confirmed(Voice.PEER, 4))
    assert outcome.rung is Rung.DOCUMENTED
    assert outcome.ceiling
    assert outcome.next.reason is Reason.MANAGEMENT_ALONE


def test_one_row_of_a_peer_does_not_lift_the_rows_of_the_management() -> None:
    assert read(daily(Voice.MANAGER, 3), daily(Voice.PEER, 1)).rung is Rung.DOCUMENTED


def test_an_imported_file_is_a_document_not_daily_life() -> None:
    outcome = read(daily(Voice.IMPORT, 4))
    assert outcome.rung is Rung.DOCUMENTED
    assert outcome.next.reason is Reason.IMPORT_ALONE
    assert not outcome.ceiling


def test_the_people_concerned_reach_the_last_rung() -> None:
    outcome = read(daily(Voice.PEER, 3), confirmed(Voice.PEER, 2))
    assert outcome.rung is Rung.CONFIRMED
    assert outcome.next.reason is Reason.AT_THE_TOP
    assert outcome.next.missing == 1


@pytest.mark.parametrize("voice", [Voice.MANAGER, Voice.COORDINATOR, Voice.COLLEAGUE])
def test_nobody_confirms_for_the_people_concerned(voice: Voice) -> None:
    assert read(daily(Voice.PEER, 4), confirmed(voice, 9)).rung is Rung.OBSERVED


def test_half_of_the_people_concerned_must_confirm() -> None:
    facts = (daily(Voice.PEER, 4), confirmed(Voice.PEER, 2))
    assert read(*facts, concerned=10).rung is Rung.OBSERVED


def test_confirmation_does_not_skip_a_missing_rung() -> None:
    assert read(confirmed(Voice.PEER, 4)).rung is Rung.NOTHING


def test_the_management_cannot_be_named_as_confirming() -> None:
    with pytest.raises(ValueError, match="management"):
        Confirm(frozenset({Voice.MANAGER}))


def test_a_row_without_daily_facts_here_says_so() -> None:
    unseen = row(observed=False)
    assert read(criterion=unseen, total=0).rung is None
    outcome = read(Fact("R1.1", Kind.DOCUMENT, Voice.TEAM, 0), criterion=unseen, total=0)
    assert outcome.rung is Rung.DOCUMENTED
    assert outcome.next.reason is Reason.NO_DAILY_FACTS_HERE


def test_paperwork_in_order_never_becomes_daily_life() -> None:
    outcome = read(daily(Voice.PEER, 4), criterion=row(daily=False))
    assert outcome.rung is Rung.DOCUMENTED
    assert outcome.next.reason is Reason.NO_DAILY_FACTS_HERE
    assert read(criterion=row(daily=False)).rung is Rung.NOTHING


def test_a_figure_about_four_persons_is_hidden_and_about_five_is_shown() -> None:
    persons = row(minimum_persons=5)
    assert read(daily(Voice.PEER, 2), criterion=persons, total=4).hidden
    assert not read(daily(Voice.PEER, 2), criterion=persons, total=5).hidden
    assert not read(criterion=persons, total=0).hidden


def test_unknown_is_counted_apart() -> None:
    outcome = read(daily(Voice.PEER, 3), total=10, unknown=4)
    assert (outcome.met, outcome.unknown, outcome.total) == (3, 4, 10)


def test_who_wrote_is_told_with_numbers() -> None:
    outcome = read(daily(Voice.PEER, 1), daily(Voice.COLLEAGUE, 2), daily(Voice.PEER, 1))
    assert outcome.authors == ((Voice.COLLEAGUE, 2), (Voice.PEER, 2))


def test_a_fact_about_an_unknown_row_is_refused() -> None:
    with pytest.raises(ValueError, match=r"R9\.9"):
        Problem((row(),), (), (Fact("R9.9", Kind.DAILY, Voice.PEER),))


def test_the_second_reading_finds_a_lie() -> None:
    problem = Problem((row(),), (Population("R1.1", 4),), (daily(Voice.MANAGER, 4),))
    told = evaluate(problem).outcomes[0]
    lie = Outcome(
        code="R1.1",
        rung=Rung.OBSERVED,
        next=told.next,
        met=4,
        total=4,
        unknown=0,
        hidden=False,
        ceiling=False,
        authors=told.authors,
        confirmed_by=(),
    )
    assert any("management" in finding for finding in check(problem, Assessment((lie,))))
