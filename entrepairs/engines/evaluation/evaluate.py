"""``evaluate``: on which rung each criterion stands, and what would lift it.

Each rung has one rule, one named function. A rung is reached when its rule holds
and those of all the rungs below hold too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from entrepairs.engines.evaluation.problem import (
    MANAGEMENT,
    WITNESSES,
    Criterion,
    Fact,
    Kind,
    Population,
    Problem,
    Rung,
    Voice,
)


class Reason(StrEnum):
    """Why a criterion does not stand one rung higher; the edge chooses the words."""

    NOTHING_WRITTEN = "nothing_written"
    NOTHING_DATED = "nothing_dated"
    NO_DAILY_FACTS_HERE = "no_daily_facts_here"
    NO_CASE = "no_case"
    MANAGEMENT_ALONE = "management_alone"
    IMPORT_ALONE = "import_alone"
    TOO_FEW_CASES = "too_few_cases"
    NOT_CONFIRMED = "not_confirmed"
    AT_THE_TOP = "at_the_top"


@dataclass(frozen=True, slots=True)
class Next:
    """What would reach the next rung.

    ``missing`` is a number of cases. Of people (``NOT_CONFIRMED``) it is how many are
    asked for in all: how many have spoken is nobody's business while they are few.
    """

    reason: Reason
    missing: int = 0
    who: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where one criterion stands. ``rung`` is ``None``: not observable here, and nobody
    has said anything about it either."""

    code: str
    rung: Rung | None
    next: Next
    met: int
    total: int
    unknown: int
    hidden: bool
    ceiling: bool
    authors: tuple[tuple[Voice, int], ...]
    confirmed_by: tuple[tuple[Voice, int], ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything that is known about one criterion."""

    criterion: Criterion
    population: Population
    facts: tuple[Fact, ...]

    def of(self, *kinds: Kind) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind in kinds]

    @property
    def witnessed(self) -> int:
        """Cases with a daily fact written by somebody who was there."""
        daily = self.of(Kind.DAILY)
        return sum(fact.count for fact in daily if fact.voice in WITNESSES)

    @property
    def needed(self) -> int:
        """How many cases the share asks for; at least one."""
        return max(1, ceil(self.criterion.share * self.population.total))

    @property
    def confirmations(self) -> int:
        rule = self.criterion.confirm
        given = self.of(Kind.CONFIRMATION)
        return sum(fact.count for fact in given if fact.voice in rule.who)

    @property
    def confirmations_needed(self) -> int:
        rule = self.criterion.confirm
        return max(rule.least, ceil(rule.share * self.population.concerned))


def somebody_said_it(case: _Case) -> bool:
    """Rung 1. A declaration is enough, and anything stronger declares too."""
    return bool(case.of(Kind.DECLARATION, Kind.DOCUMENT, Kind.DAILY))


def a_dated_act_exists(case: _Case) -> bool:
    """Rung 2. A dated act or a signed text can be read again by somebody else."""
    return bool(case.of(Kind.DOCUMENT, Kind.DAILY))


def daily_life_shows_it(case: _Case) -> bool:
    """Rung 3. Enough cases have a fact born of daily use, not written by the management.

    A single row by a peer does not lift ninety-nine by the management: only the
    facts of those who were there are counted.
    """
    seen_here = case.criterion.observed and case.criterion.daily and case.population.total > 0
    return seen_here and case.witnessed >= case.needed


def the_people_concerned_confirm(case: _Case) -> bool:
    """Rung 4. Those it is about say so themselves; the management cannot be among them."""
    return case.confirmations >= case.confirmations_needed


RULES: tuple[tuple[Rung, Callable[[_Case], bool]], ...] = (
    (Rung.DECLARED, somebody_said_it),
    (Rung.DOCUMENTED, a_dated_act_exists),
    (Rung.OBSERVED, daily_life_shows_it),
    (Rung.CONFIRMED, the_people_concerned_confirm),
)


def evaluate(problem: Problem) -> Assessment:
    """One outcome per criterion, in the order of the criteria. Pure and deterministic."""
    populations = {population.criterion: population for population in problem.populations}
    facts: dict[str, list[Fact]] = {criterion.code: [] for criterion in problem.criteria}
    for fact in problem.facts:
        facts[fact.criterion].append(fact)
    return Assessment(
        tuple(
            _outcome(
                _Case(
                    criterion,
                    populations.get(criterion.code, Population(criterion.code, 0)),
                    tuple(facts[criterion.code]),
                )
            )
            for criterion in problem.criteria
        )
    )


def _outcome(case: _Case) -> Outcome:
    rung = _rung(case)
    silent = not case.criterion.observed and rung is Rung.NOTHING
    return Outcome(
        code=case.criterion.code,
        rung=None if silent else rung,
        next=_next(case, rung),
        met=_met(case),
        total=case.population.total,
        unknown=min(case.population.unknown, case.population.total - _met(case)),
        hidden=_hidden(case),
        ceiling=_under_the_ceiling(case, rung),
        authors=_voices(case.of(Kind.DECLARATION, Kind.DOCUMENT, Kind.DAILY)),
        confirmed_by=_voices(case.of(Kind.CONFIRMATION)),
    )


def _rung(case: _Case) -> Rung:
    reached = Rung.NOTHING
    for rung, holds in RULES:
        if not holds(case):
            return reached
        reached = rung
    return reached


def _met(case: _Case) -> int:
    covered = sum(fact.count for fact in case.of(Kind.DOCUMENT, Kind.DAILY))
    return min(covered, case.population.total)


def _hidden(case: _Case) -> bool:
    """A figure about too few persons is not shown to anybody."""
    least = case.criterion.minimum_persons
    about = case.population.persons
    return 0 < (case.population.total if about is None else about) < least


def _under_the_ceiling(case: _Case, rung: Rung) -> bool:
    """The management wrote all there is: the way above rung 2 is closed."""
    written = case.of(Kind.DECLARATION, Kind.DOCUMENT, Kind.DAILY)
    return rung is Rung.DOCUMENTED and all(fact.voice in MANAGEMENT for fact in written)


def _voices(facts: list[Fact]) -> tuple[tuple[Voice, int], ...]:
    """How many cases or people each voice stands for, the largest first."""
    counted: Counter[Voice] = Counter()
    for fact in facts:
        counted[fact.voice] += fact.count if fact.kind is not Kind.DECLARATION else 1
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _next(case: _Case, rung: Rung) -> Next:
    if rung is Rung.NOTHING:
        return Next(Reason.NOTHING_WRITTEN)
    if rung is Rung.DECLARED:
        return Next(Reason.NOTHING_DATED)
    if rung is Rung.DOCUMENTED:
        return _towards_observed(case)
    if rung is Rung.OBSERVED:
        asked = tuple(sorted(case.criterion.confirm.who))
        return Next(Reason.NOT_CONFIRMED, case.confirmations_needed, asked)
    return Next(Reason.AT_THE_TOP, case.population.total - _met(case))


def _towards_observed(case: _Case) -> Next:
    if not (case.criterion.observed and case.criterion.daily):
        return Next(Reason.NO_DAILY_FACTS_HERE)
    if case.population.total == 0:
        return Next(Reason.NO_CASE)
    missing = case.needed - case.witnessed
    if case.witnessed == 0 and _met(case) >= case.needed:
        voices = {fact.voice for fact in case.of(Kind.DOCUMENT, Kind.DAILY)}
        alone = Reason.IMPORT_ALONE if voices == {Voice.IMPORT} else Reason.MANAGEMENT_ALONE
        return Next(alone, missing)
    return Next(Reason.TOO_FEW_CASES, missing)
