"""CSV as it comes: UTF-8 with or without mark, cp1252, UTF-16; ; , tab or |."""

from __future__ import annotations

import csv
import io

from entrepairs.engines.sheets.container import MAX_CELLS
from entrepairs.engines.sheets.problem import Book, FileRefused, Notice, Row, Sheet

_DELIMITERS = ";,\t|"
_MAX_COLUMNS = 1_000


def open_text(content: bytes) -> Book:
    text, encoding = _decode(content)
    delimiter = _delimiter(text)
    rows = tuple(_records(text, delimiter))
    notices = (Notice("sep_line"),) if text[:4].lower() == "sep=" else ()
    return Book("csv", (Sheet("", rows),), notices, encoding, delimiter)


def _decode(content: bytes) -> tuple[str, str]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _strictly(content, "utf-16"), "utf-16"
    if b"\x00" in content:
        raise FileRefused("not_a_spreadsheet")
    if content.startswith(b"\xef\xbb\xbf"):
        return _strictly(content, "utf-8-sig"), "utf-8-sig"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(content, "cp1252"), "cp1252"


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused("encoding") from error


def _delimiter(text: str) -> str:
    """The separator that gives the same number of columns on most of the first lines."""
    if text[:4].lower() == "sep=" and text[4:5] in _DELIMITERS:
        return text[4]
    return max(_DELIMITERS, key=lambda sign: _evenness(text[:40_000], sign))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    widths: dict[int, int] = {}
    for number, record in enumerate(
        csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    ):
        if number > 60:
            break
        if len(record) > 1:
            widths[len(record)] = widths.get(len(record), 0) + 1
    if not widths:
        return 0, 0
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return times, width


def _records(text: str, delimiter: str) -> list[Row]:
    try:
        return _parse(text, delimiter, strict=True)
    except csv.Error as error:
        if "unexpected end" in str(error) or "field larger" in str(error):
            raise FileRefused("unclosed_quote") from error
    try:
        return _parse(text, delimiter, strict=False)
    except csv.Error as error:
        raise FileRefused("corrupt") from error


def _parse(text: str, delimiter: str, *, strict: bool) -> list[Row]:
    rows: list[Row] = []
    cells = 0
    known: dict[str, str] = {}
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict):
        cells += len(record)
        if cells > MAX_CELLS or len(record) > _MAX_COLUMNS:
            raise FileRefused("too_many_cells", cells=MAX_CELLS)
        rows.append(tuple(known.setdefault(cell, cell) for cell in record))
    return rows
