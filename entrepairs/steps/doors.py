"""Closed doors, counted in people: why, about what, where. Nobody can be found in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from entrepairs.accounts.models import Member, Team
from entrepairs.engines.fewpeople import LEAST, TOTAL, Hidden, hide_few
from entrepairs.steps.enums import DoorReason, Family, Outcome, State
from entrepairs.steps.models import Orientation, Step, ThreeWay

FAMILIES = tuple(family.value for family in Family)


@dataclass(frozen=True, slots=True)
class Period:
    """A whole year, or the finished months of this one: no two periods differ by one day."""

    year: int
    first: date
    last: date

    @classmethod
    def read(cls, asked: str, today: date) -> Period:
        year = int(asked) if asked in {str(each) for each in years(today)} else years(today)[0]
        first, last = date(year, 1, 1), date(year, 12, 31)
        return cls(year, first, min(last, today.replace(day=1) - timedelta(days=1)))


def years(today: date) -> list[int]:
    """The newest first; a year begins to be counted when its first month is over."""
    newest = today.year if today.month > 1 else today.year - 1
    return [newest - back for back in range(3)]


@dataclass(frozen=True, slots=True)
class Doors:
    """The table of one reader: a part for each department, never a sum of departments."""

    period: Period
    parts: list[tuple[str, Hidden]]
    acted: int | None
    pairs: dict[str, int] | None

    @property
    def hides_some(self) -> bool:
        return any(part.hides_some for _name, part in self.parts)


def count_doors(member: Member, period: Period) -> Doors:
    """Four queries: the teams one may see are a subquery."""
    teams = Team.objects.visible_to(member).values("pk")
    closed = list(_closed(teams, period))
    parts = []
    for department in sorted({door[0] for door in closed}):
        here = [door[1:4] for door in closed if door[0] == department]
        parts.append((department, _table(here)))
    people = {door[3] for door in closed if door[4]}
    acted = len(people) if len(people) >= LEAST else (None if people else 0)
    return Doors(period, parts, acted, _feelings(teams, period))


Door = tuple[str, str, str, UUID, bool]


def _closed(teams: Any, period: Period) -> Iterator[Door]:
    """Department, reason, family, somebody, whether something was done."""
    days = (period.first, period.last)
    steps = Step.objects.kept().of_teams(teams).with_somebody().filter(state=State.CLOSED_DOOR)
    found = steps.filter(state_on__range=days).order_by()
    columns = ("department", "door_reason", "family", "somebody", "door_act_on")
    for row in found.values_list(*columns).distinct():
        yield (row[0], row[1], row[2], row[3], row[4] is not None)
    gone = Orientation.objects.kept().of_teams(teams).with_somebody()
    gone = gone.filter(outcome=Outcome.CLOSED_DOOR, outcome_on__range=days).order_by()
    for row in gone.values_list(*columns[:4]).distinct():
        yield (row[0], row[1], row[2], row[3], False)


def _table(doors: Iterable[tuple[str, str, UUID]]) -> Hidden:
    """People in each cell; somebody in two cells is one person in the total."""
    people: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for reason, family, who in doors:
        for place in ((reason, family), (reason, TOTAL), (TOTAL, family), (TOTAL, TOTAL)):
            people[place].add(who)
    counts = {place: len(found) for place, found in people.items()}
    return hide_few(counts, DoorReason.values, FAMILIES)


def _feelings(teams: Any, period: Period) -> dict[str, int] | None:
    """How both felt after a meeting of three, from eleven pairs of eleven people on."""
    rows = ThreeWay.objects.kept().of_teams(teams).in_pairs().with_somebody()
    rows = rows.filter(on__range=(period.first, period.last))
    found = list(rows.values_list("somebody", "person_feeling", "professional_feeling"))
    if len({who for who, *_both in found}) < LEAST:
        return None
    both = sum(one == other == "good" for _who, one, other in found)
    told = {"pairs": len(found)}
    # Neither those who felt well nor the others may be a few people.
    if all(number == 0 or number >= LEAST for number in (both, len(found) - both)):
        told["both_good"] = both
    return told


# --- To read, and to take away -----------------------------------------------------------
def families_met(part: Hidden) -> list[Family]:
    """Families in which somebody met a closed door: the others would be columns of zeros."""
    return [Family(each) for each in part.columns if part.at(TOTAL, each) != 0]


def lines(part: Hidden) -> list[dict[str, Any]]:
    """Reasons with somebody in them; ``None`` is a hidden cell."""
    families = families_met(part)
    return [
        {
            "reason": DoorReason(row).label,
            "cells": [
                {"family": family.label, "number": part.at(row, family.value)}
                for family in families
            ],
            "total": part.at(row, TOTAL),
        }
        for row in part.rows
        if part.at(row, TOTAL) != 0
    ]


def to_rows(doors: Doors) -> Iterator[list[object]]:
    """The file: the same cells, hidden as on the page."""
    hidden = _("fewer than 11 people, or hidden with them")
    for department, part in doors.parts:
        for row in (*part.rows, TOTAL):
            for column in (*part.columns, TOTAL):
                number = part.at(row, column)
                if number == 0:
                    continue
                yield [
                    department,
                    row or "total",
                    DoorReason(row).label if row else _("All reasons"),
                    column or "total",
                    Family(column).label if column else _("All families"),
                    hidden if number is None else number,
                ]
