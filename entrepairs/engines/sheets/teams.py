"""Teams, and the numbers of the organisation that runs each."""

from __future__ import annotations

from datetime import date
from typing import Any

from entrepairs.engines.sheets.amounts import read_finess, read_rna, read_siret
from entrepairs.engines.sheets.codes import read_team_kind
from entrepairs.engines.sheets.dates import read_date
from entrepairs.engines.sheets.ledger import Ledger, on_text, words
from entrepairs.engines.sheets.outcome import Outcome, ask, refuse
from entrepairs.engines.sheets.problem import Level, Value
from entrepairs.engines.sheets.words import name_key

VOCABULARY = ("kind",)
_kind = on_text(read_team_kind)


def read_engaged(value: Value) -> Outcome:
    """A wrong date never keeps the team out: it is asked about."""
    outcome = read_date(value)
    return ask(outcome.code, **outcome.params) if outcome.level is Level.REFUSE else outcome


def read_row(ledger: Ledger, row: int, today: date) -> dict[str, Any]:
    name = ledger.read(row, "name", words) or ""
    if not name and ledger.level(row) < Level.ASK:
        ledger.note(row, "name", refuse("no_team_name"))
    return {
        "name": name,
        "kind": ledger.read(row, "kind", _kind) or "",
        "finess": ledger.read(row, "finess", read_finess) or "",
        "siret": ledger.read(row, "siret", read_siret) or "",
        "rna": ledger.read(row, "rna", read_rna) or "",
        "organisation": ledger.read(row, "organisation", words) or "",
        "engaged": ledger.read(row, "engaged", read_engaged),
    }


def across(ledger: Ledger, rows: dict[int, dict[str, Any]]) -> list[tuple[int, int]]:
    """Same name but for points, spaces and case, and no two different FINESS."""
    seen: dict[str, int] = {}
    pairs = []
    for row, values in rows.items():
        squashed = name_key(values["name"]).replace(" ", "")
        if not squashed:
            continue
        first = seen.setdefault(squashed, row)
        if first != row and len({rows[first]["finess"], values["finess"]} - {""}) < 2:
            pairs.append((first, row))
    return pairs
