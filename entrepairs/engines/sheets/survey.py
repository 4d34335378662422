"""Which sheet is what: the one to import, others like it, summaries, notes, hidden ones."""

from __future__ import annotations

from dataclasses import dataclass

from entrepairs.engines.sheets.fields import LATER
from entrepairs.engines.sheets.problem import Book, Sheet
from entrepairs.engines.sheets.structure import columns_of, header_of, looks_like_summary, table_of


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sheet is: table, later, summary, words or empty."""

    name: str
    use: str
    hidden: bool = False
    kind: str = ""
    header_row: int = 0
    rows: int = 0
    width: int = 0


def survey(book: Book) -> tuple[Finding, ...]:
    """One finding a sheet, in the order of the file."""
    return tuple(_finding(sheet) for sheet in book.sheets)


def best_sheet(findings: tuple[Finding, ...]) -> int | None:
    """Place of the sheet to offer first: visible, the widest table with the most rows."""
    tables = [(found.width * found.rows, -place) for place, found in enumerate(findings)
              if found.use in ("table", "later") and not found.hidden]  # fmt: skip
    return -max(tables)[1] if tables else None


def _finding(sheet: Sheet) -> Finding:
    if not any(sheet.rows):
        return Finding(sheet.name, "empty", sheet.hidden)
    header_row, kind = header_of(sheet)
    if kind:
        columns = columns_of(sheet, header_row, kind)
        table = table_of(sheet, header_row, kind, columns)
        use = "later" if kind in LATER else "table"
        width = sum(1 for column in columns if column.use == "import")
        return Finding(sheet.name, use, sheet.hidden, kind, header_row, len(table.data), width)
    return Finding(sheet.name, "summary" if looks_like_summary(sheet) else "words", sheet.hidden)
