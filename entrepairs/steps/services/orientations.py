"""A proposal, the person's choice, what came of it: in that order and no other."""

from __future__ import annotations

from datetime import datetime

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.people.sealing import lock
from entrepairs.people.services import note_contact
from entrepairs.steps.enums import Choice, Outcome
from entrepairs.steps.models import Orientation
from entrepairs.steps.refusals import AlreadyCameBack, NotWanted, NowhereToGo
from entrepairs.steps.services.opening import (
    check_age,
    check_company,
    check_door,
    check_texts,
    still_open,
)


def propose(*, actor: Member, orientation: Orientation, now: datetime) -> Orientation:
    """Propose a service to the person; their choice may be said at once.

    A health service is proposed only after their wish. Raises ``NowhereToGo``, ``UnderAge``,
    refused words, and what closes a health step.
    """
    if orientation.service_id is None and not orientation.words.strip():
        raise NowhereToGo
    check_texts(orientation.words)
    check_age(orientation.person)
    still_open(orientation.person, orientation.family, now=now)
    orientation.organisation_id = actor.organisation_id
    orientation.proposed_by = actor
    orientation.proposed_on = day_of(now)
    orientation.choice_on = day_of(now) if orientation.choice else None
    lock(orientation)
    orientation.save(force_insert=True)
    note_contact(orientation.person, day_of(now))
    record_act(actor=actor, action=Act.ADD, thing=orientation, now=now)
    return orientation


def choose(
    *, actor: Member, orientation: Orientation, choice: Choice, now: datetime
) -> Orientation:
    """What the person chose. They may change their mind until it came back.

    Raises ``AlreadyCameBack``, and what closes a health step when they want to go.
    """
    _lock(orientation)
    if orientation.outcome:
        raise AlreadyCameBack
    if choice == Choice.WANTS:
        still_open(orientation.person, orientation.family, now=now)
    else:
        orientation.going_at = None
        orientation.with_member = None
    orientation.choice, orientation.choice_on = choice, day_of(now)
    orientation.save(update_fields=["choice", "choice_on", "going_at", "with_member"])
    note_contact(orientation.person, day_of(now))
    record_act(actor=actor, action=Act.CHANGE, thing=orientation, now=now)
    return orientation


def plan_going(*, actor: Member, orientation: Orientation, now: datetime) -> Orientation:
    """When, and who goes along. Raises ``NotWanted``, ``AlreadyCameBack``, ``NotForThem``."""
    _require_wanted(orientation)
    still_open(orientation.person, orientation.family, now=now)
    day = day_of(now)
    check_company(orientation.with_member, orientation.person, orientation.family, day)
    orientation.save(update_fields=["going_at", "with_member"])
    record_act(actor=actor, action=Act.CHANGE, thing=orientation, now=now)
    return orientation


def come_back(
    *, actor: Member, orientation: Orientation, outcome: str, reason: str, now: datetime
) -> Orientation:
    """What came of it. Raises ``NotWanted``, ``AlreadyCameBack``, ``DoorNeedsReason``."""
    _require_wanted(orientation)
    orientation.door_reason = check_door(outcome == Outcome.CLOSED_DOOR, reason)
    orientation.outcome, orientation.outcome_on = outcome, day_of(now)
    orientation.save(update_fields=["outcome", "outcome_on", "door_reason"])
    if outcome != Outcome.UNKNOWN:
        note_contact(orientation.person, day_of(now))
    record_act(actor=actor, action=Act.CHANGE, thing=orientation, now=now)
    return orientation


def remove_orientation(*, actor: Member, orientation: Orientation, now: datetime) -> Orientation:
    """A mistake of ours: taken off the page and out of the counts. It can be put back."""
    orientation.removed_on = day_of(now)
    orientation.save(update_fields=["removed_on"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=orientation, now=now)
    return orientation


def restore_orientation(*, actor: Member, orientation: Orientation, now: datetime) -> Orientation:
    orientation.removed_on = None
    orientation.save(update_fields=["removed_on"])
    record_act(actor=actor, action=Act.CHANGE, thing=orientation, now=now)
    return orientation


def _lock(orientation: Orientation) -> None:
    """What is stored decides, not what was read before somebody else wrote."""
    stored = Orientation.objects.select_for_update(of=("self",)).get(pk=orientation.pk)
    orientation.choice, orientation.outcome = stored.choice, stored.outcome


def _require_wanted(orientation: Orientation) -> None:
    _lock(orientation)
    if orientation.choice != Choice.WANTS:
        raise NotWanted
    if orientation.outcome:
        raise AlreadyCameBack
