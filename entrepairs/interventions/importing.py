"""Outings and encounters of a file, in batches; the tallies are counted again once.

Lines are found again by ``ref``: an import run twice changes nothing, and what was
removed on the web stays removed. The one audit row is the import's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from entrepairs.accounts.enums import Role
from entrepairs.accounts.importing import BATCH, Taken
from entrepairs.accounts.models import Member, Team
from entrepairs.base.words import plain
from entrepairs.interventions import tallies
from entrepairs.interventions.enums import Hat, OutingKind, Source
from entrepairs.interventions.models import Encounter, Outing, OutingCrew
from entrepairs.missions.models import Pairing

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
    """Write the outings of one team with their encounters; all or nothing, by the caller."""
    tallies.hold_teams([team.pk])
    outings = _write_outings(actor, team, rows)
    _write_crews(outings, rows)
    taken = _write_encounters(actor, team, outings, rows, progress)
    tallies.recount([team.pk])
    return taken


_OUTING_FIELDS = (
    "day",
    "started_at",
    "ended_at",
    "place_kind",
    "area",
    "peers",
    "others",
    "kind",
    "pairing",
)
_ENCOUNTER_FIELDS = ("at", "day", "alias", "alias_key", "seen", "themes", "minutes", "headcount")


def _write_outings(actor: Member, team: Team, rows: Sequence[OutingRow]) -> dict[str, Outing]:
    known = _by_ref(Outing, team, [row.ref for row in rows])
    pairings = list(Pairing.objects.filter(team=team).order_by("since", "id"))
    new, changed = [], []
    for row in rows:
        values = {
            "day": row.day, "started_at": row.started_at, "ended_at": row.ended_at,
            "place_kind": row.place, "area": row.area[:60], "peers": row.peers,
            "others": row.others, "kind": row.kind, "pairing_id": _pairing_of(row, pairings),
        }  # fmt: skip
        outing = known.get(row.ref)
        if outing is None:
            known[row.ref] = outing = Outing(**_signed(actor, team, row.ref), **values)
            new.append(outing)
        elif _set(outing, values):
            changed.append(outing)
    Outing.objects.bulk_create(new, batch_size=BATCH)
    Outing.objects.bulk_update(changed, _OUTING_FIELDS, batch_size=BATCH)
    return known


def _pairing_of(row: OutingRow, pairings: Sequence[Pairing]) -> UUID | None:
    """The pairing agreed in the team that this crew holds on that day."""
    crew = {member.pk for member in row.crew}
    for pairing in pairings:
        live = pairing.since <= row.day and (pairing.until is None or pairing.until >= row.day)
        if live and {pairing.peer_member_id, pairing.colleague_id} <= crew:
            return pairing.pk
    return None


def _write_crews(outings: dict[str, Outing], rows: Sequence[OutingRow]) -> None:
    wanted = {(outings[row.ref].pk, member.pk): member for row in rows for member in row.crew}
    pks = [outing.pk for outing in outings.values()]
    there = {
        (crew.outing_id, crew.member_id): crew for crew in OutingCrew.objects.filter(outing__in=pks)
    }
    gone = [crew.pk for pair, crew in there.items() if pair not in wanted]
    if gone:
        OutingCrew.objects.filter(pk__in=gone).delete()
    OutingCrew.objects.bulk_create(
        (
            OutingCrew(
                organisation_id=member.organisation_id,
                outing_id=outing,
                member=member,
                as_peer=member.has(Role.PEER),
            )
            for (outing, member_pk), member in wanted.items()
            if (outing, member_pk) not in there
        ),
        batch_size=BATCH,
    )


def _write_encounters(
    actor: Member,
    team: Team,
    outings: dict[str, Outing],
    rows: Sequence[OutingRow],
    progress: Progress,
) -> Taken:
    pairs = [(outings[row.ref], row.day, line) for row in rows for line in row.encounters]
    taken = Taken()
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        known = _by_ref(Encounter, team, [line.ref for _outing, _day, line in batch])
        new, changed = [], []
        for outing, day, line in batch:
            encounter = known.get(line.ref)
            made = encounter is None
            if encounter is None:
                encounter = Encounter(**_signed(actor, team, line.ref), outing=outing)
                new.append(encounter)
            moved = _set(encounter, _encounter_values(day, line))
            if moved and not made:
                changed.append(encounter)
            taken.count(made=made, changed=moved)
        Encounter.objects.bulk_create(new, batch_size=BATCH)
        Encounter.objects.bulk_update(changed, _ENCOUNTER_FIELDS, batch_size=BATCH)
        progress(start + len(batch))
    return taken


def _encounter_values(day: date, line: EncounterRow) -> dict[str, Any]:
    return {
        "at": line.at, "day": day, "alias": line.alias[:40], "alias_key": plain(line.alias[:40]),
        "seen": line.seen, "themes": list(line.themes), "minutes": line.minutes,
        "headcount": line.headcount,
    }  # fmt: skip


def _signed(actor: Member, team: Team, ref: str) -> dict[str, Any]:
    return {
        "organisation_id": actor.organisation_id, "team": team, "import_ref": ref,
        "recorded_by": actor, "recorded_as": Hat.IMPORT, "source": Source.IMPORT,
    }  # fmt: skip


def _set(thing: Outing | Encounter, values: dict[str, Any]) -> bool:
    """Whether anything changed."""
    changed = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, values[name])
    return bool(changed)


def _by_ref(model: Any, team: Team, refs: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    wanted = list(refs)
    for start in range(0, len(wanted), BATCH):
        chunk = wanted[start : start + BATCH]
        for thing in model.objects.filter(
            organisation=team.organisation_id, team=team, import_ref__in=chunk
        ):
            found[thing.import_ref] = thing
    return found
