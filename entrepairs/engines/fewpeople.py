"""Tables of people in which nobody can be found: small cells are hidden, and those that tell them.

A cell under the threshold is hidden. When a line (a row, a column, or the totals) has one
hidden cell only, the sum gives it away, so the total of that line is hidden too, or else its
smallest cell, until no line has just one. A zero tells of nobody and is shown. Pure: no query.
Source: the rule of eleven of the French secure data centre (CASD) for health data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST = 11
Place = tuple[str, str]
# The name of the line and of the column of totals.
TOTAL = ""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What may be shown: a number, or ``None`` for a cell that is hidden."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Place, int | None]

    def at(self, row: str, column: str) -> int | None:
        return self.cells.get((row, column), 0)

    @property
    def hides_some(self) -> bool:
        return None in self.cells.values()


def hide_few(
    counts: Mapping[Place, int],
    rows: Iterable[str],
    columns: Iterable[str],
    least: int = LEAST,
) -> Hidden:
    """``counts`` holds the cells and the totals (under ``TOTAL``), each in people."""
    all_rows, all_columns = (*rows, TOTAL), (*columns, TOTAL)
    places = [(row, column) for row in all_rows for column in all_columns]
    found = {place: counts.get(place, 0) for place in places}
    hidden = {place for place, number in found.items() if 0 < number < least}
    lines = [[(row, column) for column in all_columns] for row in all_rows]
    lines += [[(row, column) for row in all_rows] for column in all_columns]
    while True:
        more = {place for line in lines if (place := _second(line, found, hidden)) is not None}
        if not more:
            break
        hidden |= more
    cells = {place: None if place in hidden else number for place, number in found.items()}
    return Hidden(all_rows[:-1], all_columns[:-1], cells)


def _second(line: list[Place], found: Mapping[Place, int], hidden: set[Place]) -> Place | None:
    """What else to hide in a line with one hidden cell: its total first, else the smallest."""
    if sum(place in hidden for place in line) != 1:
        return None
    left = [place for place in line if place not in hidden and found[place]]
    if not left:
        return None
    return min(left, key=lambda place: (-place.count(TOTAL), found[place], place))


def shown_if_enough(number: int, people: int, least: int = LEAST) -> int | None:
    """One figure alone: shown when it tells of enough people, or of nobody."""
    return number if people >= least or people == 0 else None
