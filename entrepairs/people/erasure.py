"""Erasing somebody: their words, their alias, their key. A twin keeps the counts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import AuditEntry, Member
from entrepairs.base.clock import day_of, months_after
from entrepairs.base.erasures import begin, erased, settle
from entrepairs.base.wall import organisation_wall
from entrepairs.people.enums import Gate
from entrepairs.people.gates import closed_gates, wants_health
from entrepairs.people.models import Hold, Person, PersonKey, PersonTeam, Twin
from entrepairs.people.refusals import Held
from entrepairs.people.registry import Holding, erasure_acts, holdings
from entrepairs.people.sealing import make_key, sealed_fields

RETENTION_YEARS = 2
# Why, in the trail.
REPLAY = "replay"


def erase_person(
    *, actor: Member | None, person: Person, purpose: str, now: datetime, again: bool = False
) -> Twin:
    """Nothing of this person remains but counts that lead to nobody. Raises ``Held``.

    ``actor`` is ``None`` when the time of retention is over. The register outside the
    database is written first: a restored backup will forget them again. ``again`` is that
    second time: the hold that the backup brought back had been lifted.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if not again and Hold.objects.about(person).filter(lifted_on__isnull=True).exists():
        raise Held
    entry = begin(settings.ERASURE_REGISTER, person.organisation_id, person.pk, now)
    organisation, key = person.organisation_id, person.pk
    twin = _make_twin(person, day_of(now))
    for act in erasure_acts():
        act(person, twin)
    for holding in holdings():
        _let_go(holding, person, twin)
    person.delete()
    AuditEntry.objects.create(
        organisation_id=organisation,
        at=now,
        actor=actor.pk if actor else None,
        act=Act.ERASE,
        kind="people.person",
        thing=str(key),
        purpose=purpose[:200],
    )
    settle(settings.ERASURE_REGISTER, entry)
    return twin


def _make_twin(person: Person, today: date) -> Twin:
    first = PersonTeam.objects.filter(person=person).order_by("since", "id").first()
    refused = Gate.HEALTH_STEP.value in closed_gates(person)
    wanted = "yes" if wants_health(person) else ("no" if refused else "")
    return Twin.objects.create(
        organisation_id=person.organisation_id,
        team_id=first.team_id if first else None,
        opened_by_id=person.opened_by_id,
        opened_month=person.opened_on.replace(day=1),
        ended_month=min(person.last_contact_on, today).replace(day=1),
        distance=person.distance,
        wanted_health=wanted,
    )


def _let_go(holding: Holding, person: Person, twin: Twin) -> None:
    rows = holding.rows(person)
    if not holding.stays:
        rows.delete()
        return
    values: dict[str, Any] = {field.name: b"" for field in sealed_fields(holding.table)}
    values.update(holding.emptied, **{holding.path: None})
    if holding.with_twin:
        values["twin"] = twin
    rows.update(**values)


def erase_again(register: Path, now: datetime) -> int:
    """Whoever the register names and a restored backup brought back: how many."""
    named: dict[UUID, list[UUID]] = defaultdict(list)
    for one in erased(register):
        named[one.organisation].append(one.thing)
    return sum(_erase_named(organisation, people, now) for organisation, people in named.items())


def _erase_named(organisation: UUID, people: list[UUID], now: datetime) -> int:
    with organisation_wall(organisation):
        here = Person.objects.filter(organisation=organisation, pk__in=people)
        found = list(here.values_list("pk", flat=True))
    for key in found:
        with organisation_wall(organisation):
            person = Person.objects.get(pk=key)
            # Keys kept after the erasure lack theirs: what asks for it must find one.
            if not PersonKey.objects.filter(person=person).exists():
                make_key(person)
            erase_person(actor=None, person=person, purpose=REPLAY, now=now, again=True)
    return len(found)


def past_retention(today: date) -> Any:
    """People of the open wall whose last contact is too old, and whom no hold keeps."""
    limit = years_before(today, RETENTION_YEARS)
    held = Hold.objects.filter(lifted_on__isnull=True).values("person")
    return Person.objects.filter(last_contact_on__lt=limit).exclude(pk__in=held).by_alias()


def years_before(day: date, years: int) -> date:
    return months_after(day, -12 * years)
