"""From the lines of a reading to the rows that each room takes in."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone

from entrepairs.accounts.enums import Role, TeamKind
from entrepairs.accounts.importing import (
    MemberRow,
    Taken,
    TeamRow,
    fill_organisation,
    import_members,
    import_teams,
    squashed,
)
from entrepairs.accounts.models import Member, Organisation, Team
from entrepairs.base.words import plain
from entrepairs.engines.sheets.codes import PLACES, code_of
from entrepairs.engines.sheets.problem import Line, Reading
from entrepairs.exchange.enums import Kind
from entrepairs.exchange.models import Import
from entrepairs.exchange.names import Crew, Placed, names_of
from entrepairs.interventions.enums import Place, Seen
from entrepairs.interventions.importing import EncounterRow, OutingRow, import_outings
from entrepairs.peers.importing import PeriodRow, import_status_periods

Progress = Callable[[int], None]
_EVENING, _NIGHT = 16, 6  # hours: after one, before the other, it is the same outing
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Taking:
    """One run: who, which import, when, and whom to tell how far it is."""

    actor: Member
    import_: Import
    now: datetime
    progress: Progress


def take(taking: Taking, reading: Reading) -> tuple[Taken, dict[str, Any]]:
    """Write every importable line; also gives what else the result page says."""
    taker = _TAKERS[Kind(taking.import_.kind)]
    return taker(taking, reading)


# --- People --------------------------------------------------------------------
def _take_people(taking: Taking, reading: Reading) -> tuple[Taken, dict[str, Any]]:
    teams = {squashed(team.name): team for team in Team.objects.visible_to(taking.actor).open()}
    rows = [_member_row(line, teams) for line in reading.importable]
    people, members = import_members(actor=taking.actor, rows=rows, now=taking.now)
    periods = [
        PeriodRow(
            line.number,
            members[line.number],
            line.values["status"],
            line.values["start"],
            line.values["end"],
        )
        for line in reading.importable
        if line.number in members
        and line.values["status"]
        and line.values["start"]
        and members[line.number].has(Role.PEER)
    ]
    taken = import_status_periods(actor=taking.actor, rows=periods, now=taking.now)
    taking.progress(len(rows))
    said = {"statuses": [taken.created, taken.updated, taken.unchanged]}
    people.left += taken.left
    return people, said


def _member_row(line: Line, teams: dict[str, Team]) -> MemberRow:
    values = line.values
    return MemberRow(
        row=line.number,
        given_name=values["given_name"],
        family_name=values["family_name"],
        role=values["role"] or (Role.PEER if values["status"] else Role.COLLEAGUE),
        email=values["email"],
        phone=values["phone"],
        since=values["start"],
        team=teams.get(squashed(values["team"])) if values["team"] else None,
    )


# --- Teams ---------------------------------------------------------------------
def _take_teams(taking: Taking, reading: Reading) -> tuple[Taken, dict[str, Any]]:
    rows = [
        TeamRow(
            row=line.number,
            name=line.values["name"],
            kind=line.values["kind"] or TeamKind.OTHER,
            finess=line.values["finess"],
        )
        for line in reading.importable
    ]
    taken = import_teams(actor=taking.actor, rows=rows, now=taking.now)
    taking.progress(len(rows))
    filled = _fill_own_numbers(taking, reading)
    return taken, {"filled": filled}


def _fill_own_numbers(taking: Taking, reading: Reading) -> list[str]:
    """SIRET and RNA of the lines that our own organisation runs, where we had none."""
    own = squashed(Organisation.objects.get(pk=taking.actor.organisation_id).name)
    mine = [
        line.values for line in reading.importable if squashed(line.values["organisation"]) == own
    ]
    numbers = {}
    for name in ("siret", "rna"):
        found = {values[name] for values in mine if values[name]}
        numbers[name] = found.pop() if len(found) == 1 else ""
    return fill_organisation(actor=taking.actor, numbers=numbers, now=taking.now)[1]


# --- Outings and encounters ------------------------------------------------------
def _take_outings(taking: Taking, reading: Reading) -> tuple[Taken, dict[str, Any]]:
    rows, left = outing_rows(taking.import_, reading)
    assert taking.import_.team is not None
    taken = import_outings(
        actor=taking.actor,
        team=taking.import_.team,
        rows=rows,
        now=taking.now,
        progress=taking.progress,
    )
    taken.left += left
    return taken, {"outings": len(rows)}


def outing_rows(import_: Import, reading: Reading) -> tuple[list[OutingRow], list[tuple[int, str]]]:
    """The outings of a file, and the rows that wait for a name to be placed."""
    placed = Placed(import_, reading)
    ready: list[tuple[Line, Crew]] = []
    left: list[tuple[int, str]] = []
    for line in reading.importable:
        crew = placed.crew(line)
        if crew is None:
            left.append((line.number, "crew_unknown"))
        else:
            ready.append((line, crew))
    build = _counted_outings if import_.kind == Kind.OUTINGS else _grouped_outings
    return build(ready), left


def _reference(*parts: object) -> str:
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()[:40]


@lru_cache(maxsize=4_096)
def _crew_key(names: tuple[str, ...]) -> str:
    return "+".join(sorted(plain(name) for name in names))


@lru_cache(maxsize=8_192)
def _moment(day: date, hour: time | None) -> datetime:
    """Where the organisation lives, in UTC: COPY and comparisons then cost less."""
    local = datetime.combine(day, hour or _NOON, timezone.get_default_timezone())
    return local.astimezone(UTC)


_alias_key = lru_cache(maxsize=8_192)(plain)


def _place_of(words: Sequence[str]) -> str:
    codes = Counter(code for word in words if word and (code := code_of(PLACES, word)))
    return codes.most_common(1)[0][0] if codes else Place.OTHER


def _counted_outings(ready: Sequence[tuple[Line, Crew]]) -> list[OutingRow]:
    rows, seen = [], Counter[str]()
    for line, crew in ready:
        values = line.values
        ref = _reference("outing", values["date"], values["start"], _crew_key(names_of(line)))
        seen[ref] += 1
        ref = f"{ref}-{seen[ref]}"
        start = _moment(values["date"], values["start"])
        minutes = values["minutes"]
        rows.append(
            OutingRow(
                ref=ref,
                day=values["date"],
                started_at=start,
                ended_at=start + timedelta(minutes=minutes) if minutes is not None else None,
                place=_place_of([values["place"]]),
                area=values["place"],
                crew=crew.members,
                peers=crew.peers,
                others=crew.others,
                encounters=_headcounts(ref, start, values),
            )
        )
    return rows


def _headcounts(ref: str, at: datetime, values: dict[str, Any] | Any) -> tuple[EncounterRow, ...]:
    """Counts kept as counts: those met for the first time, and the others."""
    people, new = values["people"] or 0, values["new"] or 0
    known = values["new"] is not None
    parts = ((Seen.FIRST, new), (Seen.AGAIN if known else Seen.UNKNOWN, people - new))
    return tuple(
        EncounterRow(ref=f"{ref}-{seen}", at=at, alias="", seen=seen, headcount=count)
        for seen, count in parts
        if count > 0
    )


def _grouped_outings(ready: Sequence[tuple[Line, Crew]]) -> list[OutingRow]:
    """One outing is one date and one crew."""
    groups: dict[tuple[date, str], list[tuple[Line, Crew]]] = defaultdict(list)
    for line, crew in ready:
        groups[(line.values["date"], _crew_key(names_of(line)))].append((line, crew))
    return [_outing_of(day, key, lines) for (day, key), lines in groups.items()]


def _outing_of(day: date, key: str, lines: Sequence[tuple[Line, Crew]]) -> OutingRow:
    crew = lines[0][1]
    hours = [line.values["start"] for line, _crew in lines if line.values["start"]]
    evening = any(hour.hour >= _EVENING for hour in hours)
    first = min((hour for hour in hours if not (evening and hour.hour < _NIGHT)), default=None)
    encounters = _encounters(day, key, lines, evening, _moment(day, first))
    ends = [row.at + timedelta(minutes=row.minutes or 0) for row in encounters]
    return OutingRow(
        ref=_reference("group", day, key),
        day=day,
        started_at=min(row.at for row in encounters),
        ended_at=max(ends) if hours else None,
        place=_place_of([line.values["place"] for line, _crew in lines]),
        area="",
        crew=crew.members,
        peers=crew.peers,
        others=crew.others,
        encounters=encounters,
    )


def _encounters(
    day: date, key: str, lines: Sequence[tuple[Line, Crew]], evening: bool, start: datetime
) -> tuple[EncounterRow, ...]:
    rows, seen = [], Counter[str]()
    for line, _crew in lines:
        values = line.values
        hour = values["start"]
        after_midnight = evening and hour is not None and hour.hour < _NIGHT
        at = _moment(day + timedelta(days=after_midnight), hour) if hour else start
        ref = _reference("encounter", day, hour, _alias_key(values["alias"]), key)
        seen[ref] += 1
        rows.append(
            EncounterRow(
                ref=f"{ref}-{seen[ref]}",
                at=at,
                alias=values["alias"],
                seen=values["seen"],
                themes=values["themes"],
                minutes=values["minutes"],
            )
        )
    return tuple(rows)


_TAKERS: dict[Kind, Callable[[Taking, Reading], tuple[Taken, dict[str, Any]]]] = {
    Kind.PEOPLE: _take_people,
    Kind.TEAMS: _take_teams,
    Kind.OUTINGS: _take_outings,
    Kind.ENCOUNTERS: _take_outings,
}
