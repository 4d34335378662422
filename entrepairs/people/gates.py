"""What the wishes of a person open and close. The rooms above ask here before acting."""

from __future__ import annotations

from datetime import date, datetime

from entrepairs.accounts.models import Member, Team
from entrepairs.people.enums import Gate, NotWant, Standing, Want, WishKind
from entrepairs.people.models import Agreement, Person, Rescue, StoppedAct, Wish
from entrepairs.people.refusals import NoWish, StoppedByWish, UnderAge

# A rescue opens its door for this long, and no longer.
RESCUE_HOURS = 24
_CLOSED_BY = {
    Gate.TRANSMISSION: NotWant.NO_TRANSMISSION,
    Gate.SHARE: NotWant.NO_TRANSMISSION,
    Gate.HEALTH_STEP: NotWant.NO_HEALTH,
    Gate.FOLLOW_UP: NotWant.NO_FOLLOW_UP,
}


def closed_gates(person: Person) -> set[str]:
    """The gates that living wishes close: one query."""
    said = Wish.objects.about(person).living().filter(kind=WishKind.NOT_WANT)
    codes = set(said.values_list("code", flat=True))
    return {gate.value for gate, code in _CLOSED_BY.items() if code.value in codes}


def wants_health(person: Person) -> bool:
    """A wish for one's health was said and still holds."""
    said = Wish.objects.about(person).living().filter(kind__in=(WishKind.WANT, WishKind.GOAL))
    return said.filter(code=Want.HEALTH).exists()


def require_open(person: Person, gate: Gate, *, now: datetime) -> None:
    """Raises ``UnderAge``, ``StoppedByWish``, or ``NoWish`` for a health step not asked for.

    A living duty to rescue for that gate opens it. The caller (a view) notes what was
    stopped with ``note_stopped``, in the same transaction.
    """
    if person.standing == Standing.UNDER_18 and gate != Gate.TRANSMISSION:
        raise UnderAge
    if gate in closed_gates(person) and not rescued(person, gate, now):
        raise StoppedByWish(gate)
    if gate == Gate.HEALTH_STEP and not wants_health(person) and not rescued(person, gate, now):
        raise NoWish


def rescued(person: Person, gate: Gate, now: datetime) -> bool:
    from datetime import timedelta

    recent = now - timedelta(hours=RESCUE_HOURS)
    return Rescue.objects.about(person).filter(gate=gate, decided_at__gte=recent).exists()


def note_stopped(*, person: Person, team: Team, gate: str, on: date) -> StoppedAct:
    """Counted once a day for a person and a gate: trying again is not another wish."""
    row, _made = StoppedAct.objects.get_or_create(
        organisation_id=person.organisation_id, person=person, team=team, gate=gate, on=on
    )
    return row


def agreed_classes(member: Member, person: Person, day: date) -> frozenset[str]:
    """The classes of data the person lets this member read today, beyond the matrix."""
    if Gate.SHARE.value in closed_gates(person):
        return frozenset()
    living = Agreement.objects.about(person).on(day).for_reader(member)
    return frozenset(code for row in living.values_list("classes", flat=True) for code in row)
