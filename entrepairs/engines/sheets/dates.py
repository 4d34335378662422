"""Dates as teams write them: real date cells, French forms, serial numbers, and doubts."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from entrepairs.engines.sheets.outcome import NOTHING, Outcome, ask, clean, refuse, warn
from entrepairs.engines.sheets.problem import Value
from entrepairs.engines.sheets.words import plain, runs_as_formula

FIRST_YEAR = 2000
LAST_YEAR = 2100
_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4,
    "avr": 4, "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9,
    "sep": 9, "octobre": 10, "oct": 10, "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
_DAYS = r"(?:(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|anche|edi)?\.?,?\s+)?"
_DAY_FIRST = re.compile(_DAYS + r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(_DAYS + r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ t]00:00(?::00)?)?")
_WORDS = re.compile(_DAYS + r"(\d{1,2})(?:er)?\s+([a-z]+)\.?\s+(\d{4}|\d{2})")
_MONTH_ONLY = re.compile(r"([a-z]+)\.?\s+(\d{4}|\d{2})|(\d{1,2})[/\-](\d{4})")
_SEASON = re.compile(r"(?:printemps|ete|automne|hiver|rentree|debut|mi|fin|courant)\b.*")
_TWO = re.compile(r".*\d.*\s(?:et|ou|puis|au)\s.*\d.*|.*\d\s?[&+]\s?\d.*")
_EPOCH = date(1899, 12, 30)  # spreadsheets count days from here (1900 leap-year bug included)
_OPEN = {"", "-", "–", "—", "en cours", "a ce jour", "aujourd'hui", "toujours"}


def is_open_end(value: Value) -> bool:
    """Empty, a dash, "en cours" and "à ce jour" mean: no end."""
    return value is None or (isinstance(value, str) and plain(value).strip(". ") in _OPEN)


def read_date(value: Value) -> Outcome:
    """A day; empty gives no value. Whether it may be missing or in the future is the caller's."""
    if isinstance(value, datetime):
        return _in_range(value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, bool) or value is None:
        return NOTHING
    if isinstance(value, int | float):
        return _serial(float(value))
    return _text_date(value) if isinstance(value, str) else ask("not_a_date")


def _in_range(day: date) -> Outcome:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return refuse("year_out_of_range", year=day.year)
    return clean(day)


def _serial(number: float) -> Outcome:
    """A bare number in a date column: a plausible serial (2000 to 2100) is read and said."""
    if number.is_integer() and FIRST_YEAR <= number <= LAST_YEAR:
        return ask("year_only", year=int(number))
    if not (36_526 <= number < 73_415):
        return refuse("not_a_day")
    day = _EPOCH + timedelta(days=int(number))
    return warn(day, "date_serial", date=day)


@lru_cache(maxsize=8_192)
def _text_date(raw: str) -> Outcome:
    text = plain(raw).strip(" ,;")
    if not text or text in {"?", "-"}:
        return NOTHING if text != "?" else ask("not_a_date")
    if runs_as_formula(text):
        return refuse("formula_not_a_date")
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        return _day(_century(year), int(month), int(day))
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
        return _day(int(year), int(month), int(day))
    if (found := _WORDS.fullmatch(text)) and found[2] in _MONTHS:
        return _day(_century(found[3]), _MONTHS[found[2]], int(found[1]))
    if text.replace(",", ".").replace(".", "", 1).isdecimal():
        return _serial(float(text.replace(",", ".")))
    return _doubt(text)


def _doubt(text: str) -> Outcome:
    if _TWO.fullmatch(text):
        return ask("two_dates")
    found = _MONTH_ONLY.fullmatch(text)
    if text in _MONTHS or (found and (found[1] in _MONTHS or found[3])):
        return ask("month_only")
    return ask("not_a_full_date" if _SEASON.fullmatch(text) else "not_a_date")


def _century(year: str) -> int:
    return int(year) + 2000 if len(year) == 2 else int(year)


def _day(year: int, month: int, day: int) -> Outcome:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return refuse("year_out_of_range", year=year)
    try:
        return clean(date(year, month, day))
    except ValueError:
        return refuse("no_such_month" if not 1 <= month <= 12 else "no_such_day")
