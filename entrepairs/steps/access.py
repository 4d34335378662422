"""What one may do with steps. What one may see is ``visible_to``, then ``open_to(rights)``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member
from entrepairs.links.rights import Rights, rights_of, status_of
from entrepairs.people.enums import NotWant, WishKind
from entrepairs.people.models import Agreement, Person, Wish
from entrepairs.steps.enums import Family, class_of

READS_NUMBERS = (Role.MANAGER, Role.PLATFORM_COORDINATOR, Role.AUDITOR)


def may_open_steps(member: Member) -> bool:
    """Those who meet people."""
    return member.roles_in(TEAM_ROLES)


def may_note(rights: Rights, family: str) -> bool:
    """One notes only what one may read again afterwards."""
    return rights.may(class_of(family))


def families_for(rights: Rights) -> list[Family]:
    return [family for family in Family if may_note(rights, family)]


def may_accompany(member: Member, person: Person, family: str, day: date) -> bool:
    """The place and the hour tell of the step: who goes along must be allowed to read it."""
    return rights_of(member, person, day).may(class_of(family))


def may_see_doors(member: Member) -> bool:
    """Closed doors, in numbers only."""
    return may_open_steps(member) or member.has(*READS_NUMBERS)


def rights_by_person(member: Member, people: Iterable[UUID], day: date) -> dict[UUID, Rights]:
    """As ``rights_of``, for several people at once: the same number of queries for many."""
    people = set(people)
    status = status_of(member, day) if people else None
    agreed: dict[UUID, set[str]] = {person: set() for person in people}
    if status is None:
        return dict.fromkeys(people, Rights(None))
    said = Agreement.objects.filter(person__in=people).on(day).for_reader(member)
    for person, classes in said.values_list("person", "classes"):
        agreed[person] |= set(classes)
    refused = Wish.objects.living().filter(
        person__in=people, kind=WishKind.NOT_WANT, code=NotWant.NO_TRANSMISSION
    )
    for person in refused.values_list("person", flat=True):
        agreed[person] = set()
    return {person: Rights(status, frozenset(agreed[person])) for person in people}
