"""Correcting the directory and publishing groups; finding services is ``find_services``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.directory import hours
from entrepairs.directory.access import voice_of
from entrepairs.directory.enums import CorrectionKind
from entrepairs.directory.finding import Asked, Found, Hit, fetch, find_services
from entrepairs.directory.models import Correction, OwnGroup, Service
from entrepairs.directory.refusals import (
    AlreadyWithdrawn,
    HoursNotRead,
    NothingSaid,
    NumberOfSomebody,
)
from entrepairs.engines.plainwords import holds_nir

__all__ = ["Asked", "Found", "Hit", "fetch", "find_services"]

KEPT = timedelta(days=2 * 365)
# What says enough by itself.
_WORDLESS = (CorrectionKind.STILL_TRUE, CorrectionKind.CLOSED)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody found there."""

    kind: str
    text: str = ""


def correct_service(*, actor: Member, service: Service, said: Said, now: datetime) -> Correction:
    """Keep what is really so, for one's own organisation; it is also a check of the day.

    Raises ``NothingSaid``, ``NumberOfSomebody``.
    """
    text = " ".join(said.text.split())
    if not text and said.kind not in _WORDLESS:
        raise NothingSaid
    if holds_nir(text):
        raise NumberOfSomebody
    correction = Correction.objects.create(
        organisation_id=actor.organisation_id,
        service=service,
        team=_only_team(actor, now),
        member=actor,
        kind=said.kind,
        voice=voice_of(actor),
        text=text[:280],
        said_on=day_of(now),
        said_at=now,
    )
    record_act(actor=actor, action=Act.ADD, thing=correction, now=now)
    return correction


def _only_team(actor: Member, now: datetime) -> Team | None:
    """The team of a member of one team; who works in several speaks for none."""
    teams = list(Team.objects.of(actor)[:2])
    return teams[0] if len(teams) == 1 else None


def still_true(*, actor: Member, service: Service, now: datetime) -> Correction:
    """Somebody went there: what is written holds."""
    said = Said(CorrectionKind.STILL_TRUE)
    return correct_service(actor=actor, service=service, said=said, now=now)


def withdraw_correction(*, actor: Member, correction: Correction, now: datetime) -> Correction:
    """Take it back; the check goes with it. Raises ``AlreadyWithdrawn``."""
    if correction.withdrawn_on is not None:
        raise AlreadyWithdrawn
    correction.withdrawn_on = day_of(now)
    correction.save(update_fields=["withdrawn_on"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=correction, now=now)
    return correction


def publish_group(*, actor: Member, group: OwnGroup, now: datetime) -> OwnGroup:
    """Say that this group exists. Raises ``HoursNotRead``, ``NumberOfSomebody``."""
    group.organisation_id = actor.organisation_id
    group.recorded_by = actor
    group.created_on = group.changed_on = day_of(now)
    _fit(group)
    group.save(force_insert=True)
    record_act(actor=actor, action=Act.ADD, thing=group, now=now)
    return group


def change_group(*, actor: Member, group: OwnGroup, now: datetime) -> OwnGroup:
    """Keep the changes made to ``group``. Raises as ``publish_group``."""
    group.changed_on = day_of(now)
    _fit(group)
    group.save()
    record_act(actor=actor, action=Act.CHANGE, thing=group, now=now)
    return group


def _fit(group: OwnGroup) -> None:
    group.hours = hours.as_osm(group.hours)
    if group.hours and not hours.is_known(group.hours):
        raise HoursNotRead
    if holds_nir(f"{group.name} {group.description}"):
        raise NumberOfSomebody


def withdraw_group(*, actor: Member, group: OwnGroup, now: datetime) -> OwnGroup:
    """It no longer meets; the row stays two years. Raises ``AlreadyWithdrawn``."""
    if group.withdrawn_on is not None:
        raise AlreadyWithdrawn
    group.withdrawn_on = group.changed_on = day_of(now)
    group.save(update_fields=["withdrawn_on", "changed_on"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=group, now=now)
    return group


def restore_group(*, actor: Member, group: OwnGroup, now: datetime) -> OwnGroup:
    """The other way round, for whoever withdrew it by mistake."""
    group.withdrawn_on = None
    group.changed_on = day_of(now)
    group.save(update_fields=["withdrawn_on", "changed_on"])
    record_act(actor=actor, action=Act.CHANGE, thing=group, now=now)
    return group


def forget_old_words(*, today: date) -> int:
    """Two years after a correction was said or a group withdrawn; inside an open wall."""
    limit = today - KEPT
    said, _each = Correction.objects.filter(said_on__lt=limit).delete()
    withdrawn, _each = OwnGroup.objects.filter(withdrawn_on__lt=limit).delete()
    return said + withdrawn
