"""What opens a health step, and what every row of this room checks."""

from __future__ import annotations

import re
from datetime import date, datetime

from entrepairs.accounts.models import Member, Team
from entrepairs.base.clock import day_of
from entrepairs.people.enums import Gate, Standing, Want, WishKind
from entrepairs.people.gates import require_open, rescued
from entrepairs.people.models import Person, Rescue, Wish
from entrepairs.people.refusals import UnderAge
from entrepairs.people.wording import check_words
from entrepairs.steps.access import may_accompany
from entrepairs.steps.enums import DoorReason, Family
from entrepairs.steps.models.steps import TERRITORY
from entrepairs.steps.refusals import DoorNeedsReason, NotForThem, NotYet, WishCameAfter


def health_wishes(person: Person) -> list[Wish]:
    """Living wishes for one's health, the first said first."""
    said = Wish.objects.about(person).living().filter(code=Want.HEALTH)
    return list(said.filter(kind__in=(WishKind.WANT, WishKind.GOAL)).order_by("said_on", "id"))


def open_health(person: Person, *, day: date, now: datetime) -> tuple[Wish | None, Rescue | None]:
    """What opens a health step asked for on ``day``: a wish said before it, or a rescue.

    Raises ``StoppedByWish``, ``NoWish``, ``UnderAge`` and ``WishCameAfter``.
    """
    require_open(person, Gate.HEALTH_STEP, now=now)
    wishes = health_wishes(person)
    before = [wish for wish in wishes if wish.said_on <= day]
    if before:
        return before[-1], None
    if rescued(person, Gate.HEALTH_STEP, now):
        held = Rescue.objects.about(person).filter(gate=Gate.HEALTH_STEP)
        return None, held.latest("decided_at")
    raise WishCameAfter


def still_open(person: Person, family: str, *, now: datetime) -> None:
    """Going on with health needs the wish as much as beginning does."""
    if family == Family.HEALTH:
        require_open(person, Gate.HEALTH_STEP, now=now)


def check_age(person: Person) -> None:
    """Under 18 nothing ordinary is begun: child protection is another path."""
    if person.standing == Standing.UNDER_18:
        raise UnderAge


def check_texts(*texts: str) -> None:
    for text in texts:
        check_words(text)


def check_day(day: date, now: datetime) -> None:
    if day > day_of(now):
        raise NotYet


def check_door(closed: bool, reason: str) -> str:
    """The reason, when the door is closed; nothing otherwise. Raises ``DoorNeedsReason``."""
    if closed and reason not in DoorReason.values:
        raise DoorNeedsReason
    return reason if closed else ""


def check_company(member: Member | None, person: Person, family: str, day: date) -> None:
    if member is not None and not may_accompany(member, person, family, day):
        raise NotForThem


def department_of(team: Team) -> str:
    """The first digits of a FINESS number say the department; overseas ones do not."""
    for number in (team.finess, team.organisation.finess):
        head = number.strip().upper()[:2]
        if len(number.strip()) == 9 and re.match(TERRITORY, head):
            return head
    return ""
