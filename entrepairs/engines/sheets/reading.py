"""The door of the engine: one sheet and what a person chose → typed rows and issues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from entrepairs.engines.sheets import fields, meetings, members, teams
from entrepairs.engines.sheets.alike import spellings
from entrepairs.engines.sheets.ledger import Ledger
from entrepairs.engines.sheets.problem import (
    Choice,
    FileRefused,
    Level,
    Line,
    Notice,
    Reading,
    Sensitive,
    Sheet,
    Table,
    Value,
)
from entrepairs.engines.sheets.sensitive import kinds_in
from entrepairs.engines.sheets.structure import columns_of, header_of, table_of

Rows = dict[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Noun:
    """How the rows of one noun are read."""

    row: Callable[[Ledger, int, date], dict[str, Any]]
    across: Callable[[Ledger, Rows], list[tuple[int, int]]]
    vocabulary: tuple[str, ...]


NOUNS: Mapping[str, Noun] = {
    fields.PEOPLE: Noun(members.read_row, members.across, members.VOCABULARY),
    fields.TEAMS: Noun(teams.read_row, teams.across, teams.VOCABULARY),
    fields.ENCOUNTERS: Noun(
        meetings.read_encounter, meetings.same_encounters, meetings.ENCOUNTER_VOCABULARY
    ),
    fields.OUTINGS: Noun(meetings.read_outing, meetings.same_outings, meetings.OUTING_VOCABULARY),
}


def read_table(sheet: Sheet, *, today: date, choice: Choice | None = None) -> Reading:
    """Everything read in a sheet. ``today`` bounds what has already taken place.

    Raises FileRefused("no_table") when no header is found. A noun of later gives no lines.
    """
    choice = choice or Choice()
    table = locate(sheet, choice)
    sensitive = _sensitive(sheet, table, choice)
    if table.kind not in NOUNS:
        said = (
            Notice("later_noun", {"kind": table.kind, "rows": len(table.data)}),
            *_left_out(table),
        )
        return Reading(table, (), (), sensitive=sensitive, notices=said)
    noun = NOUNS[table.kind]
    ledger = Ledger(sheet, table, choice)
    rows = {row: noun.row(ledger, row, today) for row in table.data if row not in choice.skipped}
    duplicates = noun.across(
        ledger, {row: v for row, v in rows.items() if ledger.level(row) is not Level.REFUSE}
    )
    return Reading(
        table=table,
        lines=tuple(Line(row, values, ledger.level(row)) for row, values in rows.items()),
        issues=tuple(sorted(ledger.issues, key=lambda issue: (issue.row, issue.column))),
        duplicates=tuple(sorted(duplicates)),
        aliases=spellings(values["alias"] for values in rows.values() if values.get("alias")),
        sensitive=sensitive,
        notices=_left_out(table),
        questions={
            name: ledger.vocabulary(name, table.data)
            for name in noun.vocabulary
            if ledger.has(name)
        },
    )


def locate(sheet: Sheet, choice: Choice) -> Table:
    """Header, columns and rows of data, as guessed and as chosen."""
    header_row, kind = header_of(sheet)
    kind = choice.kind or kind
    if not header_row and choice.columns:
        header_row = next((n for n, row in enumerate(sheet.rows, 1) if row), 0)
    if not header_row or not kind:
        raise FileRefused("no_table")
    columns = columns_of(sheet, header_row, kind, dict(choice.columns))
    return table_of(sheet, header_row, kind, columns)


def missing_fields(table: Table) -> tuple[str, ...]:
    """Fields without which no row of this noun can go in."""
    return tuple(name for name in fields.REQUIRED.get(table.kind, ()) if table.of(name) is None)


def _left_out(table: Table) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            "column_left_out",
            {"header": column.header, "reason": column.reason, "hidden": column.hidden},
        )
        for column in table.columns
        if column.use in ("refuse", "ask")
    )


def _sensitive(sheet: Sheet, table: Table, choice: Choice) -> tuple[Sensitive, ...]:
    """Cells of the columns that are off by default, and of those that someone chose."""
    known: dict[Value, tuple[str, ...]] = {}
    found = []
    for column in table.columns:
        chosen = column.use == "import" and column.index in choice.columns
        if not chosen and (column.use != "ask" or column.reason == "orientation"):
            continue
        for row in table.data:
            value = sheet.value(row, column.index)
            if value not in known:
                known[value] = kinds_in(value)
            found += [Sensitive(row, column.index, kind) for kind in known[value]]
    return tuple(found)
