"""Small spreadsheets of our own, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from entrepairs.engines.sheets.problem import Choice, Reading, Sheet
from entrepairs.engines.sheets.reading import read_table

TODAY = date(2026, 10, 15)
PEOPLE = ("Nom", "Prénom", "Fonction", "Statut", "Depuis le", "Jusqu'au", "ETP")
TEAMS = ("Nom de l'équipe", "Type", "FINESS", "SIRET", "RNA", "Engagée depuis", "Remarques")
ENCOUNTERS = (
    "Date", "Début", "Fin", "Personne", "1ère fois ?", "Lieu", "Équipage", "Durée", "Observations",
)  # fmt: skip
OUTINGS = ("Jour", "Horaires", "Équipage", "Secteur", "Nb personnes", "dont nouvelles")
Rows = Sequence[Sequence[Any]]


def sheet(*rows: Sequence[Any], **facts: Any) -> Sheet:
    return Sheet("essai", tuple(tuple(row) for row in rows), **facts)


def read(*rows: Sequence[Any], choice: Choice | None = None) -> Reading:
    return read_table(sheet(*rows), today=TODAY, choice=choice)


def levels(reading: Reading) -> list[str]:
    return [line.level.word for line in reading.lines]


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return [(issue.cell, issue.level.word, issue.code) for issue in reading.issues]


def person(**cells: Any) -> list[Any]:
    """One line of PEOPLE that is clean, but for what is given."""
    line = {
        "name": "Exemple", "given": "Capucine", "role": "paire-aidante", "status": "bénévole",
        "start": "01/10/2025", "end": "", "share": "",
    }  # fmt: skip
    return list({**line, **cells}.values())


def encounter(**cells: Any) -> list[Any]:
    line = {
        "date": "01/10/2025", "start": "14h10", "end": "14h30", "person": "Moustache",
        "seen": "oui", "place": "rue", "crew": "Rose + Basile", "minutes": "20", "notes": "",
    }  # fmt: skip
    return list({**line, **cells}.values())


def outing(**cells: Any) -> list[Any]:
    line = {
        "date": "01/10/2025", "span": "14h30-17h", "crew": "Rose / Basile", "place": "Canal",
        "people": 8, "new": 2,
    }  # fmt: skip
    return list({**line, **cells}.values())


def xlsx(*rows: Sequence[Any], hidden: str = "", sheet_state: str = "visible") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(list(row))
    if hidden:
        page.column_dimensions[hidden].hidden = True
    if sheet_state != "visible":
        other = book.create_sheet("cachée")
        other.append(["x"])
        other.sheet_state = sheet_state
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(*rows: Sequence[Any], hidden: int | None = None) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Feuille")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            is_formula = isinstance(value, str) and value.startswith("=")
            page.write(number, place, xlwt.Formula(value[1:]) if is_formula else value)
    if hidden is not None:
        page.col(hidden).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(*rows: Sequence[Any], hidden: int | None = None, tail: int = 0) -> bytes:
    """An ODS whose last row may be repeated ``tail`` times, empty."""
    book = OpenDocumentSpreadsheet()
    page = Table(name="Feuille")
    for place in range(len(rows[0])):
        page.addElement(TableColumn(visibility="collapse" if place == hidden else "visible"))
    for row in rows:
        line = TableRow()
        for value in row:
            line.addElement(_ods_cell(value))
        page.addElement(line)
    if tail:
        line = TableRow(numberrowsrepeated=tail)
        line.addElement(TableCell(numbercolumnsrepeated=1024))
        page.addElement(line)
    book.spreadsheet.addElement(page)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def _ods_cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("of:="):
        return TableCell(valuetype="float", value="11", formula=value)
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string") if value else TableCell()
    if value:
        cell.addElement(P(text=value))
    return cell


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    source = zipfile.ZipFile(io.BytesIO(content))
    return {name: source.read(name) for name in source.namelist()}
