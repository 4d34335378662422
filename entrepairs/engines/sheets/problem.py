"""What the engine speaks of: books, sheets, columns, cells, issues and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Any

Value = str | float | int | bool | date | datetime | time | timedelta | None
Row = tuple[Value, ...]
Place = tuple[int, int]  # (row, column), both counted from 1


class Level(IntEnum):
    """How far a cell may go in; a row has the worst level of its cells."""

    CLEAN = 0
    WARN = 1
    ASK = 2
    REFUSE = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class FileRefused(Exception):
    """The file cannot be opened; ``code`` says why, the sentence is chosen at the edge."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Notice:
    """Something said about the whole file, a sheet or a column."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: row 1 is ``rows[0]``; a row may be shorter than the header."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    formulas: Mapping[Place, str] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()

    def value(self, row: int, column: int) -> Value:
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1] if column <= len(cells) else None


@dataclass(frozen=True, slots=True)
class Book:
    """A file once opened. ``format`` is xlsx, ods, xls or csv."""

    format: str
    sheets: tuple[Sheet, ...]
    notices: tuple[Notice, ...] = ()
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and where it goes.

    ``use`` is import, ignore, ask (off until someone chooses: free text, unknown) or
    refuse (never taken in: coordinates, birth dates, bank accounts).
    """

    index: int
    header: str
    field: str
    use: str
    reason: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """One cell that is not clean, and the code of the reason."""

    row: int
    column: int
    level: Level
    code: str
    value: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A cell that speaks of something we never keep silently; no text is copied."""

    row: int
    column: int
    kind: str

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of data: its number, its typed values and its level."""

    number: int
    values: Mapping[str, Any]
    level: Level


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about a table; every part may be empty.

    ``columns``: column → field, or "" to leave it out. ``values``: (field, word as
    normalised) → our code, or "" to leave it out. ``corrections``: cell → text typed in
    its place. ``accepted``: asked cells to go on with as they are (optional ones are left
    out). ``skipped``: rows left aside.
    """

    kind: str = ""
    columns: Mapping[int, str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    corrections: Mapping[Place, str] = field(default_factory=dict)
    accepted: frozenset[Place] = frozenset()
    skipped: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table stands in its sheet, and which of its rows are not data."""

    kind: str
    header_row: int
    columns: tuple[Column, ...]
    data: tuple[int, ...]
    not_data: Mapping[str, tuple[int, ...]]

    def of(self, name: str) -> Column | None:
        """The imported column of a field, if there is one."""
        for column in self.columns:
            if column.field == name and column.use == "import":
                return column
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one table."""

    table: Table
    lines: tuple[Line, ...]
    issues: tuple[Issue, ...]
    duplicates: tuple[tuple[int, int], ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    sensitive: tuple[Sensitive, ...] = ()
    notices: tuple[Notice, ...] = ()
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def count(self, level: Level) -> int:
        return sum(1 for line in self.lines if line.level is level)

    @property
    def importable(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.level <= Level.WARN)


def letters(column: int) -> str:
    """Column 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    return f"{letters(column)}{row}"


def place_of(text: str) -> Place:
    """The place named by "G11"; raises ValueError for anything else."""
    name = text.rstrip("0123456789")
    if not name or name == text or not name.isascii() or not name.isalpha():
        raise ValueError(text)
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return int(text[len(name) :]), column
