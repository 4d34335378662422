"""What one may do with what people said. What one may see is ``visible_to``."""

from __future__ import annotations

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member
from entrepairs.people.models import Person, Rescue


def may_meet_people(member: Member) -> bool:
    """Those who meet people: the list, a new page, wishes, agreements."""
    return member.roles_in(TEAM_ROLES)


def may_write(member: Member, person: Person) -> bool:
    """Write on a page one can see. Costs a query."""
    return (
        may_meet_people(member) and Person.objects.visible_to(member).filter(pk=person.pk).exists()
    )


def may_review_rescue(member: Member, rescue: Rescue) -> bool:
    """The coordinator looks again, never the one who decided."""
    return member.has(Role.COORDINATOR) and rescue.decided_by_id != member.pk


def may_hold(member: Member) -> bool:
    """A legal hold is decided by a coordinator of the person's team."""
    return member.has(Role.COORDINATOR)
