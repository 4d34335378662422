"""Hours: "14h30", "14:30", "21h - 0h30"; a round that ends after midnight."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from functools import lru_cache

from entrepairs.engines.sheets.outcome import NOTHING, Outcome, ask, clean, refuse, warn
from entrepairs.engines.sheets.problem import Value
from entrepairs.engines.sheets.words import plain

LONGEST = 8 * 60  # minutes: an outing that would last longer is asked about
_CLOCK = r"(\d{1,2})\s?(?:h|:|heures?)\s?(\d{2})?"
_ONE = re.compile(_CLOCK)
_SPAN = re.compile(rf"(?:de\s)?{_CLOCK}\s?(?:-|–|—|→|>|/|a|à|jusqu'a)\s?(?:{_CLOCK})?")


def read_time(value: Value) -> Outcome:
    """One hour of the day; empty or "?" gives no value."""
    if isinstance(value, datetime):
        return clean(value.time())
    if isinstance(value, time):
        return clean(value)
    if isinstance(value, timedelta):
        return _minutes(int(value.total_seconds()) // 60)
    if isinstance(value, float) and 0 <= value < 1:
        return _minutes(round(value * 1440))
    return NOTHING if value is None else _text_time(str(value))


def _minutes(count: int) -> Outcome:
    if not 0 <= count < 1440:
        return refuse("no_such_hour")
    return clean(time(count // 60, count % 60))


@lru_cache(maxsize=8_192)
def _text_time(raw: str) -> Outcome:
    text = plain(raw)
    if text in {"", "?", "-"}:
        return NOTHING
    found = _ONE.fullmatch(text)
    return _clock(found[1], found[2]) if found else ask("no_hour")


def _clock(hours: str, minutes: str | None) -> Outcome:
    if int(hours) > 24 or (int(hours) == 24 and int(minutes or 0)) or int(minutes or 0) > 59:
        return refuse("no_such_hour")
    return clean(time(int(hours) % 24, int(minutes or 0)))


@lru_cache(maxsize=8_192)
def read_span(raw: str) -> Outcome:
    """Start and end in one cell: (start, minutes or None)."""
    text = plain(raw)
    if text in {"", "?", "-"}:
        return NOTHING
    if found := _ONE.fullmatch(text):
        start = _clock(found[1], found[2])
        return start if start.code else warn((start.value, None), "no_end")
    found = _SPAN.fullmatch(text)
    if not found:
        return ask("no_hour")
    start = _clock(found[1], found[2])
    if start.code:
        return start
    if found[3] is None:
        return warn((start.value, None), "no_end")
    end = _clock(found[3], found[4])
    return end if end.code else _lasting(start.value, end.value)


def _lasting(start: time, end: time) -> Outcome:
    minutes = minutes_between(start, end)
    if minutes > LONGEST:
        return ask("too_long", hours=minutes // 60, minutes=minutes % 60)
    return clean((start, minutes))


def minutes_between(start: time, end: time) -> int:
    """Length in minutes; an end before the start is on the next day."""
    length = (end.hour - start.hour) * 60 + end.minute - start.minute
    return length % 1440


def check_end(start: time | None, end: time | None) -> Outcome:
    """Whether an end in its own column stands within eight hours of the start."""
    if start is None or end is None:
        return NOTHING
    minutes = minutes_between(start, end)
    if minutes > LONGEST:
        return ask("too_long", hours=minutes // 60, minutes=minutes % 60)
    return clean(minutes)
