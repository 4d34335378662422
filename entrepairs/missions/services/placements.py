from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, Sum

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import Member, MemberShare, TeamMembership
from entrepairs.accounts.services import record_act
from entrepairs.base import clock
from entrepairs.base.refusals import Refusal
from entrepairs.missions import refusals
from entrepairs.missions.enums import EndReason
from entrepairs.missions.models import EXCEPTION_LENGTH, Engagement, Mission, Placement
from entrepairs.peers.models import PeerShare, StatusPeriod
from entrepairs.peers.services import days, name_member

# What the trigger refuses (migration 0002), in words.
BY_CONSTRAINT: dict[str, type[Refusal]] = {
    "placement_shares_fit": refusals.TooMuchTime,
    "placement_inside_status_period": refusals.NoStatus,
    "placement_inside_loan": refusals.NotLentToUs,
    "placement_between_its_parties": refusals.ReferentElsewhere,
}


def place_peer(*, actor: Member, placement: Placement, now: datetime) -> Placement:
    """Place a peer in a team of the actor's organisation.

    ``placement`` holds the team, the peer, the share, the dates, the two référents and,
    for an exception, its reason; the rest is found here. Raises ``NoEngagement`` and
    the other refusals of this room; two concurrent calls never pass 100 %.
    """
    placement.host_id = placement.team.organisation_id
    placement.organisation_id = placement.peer.organisation_id
    placement.recorded_by, placement.recorded_at = actor, now
    _check_team(placement)
    _check_referents(placement)
    placement.status_period = _status_period(placement)
    _check_shares(placement)
    if placement.is_lent:
        _check_loan(placement)
        placement.host_member = _host_member(placement)
    _save(placement)
    _join_team(placement)
    record_act(actor=actor, action=Act.ADD, thing=placement, now=now)
    return placement


def _check_team(placement: Placement) -> None:
    team = placement.team
    if team.closed_on is not None and team.closed_on <= placement.starts_on:
        raise refusals.TeamClosed
    reason = placement.exception_reason.strip()
    if Engagement.objects.filter(team=team).live(placement.starts_on).exists():
        placement.exception_reason = ""
    elif not reason:
        raise refusals.NoEngagement(team.name, placement.starts_on)
    elif len(reason) < EXCEPTION_LENGTH:
        raise refusals.ExceptionTooShort
    else:
        placement.exception_reason = reason


def _check_referents(placement: Placement) -> None:
    line, daily = placement.line_referent, placement.day_to_day_referent
    if line.pk == daily.pk:
        raise refusals.OneReferentOnly
    if placement.peer.member_id in (line.pk, daily.pk):
        raise refusals.ReferentIsThePeer
    if (line.organisation_id, daily.organisation_id) != (
        placement.organisation_id,
        placement.host_id,
    ):
        raise refusals.ReferentElsewhere


def _days(placement: Placement) -> DateRange:
    if placement.ends_on is not None and placement.ends_on < placement.starts_on:
        raise refusals.EndsBeforeItStarts
    return days(placement.starts_on, placement.ends_on)


def _status_period(placement: Placement) -> StatusPeriod:
    covering = StatusPeriod.objects.filter(
        peer=placement.peer, period__contains=_days(placement)
    ).first()
    if covering is None:
        raise refusals.NoStatus
    return covering


def _check_loan(placement: Placement) -> None:
    loans = PeerShare.objects.filter(peer=placement.peer, viewer=placement.host_id)
    if not loans.filter(period__contains=_days(placement)).exists():
        raise refusals.NotLentToUs


def _check_shares(placement: Placement) -> None:
    """Refuse kindly what the trigger would refuse: it names the day and the total.

    Placements in other host organisations are not seen from here; the trigger sees them.
    """
    others = Placement.objects.filter(peer=placement.peer)
    last = placement.ends_on or date.max
    starts = others.between(placement.starts_on, last).values_list("starts_on", flat=True)
    for day in sorted({placement.starts_on, *(max(day, placement.starts_on) for day in starts)}):
        taken = others.live(day).aggregate(total=Sum("share"))["total"] or Decimal(0)
        if taken + placement.share > 1:
            raise refusals.TooMuchTime(day, round((taken + placement.share) * 100))


