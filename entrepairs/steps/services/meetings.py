from __future__ import annotations

from datetime import datetime

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.people.enums import How
from entrepairs.people.sealing import lock
from entrepairs.people.services import note_contact
from entrepairs.steps.enums import Feeling
from entrepairs.steps.models import ThreeWay
from entrepairs.steps.refusals import AlreadySaid, HowWished, NoConsent
from entrepairs.steps.services.opening import check_age, check_company, check_texts, still_open

SIDES = ("person", "professional")


def add_meeting(*, actor: Member, meeting: ThreeWay, now: datetime) -> ThreeWay:
    """A meeting of three, planned or held, that the person wished.

    ``meeting.service`` and ``meeting.outcome`` are sealed. Raises ``HowWished``,
    ``NotForThem``, refused words, and what closes a health step.
    """
    if meeting.wished_how not in How.values:
        raise HowWished
    check_texts(meeting.service, meeting.outcome)
    check_age(meeting.person)
    still_open(meeting.person, meeting.family, now=now)
    check_company(meeting.peer_member, meeting.person, meeting.family, day_of(now))
    meeting.organisation_id = actor.organisation_id
    meeting.recorded_by = actor
    meeting.wished_on = day_of(now)
    lock(meeting)
    meeting.save(force_insert=True)
    note_contact(meeting.person, day_of(now))
    record_act(actor=actor, action=Act.ADD, thing=meeting, now=now)
    return meeting


def end_meeting(*, actor: Member, meeting: ThreeWay, now: datetime) -> ThreeWay:
    """Save the day and what was agreed, in a few words. Not a contact."""
    check_texts(meeting.outcome)
    lock(meeting)
    meeting.save(update_fields=["on", "outcome_sealed"])
    record_act(actor=actor, action=Act.CHANGE, thing=meeting, now=now)
    return meeting


def say_feeling(  # noqa: PLR0913
    *, actor: Member, meeting: ThreeWay, side: str, feeling: str, agreed: bool, now: datetime
) -> ThreeWay:
    """One question, asked apart, kept if agreed, shown to nobody. It can be taken back.

    Raises ``NoConsent`` and ``AlreadySaid``.
    """
    column = f"{side}_feeling"
    if side not in SIDES or feeling not in Feeling.values:
        raise ValueError(f"{side}: {feeling}")
    if feeling != Feeling.NOT_SAID:
        if not agreed:
            raise NoConsent
        if getattr(meeting, column):
            raise AlreadySaid
    setattr(meeting, column, feeling)
    meeting.save(update_fields=[column])
    record_act(actor=actor, action=Act.CHANGE, thing=meeting, now=now)
    return meeting
