"""Where the table stands: header under titles, totals, section lines, notes, blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from entrepairs.engines.sheets import fields
from entrepairs.engines.sheets.dates import read_date
from entrepairs.engines.sheets.problem import Column, Level, Row, Sheet, Table, Value
from entrepairs.engines.sheets.sensitive import kind_of_column
from entrepairs.engines.sheets.words import is_blank, key, plain, text_of

_DEEPEST_HEADER = 40
_TOTAL = re.compile(r"(?:sous[ -]?)?total\b|s/total|somme\b|moyenne\b|cumul\b")
_PERIOD = re.compile(
    r"(?:janv|fevr?|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]*(?: \d{2,4})?"
    r"|[ts][1-4](?: \d{4})?|20\d\d|total(?: general)?|1er trimestre.*|\de trimestre.*"
)


def find_kind(headers: Iterable[str]) -> tuple[str, int]:
    """The noun these headers speak of, and how many of them it knows."""
    keys = [key(header) for header in headers]
    best = ("", 0)
    for kind, signature in fields.SIGNATURES.items():
        found = set(assign(kind, keys).values())
        if all(found & set(group) for group in signature) and len(found) > best[1]:
            best = (kind, len(found))
    return best


def assign(kind: str, keys: list[str]) -> dict[int, str]:
    """Place of each header → field. The first synonym wins; a field is given once."""
    places: dict[int, str] = {}
    for name, synonyms in fields.FIELDS[kind].items():
        for synonym in synonyms:
            place = next(
                (n for n, word in enumerate(keys) if word == synonym and n not in places), None
            )
            if place is not None:
                places[place] = name
                break
    return places


def header_of(sheet: Sheet) -> tuple[int, str]:
    """(row of the header, noun); (0, "") when no row of the sheet looks like one."""
    best, where, kind = 0, 0, ""
    for number, row in enumerate(sheet.rows[:_DEEPEST_HEADER], 1):
        headers = [text_of(cell) for cell in row]
        found, known = find_kind(headers)
        if known > best and not is_summary(headers):
            best, where, kind = known, number, found
    return where, kind


def is_summary(headers: list[str]) -> bool:
    """A cross table: months, quarters or years across, or the same headers again and again."""
    words = [key(header) for header in headers if header]
    periods = sum(1 for word in words if _PERIOD.fullmatch(word))
    repeats = sum(times - 1 for times in Counter(words).values())
    return periods >= 3 or (len(words) >= 4 and repeats * 2 >= len(words))


def looks_like_summary(sheet: Sheet) -> bool:
    rows = [[text_of(cell) for cell in row] for row in sheet.rows[:_DEEPEST_HEADER]]
    return any(is_summary(row) for row in rows)


def columns_of(
    sheet: Sheet, header_row: int, kind: str, chosen: dict[int, str] | None = None
) -> tuple[Column, ...]:
    """Each column and its use; ``chosen`` (column → field or "") goes before our guess."""
    header = sheet.rows[header_row - 1] if header_row else ()
    keys = [key(text_of(cell)) for cell in header]
    places = assign(kind, keys)
    for index, name in (chosen or {}).items():
        places = {place: known for place, known in places.items() if known != name or not name}
        places[index - 1] = name
    return tuple(
        _column(sheet, header_row, index, text_of(header[index]), keys[index], places.get(index))
        for index in range(len(header))
        if keys[index] or places.get(index) or _has_values(sheet, header_row, index)
    )


def _column(
    sheet: Sheet, header_row: int, index: int, header: str, word: str, name: str | None
) -> Column:
    number, hidden = index + 1, index + 1 in sheet.hidden_columns
    never = _never(word) or kind_of_column(_sample(sheet, header_row, index))
    if never:
        return Column(number, header, "", "refuse", never, hidden)
    if name:
        return Column(number, header, name, "import", "", hidden)
    if name == "":
        return Column(number, header, "", "ignore", "left_out", hidden)
    for reason, words in fields.ASIDE.items():
        if word in words:
            return Column(number, header, "", "ask", reason, hidden)
    if word in fields.FREE_TEXT:
        return Column(number, header, "", "ask", "free_text", hidden)
    if word in fields.IGNORED or not word:
        return Column(number, header, "", "ignore", "not_needed", hidden)
    return Column(number, header, "", "ask", "unknown", hidden)


def _never(word: str) -> str:
    return next((kind for kind, words in fields.NEVER.items() if word in words), "")


def _sample(sheet: Sheet, header_row: int, index: int) -> list[Value]:
    return [row[index] for row in sheet.rows[header_row : header_row + 200] if len(row) > index]


def _has_values(sheet: Sheet, header_row: int, index: int) -> bool:
    return any(not is_blank(value) for value in _sample(sheet, header_row, index))


def table_of(sheet: Sheet, header_row: int, kind: str, columns: tuple[Column, ...]) -> Table:
    """Sorts the rows below the header into data and what is not data."""
    sorter = _Sorter(sheet, header_row, columns)
    heads: dict[str, list[int]] = {
        name: [] for name in ("blank", "total", "section", "note", "repeated_header")
    }
    data: list[int] = []
    lone: list[int] = []
    for number in range(header_row + 1, _last_filled(sheet) + 1):
        what = sorter.what(sheet.rows[number - 1])
        if what == "lone":
            lone.append(number)
        else:
            (data if what == "data" else heads[what]).append(number)
    last = data[-1] if data else header_row
    for number in lone:
        is_note = number > last or sorter.lone_text(number).startswith("*")
        heads["note" if is_note else "section"].append(number)
    return Table(
        kind, header_row, columns, tuple(data), {name: tuple(rows) for name, rows in heads.items()}
    )


def _last_filled(sheet: Sheet) -> int:
    last = len(sheet.rows)
    while last and all(is_blank(cell) for cell in sheet.rows[last - 1]):
        last -= 1
    return last


class _Sorter:
    """What one row is, from its filled cells only."""

    def __init__(self, sheet: Sheet, header_row: int, columns: tuple[Column, ...]) -> None:
        self._sheet = sheet
        header = sheet.rows[header_row - 1] if header_row else ()
        self._header = {
            place: key(text_of(cell)) for place, cell in enumerate(header) if not is_blank(cell)
        }
        self._free = {column.index - 1 for column in columns if column.reason == "free_text"}
        self._wide = len(self._header) >= 4
        self._few = max(3, len(self._header) // 2)  # a line of totals fills no more cells

    def what(self, row: Row) -> str:
        filled = {
            place: cell
            for place, cell in enumerate(row)
            if cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace())
        }
        if not filled:
            return "blank"
        if len(filled) <= self._few and self._is_total(filled):
            return "total"
        if self._repeats_header(filled):
            return "repeated_header"
        if self._wide and len(filled) == 1 and self._is_lone_text(filled):
            return "lone"
        return "data"

    def _is_total(self, filled: Mapping[int, Value]) -> bool:
        texts = (
            cell
            for place, cell in filled.items()
            if isinstance(cell, str) and place not in self._free
        )
        return any(_TOTAL.match(plain(text)) for text in texts)

    def _repeats_header(self, filled: Mapping[int, Value]) -> bool:
        place, cell = next(iter(filled.items()))
        if not isinstance(cell, str) or self._header.get(place) != key(cell):
            return False  # nearly every row stops here
        same = sum(1 for at, each in filled.items() if self._header.get(at) == key(text_of(each)))
        return same >= 2 and same * 5 >= len(self._header) * 4

    @staticmethod
    def _is_lone_text(filled: Mapping[int, Value]) -> bool:
        (cell,) = filled.values()
        return isinstance(cell, str) and read_date(cell).level is not Level.CLEAN

    def lone_text(self, number: int) -> str:
        return next(text_of(cell) for cell in self._sheet.rows[number - 1] if not is_blank(cell))
