from __future__ import annotations

from datetime import date, datetime

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.base.words import plain
from entrepairs.people.enums import Gate, Reach, Standing, Where
from entrepairs.people.models import (
    Agreement,
    GoalSaid,
    Hold,
    Person,
    PersonTeam,
    PersonTie,
    Rescue,
    Wish,
)
from entrepairs.people.refusals import (
    AlreadyReviewed,
    LastTeam,
    NoAlias,
    NotToGive,
    OwnReview,
    ReasonNeeded,
    SamePage,
    TooLateToRestore,
    UnderAge,
)
from entrepairs.people.sealing import lock, make_key
from entrepairs.people.wording import check_words

LEAST_REASON = 20


# --- A page --------------------------------------------------------------------
def open_person(
    *, actor: Member, person: Person, team: Team, now: datetime, under_18: bool = False
) -> Person:
    """A page under an alias, in one team. Raises ``NoAlias``, ``UnderAge`` and refused words.

    ``person.told_name`` is sealed; nothing else than the alias is ever needed.
    """
    if under_18:
        raise UnderAge
    _name(person, person.alias)
    check_words(person.told_name)
    person.organisation_id = actor.organisation_id
    person.opened_by = actor
    person.opened_on = person.last_contact_on = day_of(now)
    told, person.told_name = person.told_name, ""
    person.save(force_insert=True)
    make_key(person)
    if told:
        person.told_name = told
        lock(person)
        person.save(update_fields=["told_name_sealed"])
    know_in_team(person=person, team=team, since=day_of(now))
    record_act(actor=actor, action=Act.ADD, thing=person, now=now)
    return person


def change_person(*, actor: Member, person: Person, now: datetime) -> Person:
    """Save alias, identity, language, told name. Not a contact."""
    _name(person, person.alias)
    check_words(person.told_name)
    lock(person)
    person.save()
    record_act(actor=actor, action=Act.CHANGE, thing=person, now=now)
    return person


def _name(person: Person, alias: str) -> None:
    check_words(alias)
    person.alias = " ".join(alias.split())
    person.alias_key = plain(person.alias)
    if not person.alias_key:
        raise NoAlias


def know_in_team(*, person: Person, team: Team, since: date) -> PersonTeam:
    row, _made = PersonTeam.objects.update_or_create(
        organisation_id=person.organisation_id,
        person=person,
        team=team,
        defaults={"until": None},
        create_defaults={"since": since},
    )
    return row


def meet_in_team(*, actor: Member, person: Person, team: Team, now: datetime) -> PersonTeam:
    """Another team meets the person too, and sees the page from now on.

    Raises ``StoppedByWish``: a page shown to one more team is passed on.
    """
    from entrepairs.people.gates import require_open

    require_open(person, Gate.TRANSMISSION, now=now)
    row = know_in_team(person=person, team=team, since=day_of(now))
    record_act(actor=actor, action=Act.CHANGE, thing=person, now=now)
    return row


def leave_team(*, actor: Member, person: Person, team: Team, now: datetime) -> None:
    """The team no longer knows the person: it stops seeing the page. Raises ``LastTeam``."""
    Person.objects.select_for_update().get(pk=person.pk)
    known = PersonTeam.objects.filter(person=person, until__isnull=True)
    if not known.exclude(team=team).exists():
        raise LastTeam
    known.filter(team=team).update(until=day_of(now))
    record_act(actor=actor, action=Act.CHANGE, thing=person, now=now)


def protect_child(*, actor: Member, person: Person, now: datetime) -> Person:
    """The person is under 18: the ordinary doors close, the child-protection page opens."""
    person.standing = Standing.UNDER_18
    person.save(update_fields=["standing"])
    record_act(actor=actor, action=Act.CHANGE, thing=person, now=now)
    return person


def note_contact(person: Person, day: date) -> None:
    """Somebody met, or heard, the person that day: the time of retention starts again."""
    Person.objects.filter(pk=person.pk, last_contact_on__lt=day).update(last_contact_on=day)


def tie_pages(*, actor: Member, one: Person, other: Person, now: datetime) -> PersonTie:
    """Said to be one and the same person. Raises ``SamePage``."""
    if one.pk == other.pk:
        raise SamePage
    first, second = sorted((one, other), key=lambda person: person.pk)
    tie, _made = PersonTie.objects.get_or_create(
        organisation_id=actor.organisation_id,
        one=first,
        other=second,
        untied_on=None,
        defaults={"tied_on": day_of(now), "tied_by": actor},
    )
    record_act(actor=actor, action=Act.ADD, thing=tie, now=now)
    return tie


