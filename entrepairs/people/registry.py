"""Everything kept about a person, room by room: how it is shown to them, how it goes away.

Rooms above say here what they hold (``register`` in their ``ready``); this room never
knows them. A test compares this list with every model that leads to ``Person``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from entrepairs.people.enums import DataClass


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of what is kept: when, what, in which words, written by whom."""

    on: date | datetime | None
    what: str
    text: str = ""
    by: Any = None  # a Member: shown as a role, by name on request
    # When rows of one table differ (a health step, another step): what this one is.
    data_class: DataClass | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """One table that holds something about a person.

    ``line`` turns an unlocked row into what the person reads. ``stays`` says that the row
    outlives them, emptied, with their twin (or with nobody at all when ``with_twin`` is
    false); otherwise it is deleted. ``emptied`` are the clear columns that are blanked then
    (sealed ones always are).
    """

    model: str
    title: str | Promise
    line: Callable[[Any], Kept]
    path: str = "person"
    data_class: DataClass = DataClass.CHOSEN
    stays: bool = False
    with_twin: bool = True
    emptied: dict[str, Any] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    # Rows that no key leads to: found otherwise, with the person's own key. Whoever uses it
    # detaches them with ``at_erasure``; what is still found after that is deleted.
    rows_of: Callable[[Any], models.QuerySet[Any]] | None = None
    # What the person themself reads, where ``line`` says less to whoever prepares the copy.
    alone: Callable[[Any], Kept] | None = None

    @property
    def table(self) -> Any:
        return apps.get_model(self.model)

    def rows(self, person: Any) -> models.QuerySet[Any]:
        if self.rows_of is not None:
            rows = self.rows_of(person)
        else:
            rows = self.table.objects.filter(**{self.path: person})
        return rows.select_related(*self.related) if self.related else rows


_holdings: dict[str, Holding] = {}
# Tables that lead to a person and are neither shown nor emptied: model → why.
_excused: dict[str, str] = {}
# What else must happen when somebody is erased: called with the person and their twin.
_at_erasure: list[Callable[[Any, Any], None]] = []


def register(*holdings: Holding) -> None:
    for holding in holdings:
        _holdings[holding.model] = holding


def excuse(model: str, why: str) -> None:
    _excused[model] = why


def at_erasure(act: Callable[[Any, Any], None]) -> None:
    if act not in _at_erasure:
        _at_erasure.append(act)


def holdings() -> tuple[Holding, ...]:
    return tuple(_holdings.values())


def excused() -> dict[str, str]:
    return dict(_excused)


def erasure_acts() -> Iterable[Callable[[Any, Any], None]]:
    return tuple(_at_erasure)


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the copy, and how many of its lines this reader may not open."""

    model: str
    title: str | Promise
    lines: list[Kept]
    hidden: int = 0


def everything(_what: DataClass) -> bool:
    """The person reads all of it."""
    return True


def kept_about(person: Any, may: Callable[[DataClass], bool] = everything) -> list[Section]:
    """Everything kept, table by table: opened, oldest first; ``may`` is the reader's right."""
    from entrepairs.people.sealing import unlock

    sections = []
    for holding in holdings():
        line = holding.alone if holding.alone and may is everything else holding.line
        lines = [line(row) for row in unlock(holding.rows(person))]
        open_ = [line for line in lines if may(line.data_class or holding.data_class)]
        if lines:
            open_.sort(key=_moment)
            hidden = len(lines) - len(open_)
            sections.append(Section(holding.model, holding.title, open_, hidden))
    return sections


def _moment(line: Kept) -> str:
    return line.on.isoformat() if line.on else ""
