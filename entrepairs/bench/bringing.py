"""(d): bringing rows in through the service, against raw COPY into a temporary table."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from statistics import median

from django.db import connection, transaction
from django.utils import timezone

from entrepairs.base.clock import day_of
from entrepairs.base.wall import organisation_wall
from entrepairs.bench.report import Figure
from entrepairs.bench.visits import Stage
from entrepairs.interventions.importing import EncounterRow, OutingRow, import_outings

FLOOR = 1 / 50
MET = 10  # encounters of an outing


def measure(stage: Stage, *, rows: int, rounds: int, scale: str = "") -> Figure:
    now = timezone.now()
    brought, copied = [], []
    for number in range(rounds):
        lines = _outings(stage, rows // MET, now, f"bench{scale} {number}")
        brought.append(rows / _seconds(lambda lines=lines: _bring(stage, lines, now)))  # type: ignore[misc]
        text = _as_text(lines)
        copied.append(rows / _seconds(lambda text=text: _copy(text)))  # type: ignore[misc]
    service, raw = median(brought), median(copied)
    return Figure(
        "d",
        f"rows imported a second ÷ raw COPY ({rows} encounters){scale}",
        service / raw,
        None if scale else FLOOR,
        at_least=True,
        detail=f"{service:,.0f} rows/s with outings, crews, tallies and commit; COPY {raw:,.0f}",
    )


def _seconds(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _outings(stage: Stage, number: int, now: datetime, key: str) -> list[OutingRow]:
    return [
        _outing(stage, now - timedelta(hours=3 + each), f"{key} {each}") for each in range(number)
    ]


def _outing(stage: Stage, start: datetime, ref: str) -> OutingRow:
    return OutingRow(
        ref=ref,
        day=day_of(start),
        started_at=start,
        ended_at=start + timedelta(hours=2),
        place="street",
        area="",
        crew=(stage.peer,),
        peers=1,
        others=0,
        encounters=tuple(
            EncounterRow(
                f"{ref} {line}", start, f"Alias {line} {ref[-2:]}", "again", ("health",), 10
            )
            for line in range(MET)
        ),
    )


def _bring(stage: Stage, rows: list[OutingRow], now: datetime) -> None:
    with organisation_wall(stage.organisation.pk):
        import_outings(
            actor=stage.peer, team=stage.team, rows=rows, now=now, progress=lambda done: None
        )


def _as_text(rows: list[OutingRow]) -> bytes:
    """The same encounters, ready for COPY: its speed is that of the server alone."""
    lines = (
        "\t".join((each.ref, row.ref, each.at.isoformat(), each.alias, each.seen, "{health}", "10"))
        for row in rows
        for each in row.encounters
    )
    return ("\n".join(lines) + "\n").encode()


def _copy(text: bytes) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE raw (ref text, outing text, at timestamptz, alias text,"
            " seen text, themes text[], minutes smallint) ON COMMIT DROP"
        )
        with cursor.copy("COPY raw FROM STDIN") as copy:
            copy.write(text)
