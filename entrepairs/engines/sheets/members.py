"""People: members, their role, and one status period a line."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from entrepairs.engines.sheets.amounts import read_email, read_phone, read_share
from entrepairs.engines.sheets.codes import read_role, read_status
from entrepairs.engines.sheets.dates import is_open_end, read_date
from entrepairs.engines.sheets.ledger import Ledger, on_text, words
from entrepairs.engines.sheets.outcome import NOTHING, Outcome, ask, clean, refuse
from entrepairs.engines.sheets.problem import Level, Value
from entrepairs.engines.sheets.words import name_key

VOCABULARY = ("role", "status")
_role, _status = on_text(read_role), on_text(read_status)


def read_end(value: Value) -> Outcome:
    return NOTHING if is_open_end(value) else read_date(value)


def name_parts(text: str) -> Outcome:
    """(family name, given name) of a whole name: capitals are the family name."""
    parts = text.split()
    capitals = [part for part in parts if len(part) > 1 and part.isupper()]
    if capitals and len(capitals) < len(parts):
        return clean(
            (tidy(" ".join(capitals)), " ".join(part for part in parts if part not in capitals))
        )
    return clean((" ".join(parts[1:]), parts[0] if parts else ""))


def tidy(text: str) -> str:
    """A name all in capitals is written as a name."""
    return text.title() if len(text) > 1 and text.isupper() else text


def read_row(ledger: Ledger, row: int, today: date) -> dict[str, Any]:
    values: dict[str, Any] = dict(
        zip(("family_name", "given_name"), _names(ledger, row), strict=True)
    )
    values["role"] = ledger.read(row, "role", _role)
    values["email"] = ledger.read(row, "email", read_email) or ""
    values["phone"] = ledger.read(row, "phone", read_phone) or ""
    values["share"] = ledger.read(row, "share", read_share)
    for name in ("team", "referent", "fields"):
        values[name] = ledger.read(row, name, words) or ""
    values.update(_period(ledger, row))
    return values


def _names(ledger: Ledger, row: int) -> tuple[str, str]:
    if ledger.has("full_name") and not ledger.has("family_name"):
        family, given = ledger.read(row, "full_name", on_text(name_parts)) or ("", "")
        field = "full_name"
    else:
        family = tidy(ledger.read(row, "family_name", words) or "")
        given = tidy(ledger.read(row, "given_name", words) or "")
        field = "family_name"
    before = ledger.level(row)
    if before < Level.ASK and not family and not given:
        ledger.note(row, field, refuse("no_name"))
    elif before < Level.ASK and not family and not ledger.accepted(row, field):
        ledger.note(row, field, ask("family_name_missing"))
    elif (
        before < Level.ASK
        and not given
        and ledger.has("given_name")
        and not ledger.accepted(row, "given_name")
    ):
        ledger.note(row, "given_name", ask("given_name_missing"))
    return family, given


def _period(ledger: Ledger, row: int) -> dict[str, Any]:
    """Kind, start and end (included); ``end_known`` is false when it could not be read."""
    kind = ledger.read(row, "status", _status)
    count = len(ledger.issues)
    start = ledger.read(row, "start", read_date)
    if start is None and len(ledger.issues) == count and ledger.has("status"):
        ledger.note(row, "start", refuse("no_start"))
    count = len(ledger.issues)
    end = ledger.read(row, "end", read_end)
    end_known = len(ledger.issues) == count or end is not None
    if start and end and end < start:
        ledger.note(row, "end", refuse("ends_before_start"))
        end_known = False
    return {"status": kind, "start": start, "end": end, "end_known": end_known}


def across(ledger: Ledger, rows: dict[int, dict[str, Any]]) -> list[tuple[int, int]]:
    """Doubles and overlaps of one person's periods; gives the pairs to suggest."""
    people: dict[str, list[int]] = defaultdict(list)
    for row, values in rows.items():
        people[name_key(values["family_name"], values["given_name"])].append(row)
    pairs = [pair for lines in people.values() for pair in _doubles(ledger, rows, lines)]
    for lines in people.values():
        _overlaps(ledger, rows, lines, {later for _first, later in pairs})
    return pairs + _same_email(rows, set(pairs))


def _doubles(
    ledger: Ledger, rows: dict[int, dict[str, Any]], lines: list[int]
) -> list[tuple[int, int]]:
    seen: dict[Any, int] = {}
    pairs = []
    for row in lines:
        mark = (rows[row]["status"], rows[row]["start"])
        if ledger.has("status") and None in mark:
            continue
        if mark in seen:
            pairs.append((seen[mark], row))
            name = "family_name" if ledger.has("family_name") else "full_name"
            if not ledger.accepted(row, name):
                ledger.note(row, name, ask("double_entry", row=seen[mark]))
        seen.setdefault(mark, row)
    return pairs


def _overlaps(
    ledger: Ledger, rows: dict[int, dict[str, Any]], lines: list[int], doubles: set[int]
) -> None:
    """The later line of two that overlap is refused."""
    kept: list[int] = []
    for row in lines:
        values = rows[row]
        if not values["start"] or not values["end_known"] or row in doubles:
            continue
        other = next((line for line in kept if _meet(rows[line], values)), None)
        if other is not None:
            ledger.note(row, "start", refuse("overlaps", row=other))
        else:
            kept.append(row)


def _meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["start"] <= (other["end"] or date.max) and other["start"] <= (one["end"] or date.max)
    )


def _same_email(
    rows: dict[int, dict[str, Any]], known: set[tuple[int, int]]
) -> list[tuple[int, int]]:
    """One e-mail and one start under two spellings of a name."""
    seen: dict[Any, int] = {}
    pairs = []
    for row, values in rows.items():
        if not values["email"] or not values["start"]:
            continue
        mark = (values["email"], values["start"])
        if mark in seen and (seen[mark], row) not in known:
            pairs.append((seen[mark], row))
        seen.setdefault(mark, row)
    return pairs
