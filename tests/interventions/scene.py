"""Short ways to go out and meet somebody, for the tests of this room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from entrepairs.accounts.models import Member, Team
from entrepairs.interventions.models import Encounter, MonthTally, Outing
from entrepairs.interventions.services import Going, record_encounter, start_outing
from tests.cast import NOW, Cast, inside


def an_outing(team: Team, started_at: datetime = NOW, **fields: Any) -> Outing:
    defaults: dict[str, Any] = {"kind": "round", "place_kind": "station", "area": "Gare"}
    return Outing(id=uuid4(), team=team, started_at=started_at, **{**defaults, **fields})


def a_meeting(at: datetime = NOW, **fields: Any) -> Encounter:
    return Encounter(id=uuid4(), at=at, **fields)


def pair(cast: Cast) -> list[Going]:
    return [Going(cast.nadia, as_peer=True), Going(cast.karim)]


def go_out(
    cast: Cast,
    crew: list[Going] | None = None,
    started_at: datetime = NOW,
    actor: Member | None = None,
    **fields: Any,
) -> Outing:
    actor = actor or cast.nadia
    with inside(actor):
        return start_outing(
            actor=actor,
            outing=an_outing(cast.team, started_at, **fields),
            crew=pair(cast) if crew is None else crew,
            now=max(NOW, started_at),
        )


def meet(
    cast: Cast, outing: Outing, actor: Member | None = None, kept: bool = False, **fields: Any
) -> Encounter:
    actor = actor or cast.nadia
    fields.setdefault("at", outing.started_at + timedelta(minutes=5))
    with inside(actor):
        return record_encounter(
            actor=actor,
            outing=outing,
            encounter=a_meeting(**fields),
            now=max(NOW, outing.started_at, fields["at"]),
            alias_kept=kept,
        )


def tally(cast: Cast, day: datetime = NOW) -> MonthTally:
    with inside(cast.a):
        return MonthTally.objects.get(team=cast.team, month=day.date().replace(day=1))
