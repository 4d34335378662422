"""What a line of Today is, for every file that gives some."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entrepairs.accounts.models import Member

CALL, SETTLE, CALM = "call", "settle", "calm"
MANY = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: ``kind`` is call, settle or calm."""

    kind: str
    title: str
    text: str
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks, when, with which words."""

    member: Member
    today: date
    now: datetime
    terms: dict[str, str]
