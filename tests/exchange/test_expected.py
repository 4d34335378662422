"""The eight files of the shared folder are read as EXPECTED.json says.

They stand outside the repository and are compared where they are found (CI has them);
``tests/engines/sheets`` covers each rule on small files of our own.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from entrepairs.engines.sheets.problem import Book, FileRefused, Level, Reading, place_of
from entrepairs.engines.sheets.read import open_book
from entrepairs.engines.sheets.reading import read_table
from entrepairs.engines.sheets.survey import best_sheet, survey

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "spreadsheets"
WRITTEN_ON = date(2026, 10, 15)
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared spreadsheets are not here")

FILES = [
    "01_benevoles_et_salaries.xlsx",
    "02_equipes_partenaires.xls",
    "03_rencontres_2025-2026.csv",
    "04 maraudes par sortie (copie de Zoe) v2.ods",
    "05_formations_intervisions.csv",
    "06_frais_et_tableau_croise.xlsx",
    "h1_formules.csv",
]
LATER = FILES[4:6]
FIRST = [name for name in FILES if name not in LATER]

# Where we differ, and why. Uses of columns only; counts, cells and doubles agree.
OTHER_USES = {
    ("02_equipes_partenaires.xls", "A"): "the town is read and not kept: our teams have no town",
    ("02_equipes_partenaires.xls", "I"): "read, to be offered as a draft in words",
    ("04 maraudes par sortie (copie de Zoe) v2.ods", "F"): "kept as the area of the outing",
}


@lru_cache(maxsize=1)
def expected() -> dict[str, Any]:
    files: dict[str, Any] = json.loads((FOLDER / "EXPECTED.json").read_text("utf-8"))["files"]
    return files


@lru_cache(maxsize=8)
def book(name: str) -> Book:
    return open_book((FOLDER / name).read_bytes(), name)


@lru_cache(maxsize=8)
def reading(name: str) -> Reading:
    place = best_sheet(survey(book(name)))
    assert place is not None
    return read_table(book(name).sheets[place], today=WRITTEN_ON)


def table(name: str) -> dict[str, Any]:
    only: dict[str, Any] = expected()[name]["tables"][0]
    return only


@pytest.mark.parametrize("name", FILES)
def test_the_sheet_to_import_and_the_others_are_told_apart(name: str) -> None:
    sheets = expected()[name].get("sheets")
    if sheets:
        findings = survey(book(name))
        place = best_sheet(findings)
        assert place is not None
        assert findings[place].name == next(s["name"] for s in sheets if s["use"] == "import")
        assert {f.name for f in findings if f.hidden} == {
            s["name"] for s in sheets if s.get("hidden")
        }


@pytest.mark.parametrize("name", FILES)
def test_encoding_and_delimiter_are_found(name: str) -> None:
    facts = expected()[name]
    if "delimiter" in facts:
        assert (book(name).encoding, book(name).delimiter) == (
            facts["encoding"],
            facts["delimiter"],
        )


@pytest.mark.parametrize("name", FILES)
def test_header_and_rows_that_are_not_data_are_found(name: str) -> None:
    found = reading(name).table
    assert found.header_row == table(name)["header_rows"][0]
    wanted = table(name)["not_data"]
    assert {what: list(rows) for what, rows in found.not_data.items() if rows} == wanted
    assert len(found.data) == table(name)["rows"]["data"]


@pytest.mark.parametrize("name", FILES)
def test_each_column_has_the_expected_use(name: str) -> None:
    found = {column.index: column.use for column in reading(name).table.columns}
    differ = {
        column["col"]
        for column in table(name)["columns"]
        if found[place_of(column["col"] + "1")[1]] != column["use"]
    }
    allowed = {column for file, column in OTHER_USES if file == name}
    assert differ - allowed == (set("I") if name == LATER[1] else set())  # kilometres, of later


@pytest.mark.parametrize("name", FIRST)
def test_rows_have_the_expected_levels(name: str) -> None:
    wanted = table(name)["rows"]
    assert {level.word: reading(name).count(level) for level in Level} == {
        level.word: wanted[level.word] for level in Level
    }


@pytest.mark.parametrize("name", FIRST)
def test_each_cell_has_the_expected_level(name: str) -> None:
    wanted = {issue["cell"]: issue["level"] for issue in table(name)["issues"] if "cell" in issue}
    found: dict[str, Level] = {}
    for issue in reading(name).issues:
        found[issue.cell] = max(found.get(issue.cell, Level.CLEAN), issue.level)
    serials = {cell for cell, level in found.items() if level is Level.WARN and cell not in wanted}
    assert {c: level.word for c, level in found.items() if c not in serials} == wanted
    counted = [issue for issue in table(name)["issues"] if "count" in issue]
    assert Counter(cell[0] for cell in serials) == {i["col"]: i["count"] for i in counted}
    for issue in counted:
        assert {int(cell[1:]) for cell in serials} == numbers(issue["rows"])


def numbers(text: str) -> set[int]:
    found: set[int] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


@pytest.mark.parametrize("name", FIRST)
def test_doubles_are_suggested(name: str) -> None:
    wanted = {tuple(pair["rows"]) for pair in table(name)["duplicates"]}
    assert set(reading(name).duplicates) == wanted


@pytest.mark.parametrize("name", FILES)
def test_sensitive_cells_are_noticed(name: str) -> None:
    found = {cell.cell: cell for cell in reading(name).sensitive}
    kinds = {(cell.cell, cell.kind) for cell in reading(name).sensitive}
    for cell in table(name)["sensitive"]:
        if cell["must_be_noticed"]:
            assert cell["cell"] in found, cell
        if cell["kind"].startswith("NIR"):
            assert (cell["cell"], "nir") in kinds
        if "not a NIR" in cell["kind"]:
            assert (cell["cell"], "nir") not in kinds


def test_innocent_words_of_the_encounters_are_not_called_sensitive() -> None:
    listed = {cell["cell"] for cell in table(FILES[2])["sensitive"]}
    assert {cell.cell for cell in reading(FILES[2]).sensitive} <= listed


def test_facts_of_the_encounters_agree() -> None:
    lines = reading(FILES[2]).importable
    facts = table(FILES[2])["facts_of_clean_and_warn_rows"]
    anonymous = sum(1 for line in lines if not line.values["alias"])
    assert len(lines) == facts["encounters"]
    assert anonymous == facts["anonymous"]
    assert len(lines) - anonymous == facts["with_an_alias"]


def test_spellings_of_an_alias_are_suggested_together() -> None:
    wanted = {tuple(sorted(s["spellings"])) for s in table(FILES[2])["alias_spellings_to_suggest"]}
    assert {tuple(sorted(group)) for group in reading(FILES[2]).aliases} == wanted


def test_facts_of_the_rounds_agree() -> None:
    lines = reading(FILES[3]).importable
    facts = table(FILES[3])["facts_of_clean_and_warn_rows"]
    assert len(lines) == facts["outings"]
    assert sum(line.values["people"] or 0 for line in lines) == facts["people_counted"]
    assert sum(1 for line in lines if line.values["people"] is None) == facts["outings_not_counted"]
    assert sum(1 for line in lines if _crosses(line.values)) == facts["outings_across_midnight"]


def _crosses(values: dict[str, Any]) -> bool:
    start, minutes = values["start"], values["minutes"]
    return bool(minutes) and start.hour * 60 + start.minute + minutes >= 1440


@pytest.mark.parametrize("name", LATER)
def test_a_noun_of_later_is_recognised_and_nothing_is_imported(name: str) -> None:
    assert reading(name).notices[0].code == "later_noun"
    assert reading(name).importable == ()


def test_the_protected_file_asks_to_be_saved_without_its_password() -> None:
    with pytest.raises(FileRefused) as refused:
        book("h2_mot_de_passe.xlsx")
    assert refused.value.code == "password"
