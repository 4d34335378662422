"""The only writer of the monthly tallies.

Each counter has one definition below, in SQL. The same statement adds one encounter,
takes one away and counts a team again from nothing, so the three cannot disagree.

Locks, always in this order: the team's lock (shared to note, alone to undo, correct
and count again), outing, encounter, alias, tally of the month, pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import connection

from entrepairs.base.querysets import require_wall
from entrepairs.interventions.enums import OUTREACH, Hat, OutingKind, Seen, Theme
from entrepairs.interventions.models import MonthTally

_PEER = "o.peers > 0"
_PAIRED = "o.peers > 0 AND o.others > 0"
_SOLO = "o.peers + o.others = 1"
_OUTREACH = "o.kind IN ({})".format(", ".join(f"'{kind.value}'" for kind in OUTREACH))
# Written by somebody who was there, and not by the management or from a file.
_THERE = "{row}.recorded_as IN ('peer', 'colleague')"


def _with_there(conditions: dict[str, str], row: str, *names: str) -> Mapping[str, str]:
    """The counters, and for some of them the part that those who were there wrote."""
    there = _THERE.format(row=row)
    return conditions | {f"{name}_there": f"{conditions[name]} AND {there}" for name in names}


# counter → what one row adds to it; a condition adds 1 where it holds.
_OUTING_CONDITIONS = {
    "outings": "true",
    "outings_with_peer": _PEER,
    "outings_paired": _PAIRED,
    "outings_solo": _SOLO,
    "outings_solo_with_reason": f"{_SOLO} AND o.solo_reason <> ''",
    "outings_solo_without_reason": f"{_SOLO} AND o.solo_reason = ''",
    "outreach": _OUTREACH,
    "outreach_with_peer": f"{_OUTREACH} AND {_PEER}",
    **{f"{kind.value}s": f"o.kind = '{kind.value}'" for kind in OutingKind},
    **{f"{kind.value}s_with_peer": f"o.kind = '{kind.value}' AND {_PEER}" for kind in OutingKind},
    **{f"outings_by_{hat.value}": f"o.recorded_as = '{hat.value}'" for hat in Hat},
}
_ENCOUNTER_CONDITIONS = {
    "encounters": "true",
    "encounters_with_peer": _PEER,
    "encounters_paired": _PAIRED,
    "anonymous": "e.alias_key = ''",
    "with_alias": "e.alias_key <> ''",
    "first": f"e.seen = '{Seen.FIRST}'",
    "again": f"e.seen = '{Seen.AGAIN}'",
    "unknown_seen": f"e.seen = '{Seen.UNKNOWN}'",
    "first_with_peer": f"e.seen = '{Seen.FIRST}' AND {_PEER}",
    "again_with_peer": f"e.seen = '{Seen.AGAIN}' AND {_PEER}",
    "minutes_known": "e.minutes IS NOT NULL",
    "themed": "cardinality(e.themes) > 0",
    "themed_three": "cardinality(e.themes) >= 3",
    **{f"theme_{theme.value}": f"'{theme.value}' = ANY (e.themes)" for theme in Theme},
    **{f"encounters_by_{hat.value}": f"e.recorded_as = '{hat.value}'" for hat in Hat},
}
OUTING_CONDITIONS = _with_there(
    _OUTING_CONDITIONS,
    "o",
    "outings_with_peer",
    "outings_paired",
    "outreach_with_peer",
    *(f"{kind.value}s_with_peer" for kind in OutingKind),
)
ENCOUNTER_CONDITIONS = _with_there(
    _ENCOUNTER_CONDITIONS,
    "e",
    "encounters_with_peer",
    "again_with_peer",
    *(f"theme_{theme.value}" for theme in Theme),
)
ENCOUNTER_SUMS: Mapping[str, str] = {"people": "e.headcount", "minutes": "e.minutes"}

_TALLY = "interventions_monthtally"
_OUTINGS = "interventions_outing o"
_ENCOUNTERS = (
    "interventions_encounter e JOIN interventions_outing o ON o.id = e.outing_id"
    " AND o.organisation_id = e.organisation_id"
)
_KEPT = "e.removed_at IS NULL AND o.removed_at IS NULL"


def _upsert(columns: Mapping[str, str], source: str, row: str, where: str, sign: str) -> str:
    """Add (or take) what the rows of ``source`` are worth, month by month."""
    names = ", ".join(columns)
    values = ", ".join(f"{sign}{value}" for value in columns.values())
    added = ", ".join(f"{name} = {_TALLY}.{name} + EXCLUDED.{name}" for name in columns)
    return (
        f"INSERT INTO {_TALLY} (id, organisation_id, team_id, month, {names})"
        f" SELECT gen_random_uuid(), {row}.organisation_id, {row}.team_id,"
        f" date_trunc('month', {row}.day::timestamp)::date, {values}"
        f" FROM {source} WHERE {where} GROUP BY 2, 3, 4 ORDER BY 3, 4"
        f" ON CONFLICT (organisation_id, team_id, month) DO UPDATE SET {added}"
    )


def _counts(conditions: Mapping[str, str]) -> dict[str, str]:
    return {name: f"count(*) FILTER (WHERE {sql})" for name, sql in conditions.items()}


_OF_OUTINGS = _counts(OUTING_CONDITIONS)
_OF_ENCOUNTERS = _counts(ENCOUNTER_CONDITIONS) | {
    name: f"COALESCE(sum({sql}), 0)" for name, sql in ENCOUNTER_SUMS.items()
}
_ONE_OUTING = "o.id = %s"
_ONE_ENCOUNTER = "e.id = %s"
_ENCOUNTERS_OF_ONE = "o.id = %s AND e.removed_at IS NULL"
_OUTINGS_OF_TEAMS = "o.team_id = ANY (%s) AND o.removed_at IS NULL"
_ENCOUNTERS_OF_TEAMS = f"o.team_id = ANY (%s) AND e.team_id = ANY (%s) AND {_KEPT}"

_PAIRS = (
    "INSERT INTO interventions_pairtally"
    " (id, organisation_id, team_id, month, peer_id, mate_id, outings)"
    " SELECT gen_random_uuid(), o.organisation_id, o.team_id,"
    " date_trunc('month', o.day::timestamp)::date, p.member_id, m.member_id, {sign}count(*)"
    " FROM interventions_outing o"
    " JOIN interventions_outingcrew p ON p.outing_id = o.id AND p.as_peer"
    " JOIN interventions_outingcrew m ON m.outing_id = o.id AND NOT m.as_peer"
    " WHERE {where} GROUP BY 2, 3, 4, 5, 6 ORDER BY 3, 4, 5, 6"
    " ON CONFLICT (organisation_id, team_id, month, peer_id, mate_id)"
    " DO UPDATE SET outings = interventions_pairtally.outings + EXCLUDED.outings"
)


def _run(statement: str, *parameters: object) -> None:
    require_wall(MonthTally)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def share_team(team: UUID) -> None:
    """Record beside others, but never while the team is being counted again."""
    _run("SELECT pg_advisory_xact_lock_shared(hashtextextended('tally ' || %s, 0))", str(team))


def hold_teams(teams: Iterable[UUID]) -> None:
    """Wait until nobody records in these teams, and let nobody until the end."""
    for team in sorted(teams):
        _run("SELECT pg_advisory_xact_lock(hashtextextended('tally ' || %s, 0))", str(team))


@contextmanager
def in_bulk() -> Iterator[None]:
    """Join whole sets here, whatever the planner believes.

    After thousands of rows in one transaction its statistics are those of before, and
    the application may not ANALYZE: row by row it would take ten times as long.
    """
    _run("SELECT set_config('enable_nestloop', 'off', true)")
    yield
    _run("SELECT set_config('enable_nestloop', 'on', true)")


def add_outing(outing: UUID) -> None:
    """Count an outing, its pairs and the encounters it already holds."""
    _outing(outing, "")


def take_outing(outing: UUID) -> None:
    """Uncount an outing, before it changes or goes."""
    _outing(outing, "-")


def _outing(outing: UUID, sign: str) -> None:
    _run(_upsert(_OF_OUTINGS, _OUTINGS, "o", _ONE_OUTING, sign), outing)
    _run(_PAIRS.format(where=_ONE_OUTING, sign=sign), outing)
    _run(_upsert(_OF_ENCOUNTERS, _ENCOUNTERS, "e", _ENCOUNTERS_OF_ONE, sign), outing)


# What one encounter just inserted adds, its alias included (``noting.py``).
FROM_NOTED = _upsert(
    {**_OF_ENCOUNTERS, "new_aliases": "(SELECT count(*) FROM known WHERE times = 1)"},
    "noted e JOIN interventions_outing o ON o.id = e.outing_id",
    "e",
    "true",
    "",
)
_ADD_ENCOUNTER = _upsert(_OF_ENCOUNTERS, _ENCOUNTERS, "e", _ONE_ENCOUNTER, "")
_TAKE_ENCOUNTER = _upsert(_OF_ENCOUNTERS, _ENCOUNTERS, "e", _ONE_ENCOUNTER, "-")


def add_encounter(encounter: UUID) -> None:
    _run(_ADD_ENCOUNTER, encounter)


def take_encounter(encounter: UUID) -> None:
    _run(_TAKE_ENCOUNTER, encounter)


def shift_new_aliases(organisation: UUID, team: UUID, months: Mapping[date, int]) -> None:
    """Add to ``new_aliases``; the months may carry no outing yet."""
    for month, change in sorted(months.items()):
        if change:
            _run(
                f"INSERT INTO {_TALLY} (id, organisation_id, team_id, month, new_aliases)"
                " VALUES (gen_random_uuid(), %s, %s, %s, %s)"
                " ON CONFLICT (organisation_id, team_id, month) DO UPDATE"
                f" SET new_aliases = {_TALLY}.new_aliases + EXCLUDED.new_aliases",
                organisation,
                team,
                month,
                change,
            )


def recount(teams: Sequence[UUID]) -> None:
    """Count these teams again from their outings and encounters: aliases, months, pairs.

    Costs a reading of everything they hold; nobody records there meanwhile.
    """
    wanted = sorted(teams)
    hold_teams(wanted)
    with in_bulk():
        _count_again(wanted)


def _count_again(wanted: list[UUID]) -> None:
    for table in ("aliasseen", "monthtally", "pairtally"):
        _run(f"DELETE FROM interventions_{table} WHERE team_id = ANY (%s)", wanted)
    _run(_ALIASES, wanted, wanted)
    _run(_upsert(_OF_OUTINGS, _OUTINGS, "o", _OUTINGS_OF_TEAMS, ""), wanted)
    _run(_upsert(_OF_ENCOUNTERS, _ENCOUNTERS, "e", _ENCOUNTERS_OF_TEAMS, ""), wanted, wanted)
    _run(_PAIRS.format(where=_OUTINGS_OF_TEAMS, sign=""), wanted)
    _run(_NEW_ALIASES, wanted)


_ALIASES = (
    "INSERT INTO interventions_aliasseen"
    " (id, organisation_id, team_id, alias_key, alias, first_on, last_on, times)"
    " SELECT gen_random_uuid(), e.organisation_id, e.team_id, e.alias_key,"
    " (array_agg(e.alias ORDER BY e.at DESC, e.id))[1], min(e.day), max(e.day), count(*)"
    f" FROM {_ENCOUNTERS}"
    f" WHERE {_ENCOUNTERS_OF_TEAMS} AND e.alias_key <> ''"
    " GROUP BY 2, 3, 4 ORDER BY 3, 4"
)
_NEW_ALIASES = (
    f"INSERT INTO {_TALLY} (id, organisation_id, team_id, month, new_aliases)"
    " SELECT gen_random_uuid(), a.organisation_id, a.team_id,"
    " date_trunc('month', a.first_on::timestamp)::date, count(*)"
    " FROM interventions_aliasseen a WHERE a.team_id = ANY (%s) GROUP BY 2, 3, 4 ORDER BY 3, 4"
    " ON CONFLICT (organisation_id, team_id, month)"
    f" DO UPDATE SET new_aliases = {_TALLY}.new_aliases + EXCLUDED.new_aliases"
)
