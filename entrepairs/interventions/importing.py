"""Outings and encounters of a file, set-wise; the tallies are counted again once.

The rows go by COPY into temporary tables, then from there into ours in one statement
each: row-level security refuses COPY, and one row at a time is too slow (20,000 rows).
Lines are found again by ``ref``, unique within the team: an import run twice changes
nothing, and what was removed on the web stays removed. The one audit row is the
import's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from entrepairs.accounts.enums import Role
from entrepairs.accounts.importing import Taken
from entrepairs.accounts.models import Member, Team
from entrepairs.base.querysets import require_wall
from entrepairs.base.words import plain
from entrepairs.interventions import tallies
from entrepairs.interventions.enums import Hat, OutingKind, Source
from entrepairs.interventions.models import Encounter

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class EncounterRow:
    ref: str
    at: datetime
    alias: str
    seen: str
    themes: tuple[str, ...] = ()
    minutes: int | None = None
    headcount: int = 1


@dataclass(frozen=True, slots=True)
class OutingRow:
    """``peers`` and ``others`` also count those who went and are not members here."""

    ref: str
    day: date
    started_at: datetime
    ended_at: datetime | None
    place: str
    area: str
    crew: tuple[Member, ...]
    peers: int
    others: int
    encounters: tuple[EncounterRow, ...]
    kind: str = OutingKind.ROUND


def import_outings(
    *, actor: Member, team: Team, rows: Sequence[OutingRow], now: datetime, progress: Progress
) -> Taken:
    """Write the outings of one team with their encounters; all or nothing, by the caller.

    Nobody records in this team meanwhile. Costs a recount of the team.
    """
    require_wall(Encounter)
    tallies.hold_teams([team.pk])
    signed = {"organisation": team.organisation_id, "team": team.pk, "actor": actor.pk}
    lines = _stage(rows)
    with tallies.in_bulk():
        _run(_OUTINGS, signed)
        _run(_CREW_GONE, signed)
        _run(_CREW, signed)
        _run(_PAIRING, signed)
        known = _count(_KNOWN, signed)
        written = _run(_ENCOUNTERS, signed)
        _run(_SAME_DAY, signed)
    tallies.recount([team.pk])
    progress(lines)
    created = lines - known
    return Taken(created=created, updated=written - created, unchanged=lines - written)


# --- From Python to the temporary tables ------------------------------------------
_TABLES = """
CREATE TEMPORARY TABLE IF NOT EXISTS incoming_outing (
    ref text, kind text, place_kind text, area text, started_at timestamptz,
    ended_at timestamptz, day date, peers smallint, others smallint
) ON COMMIT DROP;
CREATE TEMPORARY TABLE IF NOT EXISTS incoming_crew (
    ref text, member_id uuid, as_peer boolean
) ON COMMIT DROP;
CREATE TEMPORARY TABLE IF NOT EXISTS incoming_encounter (
    ref text, outing_ref text, at timestamptz, alias text, alias_key text, seen text,
    themes text[], minutes smallint, headcount smallint
) ON COMMIT DROP;
TRUNCATE incoming_outing, incoming_crew, incoming_encounter
"""


def _stage(rows: Sequence[OutingRow]) -> int:
    """Fill the temporary tables; returns how many encounters there are."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        _copy(cursor, "incoming_outing", map(_outing, rows))
        crew = {(row.ref, member.pk): member for row in rows for member in row.crew}
        _copy(
            cursor,
            "incoming_crew",
            ((ref, pk, member.has(Role.PEER)) for (ref, pk), member in crew.items()),
        )
        lines = [_encounter(row.ref, line) for row in rows for line in row.encounters]
        _copy(cursor, "incoming_encounter", lines)
        cursor.execute("ANALYZE incoming_outing, incoming_crew, incoming_encounter")
    return len(lines)


def _copy(cursor: Any, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _outing(row: OutingRow) -> tuple[Any, ...]:
    return (
        row.ref, str(row.kind), str(row.place), row.area[:60], row.started_at, row.ended_at,
        row.day, row.peers, row.others,
    )  # fmt: skip


def _encounter(outing_ref: str, line: EncounterRow) -> tuple[Any, ...]:
    alias = line.alias[:40]
    return (
        line.ref, outing_ref, line.at, alias, plain(alias)[:60], str(line.seen),
        [str(theme) for theme in line.themes], line.minutes, line.headcount,
    )  # fmt: skip


# --- From the temporary tables to ours ---------------------------------------------
def _changed(table: str, columns: Sequence[str]) -> str:
    """Touch a row of a former import only where the file says something else."""
    updates = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns)
    before = ", ".join(f"{table}.{name}" for name in columns)
    after = ", ".join(f"EXCLUDED.{name}" for name in columns)
    return (
        " ON CONFLICT (organisation_id, team_id, import_ref) DO UPDATE"
        f" SET {updates} WHERE ({before}) IS DISTINCT FROM ({after})"
    )


