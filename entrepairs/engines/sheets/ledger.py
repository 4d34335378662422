"""Reads the cells of one table, keeps their issues, and knows the level of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import Any

from entrepairs.engines.sheets.fields import KEPT, may_leave_out
from entrepairs.engines.sheets.outcome import Outcome, ask, clean, warn
from entrepairs.engines.sheets.problem import Choice, Issue, Level, Sheet, Table, Value
from entrepairs.engines.sheets.sensitive import has_nir
from entrepairs.engines.sheets.words import is_blank, key, runs_as_formula, shown, text_of
from entrepairs.engines.sheets.write import without_prefix

Parse = Callable[[Any], Outcome]
_DATES = {"date", "start_date", "start", "end"}


class Ledger:
    """One table being read. ``read`` is called once a cell, in the order of the rows."""

    def __init__(self, sheet: Sheet, table: Table, choice: Choice) -> None:
        self.sheet = sheet
        self.table = table
        self.choice = choice
        self.issues: list[Issue] = []
        self._places = {
            column.field: column.index for column in table.columns if column.use == "import"
        }
        self._levels: dict[int, Level] = {}
        self._memo: dict[tuple[str, type, Value], Outcome] = {}
        self._special = bool(choice.corrections or choice.accepted or sheet.formulas)

    def has(self, name: str) -> bool:
        return name in self._places

    def level(self, row: int) -> Level:
        return self._levels.get(row, Level.CLEAN)

    def raw(self, row: int, name: str) -> Value:
        """The cell as it stands, or as corrected; None where there is no such column."""
        column = self._places.get(name)
        if column is None:
            return None
        corrected = self.choice.corrections.get((row, column)) if self._special else None
        value = self.sheet.value(row, column) if corrected is None else corrected
        return without_prefix(value) if isinstance(value, str) else value

    def text(self, row: int, name: str) -> str:
        return text_of(self.raw(row, name))

    def accepted(self, row: int, name: str) -> bool:
        """Whether a person said to go on with this cell as it is."""
        asked = (row, self._places.get(name, 0)) in self.choice.accepted
        return asked and may_leave_out(self.table.kind, name)

    def read(self, row: int, name: str, parse: Parse) -> Any:
        """The typed value of a cell; None when it is empty, asked about or refused."""
        column = self._places.get(name)
        if column is None:
            return None
        value = self.raw(row, name) if self._special else self.sheet.value(row, column)
        if self._special and (special := self._unusual(row, name, value)):
            return self.note(row, name, special)
        slot = (name, value.__class__, value)
        outcome = self._memo.get(slot)
        if outcome is None:
            outcome = self._memo[slot] = self._parsed(name, value, parse)
        return self.note(row, name, outcome) if outcome.code else outcome.value

    def _unusual(self, row: int, name: str, value: Value) -> Outcome | None:
        place = (row, self._places[name])
        if name not in KEPT and self.accepted(row, name):
            return Outcome() if is_blank(value) else warn(None, "left_out")
        if place in self.sheet.formulas and place not in self.choice.corrections:
            return ask("formula", formula=self.sheet.formulas[place], shown=shown(value))
        return None

    def _parsed(self, name: str, value: Value, parse: Parse) -> Outcome:
        value = without_prefix(value) if isinstance(value, str) else value
        decided = self.choice.values.get((name, key(text_of(value))))
        if decided is not None:
            return clean(decided) if decided else warn(None, "left_out")
        if runs_as_formula(value) and not self._is_date(name, parse):
            return ask("formula_text")
        return parse(value)

    @staticmethod
    def _is_date(name: str, parse: Parse) -> bool:
        return name in _DATES and parse.__name__ in ("read_date", "read_end")

    def note(self, row: int, name: str, outcome: Outcome) -> Any:
        """Keeps the issue of an outcome, if it has one; gives back its value."""
        if outcome.code:
            self._levels[row] = max(self.level(row), outcome.level)
            column = self._places.get(name) or next(iter(self._places.values()), 1)
            value = shown(self.raw(row, name))[:200]
            self.issues.append(
                Issue(row, column, outcome.level, outcome.code, value, outcome.params)
            )
        return outcome.value

    @cached_property
    def dates_by_group(self) -> bool:
        """True when so many dates are empty that they stand on the first line of a group."""
        sample = self.table.data[:400]
        empty = sum(1 for row in sample if not self.text(row, "date"))
        return empty * 4 > len(sample)

    def vocabulary(self, name: str, rows: tuple[int, ...]) -> tuple[str, ...]:
        """The different words of a column, most frequent first, at most 60."""
        counts: Counter[str] = Counter()
        column = self._places[name] - 1
        lines = (self.sheet.rows[row - 1] for row in rows)
        raw = Counter(line[column] if column < len(line) else None for line in lines)
        for value, times in raw.items():
            counts[text_of(value)] += times
        return tuple(word for word, _times in counts.most_common(60))


def words(value: Value) -> Outcome:
    """Plain words; a dash is nothing; a number of social security is asked about."""
    text = text_of(value)
    if text in {"-", "–", "—", "?"}:
        return clean("")
    return ask("looks_like_nir") if has_nir(text) else clean(text)


def on_text(parse: Callable[[str], Outcome]) -> Parse:
    """A reader of words, given the text of the cell and guarded against numbers of NIR."""

    def read(value: Value) -> Outcome:
        text = text_of(value)
        return ask("looks_like_nir") if has_nir(text) else parse(text)

    return read
