"""The one door to the engine: stored bytes and choices in, a reading out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from entrepairs.engines.sheets.fields import FIELDS, KINDS, LATER
from entrepairs.engines.sheets.problem import Book, Choice, FileRefused, Reading, Table, place_of
from entrepairs.engines.sheets.read import open_book
from entrepairs.engines.sheets.reading import locate, missing_fields, read_table
from entrepairs.engines.sheets.survey import Finding, best_sheet, survey
from entrepairs.engines.sheets.words import key, text_of
from entrepairs.exchange.models import Import, ImportFile
from entrepairs.exchange.refusals import FileGone, FileNotRead

__all__ = ["FIELDS", "KINDS", "LATER", "locate", "missing_fields", "survey"]


def open_content(content: bytes, name: str) -> Book:
    """Raises ``FileNotRead``."""
    try:
        return open_book(content, name)
    except FileRefused as refused:
        raise FileNotRead(refused) from refused


def stored_book(import_: Import) -> Book:
    """Raises ``FileGone`` when the file has been forgotten."""
    file = ImportFile.objects.filter(belongs_to=import_).first()
    if file is None:
        raise FileGone
    return open_content(bytes(file.content), import_.file_name)


def offered_sheet(book: Book) -> tuple[int, Finding]:
    """The sheet to begin with. Raises ``FileNotRead`` when none holds a table we know."""
    findings = survey(book)
    place = best_sheet(findings)
    if place is None:
        raise FileNotRead(FileRefused("no_table"))
    if findings[place].use == "later":
        raise FileNotRead(FileRefused(findings[place].kind))
    return place, findings[place]


def read_stored(import_: Import, today: date) -> tuple[Book, Reading]:
    """Costs a whole reading of the file: about one second for 20,000 rows."""
    book = stored_book(import_)
    return book, read_book(book, import_, today)


def read_book(book: Book, import_: Import, today: date) -> Reading:
    try:
        return read_table(book.sheets[import_.sheet], today=today, choice=choice_of(import_))
    except FileRefused as refused:
        raise FileNotRead(refused) from refused


def choice_of(import_: Import) -> Choice:
    stored: Mapping[str, Any] = import_.choice
    return Choice(
        kind=import_.kind,
        columns={int(index): name for index, name in stored.get("columns", {}).items()},
        values={(name, word): code for name, word, code in stored.get("values", [])},
        corrections={place_of(cell): text for cell, text in stored.get("corrections", {}).items()},
        accepted=frozenset(place_of(cell) for cell in stored.get("accepted", [])),
        skipped=frozenset(stored.get("skipped", [])),
    )


def signature_of(table: Table) -> str:
    """What the headers of a table are known by."""
    headers = [[column.index, key(column.header)] for column in table.columns]
    return hashlib.sha256(json.dumps([table.kind, headers]).encode()).hexdigest()


def cells_of(book: Book, import_: Import, row: int, width: int) -> list[str]:
    """A row as it stands in the file."""
    sheet = book.sheets[import_.sheet]
    return [text_of(sheet.value(row, column)) for column in range(1, width + 1)]
