"""What the pages of an import show, made from one reading of its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import Role, TeamKind
from entrepairs.engines.sheets import codes
from entrepairs.engines.sheets.fields import FIELDS, may_leave_out
from entrepairs.engines.sheets.problem import Book, Issue, Level, Line, Reading, letters
from entrepairs.engines.sheets.words import key, shown
from entrepairs.exchange import door, names, wording
from entrepairs.exchange.models import Import
from entrepairs.interventions.enums import Seen, Theme
from entrepairs.peers.enums import Status

PER_PAGE = 25
Pairs = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    label: str | Promise
    count: int
    on: bool


TABS: dict[str, str | Promise] = {
    "cells": _("To settle"),
    "words": _("Words"),
    "names": _("Who went"),
    "doubles": _("Entered twice?"),
    "sensitive": _("Left out and sensitive"),
    "said": _("Read and said"),
    "rows": _("Rows ready"),
}


def waiting_rows(import_: Import, reading: Reading) -> int:
    """Rows that are right, and stay out until the names of their crew are placed."""
    placed = names.Placed(import_, reading)
    return sum(1 for line in reading.importable if placed.crew(line) is None)


def tabs(counts: dict[str, int], asked: str) -> list[Tab]:
    """The tabs that have something to show; the one asked for, else the first."""
    kept = [name for name in TABS if counts.get(name)]
    here = asked if asked in kept else (kept[0] if kept else "rows")
    return [Tab(name, TABS[name], counts[name], name == here) for name in kept]


def counts_of(import_: Import, reading: Reading) -> dict[str, int]:
    placed = names.Placed(import_, reading)
    rows = {level: {i.row for i in reading.issues if i.level is level} for level in Level}
    return {
        "cells": len(rows[Level.ASK] | rows[Level.REFUSE]),
        "said": len(rows[Level.WARN] - rows[Level.ASK] - rows[Level.REFUSE]),
        "words": sum(len(group.words) for group in word_groups(import_, reading)),
        "names": len(placed.written),
        "doubles": len(reading.duplicates) + len(reading.aliases),
        "sensitive": len(reading.sensitive) + len(reading.notices),
        "rows": len(reading.importable),
    }


# --- Cells to settle -----------------------------------------------------------
@dataclass(frozen=True, slots=True)
class CellToSettle:
    cell: str
    header: str
    value: str
    sentence: str
    level: str
    optional: bool
    typed: str = ""
    accepted: bool = False


@dataclass(slots=True)
class RowToSettle:
    number: int
    cells: list[CellToSettle] = field(default_factory=list)
    skipped: bool = False


def rows_to_settle(
    import_: Import, reading: Reading, levels: Iterable[Level], page: str | int
) -> Page[RowToSettle]:
    wanted = set(levels)
    rows: dict[int, RowToSettle] = {}
    for issue in reading.issues:
        if issue.level in wanted:
            row = rows.setdefault(issue.row, RowToSettle(issue.row))
            row.cells.append(_cell(import_, reading, issue))
    return Paginator(list(rows.values()), PER_PAGE).get_page(page)


def _cell(import_: Import, reading: Reading, issue: Issue) -> CellToSettle:
    column = next((c for c in reading.table.columns if c.index == issue.column), None)
    name = column.field if column else ""
    return CellToSettle(
        cell=issue.cell,
        header=column.header if column else letters(issue.column),
        value=issue.value,
        sentence=wording.sentence_of_issue(issue.code, issue.params),
        level=issue.level.word,
        optional=issue.level is Level.ASK and may_leave_out(reading.table.kind, name),
        typed=import_.choice.get("corrections", {}).get(issue.cell, ""),
        accepted=issue.cell in import_.choice.get("accepted", []),
    )


# --- Words and names -----------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Word:
    slot: str
    text: str
    code: str
    decided: bool


@dataclass(frozen=True, slots=True)
class WordGroup:
    field: str
    label: str | Promise
    words: tuple[Word, ...]
    options: Pairs


_OPTIONS: dict[str, Pairs] = {
    "role": [
        (r.value, r.label) for r in (Role.PEER, Role.COLLEAGUE, Role.COORDINATOR, Role.SUPPORTER)
    ],
    "status": list(Status.choices),
    "kind": list(TeamKind.choices),
    "seen": list(Seen.choices),
}
_LABELS: dict[str, dict[Any, Any]] = {
    **{name: dict(pairs) for name, pairs in _OPTIONS.items()},
    "themes": dict(Theme.choices),
}
_PATTERNS = {
    "role": codes.ROLES,
    "status": codes.STATUSES,
    "kind": codes.TEAM_KINDS,
    "seen": codes.SEEN,
}


def word_groups(import_: Import, reading: Reading) -> list[WordGroup]:
    """The words of each mapped column, with the code we gave or was chosen."""
    decided = {(name, word): code for name, word, code in import_.choice.get("values", [])}
    groups = []
    for name, words in reading.questions.items():
        if name in _OPTIONS:
            once = {key(text): text for text in reversed(words) if key(text)}
            found = tuple(_word(name, text, decided) for text in reversed(once.values()))
            groups.append(WordGroup(name, wording.FIELDS[name], found, _OPTIONS[name]))
    return groups


def _word(name: str, text: str, decided: dict[tuple[str, str], str]) -> Word:
    chosen = decided.get((name, key(text)))
    guess = codes.code_of(_PATTERNS[name], text)
    return Word(
        slot=f"{name}:{key(text)}",
        text=text,
        code=chosen if chosen is not None else guess if guess != codes.ORGANISATION_KIND else "",
        decided=chosen is not None,
    )


@dataclass(frozen=True, slots=True)
class NameToPlace:
    slot: str
    text: str
    times: int
    chosen: str
    sure: bool


def names_to_place(import_: Import, reading: Reading) -> tuple[list[NameToPlace], Pairs]:
    """Names of crews and who they may be; those nobody placed come first."""
    placed, times = names.Placed(import_, reading), names.counted(reading)
    found = []
    for slot, text in placed.written.items():
        place = placed.place(slot)
        chosen = place if isinstance(place, str) else str(place.pk) if place else ""
        found.append(NameToPlace(slot, text, times[slot], chosen, place is not None))
    members = [(str(m.pk), m.full_name) for m in placed.members.values()]
    return sorted(found, key=lambda name: (name.sure, -name.times)), members


# --- Doubles, sensitive cells, rows ----------------------------------------------
@dataclass(frozen=True, slots=True)
class Double:
    first: int
    second: int
    words: str
    skipped: bool


def doubles(import_: Import, book: Book, reading: Reading) -> list[Double]:
    sheet = book.sheets[import_.sheet]
    skipped = set(import_.choice.get("skipped", []))
    columns = [column.index for column in reading.table.columns if column.use == "import"][:6]
    return [
        Double(
            first,
            second,
            " · ".join(text for c in columns if (text := shown(sheet.value(second, c)).strip())),
            second in skipped,
        )
        for first, second in reading.duplicates
    ]


def left_out_rows(import_: Import) -> list[int]:
    return sorted(import_.choice.get("skipped", []))


def sensitive_cells(reading: Reading) -> list[tuple[str, str | Promise]]:
    return [(cell.cell, wording.SENSITIVE.get(cell.kind, cell.kind)) for cell in reading.sensitive]


def columns_left_out(reading: Reading) -> list[tuple[str, str | Promise, bool]]:
    return [
        (column.header, wording.COLUMNS.get(column.reason, ""), column.hidden)
        for column in reading.table.columns
        if column.use in ("refuse", "ask")
    ]


def ready_rows(reading: Reading, page: str | int) -> tuple[list[Any], Page[tuple[int, list[str]]]]:
    """Headers and rows as they will go in."""
    kept = reading.importable[0].values if reading.importable else {}
    columns = [column for column in reading.table.columns if column.use == "import"]
    placed = [column.field for column in columns]
    fields = [name for name in placed if name in kept or name in ("person", "span")]
    lines = Paginator(reading.importable, PER_PAGE).get_page(page)
    lines.object_list = [(line.number, _as_read(line, fields)) for line in lines.object_list]
    return [wording.FIELDS.get(name, name) for name in fields], lines  # type: ignore[return-value]


def _as_read(line: Line, fields: list[str]) -> list[str]:
    return [_shown(name, _value(line, name)) for name in fields]


def _value(line: Line, name: str) -> Any:
    values = line.values
    if name == "person":
        return values.get("alias")
    if name == "span":
        minutes = values.get("minutes")
        start = shown(values.get("start"))
        return f"{start} + {minutes} min" if minutes is not None else start
    return values.get(name, "")


def _shown(name: str, value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(name, one) for one in value)
    if value in _LABELS.get(name, ()):
        return str(_LABELS[name][value])
    if isinstance(value, Decimal):
        return number_format(value)
    return shown(value)


# --- Columns -------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ColumnToPlace:
    index: int
    letter: str
    header: str
    field: str
    samples: tuple[str, ...]
    never: str | Promise
    hidden: bool


def columns_to_place(import_: Import, book: Book, reading: Reading) -> tuple[list[Any], Pairs]:
    """Each column with three of its values, and the fields it may go to."""
    sheet = book.sheets[import_.sheet]
    rows = reading.table.data[:40]
    found = []
    for column in reading.table.columns:
        never = wording.COLUMNS.get(column.reason, "") if column.use == "refuse" else ""
        hide = bool(never) or column.use == "ask"
        values = (shown(sheet.value(row, column.index)).strip() for row in rows)
        samples = () if hide else tuple(dict.fromkeys(value for value in values if value))[:3]
        found.append(
            ColumnToPlace(
                column.index, letters(column.index), column.header, column.field, samples,
                never, column.hidden,
            )
        )  # fmt: skip
    fields = FIELDS[import_.kind]
    return found, [(name, wording.FIELDS[name]) for name in fields]


def other_sheets(import_: Import, book: Book) -> list[tuple[str, str]]:
    """The sheets that are not read, and why."""
    found = []
    for place, finding in enumerate(door.survey(book)):
        if place != import_.sheet and len(book.sheets) > 1:
            why = str(wording.SHEETS[finding.use])
            hidden = f", {_('hidden in the file')}" if finding.hidden else ""
            found.append((finding.name, why + hidden))
    return found


def allowed_codes() -> dict[str, set[str]]:
    return {name: {str(code) for code, _label in pairs} for name, pairs in _OPTIONS.items()}
