"""Voices counted for a team, so that nobody can be found behind a figure.

Pure once the rows are read. The unit is one voice of one person in one quarter (their last),
so that the quarters of a year add up to the year and to nothing else.

- Closed quarters and closed calendar years only: two looks never differ by one voice.
- A base (people who answered) is shown from ``THRESHOLD`` on; its silences with it.
- What is left when the shown parts are taken from a whole is nobody, or ``THRESHOLD`` people:
  a year hides when it would uncover a quarter, a language when it would uncover the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from entrepairs.accounts.models import Team
from entrepairs.engines.fewpeople import LEAST as THRESHOLD
from entrepairs.voice.enums import Answer, Degree, More, Question
from entrepairs.voice.models import Voice

QUARTERS = 8
ASKED: tuple[Question | More, ...] = (*Question, *More)
# How far towards yes; used to compare two answers of one person, never to add them up.
_TOWARDS = {Answer.NO.value: 0, Answer.A_BIT.value: 1, Answer.YES.value: 2}
_COLUMNS = (
    "id", "respondent", "on", "language", "preference_stated", *(one.value for one in ASKED)
)  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date

    @property
    def is_year(self) -> bool:
        return self.last - self.first > timedelta(days=200)

    @property
    def quarter(self) -> int:
        return (self.first.month + 2) // 3


@dataclass(frozen=True, slots=True)
class Spread:
    """The answers to one question: how many of each, and how many said nothing."""

    question: Question | More
    cells: Mapping[str, int]
    answered: int
    silent: int


@dataclass(frozen=True, slots=True)
class Change:
    """First and last answers of those who answered in several quarters of the year."""

    question: Question
    people: int
    towards_yes: int
    same: int
    towards_no: int


@dataclass(frozen=True, slots=True)
class Count:
    """One period. In a quarter a voice is a person; in a year they are not told apart, or
    one would find how few answered in several quarters."""

    period: Period
    shown: bool = False
    voices: int = 0
    # Hidden because it would uncover a quarter, not because people are few.
    uncovers: bool = False
    spreads: Sequence[Spread] = ()
    # Question by question, group (a language, "yes"/"no") by group.
    by_language: Mapping[str, Sequence[Spread]] = field(default_factory=dict)
    by_preference: Mapping[str, Sequence[Spread]] = field(default_factory=dict)
    changes: Sequence[Change] = ()


# --- What the board and the page ask ---------------------------------------------------
def counted(team: Team, today: date) -> list[Count]:
    """The closed quarters of the last two years and the closed years, newest first. One query."""
    quarters = closed_quarters(today)
    years = closed_years(quarters)
    first = min(year.first for year in [*years, *quarters])
    within = Voice.objects.within(team, first, quarters[0].last)
    rows = list(within.order_by("on", "id").values(*_COLUMNS))
    by_quarter = {period: quarter_rows(rows, period) for period in quarters_of(years, quarters)}
    found = [_count(period, by_quarter[period]) for period in quarters]
    found += [_year(year, by_quarter) for year in years]
    return sorted(found, key=lambda count: (count.period.last, count.period.first), reverse=True)


def latest(team: Team, today: date) -> Count | None:
    """The newest period that is shown, if any."""
    return next((count for count in counted(team, today) if count.shown), None)


# --- Periods ----------------------------------------------------------------------------
def closed_quarters(today: date) -> list[Period]:
    """The last eight, newest first; the one that runs is never among them."""
    start = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    found = []
    for _each in range(QUARTERS):
        last = start - timedelta(days=1)
        start = date(last.year, last.month - 2, 1)
        found.append(Period(start, last))
    return found


def closed_years(quarters: Sequence[Period]) -> list[Period]:
    """Calendar years whose last quarter is closed."""
    ends = [quarter.last.year for quarter in quarters if quarter.quarter == 4]
    return [Period(date(year, 1, 1), date(year, 12, 31)) for year in ends]


def quarters_of(years: Iterable[Period], quarters: Iterable[Period]) -> list[Period]:
    """The quarters to count, also those of a year that begins before the list."""
    starts = {quarter.first for quarter in quarters}
    starts |= {date(year.first.year, month, 1) for year in years for month in (1, 4, 7, 10)}
    return [Period(start, _end_of_quarter(start)) for start in sorted(starts)]


def _end_of_quarter(start: date) -> date:
    after = date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
    return after - timedelta(days=1)


# --- Counting ---------------------------------------------------------------------------
def quarter_rows(rows: Iterable[Row], period: Period) -> list[Row]:
    """One voice of each person in this quarter: their last."""
    last = {row["respondent"]: row for row in rows if period.first <= row["on"] <= period.last}
    return list(last.values())


def people_of(rows: Iterable[Row]) -> int:
    return len({row["respondent"] for row in rows})


def enough(number: int) -> bool:
    return number >= THRESHOLD


def safe_rest(rows: Iterable[Row]) -> bool:
    """What one could find by taking away: nobody, or people enough."""
    left = people_of(rows)
    return left == 0 or enough(left)


def answered(rows: Iterable[Row], question: Question | More) -> list[Row]:
    return [row for row in rows if row[question.value] not in ("", Answer.SKIP.value)]


def _shows(rows: Sequence[Row], question: Question | More) -> bool:
    return enough(people_of(answered(rows, question)))


def _spread(rows: Sequence[Row], question: Question | More) -> Spread:
    found = Counter(row[question.value] for row in answered(rows, question))
    words = Degree.values if isinstance(question, More) else Answer.values[:3]
    cells = {word: found[word] for word in words}
    number = sum(cells.values())
    return Spread(question, cells, number, len(rows) - number)


def _count(period: Period, rows: Sequence[Row]) -> Count:
    if not enough(people_of(rows)):
        return Count(period)
    spreads = [_spread(rows, one) for one in ASKED if _shows(rows, one)]
    return Count(period, True, len(rows), spreads=spreads)


def _year(year: Period, by_quarter: Mapping[Period, Sequence[Row]]) -> Count:
    inside = [rows for period, rows in by_quarter.items() if _within(period, year)]
    rows = [row for quarter in inside for row in quarter]
    if not enough(people_of(rows)):
        return Count(year)
    if not safe_rest(_hidden(inside, lambda quarter: enough(people_of(quarter)))):
        return Count(year, uncovers=True)
    asked = [one for one in ASKED if _year_shows(inside, rows, one)]
    return Count(
        year,
        True,
        len(rows),
        spreads=[_spread(rows, one) for one in asked],
        by_language=_by(rows, asked, "language"),
        by_preference=_both(_by(rows, asked, "preference_stated")),
        changes=_changes(rows, asked),
    )


def _within(period: Period, year: Period) -> bool:
    return year.first <= period.first and period.last <= year.last


def _hidden(quarters: Iterable[Sequence[Row]], shows: Callable[[Sequence[Row]], bool]) -> list[Row]:
    return [row for rows in quarters if not shows(rows) for row in rows]


def _year_shows(
    quarters: Sequence[Sequence[Row]], rows: Sequence[Row], question: Question | More
) -> bool:
    """People enough answered it, and those of the quarters where it is hidden do not show."""
    hidden = _hidden(quarters, lambda quarter: _shows(quarter, question))
    return _shows(rows, question) and safe_rest(answered(hidden, question))


def _by(
    rows: Sequence[Row], asked: Iterable[Question | More], column: str
) -> dict[str, list[Spread]]:
    """The groups that may be shown beside the whole, question by question."""
    found: dict[str, list[Spread]] = {}
    for question in asked:
        for group in _safe_groups(answered(rows, question), column):
            inside = [row for row in rows if row[column] == group]
            found.setdefault(group, []).append(_without_silence(_spread(inside, question)))
    return found


def _without_silence(spread: Spread) -> Spread:
    """How many of a group said nothing could be few: it is not told."""
    return Spread(spread.question, spread.cells, spread.answered, 0)


def _safe_groups(rows: Sequence[Row], column: str) -> list[str]:
    """Groups of people enough; the smallest go away until the rest is nobody or enough."""
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    shown = [name for name, inside in groups.items() if name and enough(people_of(inside))]
    shown.sort(key=lambda name: (-people_of(groups[name]), str(name)))
    while shown and not safe_rest(row for row in rows if row[column] not in shown):
        shown.pop()
    # One group that is the whole tells nothing more than the whole.
    return [str(name) for name in shown] if len(groups) > 1 else []


def _both(groups: dict[str, list[Spread]]) -> dict[str, list[Spread]]:
    """A comparison needs both sides, question by question."""
    if set(groups) != {"yes", "no"}:
        return {}
    common = {one.question for one in groups["yes"]} & {one.question for one in groups["no"]}
    kept = {name: [one for one in side if one.question in common] for name, side in groups.items()}
    return kept if common else {}


def _changes(rows: Sequence[Row], asked: Iterable[Question | More]) -> list[Change]:
    found = []
    for question in asked:
        if isinstance(question, Question):
            change = _change(answered(rows, question), question)
            if enough(change.people):
                found.append(change)
    return found


def _change(rows: Iterable[Row], question: Question) -> Change:
    said: dict[str, list[int]] = {}
    for row in sorted(rows, key=lambda row: row["on"]):
        said.setdefault(row["respondent"], []).append(_TOWARDS[row[question.value]])
    moves = [steps[-1] - steps[0] for steps in said.values() if len(steps) > 1]
    return Change(
        question,
        len(moves),
        sum(move > 0 for move in moves),
        sum(move == 0 for move in moves),
        sum(move < 0 for move in moves),
    )
