"""The numbers of the emergency page, and whether somebody checked them lately."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
STALE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Number:
    """A number one may ring. ``checked_on`` is the day somebody read ``source``."""

    number: str
    icon: str
    hours: str
    free: bool
    source: str
    urgent: bool = False
    by_text: bool = False
    video: str = ""
    checked_on: date | None = None

    @property
    def dialled(self) -> str:
        return self.number.replace(" ", "")

    def is_stale(self, today: date) -> bool:
        return self.checked_on is None or self.checked_on < today - STALE


@cache
def all_numbers() -> tuple[Number, ...]:
    content = tomllib.loads((HERE / "numbers.toml").read_text("utf-8"))
    return tuple(Number(**entry) for entry in content["number"])


def stale_numbers(today: date, numbers: Iterable[Number] | None = None) -> list[str]:
    """Numbers never checked, or not for 180 days."""
    looked_at = all_numbers() if numbers is None else numbers
    return [number.number for number in looked_at if number.is_stale(today)]
