"""What leaves the house is not run by a spreadsheet, and comes back as it was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.engines.sheets.amounts import read_phone
from entrepairs.engines.sheets.read import open_book
from entrepairs.engines.sheets.write import harmless, to_csv, without_prefix


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1", " =1+1", "\u00a0=1"]
)
def test_a_cell_that_would_run_is_prefixed(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["Exemple", "l'été", "'déjà", "", "3-4", "a=b"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_our_prefix_goes_away_and_no_other(text: str) -> None:
    assert without_prefix(harmless(text)) == text


def test_a_phone_comes_back_the_same() -> None:
    content = to_csv(["Nom", "Tél"], [["Exemple", "+33 1 99 00 30 02"]])
    cell = open_book(content, "a.csv").sheets[0].rows[1][1]
    assert cell == "'+33 1 99 00 30 02"
    assert read_phone(without_prefix(str(cell))).value == "+33 1 99 00 30 02"


def test_dates_and_numbers_are_written_in_french() -> None:
    content = to_csv(["a", "b", "c"], [[date(2025, 3, 1), 1.5, None]]).decode("utf-8-sig")
    assert content == "a;b;c\r\n01/03/2025;1,5;\r\n"
