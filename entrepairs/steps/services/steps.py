from __future__ import annotations

from datetime import datetime

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.people.sealing import lock
from entrepairs.people.services import note_contact
from entrepairs.steps.enums import UNDER_WAY, WITH_THE_PERSON, ChosenBy, Family, State, states_of
from entrepairs.steps.models import Step, StepChange
from entrepairs.steps.refusals import (
    AlreadyUnderWay,
    BeforeAsked,
    DoorIsOpen,
    NothingToUndo,
    NotThisState,
    NoWordsOnHealth,
)
from entrepairs.steps.services.opening import (
    check_age,
    check_company,
    check_day,
    check_door,
    check_texts,
    open_health,
    still_open,
)

# These go on with the step; the others end it, and one may always end it.
GOES_ON = (State.ASKED, State.ACCOMPANIED, State.FIRST_CONTACT, State.CONTACT_AGAIN, State.DONE)


def add_step(*, actor: Member, step: Step, now: datetime, another: bool = False) -> Step:
    """Note a step. ``step.label`` and ``step.next_place`` are sealed.

    Health: only after a wish of the person, and while none closes it. ``another``: it was
    seen that the same step is under way. Raises ``AlreadyUnderWay``, ``NoWish``,
    ``StoppedByWish``, ``UnderAge``, ``WishCameAfter``, ``NoWordsOnHealth``,
    ``DoorNeedsReason``, ``NotForThem``, ``NotYet`` and refused words.
    """
    step.asked_on = step.asked_on or day_of(now)
    step.state_on = step.state_on or step.asked_on
    check_age(step.person)
    if step.family == Family.HEALTH:
        step.wish, step.rescue = open_health(step.person, day=step.asked_on, now=now)
    _check(step, now)
    if not another:
        _check_twice(step)
    step.organisation_id = actor.organisation_id
    step.recorded_by = actor
    lock(step)
    step.save(force_insert=True)
    _write_change(actor, step, now)
    if step.chosen_by != ChosenBy.TEAM or step.state != State.ASKED:
        _met(step)
    record_act(actor=actor, action=Act.ADD, thing=step, now=now)
    return step


def change_state(*, actor: Member, step: Step, change: StepChange, now: datetime) -> Step:
    """Where the step stands from ``change.on``. Going on with health needs the wish still.

    Raises ``NotThisState``, ``DoorNeedsReason``, ``NotYet``, ``BeforeAsked`` and what closes
    a health step.
    """
    stored = Step.objects.select_for_update(of=("self",)).get(pk=step.pk)
    step.state, step.state_on = change.state, change.on or day_of(now)
    step.door_reason = change.door_reason
    step.door_act, step.door_act_on = "", None
    step.asked_on = stored.asked_on
    if step.state in GOES_ON:
        still_open(step.person, step.family, now=now)
    _check(step, now)
    _save_state(step)
    _write_change(actor, step, now)
    _met(step)
    record_act(actor=actor, action=Act.CHANGE, thing=step, now=now)
    return step


def plan_step(*, actor: Member, step: Step, now: datetime) -> Step:
    """Save the words, the next hour and place, who goes along, the department.

    Not a contact. An appointment for health needs the wish still.
    """
    if step.next_at is not None:
        still_open(step.person, step.family, now=now)
    _check(step, now)
    lock(step)
    step.save(
        update_fields=["label_sealed", "next_at", "next_place_sealed", "with_member", "department"]
    )
    record_act(actor=actor, action=Act.CHANGE, thing=step, now=now)
    return step


def undo_change(*, actor: Member, step: Step, now: datetime) -> Step:
    """Take the last change back; the first one takes the step off the page.

    Raises ``NothingToUndo``.
    """
    Step.objects.select_for_update(of=("self",)).get(pk=step.pk)
    kept = list(StepChange.objects.kept().filter(step=step).order_by("-at", "-id")[:2])
    if not kept or step.removed_on is not None:
        raise NothingToUndo
    if len(kept) == 1:
        step.removed_on = day_of(now)
        step.save(update_fields=["removed_on"])
    else:
        last, before = kept
        last.undone_on = day_of(now)
        last.save(update_fields=["undone_on"])
        step.state, step.state_on = before.state, before.on
        step.door_reason = before.door_reason
        step.door_act, step.door_act_on = "", None
        _save_state(step)
    record_act(actor=actor, action=Act.WITHDRAW, thing=step, now=now)
    return step


def restore_step(*, actor: Member, step: Step, now: datetime) -> Step:
    """Put a step taken off the page back on it."""
    step.removed_on = None
    step.save(update_fields=["removed_on"])
    record_act(actor=actor, action=Act.CHANGE, thing=step, now=now)
    return step


def act_on_door(*, actor: Member, step: Step, how: str, now: datetime) -> Step:
    """Something was done about a closed door. Raises ``DoorIsOpen``."""
    if step.state != State.CLOSED_DOOR:
        raise DoorIsOpen
    step.door_act, step.door_act_on = how, day_of(now)
    step.save(update_fields=["door_act", "door_act_on"])
    record_act(actor=actor, action=Act.CHANGE, thing=step, now=now)
    return step


def _check(step: Step, now: datetime) -> None:
    if step.state not in states_of(step.family):
        raise NotThisState
    if step.family == Family.HEALTH and step.label:
        raise NoWordsOnHealth
    check_texts(step.label, step.next_place)
    check_day(step.state_on, now)
    if step.state_on < step.asked_on:
        raise BeforeAsked
    step.door_reason = check_door(step.state == State.CLOSED_DOOR, step.door_reason)
    check_company(step.with_member, step.person, step.family, day_of(now))


def _check_twice(step: Step) -> None:
    open_now = Step.objects.kept().filter(person=step.person, state__in=UNDER_WAY)
    same = open_now.filter(family=step.family, kind=step.kind)
    if step.kind != "other" and same.exists():
        raise AlreadyUnderWay


def _save_state(step: Step) -> None:
    step.save(update_fields=["state", "state_on", "door_reason", "door_act", "door_act_on"])


def _write_change(actor: Member, step: Step, now: datetime) -> StepChange:
    return StepChange.objects.create(
        organisation_id=step.organisation_id,
        person=step.person,
        step=step,
        state=step.state,
        on=step.state_on,
        at=now,
        door_reason=step.door_reason,
        by=actor,
    )


def _met(step: Step) -> None:
    if step.state in WITH_THE_PERSON:
        note_contact(step.person, step.state_on)
