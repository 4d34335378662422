"""Opening hours in the syntax of OpenStreetMap: is it open, when does it change, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import pgettext_lazy as pgettext
from opening_hours import OpeningHours

LONGEST = 600
_DAYS = {
    "Mo": pgettext("day, short", "Mon"), "Tu": pgettext("day, short", "Tue"),
    "We": pgettext("day, short", "Wed"), "Th": pgettext("day, short", "Thu"),
    "Fr": pgettext("day, short", "Fri"), "Sa": pgettext("day, short", "Sat"),
    "Su": pgettext("day, short", "Sun"),
}  # fmt: skip
_WORDS = {
    **_DAYS,
    "PH": pgettext("opening hours", "public holidays"),
    "SH": pgettext("opening hours", "school holidays"),
    "off": pgettext("opening hours", "closed"),
    "closed": pgettext("opening hours", "closed"),
    "open": pgettext("opening hours", "open"),
    "unknown": pgettext("opening hours", "to be asked"),
}
_ROUND_THE_CLOCK = gettext_lazy("day and night, every day")
_TOKEN = re.compile(r"\b(?:" + "|".join(_WORDS) + r")\b")
# What French people write: "lu-ve 9h-12h30, 14h-17h" is read as OSM.
_FRENCH_DAYS = {
    "lundi": "Mo", "mardi": "Tu", "mercredi": "We", "jeudi": "Th", "vendredi": "Fr",
    "samedi": "Sa", "dimanche": "Su", "lun": "Mo", "mar": "Tu", "mer": "We", "jeu": "Th",
    "ven": "Fr", "sam": "Sa", "dim": "Su", "lu": "Mo", "ma": "Tu", "me": "We", "je": "Th",
    "ve": "Fr", "di": "Su",
}  # fmt: skip
_FRENCH = re.compile(r"\b(" + "|".join(_FRENCH_DAYS) + r")\b\.?", re.I)
_HOUR = re.compile(r"\b(\d{1,2})\s?h\s?(\d{2})?\b", re.I)
_WORDS_BETWEEN = re.compile(r"\s*(?:\bà\b|\bau\b|–|—)\s*", re.I)


@lru_cache(maxsize=4096)
def read(text: str) -> Any | None:
    """The schedule, or nothing when nobody can read it."""
    if not text.strip() or len(text) > LONGEST:
        return None
    try:
        return OpeningHours(
            text,
            country="FR",
            timezone=ZoneInfo(settings.TIME_ZONE),
            auto_country=False,
            auto_timezone=False,
            max_interval_days=40,
        )
    except Exception:  # the parser has its own exceptions, and syntax errors
        return None


def is_known(text: str) -> bool:
    return read(text) is not None


def is_open(text: str, now: datetime) -> bool:
    """Unknown hours are never open."""
    schedule = read(text)
    return bool(schedule is not None and schedule.is_open(_here(now)))


def _here(now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(settings.TIME_ZONE))


@dataclass(frozen=True, slots=True)
class Door:
    """How the door stands now; ``until`` is the next time it changes, within a week."""

    known: bool
    open: bool = False
    until: datetime | None = None

    @classmethod
    def at(cls, text: str, now: datetime) -> Door:
        schedule, now = read(text), _here(now)
        if schedule is None or schedule.is_unknown(now):
            return cls(known=False)
        until = schedule.next_change(now)
        soon = until is not None and until - now < timedelta(days=7)
        return cls(True, bool(schedule.is_open(now)), until if soon else None)


def in_words(text: str) -> str:
    """``Mo-Fr 08:30-12:30; PH off`` → ``lun.–ven. 08:30–12:30 ; jours fériés fermé``."""
    if text.strip() == "24/7":
        return str(_ROUND_THE_CLOCK)
    words = _TOKEN.sub(lambda token: str(_WORDS[token[0]]), text.replace('"', ""))
    words = re.sub(r"\s*-\s*", "–", words)
    gap = "\N{NO-BREAK SPACE}; " if (get_language() or "").startswith("fr") else "; "
    words = re.sub(r"\s*(?:;|\|\|)\s*", gap, words)
    return re.sub(r",(?=\S)", ", ", words)


def as_osm(text: str) -> str:
    """What was typed, French days and hours turned into OSM's; anything else as it is."""
    osm = _WORDS_BETWEEN.sub("-", text.strip())
    osm = _FRENCH.sub(lambda day: _FRENCH_DAYS[day[1].lower()], osm)
    osm = _HOUR.sub(lambda hour: f"{int(hour[1]):02d}:{hour[2] or '00'}", osm)
    return re.sub(r"\s*-\s*", "-", osm)
