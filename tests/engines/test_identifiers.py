"""Keys of SIRET, FINESS, RNA and NIR on numbers nobody was given."""

from __future__ import annotations

import pytest

from entrepairs.engines.identifiers import (
    finess_problem,
    is_nir,
    luhn_holds,
    rna_problem,
    siret_problem,
)


@pytest.mark.parametrize("text", ["199 990 011 00017", "19999203300019", "099 991 028 00020"])
def test_a_siret_whose_key_holds_has_no_problem(text: str) -> None:
    assert siret_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("19999001100010", "key"),
        ("1999900110001", "length"),
        ("1,99990E+13", "characters"),
        ("", "characters"),
        ("¹9999001100017", "characters"),
    ],
)
def test_a_wrong_siret_says_why(text: str, problem: str) -> None:
    assert siret_problem(text) == problem


@pytest.mark.parametrize(
    "text", ["759900111", "75 990011 1", "019900323", "2A9999018", "2b9999024"]
)
def test_a_finess_whose_key_holds_has_no_problem(text: str) -> None:
    assert finess_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("759900468", "key"),
        ("O19900471", "characters"),
        ("19900315", "length"),
        ("2C9999018", "characters"),
    ],
)
def test_a_wrong_finess_says_why(text: str, problem: str) -> None:
    assert finess_problem(text) == problem


def test_an_rna_is_w_and_nine_digits() -> None:
    assert rna_problem("w999900 124") is None
    assert rna_problem("W99990012") == "length"
    assert rna_problem("X999900124") == "characters"


@pytest.mark.parametrize(
    "text", ["2 84 07 75 999 999 53", "2 79 03 2A 999 995 04", "291097599999636"]
)
def test_a_nir_is_known_by_its_key(text: str) -> None:
    assert is_nir(text)


@pytest.mark.parametrize("text", ["165047599999432", "183057599999241", "28407759999995", ""])
def test_fifteen_digits_with_a_wrong_key_are_not_a_nir(text: str) -> None:
    assert not is_nir(text)


def test_luhn_refuses_a_digit_changed() -> None:
    assert luhn_holds("79927398713")
    assert not luhn_holds("79927398714")
