"""How long a team's peer was the only one there. Pure, counted day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Span:
    """One placement: a peer in a team, both days included; no ``last``, no end."""

    peer: UUID
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class SoloReading:
    """Calendar days of one team between ``first`` and ``last``, both included.

    ``lone_days`` of ``peer_days`` were spent with one peer only; ``alone_now`` names
    that peer on the last day.
    """

    first: date
    last: date
    peer_days: int
    lone_days: int
    peers: int
    alone_now: UUID | None


def read_solo(spans: Iterable[Span], first: date, last: date) -> SoloReading:
    """Count the days with a peer, and those with one peer only (R6.22)."""
    present = [span for span in spans if span.first <= last and (span.last or last) >= first]
    peer_days = lone_days = 0
    there: set[UUID] = set()
    day = first
    while day <= last:
        there = {span.peer for span in present if span.first <= day <= (span.last or day)}
        peer_days += bool(there)
        lone_days += len(there) == 1
        day += timedelta(days=1)
    return SoloReading(
        first=first,
        last=last,
        peer_days=peer_days,
        lone_days=lone_days,
        peers=len({span.peer for span in present}),
        alone_now=next(iter(there)) if len(there) == 1 else None,
    )
