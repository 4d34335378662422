"""One figure as it stands: its cases, which of them have a fact, who wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from entrepairs.engines.evaluation.problem import MANAGEMENT, Kind, Voice

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


def of_counts(total: int, met: int, written_by: Mapping[Voice, int], unknown: int = 0) -> Reading:
    """A figure of monthly counts, where nobody knows which author wrote which case.

    The cases with a fact are given to the management and to imports first: never more
    to those who were there than is certain.
    """
    facts: dict[Voice, int] = {}
    left = max(0, met)
    for voice in (Voice.MANAGER, Voice.COORDINATOR, Voice.IMPORT, Voice.COLLEAGUE, Voice.PEER):
        share = min(left, written_by.get(voice, 0))
        if share:
            facts[voice] = share
        left -= share
    return Reading(
        total=max(0, total), facts=facts, unknown=max(0, unknown), written_by=dict(written_by)
    )


def surest(count: int, written_by: Mapping[Voice, int], least: int = OFTEN) -> Voice | None:
    """Who certainly wrote ``least`` of ``count`` facts; ``None`` when they are too few."""
    if count < least:
        return None
    absent = {voice: written_by.get(voice, 0) for voice in (*sorted(MANAGEMENT), Voice.IMPORT)}
    if count - sum(absent.values()) >= least:
        peers, colleagues = written_by.get(Voice.PEER, 0), written_by.get(Voice.COLLEAGUE, 0)
        return Voice.PEER if peers >= colleagues else Voice.COLLEAGUE
    return max(absent, key=lambda voice: absent[voice])
