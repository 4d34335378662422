from __future__ import annotations

from datetime import date, datetime, timedelta

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member
from entrepairs.accounts.services import record_act
from entrepairs.base import clock
from entrepairs.missions import refusals
from entrepairs.missions.models import Engagement

REVIEW_AFTER = timedelta(days=365)


def engage_team(*, actor: Member, engagement: Engagement, now: datetime) -> Engagement:
    """Record that a team volunteers to work with peers, for twelve months at most."""
    if engagement.discussed_on > clock.day_of(now):
        raise refusals.DiscussedLater
    if engagement.starts_on < engagement.discussed_on:
        raise refusals.StartsBeforeDiscussion
    if engagement.review_on <= engagement.starts_on:
        raise refusals.ReviewBeforeStart
    # One day of grace, so that "the same date next year" holds in a leap year.
    if engagement.review_on > engagement.starts_on + REVIEW_AFTER + timedelta(days=1):
        raise refusals.ReviewTooFar
    engagement.organisation_id = actor.organisation_id
    engagement.recorded_by = actor
    engagement.recorded_at = now
    engagement.save(force_insert=True)
    record_act(actor=actor, action=Act.ADD, thing=engagement, now=now)
    return engagement


def withdraw_engagement(
    *, actor: Member, engagement: Engagement, on: date, reason: str, now: datetime
) -> Engagement:
    """The team steps back. Placements there stay, and show that the team did."""
    if engagement.withdrawn_on is not None:
        raise refusals.AlreadyWithdrawn
    if not reason.strip():
        raise refusals.ReasonMissing
    if on < engagement.starts_on:
        raise refusals.EndsBeforeItStarts
    engagement.withdrawn_on = on
    engagement.withdrawal_reason = reason.strip()
    engagement.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=engagement, now=now)
    return engagement
