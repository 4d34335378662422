"""Outings and encounters: one line an encounter, or one line an outing with counts."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, time
from typing import Any

from entrepairs.engines.sheets.amounts import read_count, read_minutes
from entrepairs.engines.sheets.codes import read_seen, read_themes
from entrepairs.engines.sheets.dates import read_date
from entrepairs.engines.sheets.ledger import Ledger, on_text
from entrepairs.engines.sheets.outcome import Outcome, ask, refuse, warn
from entrepairs.engines.sheets.people import read_crew, read_person, read_place
from entrepairs.engines.sheets.problem import Value
from entrepairs.engines.sheets.times import check_end, read_span, read_time
from entrepairs.engines.sheets.words import plain

ENCOUNTER_VOCABULARY = ("person", "seen", "place", "crew")
OUTING_VOCABULARY = ("crew", "colleague", "place")
_person, _crew, _place = on_text(read_person), on_text(read_crew), on_text(read_place)
_seen, _themes, _span = on_text(read_seen), on_text(read_themes), on_text(read_span)


def read_encounter(ledger: Ledger, row: int, today: date) -> dict[str, Any]:
    start, end = ledger.read(row, "start", read_time), ledger.read(row, "end", read_time)
    length = ledger.note(row, "end", check_end(start, end))
    minutes = ledger.read(row, "minutes", read_minutes)
    crew = _who_went(ledger, row)
    return {
        "date": _past_date(ledger, row, today),
        "start": start,
        "minutes": length if minutes is None else minutes,
        "alias": ledger.read(row, "person", _person) or "",
        "seen": ledger.read(row, "seen", _seen) or "unknown",
        "themes": _codes(ledger.read(row, "themes", _themes)),
        "place": ledger.read(row, "place", _place) or "",
        "crew": crew,
    }


def read_outing(ledger: Ledger, row: int, today: date) -> dict[str, Any]:
    start, minutes = _start_and_length(ledger, row)
    people = ledger.read(row, "people", read_count)
    new, anonymous = ledger.read(row, "new", read_count), ledger.read(row, "anonymous", read_count)
    for name, part in (("new", new), ("anonymous", anonymous)):
        if part is not None and people is not None and part > people:
            ledger.note(row, name, refuse("part_larger_than_whole", part=part, whole=people))
    return {
        "date": _past_date(ledger, row, today),
        "start": start,
        "minutes": minutes,
        "crew": _who_went(ledger, row),
        "colleague": ledger.read(row, "colleague", _colleague) or "",
        "place": ledger.read(row, "place", _place) or "",
        "people": people,
        "new": new,
        "anonymous": anonymous,
    }


def _codes(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _past_date(ledger: Ledger, row: int, today: date) -> date | None:
    count = len(ledger.issues)
    day: date | None = ledger.read(row, "date", read_date)
    if day is None and len(ledger.issues) == count:
        ledger.note(
            row, "date", ask("date_of_group") if ledger.dates_by_group else refuse("no_date")
        )
    elif day and day > today:
        ledger.note(row, "date", refuse("in_future"))
        return None
    return day


def _who_went(ledger: Ledger, row: int) -> tuple[str, ...]:
    crew = ledger.read(row, "crew", _crew)
    if isinstance(crew, str):  # a whole cell mapped by hand to one name
        return (crew,)
    return crew or ()


def _colleague(value: Value) -> Outcome:
    """The first name of a professional: "Théodule (éduc)" and "Clotilde IDE" are one name."""
    outcome = _crew(value)
    names = outcome.value or ()
    return Outcome(" et ".join(names)) if not outcome.code else Outcome("")


def _start_and_length(ledger: Ledger, row: int) -> tuple[time | None, int | None]:
    if ledger.has("span"):
        span = ledger.read(row, "span", _span)
        return span if span else (None, None)
    start, end = ledger.read(row, "start", read_time), ledger.read(row, "end", read_time)
    if start and not end and ledger.has("end"):
        ledger.note(row, "end", warn(None, "no_end"))
    return start, ledger.note(row, "end", check_end(start, end))


def same_encounters(ledger: Ledger, rows: dict[int, dict[str, Any]]) -> list[tuple[int, int]]:
    """Same date, hour, alias and crew; anonymous encounters are never doubles."""
    return _pairs(
        rows,
        lambda values: (
            (values["date"], values["start"], plain(values["alias"]), values["crew"])
            if values["alias"] and values["date"] and values["start"]
            else None
        ),
    )


def same_outings(ledger: Ledger, rows: dict[int, dict[str, Any]]) -> list[tuple[int, int]]:
    return _pairs(
        rows,
        lambda values: (
            (values["date"], values["start"], values["minutes"], values["crew"])
            if values["date"] and values["start"] and values["crew"]
            else None
        ),
    )


def _pairs(rows: dict[int, dict[str, Any]], mark: Any) -> list[tuple[int, int]]:
    seen: dict[Hashable, int] = {}
    pairs = []
    for row, values in rows.items():
        sign = mark(values)
        if sign is None:
            continue
        if sign in seen:
            pairs.append((seen[sign], row))
        seen[sign] = row
    return pairs
