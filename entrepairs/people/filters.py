"""Filters of the list of people that rooms above add: who waits, who has gone quiet.

This room knows neither links nor words. A filter narrows to those it names; it never
orders, counts or marks anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from entrepairs.accounts.models import Member

# The people asked about, who asks, today → those kept.
Narrow = Callable[[Any, Member, date], Any]


@dataclass(frozen=True, slots=True)
class Filter:
    code: str
    word: str | Promise
    narrow: Narrow


_filters: dict[str, Filter] = {}


def add_filter(code: str, word: str | Promise, narrow: Narrow) -> None:
    _filters[code] = Filter(code, word, narrow)


def filters() -> list[Filter]:
    return list(_filters.values())


def filter_named(code: str) -> Filter | None:
    return _filters.get(code)
