"""One figure as it stands: its cases, which of them have a fact, who wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from entrepairs.engines.evaluation.problem import Kind, Voice

# A theme or a kind touched fewer times than this is not counted (a local default).
OFTEN = 5


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a figure. ``voice`` says who wrote its fact; ``None``: it has none.

    ``id`` opens the thing itself; ``label`` names what has no page of its own.
    """

    voice: Voice | None
    id: UUID | None = None
    label: str = ""

    @property
    def met(self) -> bool:
        return self.voice is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """``facts`` are the cases with a fact, by voice; ``written_by`` who wrote all of them."""

    total: int
    facts: Mapping[Voice, int]
    kind: Kind = Kind.DAILY
    unknown: int = 0
    written_by: Mapping[Voice, int] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    # Numbers that a sentence beside the figure tells (``figures.py``).
    beside: Mapping[str, int] = field(default_factory=dict)
    # How many people the figure is about, when its cases are not people.
    persons: int | None = None
    # How many people concerned said yes away from the team (the four questions).
    confirmed: int = 0

    @property
    def met(self) -> int:
        return sum(self.facts.values())


def of_cases(
    cases: Iterable[Case], kind: Kind = Kind.DAILY, beside: Mapping[str, int] | None = None
) -> Reading:
    """A figure that counts rows one by one."""
    listed = tuple(cases)
    facts = Counter(case.voice for case in listed if case.voice is not None)
    return Reading(
        total=len(listed),
        facts=dict(facts),
        kind=kind,
        written_by=dict(facts),
        cases=listed,
        beside=beside or {},
    )


def of_counts(
    total: int, met: int, there: int, written_by: Mapping[Voice, int], unknown: int = 0
) -> Reading:
    """A figure of monthly counts: ``there`` of the ``met`` were written by those who were there."""
    facts = {Voice.TEAM: there} if there else {}
    return Reading(
        total=total,
        facts=facts | _by_others(met - there, written_by),
        unknown=unknown,
        written_by=dict(written_by),
    )


def _by_others(left: int, written_by: Mapping[Voice, int]) -> dict[Voice, int]:
    """The rest, by imports first: the management alone is blamed only where it is alone."""
    facts: dict[Voice, int] = {}
    for voice in (Voice.IMPORT, Voice.COORDINATOR, Voice.MANAGER):
        share = min(left, written_by.get(voice, 0))
        if share > 0:
            facts[voice] = share
        left -= share
    return facts


def often(
    count: int, there: int, written_by: Mapping[Voice, int], least: int = OFTEN
) -> Voice | None:
    """Who wrote ``least`` of ``count`` facts; ``None`` when they are too few."""
    if count < least:
        return None
    if there >= least:
        return Voice.TEAM
    return next(iter(_by_others(count, written_by)), Voice.COORDINATOR)