_SIGNED = "organisation_id, team_id, recorded_by_id, recorded_as, source"
_SIGNATURE = f"%(organisation)s, %(team)s, %(actor)s, '{Hat.IMPORT}', '{Source.IMPORT}'"
_IN_TEAM = "o.organisation_id = %(organisation)s AND o.team_id = %(team)s"
_OUTING = (
    "kind", "place_kind", "area", "started_at", "ended_at", "day", "peers", "others",
)  # fmt: skip
_ENCOUNTER = (
    "outing_id", "at", "day", "alias", "alias_key", "seen", "themes", "minutes", "headcount",
)  # fmt: skip

_OUTINGS = (
    f"INSERT INTO interventions_outing (id, import_ref, solo_reason, {_SIGNED},"
    f" {', '.join(_OUTING)})"
    f" SELECT gen_random_uuid(), i.ref, '', {_SIGNATURE}, {', '.join(f'i.{n}' for n in _OUTING)}"
    " FROM incoming_outing i" + _changed("interventions_outing", _OUTING)
)
_CREW_GONE = (
    "DELETE FROM interventions_outingcrew c USING interventions_outing o, incoming_outing i"
    f" WHERE c.outing_id = o.id AND o.import_ref = i.ref AND {_IN_TEAM}"
    " AND NOT EXISTS (SELECT FROM incoming_crew k"
    " WHERE k.ref = i.ref AND k.member_id = c.member_id)"
)
_CREW = (
    "INSERT INTO interventions_outingcrew (id, organisation_id, outing_id, member_id, as_peer)"
    " SELECT gen_random_uuid(), o.organisation_id, o.id, k.member_id, k.as_peer"
    f" FROM incoming_crew k JOIN interventions_outing o ON o.import_ref = k.ref AND {_IN_TEAM}"
    " ON CONFLICT (organisation_id, outing_id, member_id) DO NOTHING"
)
_PAIRING = (
    "UPDATE interventions_outing o SET pairing_id = (SELECT p.id FROM missions_pairing p"
    " WHERE p.team_id = o.team_id AND p.since <= o.day AND COALESCE(p.until, o.day) >= o.day"
    " AND EXISTS (SELECT FROM interventions_outingcrew c"
    " WHERE c.outing_id = o.id AND c.member_id = p.peer_member_id)"
    " AND EXISTS (SELECT FROM interventions_outingcrew c"
    " WHERE c.outing_id = o.id AND c.member_id = p.colleague_id)"
    " ORDER BY p.since, p.id LIMIT 1)"
    f" FROM incoming_outing i WHERE o.import_ref = i.ref AND {_IN_TEAM}"
)
_KNOWN = (
    "SELECT count(*) FROM interventions_encounter o"
    f" JOIN incoming_encounter i ON o.import_ref = i.ref WHERE {_IN_TEAM}"
)
_ENCOUNTERS = (
    f"INSERT INTO interventions_encounter (id, import_ref, {_SIGNED}, {', '.join(_ENCOUNTER)})"
    f" SELECT gen_random_uuid(), i.ref, {_SIGNATURE}, o.id, i.at, o.day,"
    " i.alias, i.alias_key, i.seen, i.themes, i.minutes, i.headcount"
    " FROM incoming_encounter i"
    f" JOIN interventions_outing o ON o.import_ref = i.outing_ref AND {_IN_TEAM}"
    + _changed("interventions_encounter", _ENCOUNTER)
)
_SAME_DAY = (
    "UPDATE interventions_encounter e SET day = o.day"
    " FROM interventions_outing o, incoming_outing i"
    f" WHERE e.outing_id = o.id AND o.import_ref = i.ref AND {_IN_TEAM} AND e.day <> o.day"
)


def _run(statement: str, signed: dict[str, Any]) -> int:
    """How many rows were written."""
    with connection.cursor() as cursor:
        cursor.execute(statement, signed)
        return int(cursor.rowcount)


def _count(statement: str, signed: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, signed)
        return int(cursor.fetchone()[0])
