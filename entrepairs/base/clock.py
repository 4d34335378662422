"""The only place that looks at the clock, besides views and commands."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def day_of(moment: datetime) -> date:
    """The civil day of ``moment`` where the organisation lives (TIME_ZONE)."""
    return timezone.localtime(moment).date()


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative), or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))
