from __future__ import annotations

from datetime import date, datetime

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.services import record_act
from entrepairs.base import clock
from entrepairs.missions import refusals
from entrepairs.missions.models import Compensation, Pairing
from entrepairs.peers.services import instead_of_conflict


def pair_members(
    *, actor: Member, team: Team, peer_member: Member, colleague: Member, now: datetime
) -> Pairing:
    """Make a binôme of a peer and another member of the team (R6.21)."""
    if peer_member.pk == colleague.pk or set(colleague.roles) == {Role.PEER.value}:
        raise refusals.SamePerson
    if not peer_member.has(Role.PEER):
        raise refusals.SamePerson
    both = Member.objects.in_team(team).filter(pk__in=[peer_member.pk, colleague.pk])
    if both.count() != 2:
        raise refusals.NotInTheTeam
    pairs = Pairing.objects.filter(team=team, peer_member=peer_member, colleague=colleague)
    if pairs.filter(until__isnull=True).exists():
        raise refusals.AlreadyPaired
    with instead_of_conflict(refusals.AlreadyPaired):
        pairing = Pairing.objects.create(
            organisation_id=team.organisation_id,
            team=team,
            peer_member=peer_member,
            colleague=colleague,
            since=clock.day_of(now),
        )
    record_act(actor=actor, action=Act.ADD, thing=pairing, now=now)
    return pairing


def end_pairing(*, actor: Member, pairing: Pairing, last: date, now: datetime) -> Pairing:
    """The history stays: who went out with whom, from when to when."""
    pairing.until = max(last, pairing.since)
    pairing.save(update_fields=["until"])
    record_act(actor=actor, action=Act.END, thing=pairing, now=now)
    return pairing


def offer_compensation(*, actor: Member, compensation: Compensation, now: datetime) -> Compensation:
    """Note what the team started so that its only peer is not alone (R6.22)."""
    compensation.organisation_id = actor.organisation_id
    compensation.recorded_by = actor
    compensation.save(force_insert=True)
    record_act(actor=actor, action=Act.ADD, thing=compensation, now=now)
    return compensation


def end_compensation(
    *, actor: Member, compensation: Compensation, last: date, now: datetime
) -> Compensation:
    compensation.ended_on = max(last, compensation.started_on)
    compensation.save(update_fields=["ended_on"])
    record_act(actor=actor, action=Act.END, thing=compensation, now=now)
    return compensation
