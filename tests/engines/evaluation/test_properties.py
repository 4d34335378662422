from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from entrepairs.engines.evaluation.check import check
from entrepairs.engines.evaluation.evaluate import evaluate
from entrepairs.engines.evaluation.problem import (
    MANAGEMENT,
    WITNESSES,
    Confirm,
    Criterion,
    Fact,
    Kind,
    Population,
    Problem,
    Voice,
)

CODES = ("R1.1", "R1.2", "R1.3")

confirms = st.builds(
    Confirm,
    who=st.frozensets(st.sampled_from(sorted(WITNESSES)), min_size=1),
    share=st.fractions(0, 1),
    least=st.integers(1, 6),
)
shares = st.fractions(Fraction(1, 20), 1, max_denominator=20)


@st.composite
def problems(draw: st.DrawFn, voices: frozenset[Voice] = frozenset(Voice)) -> Problem:
    criteria = tuple(
        Criterion(
            code,
            draw(st.booleans()),
            draw(confirms),
            draw(shares),
            draw(st.integers(0, 9)),
            draw(st.booleans()),
        )
        for code in CODES
    )
    populations = []
    for code in CODES:
        total = draw(st.integers(0, 30))
        unknown, concerned = draw(st.integers(0, total)), draw(st.integers(0, 12))
        populations.append(Population(code, total, unknown, concerned))
    facts = st.builds(
        Fact,
        criterion=st.sampled_from(CODES),
        kind=st.sampled_from(sorted(Kind)),
        voice=st.sampled_from(sorted(voices)),
        count=st.integers(0, 20),
    )
    return Problem(criteria, tuple(populations), tuple(draw(st.lists(facts, max_size=12))))


def rungs(problem: Problem) -> list[int]:
    outcomes = evaluate(problem).outcomes
    return [-1 if outcome.rung is None else int(outcome.rung) for outcome in outcomes]


@given(problems(), st.data())
def test_removing_facts_never_raises_a_rung(problem: Problem, data: st.DataObject) -> None:
    kept = tuple(fact for fact in problem.facts if data.draw(st.booleans()))
    before, after = rungs(problem), rungs(replace(problem, facts=kept))
    assert all(low <= high for low, high in zip(after, before, strict=True))


@given(problems(voices=MANAGEMENT))
def test_facts_of_the_management_alone_never_pass_the_second_rung(problem: Problem) -> None:
    assert max(rungs(problem)) <= 2


@given(problems(voices=MANAGEMENT | {Voice.IMPORT}))
def test_neither_do_imported_files(problem: Problem) -> None:
    assert max(rungs(problem)) <= 2


@given(problems())
def test_a_rung_never_skips(problem: Problem) -> None:
    """Taking away what a lower rung needs brings the row below that rung."""
    without_dates = [fact for fact in problem.facts if fact.kind in _UNDATED]
    assert max(rungs(replace(problem, facts=tuple(without_dates)))) <= 1
    undaily = [fact for fact in problem.facts if fact.kind is not Kind.DAILY]
    assert max(rungs(replace(problem, facts=tuple(undaily)))) <= 2


_UNDATED = {Kind.DECLARATION, Kind.CONFIRMATION}


@given(problems(), st.randoms())
def test_the_order_of_facts_does_not_matter(problem: Problem, random: object) -> None:
    shuffled = list(problem.facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert evaluate(problem) == evaluate(replace(problem, facts=tuple(shuffled)))


@given(problems())
def test_the_same_problem_has_the_same_answer(problem: Problem) -> None:
    assert evaluate(problem) == evaluate(problem)


@given(problems())
def test_the_second_reading_agrees(problem: Problem) -> None:
    assert check(problem, evaluate(problem)) == []
