"""The only place that looks at the clock, besides views and commands."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def day_of(moment: datetime) -> date:
    """The civil day of ``moment`` where the organisation lives (TIME_ZONE)."""
    return timezone.localtime(moment).date()