def _host_member(placement: Placement) -> Member:
    """The place of a lent peer among the host's members; made at the first loan."""
    home = placement.peer.member
    ours = Member.objects.filter(organisation=placement.host_id)
    known = (
        ours.filter(user=home.user_id).first()
        if home.user_id
        else ours.filter(
            pk__in=Placement.objects.filter(peer=placement.peer).values("host_member")
        ).first()
    )
    if known is not None:
        return known
    return Member.objects.create(
        organisation_id=placement.host_id,
        user_id=home.user_id,
        given_name=home.given_name,
        family_name=home.family_name,
        chosen_title=home.chosen_title,
        roles=[Role.PEER.value],
        since=placement.starts_on,
        name_key=home.name_key,
    )


def _save(placement: Placement) -> None:
    try:
        with transaction.atomic():
            placement.save(force_insert=True)
    except IntegrityError as refused:
        diagnosis = getattr(refused.__cause__, "diag", None)
        reason = BY_CONSTRAINT.get(getattr(diagnosis, "constraint_name", None) or "")
        if reason is None:
            raise
        raise reason from refused


def _join_team(placement: Placement) -> None:
    """The peer belongs to the team; for a loan, each side reads the names it works with."""
    member = placement.host_member or placement.peer.member
    place, made = TeamMembership.objects.get_or_create(
        organisation_id=placement.host_id,
        team=placement.team,
        member=member,
        until=None,
        defaults={"since": placement.starts_on, "agreed_until": placement.ends_on},
    )
    if not made and place.agreed_until is not None:
        place.agreed_until = _latest([place.agreed_until, placement.ends_on])
        place.save(update_fields=["agreed_until"])
    if placement.is_lent:
        for named in (member, placement.day_to_day_referent):
            name_member(
                member=named,
                viewer=placement.peer.organisation,
                first=placement.starts_on,
                last=placement.ends_on,
            )


def end_placement(
    *, actor: Member, placement: Placement, last: date, reason: EndReason | str, now: datetime
) -> Placement:
    """Set the last day (included) and why; the mission ends on the same day.

    Raises ``PlacementOver`` when it already ended earlier.
    """
    if last < placement.starts_on:
        raise refusals.EndsBeforeItStarts
    if placement.ends_on is not None and placement.ends_on < last:
        raise refusals.PlacementOver
    placement.ends_on, placement.end_reason = last, EndReason(reason)
    placement.save(update_fields=["ends_on", "end_reason"])
    Mission.objects.filter(placement=placement, ended_on__isnull=True).update(
        ended_on=last, end_reason=placement.end_reason
    )
    _leave_team(placement, last, clock.day_of(now))
    if placement.is_lent:
        _stop_naming(actor, placement, last)
    record_act(actor=actor, action=Act.END, thing=placement, now=now)
    return placement


def _leave_team(placement: Placement, last: date, today: date) -> None:
    """Out of the team too, on the day, unless another placement keeps the peer there."""
    others = Placement.objects.filter(peer=placement.peer_id, team=placement.team_id)
    ends = [other.ends_on for other in others.exclude(pk=placement.pk).not_over(today)]
    member = placement.host_member_id or placement.peer.member_id
    places = TeamMembership.objects.filter(
        team=placement.team_id, member=member, until__isnull=True
    )
    if ends or last > today:
        places.update(agreed_until=_latest([*ends, last]))
    else:
        places.filter(since__lte=last).update(until=last)


def _latest(ends: Sequence[date | None]) -> date | None:
    """The last of these days; ``None`` when one of them is open."""
    known = [day for day in ends if day is not None]
    return max(known) if len(known) == len(ends) else None


def _stop_naming(actor: Member, placement: Placement, last: date) -> None:
    """The host no longer names its people to the employer after ``last``.

    Only the host can: the employer ends its own naming with the loan.
    """
    if actor.organisation_id != placement.host_id:
        return
    others = Placement.objects.filter(organisation=placement.organisation_id).exclude(
        pk=placement.pk
    )
    for member in (placement.host_member_id, placement.day_to_day_referent_id):
        named = Q(host_member=member) | Q(day_to_day_referent=member)
        if member is None or others.not_over(last).filter(named).exists():
            continue
        MemberShare.objects.filter(viewer=placement.organisation_id, member=member).update(
            until=last
        )
