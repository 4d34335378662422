"""Opens a file from its content, never from its name. The only user of calamine."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import python_calamine as calamine

from entrepairs.engines.sheets import markup, ole
from entrepairs.engines.sheets.container import MAX_CELLS, MAX_FILE, open_archive
from entrepairs.engines.sheets.ole import SheetFacts
from entrepairs.engines.sheets.problem import Book, FileRefused, Notice, Row, Sheet
from entrepairs.engines.sheets.textfile import open_text

_EXTENSIONS = {
    "xlsx": {"xlsx", "xlsm"},
    "ods": {"ods"},
    "xls": {"xls"},
    "csv": {"csv", "txt", "tsv"},
}
_NOT_TABLES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)


def open_book(content: bytes, name: str) -> Book:
    """The sheets of a file, or ``FileRefused`` with the reason."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise FileRefused("empty_file")
    if len(content) > MAX_FILE:
        raise FileRefused("too_large", megabytes=MAX_FILE // 1024 // 1024)
    book = _open(content)
    if not any(
        cell not in (None, "") for sheet in book.sheets for row in sheet.rows for cell in row
    ):
        raise FileRefused("empty_file")
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension not in _EXTENSIONS[book.format]:
        said = Notice("wrong_extension", {"extension": extension, "format": book.format.upper()})
        return Book(book.format, book.sheets, (*book.notices, said), book.encoding, book.delimiter)
    return book


def _open(content: bytes) -> Book:
    if content.startswith(ole.MAGIC):
        return _open_ole(content)
    if content.startswith(b"PK"):
        return _open_archive(content)
    if content.startswith(_NOT_TABLES):
        raise FileRefused("not_a_spreadsheet")
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise FileRefused("web_page")
    return open_text(content)


def _open_ole(content: bytes) -> Book:
    container = ole.Container(content)
    if "EncryptedPackage" in container.names:
        raise FileRefused("password")
    book = next((name for name in ("Workbook", "Book") if name in container.names), None)
    if book is None:
        raise FileRefused("not_a_spreadsheet")
    facts = ole.workbook_facts(container.stream(book))
    if sum(fact.last_row * fact.last_column for fact in facts) > MAX_CELLS:
        raise FileRefused("too_many_cells", cells=MAX_CELLS)
    macro = "_VBA_PROJECT_CUR" in container.names
    with _workbook(content) as workbook:
        return Book("xls", _sheets(workbook, dict(enumerate(facts))), _macro_notice(macro))


def _open_archive(content: bytes) -> Book:
    archive = open_archive(content)
    names = archive.NameToInfo
    if "xl/workbook.bin" in names:
        raise FileRefused("binary_workbook")
    if "xl/workbook.xml" in names:
        kind, facts = "xlsx", markup.xlsx_facts(archive)
    elif _is_ods(archive):
        if markup.ods_is_encrypted(archive):
            raise FileRefused("password")
        kind, facts = "ods", markup.ods_facts(archive)
    else:
        raise FileRefused("not_a_spreadsheet")
    macro = any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names)
    with _workbook(content) as workbook:
        places = {place: facts.get(name) for place, name in enumerate(workbook.sheet_names)}
        return Book(kind, _sheets(workbook, places), _macro_notice(macro))


def _is_ods(archive: zipfile.ZipFile) -> bool:
    if "mimetype" not in archive.NameToInfo or "content.xml" not in archive.NameToInfo:
        return False
    return (
        archive.read("mimetype")
        .strip()
        .startswith(b"application/vnd.oasis.opendocument.spreadsheet")
    )


def _macro_notice(macro: bool) -> tuple[Notice, ...]:
    return (Notice("macro_ignored"),) if macro else ()


def _workbook(content: bytes) -> Any:
    try:
        return calamine.load_workbook(io.BytesIO(content))
    except calamine.PasswordError as error:
        raise FileRefused("password") from error
    except Exception as error:  # calamine raises its own, OSError, or a Rust panic
        raise FileRefused("corrupt") from error


def _sheets(
    workbook: Any, facts: dict[int, SheetFacts] | dict[int, SheetFacts | None]
) -> tuple[Sheet, ...]:
    sheets = []
    for place, meta in enumerate(workbook.sheets_metadata):
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        known = facts.get(place) or SheetFacts()
        sheets.append(
            Sheet(
                name=meta.name,
                rows=_rows(workbook, place),
                hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
                formulas=known.formulas,
                hidden_columns=frozenset(known.hidden_columns),
            )
        )
    return tuple(sheets)


def _rows(workbook: Any, place: int) -> tuple[Row, ...]:
    """Rows from row 1 and column A, blank ones as an empty tuple."""
    try:
        sheet = workbook.get_sheet_by_index(place)
        raw = sheet.to_python(skip_empty_area=False) if sheet.start else []
    except Exception as error:
        raise FileRefused("corrupt") from error
    return tuple(tuple(row) if any(cell != "" for cell in row) else () for row in raw)
