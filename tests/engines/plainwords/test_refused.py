"""A NIR is found however it is typed; telephone numbers, days and accounts are not NIRs."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.engines.plainwords import (
    holds_address,
    holds_coordinates,
    holds_nir,
    holds_telephone,
    looks_like_civil_identity,
)

TIMES = 10_000


def keyed(bare: str) -> str:
    digits = bare.replace("2A", "19").replace("2B", "18")
    return f"{bare}{97 - int(digits) % 97:02d}"


@st.composite
def nirs(draw: st.DrawFn) -> str:
    """The thirteen signs of an invented NIR: born in France, Corsica, overseas or abroad."""
    month = draw(st.sampled_from([*range(1, 13), *range(20, 43), *range(50, 100)]))
    place = draw(st.sampled_from(["01", "13", "2A", "2B", "59", "75", "95", "971", "988", "99"]))
    commune = draw(st.integers(1, 10 ** (5 - len(place)) - 1))
    sex, year = draw(st.sampled_from("123478")), draw(st.integers(0, 99))
    order = draw(st.integers(1, 999))
    return f"{sex}{year:02}{month:02}{place}{commune:0{5 - len(place)}}{order:03}"


SEPARATORS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f", "–", "/"])


@given(nirs(), st.lists(SEPARATORS, min_size=14, max_size=14), st.text("abc né :,", max_size=20))
def test_a_nir_with_its_key_is_found_whatever_separates_its_signs(
    bare: str, gaps: list[str], around: str
) -> None:
    typed = "".join(sign + gap for sign, gap in zip(keyed(bare), [*gaps, ""], strict=True))
    assert holds_nir(typed)
    assert holds_nir(f"{around} {typed}, {around}")
    assert holds_nir(typed.lower())


@given(nirs())
def test_a_nir_without_its_key_is_found_when_it_is_written_as_one(bare: str) -> None:
    cut = (bare[:1], bare[1:3], bare[3:5], bare[5:7], bare[7:10], bare[10:])
    assert holds_nir(bare)
    assert holds_nir(" ".join(cut))
    assert holds_nir(f"son numéro {'.'.join(cut)} clé 53")


@pytest.mark.parametrize(
    "text",
    [
        "2 84 07 75 999 999 53 06 39 98 00 01",
        "tél 06 39 98 00 01 – 2 84 07 75 999 999 53",
        "nir:284077599999953",
        "sécu n°2 79 03 2 A 999 995 04",
        "٢٨٤٠٧٧٥٩٩٩٩٩٩٥٣",
        "né le 12/07/1984 2 84 07 75 999 999 53",
    ],
)
def test_a_nir_is_found_beside_other_numbers(text: str) -> None:
    assert holds_nir(text)


@pytest.mark.parametrize(
    "text",
    ["2840075999999", "5840775999999", "2841575999999", "284077599900", "2840775000999", ""],
)
def test_thirteen_digits_that_no_one_could_bear_are_not_a_nir(text: str) -> None:
    assert not holds_nir(text)


def digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def telephone(chance: random.Random) -> str:
    gap = chance.choice(["", " ", ".", "-"])
    head = chance.choice(["0", "+33 ", "+33", "0033 ", "00 33 "]) + chance.choice("12345679")
    return head + "".join(gap + digits(chance, 2) for _ in range(4))


def foreign_telephone(chance: random.Random) -> str:
    return "+" + chance.choice("123456789") + digits(chance, chance.randint(7, 13))


def establishment(chance: random.Random) -> str:
    number = digits(chance, 14)
    return chance.choice(
        [number, f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}", number[:9]]
    )


def moment(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 31), chance.randint(1, 12), chance.randint(1920, 2035)
    hour, minute = chance.randint(0, 23), chance.randint(0, 59)
    return chance.choice(
        [
            f"{day:02}/{month:02}/{year} {hour:02}:{minute:02}",
            f"{day}.{month}.{year} {hour}.{minute:02}.00",
            f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00",
            f"{year}{month:02}{day:02}{hour:02}{minute:02}",
            f"du {day:02}/{month:02}/{year} au {day:02}-{month:02}-{year + 1}",
            f"{day:02} {month:02} {year} - {day:02} {month:02} {year}",
        ]
    )


def account(chance: random.Random) -> str:
    number = f"FR{digits(chance, 25)}"
    grouped = " ".join(number[start : start + 4] for start in range(0, 27, 4))
    return chance.choice([number, grouped, grouped.lower()])


@pytest.mark.parametrize(
    "made", [telephone, foreign_telephone, establishment, moment, account], ids=lambda f: f.__name__
)
def test_none_of_ten_thousand_other_numbers_is_refused(
    made: Callable[[random.Random], str],
) -> None:
    chance = random.Random(20260101)
    refused = [text for text in (made(chance) for _ in range(TIMES)) if holds_nir(text)]
    assert refused == []


def test_telephones_are_told_from_other_numbers() -> None:
    chance = random.Random(7)
    assert all(holds_telephone(telephone(chance)) for _ in range(200))
    assert not holds_telephone("le 12/07/2026, ticket 048, 14 h 30")


@pytest.mark.parametrize(
    "text",
    [
        "48.8584, 2.2945",
        "48.858,2.294",
        "48°51'30\" N",
        "8FW4V75V+8Q",
        "https://maps.invalid.example/maps?q=1",
        "geo:48.85,2.29",
        "GPS 48.85",
        "///un.deux.trois",
    ],
)
def test_a_point_on_a_map_is_found(text: str) -> None:
    assert holds_coordinates(text)


@pytest.mark.parametrize(
    "text",
    [
        "a perdu son GPS",
        "laisser de la latitude",
        "entre 1,200 et 2,000 euros",
        "39,5 ° de fièvre",
        "à 14.30 ou 15.45",
        "3 °",
    ],
)
def test_ordinary_figures_are_not_a_point_on_a_map(text: str) -> None:
    assert not holds_coordinates(text)


def test_an_address_is_noticed_and_an_area_is_not() -> None:
    assert holds_address("12 bis, rue des Lilas")
    assert holds_address("59000 Lille")
    assert not holds_address("autour de la gare, place du marché")
    assert not holds_address("75013 euros")


def test_an_alias_that_looks_like_a_civil_identity_is_noticed() -> None:
    assert looks_like_civil_identity("Nadia Tournesol")
    assert not looks_like_civil_identity("Barbe grise")
