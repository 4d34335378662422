"""Tables that leave the house: CSV and XLSX that no spreadsheet runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from entrepairs.engines.sheets.write import harmless, to_csv, written

EXTENSIONS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_xlsx(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet: text is text, never a formula nor a link."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        page, bold = book.add_worksheet(), book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for place, title in enumerate(header):
            page.write_string(0, place, harmless(title), bold)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
                    page.write_number(number, place, float(cell))
                else:
                    page.write_string(number, place, written(cell))
    return out.getvalue()


def table_file(
    name: str, extension: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """The download ``name.csv`` or ``name.xlsx``; made in memory, inside the wall."""
    if extension == "xlsx":
        content, kind = to_xlsx(header, rows), XLSX
    else:
        content, kind = to_csv(header, rows), "text/csv; charset=utf-8"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{extension}')}"
    return response
