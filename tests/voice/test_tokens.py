from __future__ import annotations

import itertools

import pytest

from entrepairs.voice.tokens import SIGNS, new_code, read_code, spaced


def test_a_code_is_read_as_it_was_printed() -> None:
    for _each in range(200):
        code = new_code()
        assert read_code(spaced(code).lower()) == code


def test_one_sign_misread_is_found_wherever_it_is() -> None:
    code = new_code()
    for place, sign in itertools.product(range(len(code)), SIGNS):
        if sign != code[place]:
            assert read_code(code[:place] + sign + code[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "ABC", "OIL OIL OIL", "é" * 9, "234 567 892 2"])
def test_what_is_no_code_is_not_read(typed: str) -> None:
    assert read_code(typed) is None


def test_no_sign_looks_like_another() -> None:
    for alike in ("0OD", "1IL", "5S", "8B", "2Z", "6G", "UV"):
        assert len(set(alike) & set(SIGNS)) <= 1, alike
    assert len(SIGNS) == len(set(SIGNS)) == 22