def untie_pages(*, actor: Member, tie: PersonTie, now: datetime) -> PersonTie:
    tie.untied_on = day_of(now)
    tie.save(update_fields=["untied_on"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=tie, now=now)
    return tie


# --- Wishes --------------------------------------------------------------------
def say_wish(*, actor: Member, wish: Wish, now: datetime) -> Wish:
    """Note what the person said. ``wish.text`` is sealed. Raises refused words."""
    check_words(wish.text)
    wish.organisation_id = actor.organisation_id
    wish.said_to = actor
    wish.said_on = wish.said_on or day_of(now)
    lock(wish)
    wish.save(force_insert=True)
    note_contact(wish.person, wish.said_on)
    record_act(actor=actor, action=Act.ADD, thing=wish, now=now)
    return wish


def end_wish(*, actor: Member, wish: Wish, how: str, now: datetime) -> Wish:
    """``changed`` by the person, ``reached``, or ``mistake`` of ours. It can be said again."""
    wish.ended_on, wish.ended_how = day_of(now), how
    wish.save(update_fields=["ended_on", "ended_how"])
    if how != "mistake":
        note_contact(wish.person, day_of(now))
    record_act(actor=actor, action=Act.WITHDRAW, thing=wish, now=now)
    return wish


def restore_wish(*, actor: Member, wish: Wish, now: datetime) -> Wish:
    """Undo an end noted by mistake, the same day. Raises ``TooLateToRestore``."""
    if wish.ended_on is not None and wish.ended_on != day_of(now):
        raise TooLateToRestore
    wish.ended_on, wish.ended_how = None, ""
    wish.save(update_fields=["ended_on", "ended_how"])
    record_act(actor=actor, action=Act.CHANGE, thing=wish, now=now)
    return wish


def say_where(*, actor: Member, goal: Wish, place: Where, now: datetime) -> GoalSaid:
    """Where the person says they are with their goal."""
    said = GoalSaid.objects.create(
        organisation_id=actor.organisation_id,
        person=goal.person,
        goal=goal,
        place=place,
        said_on=day_of(now),
        said_to=actor,
    )
    note_contact(goal.person, day_of(now))
    record_act(actor=actor, action=Act.ADD, thing=said, now=now)
    return said


# --- Agreements ----------------------------------------------------------------
def give_agreement(*, actor: Member, agreement: Agreement, now: datetime) -> Agreement:
    """Note an agreement of the person. Raises ``NotToGive`` and ``StoppedByWish``."""
    from entrepairs.people.gates import require_open

    named = bool(agreement.to_member_id or agreement.to_named)
    right_reach = named if agreement.reach == Reach.EXCHANGE else bool(agreement.to_team_id)
    if not right_reach or not agreement.classes or agreement.until is None:
        raise NotToGive
    check_words(agreement.to_named)
    require_open(agreement.person, Gate.SHARE, now=now)
    agreement.organisation_id = actor.organisation_id
    agreement.collected_by = actor
    agreement.given_on = day_of(now)
    if agreement.until < agreement.given_on:
        raise NotToGive
    lock(agreement)
    agreement.save(force_insert=True)
    note_contact(agreement.person, day_of(now))
    record_act(actor=actor, action=Act.ADD, thing=agreement, now=now)
    return agreement


def revoke_agreement(*, actor: Member, agreement: Agreement, now: datetime) -> Agreement:
    """At once: the very next reading is refused."""
    if agreement.revoked_on is None:
        agreement.revoked_on, agreement.revoked_by = day_of(now), actor
        agreement.save(update_fields=["revoked_on", "revoked_by"])
        note_contact(agreement.person, day_of(now))
        record_act(actor=actor, action=Act.WITHDRAW, thing=agreement, now=now)
    return agreement


# --- The duty to rescue ----------------------------------------------------------
def rescue_past_wish(*, actor: Member, rescue: Rescue, now: datetime) -> Rescue:
    """Go past a wish because of a grave and immediate danger. Raises ``ReasonNeeded``.

    It opens that gate for a day, waits for a second look, and the person can read it.
    """
    check_words(rescue.reason)
    if len(rescue.reason.strip()) < LEAST_REASON:
        raise ReasonNeeded
    rescue.organisation_id = actor.organisation_id
    rescue.decided_by, rescue.decided_at = actor, now
    lock(rescue)
    rescue.save(force_insert=True)
    record_act(actor=actor, action=Act.ADD, thing=rescue, now=now)
    return rescue


def review_rescue(
    *, actor: Member, rescue: Rescue, finding: str, words: str, now: datetime
) -> Rescue:
    """The second look: ``right`` or ``wrong``. There is no third one.

    Raises ``OwnReview``, ``AlreadyReviewed``, ``ReasonNeeded``.
    """
    stored = Rescue.objects.select_for_update().get(pk=rescue.pk)
    if stored.reviewed_on is not None:
        raise AlreadyReviewed
    if rescue.decided_by_id == actor.pk:
        raise OwnReview
    check_words(words)
    if not words.strip():
        raise ReasonNeeded
    rescue.reviewed_by, rescue.reviewed_on, rescue.finding = actor, day_of(now), finding
    rescue.review = words
    lock(rescue)
    rescue.save()
    record_act(actor=actor, action=Act.SIGN, thing=rescue, now=now)
    return rescue


def hold_person(*, actor: Member, hold: Hold, now: datetime) -> Hold:
    """Keep the page whatever its age, for a written reason. Raises ``ReasonNeeded``."""
    check_words(hold.reason)
    if len(hold.reason.strip()) < LEAST_REASON:
        raise ReasonNeeded
    hold.organisation_id = actor.organisation_id
    hold.held_by, hold.since = actor, day_of(now)
    lock(hold)
    hold.save(force_insert=True)
    record_act(actor=actor, action=Act.ADD, thing=hold, now=now)
    return hold


def lift_hold(*, actor: Member, hold: Hold, now: datetime) -> Hold:
    hold.lifted_on, hold.lifted_by = day_of(now), actor
    hold.save(update_fields=["lifted_on", "lifted_by"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=hold, now=now)
    return hold
