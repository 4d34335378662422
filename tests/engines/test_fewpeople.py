from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entrepairs.engines.fewpeople import LEAST, TOTAL, hide_few, shown_if_enough

ROWS, COLUMNS = ("a", "b", "c"), ("x", "y", "z")


def whole(cells: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """With totals, as if nobody were in two cells."""
    found = dict(cells)
    for row in (*ROWS, TOTAL):
        for column in (*COLUMNS, TOTAL):
            if TOTAL in (row, column):
                found[row, column] = sum(
                    number
                    for (each_row, each_column), number in cells.items()
                    if row in (each_row, TOTAL) and column in (each_column, TOTAL)
                )
    return found


def test_ten_are_hidden_and_eleven_shown() -> None:
    table = hide_few({("a", "x"): 10, ("b", "x"): 11}, ROWS, COLUMNS)
    assert (table.at("a", "x"), table.at("c", "z")) == (None, 0)
    assert hide_few({("b", "x"): 11}, ROWS, COLUMNS).at("b", "x") == 11


def test_a_single_hidden_cell_takes_the_totals_that_tell_it() -> None:
    counts = whole({("a", "x"): 4, ("a", "y"): 30, ("a", "z"): 20, ("b", "x"): 50})
    table = hide_few(counts, ROWS, COLUMNS)
    assert table.at("a", "x") is table.at("a", TOTAL) is table.at(TOTAL, "x") is None
    assert (table.at("a", "y"), table.at("a", "z"), table.at("b", "x")) == (30, 20, 50)
    assert table.hides_some


def test_a_hidden_total_of_totals_takes_another_with_it() -> None:
    table = hide_few({(TOTAL, TOTAL): 5, ("a", TOTAL): 12, ("a", "x"): 12}, ROWS, COLUMNS)
    assert table.at("a", TOTAL) is None


def test_a_table_of_crowds_hides_nothing() -> None:
    counts = whole({(row, column): 40 for row in ROWS for column in COLUMNS})
    table = hide_few(counts, ROWS, COLUMNS)
    assert not table.hides_some
    assert table.at(TOTAL, TOTAL) == 360


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.integers(0, 40), min_size=9, max_size=9))
def test_nothing_small_is_shown_and_no_line_hides_just_one(numbers: list[int]) -> None:
    places = [(row, column) for row in ROWS for column in COLUMNS]
    cells = dict(zip(places, numbers, strict=True))
    counts = whole(cells)
    table = hide_few(counts, ROWS, COLUMNS)
    assert all(number is None or number == 0 or number >= LEAST for number in table.cells.values())
    lines = [[(row, column) for column in (*COLUMNS, TOTAL)] for row in (*ROWS, TOTAL)]
    lines += [[(row, column) for row in (*ROWS, TOTAL)] for column in (*COLUMNS, TOTAL)]
    for line in lines:
        hidden = [place for place in line if table.cells[place] is None]
        left = [place for place in line if table.cells[place]]
        assert len(hidden) != 1 or not left


def test_one_figure_alone_needs_enough_people() -> None:
    assert shown_if_enough(40, 10) is None
    assert shown_if_enough(3, 11) == 3
    assert shown_if_enough(0, 0) == 0
