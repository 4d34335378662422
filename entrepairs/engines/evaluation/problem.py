"""What is read: criteria with their proof rule, the cases they look at, and facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction

# Local defaults, never from a recommendation: shown as ours wherever they are used.
MINIMUM_PERSONS = 5
MINIMUM_PULSE = 10


class Rung(IntEnum):
    NOTHING = 0
    DECLARED = 1
    DOCUMENTED = 2
    OBSERVED = 3
    CONFIRMED = 4


class Voice(StrEnum):
    """Who wrote a fact."""

    PEER = "peer"
    COLLEAGUE = "colleague"
    TEAM = "team"
    PERSON = "person"
    SYSTEM = "system"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    IMPORT = "import"


MANAGEMENT = frozenset({Voice.COORDINATOR, Voice.MANAGER})
# Those who were there. An imported file is a document of daily life, not daily life.
WITNESSES = frozenset(Voice) - MANAGEMENT - {Voice.IMPORT}


class Kind(StrEnum):
    """What sort of fact it is."""

    DECLARATION = "declaration"
    DOCUMENT = "document"
    DAILY = "daily"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class Confirm:
    """Whose word lifts a criterion to the last rung.

    ``share`` of the people concerned, and never fewer than ``least`` of them.
    """

    who: frozenset[Voice]
    share: Fraction = Fraction(1, 2)
    least: int = 2

    def __post_init__(self) -> None:
        if self.who & MANAGEMENT:
            raise ValueError("the management cannot confirm its own work")
        if self.least < 1 or not 0 <= self.share <= 1:
            raise ValueError("confirm: least ≥ 1 and 0 ≤ share ≤ 1")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of a recommendation.

    ``observed`` is true when this program computes a figure for it, ``daily`` when the
    facts of that figure are born of daily use rather than of paperwork. ``share`` of
    its cases must have a fact to stand on rung 3. ``minimum_persons`` is 0 when the
    figure is not about persons.
    """

    code: str
    observed: bool
    confirm: Confirm
    share: Fraction = Fraction(1, 2)
    minimum_persons: int = 0
    daily: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"{self.code}: 0 < share ≤ 1")


@dataclass(frozen=True, slots=True)
class Population:
    """The cases a criterion looks at: its denominator.

    ``unknown`` of them say neither yes nor no. ``concerned`` people could confirm.
    ``persons`` says how many people the figure is about, when the cases themselves
    are not people.
    """

    criterion: str
    total: int
    unknown: int = 0
    concerned: int = 0
    persons: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.unknown <= self.total or self.concerned < 0:
            raise ValueError(f"{self.criterion}: 0 ≤ unknown ≤ total, concerned ≥ 0")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something on record in favour of a criterion.

    ``count`` is a number of cases for a document or a daily fact (0 for a text about
    the whole), and a number of people for a confirmation. What speaks against a
    criterion is a case *without* a fact: so removing a fact can only weaken it.
    """

    criterion: str
    kind: Kind
    voice: Voice
    count: int = 1

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(f"{self.criterion}: a fact counts 0 or more")


@dataclass(frozen=True, slots=True)
class Problem:
    criteria: tuple[Criterion, ...]
    populations: tuple[Population, ...] = ()
    facts: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        codes = {criterion.code for criterion in self.criteria}
        _once([criterion.code for criterion in self.criteria])
        _once([population.criterion for population in self.populations])
        spoken = {population.criterion for population in self.populations}
        spoken |= {fact.criterion for fact in self.facts}
        if spoken - codes:
            raise ValueError(f"unknown criteria: {', '.join(sorted(spoken - codes))}")


def _once(codes: list[str]) -> None:
    twice = [code for code, times in Counter(codes).items() if times > 1]
    if twice:
        raise ValueError(f"given twice: {', '.join(sorted(twice))}")
