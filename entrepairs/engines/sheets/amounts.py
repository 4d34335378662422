"""Numbers: counts of people, minutes, shares of time, phone numbers, identifiers."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from entrepairs.engines.identifiers import compact, finess_problem, rna_problem, siret_problem
from entrepairs.engines.sheets.outcome import NOTHING, Outcome, ask, clean, refuse, warn
from entrepairs.engines.sheets.problem import Value
from entrepairs.engines.sheets.words import NOTHING as NO_WORDS
from entrepairs.engines.sheets.words import UNKNOWN, plain, text_of

LONGEST_ENCOUNTER = 720  # minutes
_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?")
_MINUTES = re.compile(r"(-?\d+(?:[.,]\d+)?)\s?(?:'|’|mn|min|mins|minutes?|m)?\.?")
_HOURS = re.compile(r"(\d{1,2})\s?h\s?(\d{2})?")
_HOURS_A_WEEK = re.compile(r"\d+(?:[.,]\d+)?\s?(?:h|heures?).*")
_FRACTION = re.compile(r"\d+\s?/\s?\d+")
_SCIENTIFIC = re.compile(r"\d[.,]\d+e\+?\d+")


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        return None


def read_count(value: Value) -> Outcome:
    """How many people; "?" and empty are "not known", never 0."""
    text = plain(text_of(value))
    if text in NO_WORDS or text in UNKNOWN:
        return NOTHING
    if not _NUMBER.fullmatch(text):
        return ask("not_one_number")
    number = _decimal(text)
    if number is None or number < 0:
        return refuse("negative")
    if number != number.to_integral_value():
        return refuse("not_whole")
    return clean(int(number)) if number <= 2_000 else refuse("too_many_people")


def read_minutes(value: Value) -> Outcome:
    """A length in minutes: "15", "15'", "15 min", "2,0", "1h30"."""
    text = plain(text_of(value)).replace("’", "'")
    if text in NO_WORDS or text in UNKNOWN:
        return NOTHING
    if found := _HOURS.fullmatch(text):
        return _bounded(Decimal(int(found[1]) * 60 + int(found[2] or 0)))
    found = _MINUTES.fullmatch(text)
    number = _decimal(found[1]) if found else None
    return ask("not_one_number") if number is None else _bounded(number)


def _bounded(minutes: Decimal) -> Outcome:
    if minutes < 0 or minutes > LONGEST_ENCOUNTER:
        return refuse("impossible_minutes", most=LONGEST_ENCOUNTER)
    return clean(int(minutes.to_integral_value()))


def read_share(value: Value) -> Outcome:
    """A share of full time, above 0 and up to 1."""
    text = plain(text_of(value)).replace(" ", "")
    if text in NO_WORDS or text in UNKNOWN:
        return NOTHING
    percent = text.endswith("%")
    number = _decimal(text.rstrip("%")) if _NUMBER.fullmatch(text.rstrip("%")) else None
    if number is None:
        return _share_in_words(text)
    share = number / 100 if percent else number
    if 0 < share <= 1:
        return clean(share.quantize(Decimal("0.0001")).normalize())
    if not percent and 1 < number <= 100 and number == number.to_integral_value():
        return ask("share_or_hours", number=int(number))
    return refuse("share_impossible")


def _share_in_words(text: str) -> Outcome:
    if _HOURS_A_WEEK.fullmatch(text):
        return ask("share_in_hours")
    return ask("share_in_words")


def read_phone(value: Value) -> Outcome:
    """A phone as typed; a number cell that lost its first 0 gets it back."""
    text = text_of(value).lstrip("'")
    digits = re.sub(r"\D", "", text)
    if text in NO_WORDS or not digits:
        return NOTHING
    if len(digits) == 9 and digits[0] != "0" and not text.startswith("+"):
        return clean("0" + digits)
    return clean(text) if 6 <= len(digits) <= 15 else warn("", "not_a_phone")


def read_email(value: Value) -> Outcome:
    text = text_of(value).replace("mailto:", "").lower()
    if text in NO_WORDS or text in UNKNOWN:
        return NOTHING
    if re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[a-z]{2,}", text):
        return clean(text)
    return warn("", "not_an_email")


def read_siret(value: Value) -> Outcome:
    return _identifier(value, 14, siret_problem, "siret")


def read_finess(value: Value) -> Outcome:
    number = compact(text_of(value))
    if number[:1] == "O" and finess_problem("0" + number[1:]) is None:
        return warn("0" + number[1:], "letter_o_for_zero", read="0" + number[1:])
    return _identifier(value, 9, finess_problem, "finess")


def _identifier(value: Value, length: int, problem, name: str) -> Outcome:  # type: ignore[no-untyped-def]
    """Spaces ignored; leading zeros come back when the key then holds; never blocks."""
    text = plain(text_of(value))
    number = compact(text_of(value))
    if text in NO_WORDS or text in UNKNOWN:
        return NOTHING
    if _SCIENTIFIC.fullmatch(text):
        return warn("", "digits_lost")
    reason = problem(number)
    if reason is None:
        return clean(number)
    if reason == "length" and number.isdecimal() and len(number) < length:
        whole = number.zfill(length)
        if length - len(number) <= 2 and problem(whole) is None:
            return warn(whole, "zero_restored", read=whole)
    return warn(number if reason == "key" else "", f"{name}_{reason}")


def read_rna(value: Value) -> Outcome:
    text = plain(text_of(value))
    if text in NO_WORDS or text in UNKNOWN:
        return NOTHING
    reason = rna_problem(text)
    return clean(compact(text)) if reason is None else warn("", f"rna_{reason}")
