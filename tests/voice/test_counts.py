"""Figures appear from eleven people on, and nothing can be found by taking one from another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepairs.voice import counts
from entrepairs.voice.counts import (
    ASKED,
    THRESHOLD,
    Count,
    Period,
    answered,
    closed_quarters,
    closed_years,
    people_of,
    quarter_rows,
)
from entrepairs.voice.enums import Question
from tests.cast import Cast, inside
from tests.voice.conftest import Gave

TODAY = date(2026, 11, 25)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
QUARTERS = [
    Period(date(2025, 1, 1), date(2025, 3, 31)),
    Period(date(2025, 4, 1), date(2025, 6, 30)),
    Period(date(2025, 7, 1), date(2025, 9, 30)),
    Period(date(2025, 10, 1), date(2025, 12, 31)),
]


def row(who: int, quarter: int = 0, **said: str) -> dict[str, Any]:
    answers = dict.fromkeys(Question.values, "yes") | {"hope": "", "trust": ""}
    on = QUARTERS[quarter].first + timedelta(days=5)
    about = {"language": "fr", "preference_stated": ""}
    return {"id": who, "respondent": f"r{who}", "on": on} | about | answers | said


def quarter(rows: Sequence[dict[str, Any]]) -> Count:
    return counts._count(QUARTERS[0], quarter_rows(rows, QUARTERS[0]))


def year(rows: Sequence[dict[str, Any]]) -> Count:
    return counts._year(YEAR, {period: quarter_rows(rows, period) for period in QUARTERS})


# --- Periods -----------------------------------------------------------------------
def test_the_quarter_that_runs_is_never_among_the_periods() -> None:
    for day in (date(2026, 1, 1), date(2026, 3, 31), date(2026, 10, 1), date(2026, 12, 31)):
        found = closed_quarters(day)
        assert len(found) == counts.QUARTERS
        assert found[0].last < day
        assert found[0].last + timedelta(days=1) > day - timedelta(days=93)


def test_quarters_follow_one_another_and_years_are_whole() -> None:
    found = closed_quarters(TODAY)
    for newer, older in zip(found, found[1:], strict=False):
        assert older.last + timedelta(days=1) == newer.first
    assert closed_years(found) == [YEAR, Period(date(2024, 1, 1), date(2024, 12, 31))]
    assert counts.quarters_of([YEAR], []) == QUARTERS


# --- Eleven --------------------------------------------------------------------------
def test_ten_people_show_nothing_not_even_that_they_are_ten() -> None:
    count = quarter([row(who) for who in range(10)])
    assert (count.shown, count.voices, count.spreads) == (False, 0, ())


def test_eleven_people_show_how_they_answered() -> None:
    count = quarter([row(who, understood="no" if who < 3 else "yes") for who in range(11)])
    spread = count.spreads[0]
    assert (count.shown, count.voices) == (True, 11)
    assert (dict(spread.cells), spread.silent) == ({"yes": 8, "a_bit": 0, "no": 3}, 0)


def test_eleven_voices_of_ten_people_show_nothing() -> None:
    assert not quarter([row(who) for who in (*range(10), 0)]).shown


def test_a_question_that_ten_people_answered_is_not_told_nor_its_silences() -> None:
    rows = [row(who, useful="skip" if who < 2 else "yes") for who in range(12)]
    assert Question.USEFUL not in {spread.question for spread in quarter(rows).spreads}


def test_somebody_who_answers_twice_in_a_quarter_counts_with_their_last_words() -> None:
    rows = [row(who) for who in range(11)] + [row(0, understood="no")]
    assert quarter(rows).spreads[0].cells["no"] == 1


# --- Nothing by taking away --------------------------------------------------------------
def test_a_year_hides_when_it_would_uncover_a_quarter() -> None:
    rows = [row(who) for who in range(12)] + [row(who, 1) for who in range(20, 25)]
    assert quarter(rows).shown
    assert (year(rows).shown, year(rows).uncovers) == (False, True)


def test_a_year_of_small_quarters_shows_when_they_hide_one_another() -> None:
    rows = [row(10 * part + who, part) for part in range(4) for who in range(6)]
    assert (year(rows).shown, year(rows).voices) == (True, 24)


def test_a_language_hides_when_it_would_uncover_the_others() -> None:
    french = [row(who) for who in range(15)]
    few = [row(20 + who, language="uk") for who in range(4)]
    many = [row(40 + who, language="ar") for who in range(11)]
    assert year([*french, *few]).by_language == {}
    assert set(year([*french, *many]).by_language) == {"fr", "ar"}
    # The smallest goes away with the few, so that they cannot be told apart.
    assert set(year([*french, *many, *few]).by_language) == {"fr"}


def test_a_preference_is_compared_from_eleven_on_each_side() -> None:
    stated = [row(who, preference_stated="yes") for who in range(11)]
    none = [row(20 + who, preference_stated="no") for who in range(11)]
    assert set(year([*stated, *none]).by_preference) == {"yes", "no"}
    assert year([*stated, *none[:10]]).by_preference == {}
    assert year([*stated, *none, row(99)]).by_preference == {}


def test_change_is_told_of_those_who_answered_twice_from_eleven_on() -> None:
    before = [row(who, 0, understood="no") for who in range(12)]
    after = [row(who, 1, understood="yes" if who < 7 else "no") for who in range(12)]
    (change,) = [one for one in year([*before, *after]).changes if one.question == "understood"]
    assert (change.people, change.towards_yes, change.same, change.towards_no) == (12, 7, 5, 0)
    assert year([*before, *after[:10], *(row(50 + who, 1) for who in range(9))]).changes == []


voices = st.lists(
    st.builds(
        lambda who, part, understood, tongue: row(
            who, part, understood=understood, language=tongue
        ),
        st.integers(0, 60),
        st.integers(0, 3),
        st.sampled_from(["yes", "a_bit", "no", "skip"]),
        st.sampled_from(["fr", "fr", "ar", "uk"]),
    ),
    max_size=120,
)


@settings(max_examples=150, deadline=None)
@given(voices)
def test_no_few_people_are_found_by_taking_the_shown_from_the_whole(
    rows: list[dict[str, Any]],
) -> None:
    by_quarter = {period: quarter_rows(rows, period) for period in QUARTERS}
    shown = {period: counts._count(period, found) for period, found in by_quarter.items()}
    whole = counts._year(YEAR, by_quarter)
    everything = [each for found in by_quarter.values() for each in found]
    for question in ASKED:
        told = {one.question for one in whole.spreads}
        if question not in told:
            continue
        left = [
            each
            for period, found in by_quarter.items()
            if question not in {one.question for one in shown[period].spreads}
            for each in answered(found, question)
        ]
        assert people_of(left) == 0 or people_of(left) >= THRESHOLD
        groups = [
            name
            for name, side in whole.by_language.items()
            if question in {one.question for one in side}
        ]
        rest = [one for one in answered(everything, question) if one["language"] not in groups]
        assert not groups or people_of(rest) == 0 or people_of(rest) >= THRESHOLD
    if whole.shown:
        hidden = [one for period, found in by_quarter.items() if not shown[period].shown
                  for one in found]  # fmt: skip
        assert people_of(hidden) == 0 or people_of(hidden) >= THRESHOLD


# --- With the table --------------------------------------------------------------------
@pytest.mark.django_db
def test_the_last_closed_quarter_is_what_the_board_may_tell(cast: Cast, gave: Gave) -> None:
    for _each in range(11):
        gave()
    gave(on=cast.today)
    with inside(cast.helene):
        count = counts.latest(cast.team, cast.today)
        assert counts.latest(cast.other_team, cast.today) is None
    assert count is not None
    assert (count.period.first, count.voices) == (date(2026, 7, 1), 11)
