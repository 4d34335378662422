"""What a member may read of a person: their status in law, the class, the person's agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member
from entrepairs.peers.enums import Status
from entrepairs.peers.models import Peer
from entrepairs.people.enums import DataClass, ReaderStatus
from entrepairs.people.gates import agreed_classes
from entrepairs.people.models import Person
from entrepairs.people.sharing import may_read

_IN_LAW = {
    Status.VOLUNTEER: ReaderStatus.VOLUNTEER,
    Status.STRUCTURE: ReaderStatus.STRUCTURE,
    Status.HOSPITAL: ReaderStatus.HOSPITAL,
    Status.LENT: ReaderStatus.LENT,
}


@dataclass(frozen=True, slots=True)
class Rights:
    """``status`` is ``None`` for whoever does not meet people: they read nothing."""

    status: ReaderStatus | None
    agreed: frozenset[str] = frozenset()

    def may(self, what: DataClass) -> bool:
        if self.status is None:
            return False
        return may_read(self.status, what, agreed=what.value in self.agreed)

    def hidden(self) -> list[DataClass]:
        """The classes about the person that stay closed, to say so on the page."""
        about = (DataClass.SOCIAL, DataClass.HEALTH, DataClass.IDENTITY)
        return [what for what in about if not self.may(what)]


def status_of(member: Member, day: date) -> ReaderStatus | None:
    """A peer is what their status period says, whatever other role they hold.

    Without a period that day, a peer reads as a volunteer: the strictest. One query.
    """
    if not member.roles_in(TEAM_ROLES):
        return None
    if not member.has(Role.PEER):
        return ReaderStatus.PROFESSIONAL
    own = Q(member=member)
    if member.user_id:
        own |= Q(member__user=member.user_id)
    found = Peer.objects.of_organisation(member).filter(own).with_status_on(day)
    held = [row for row in found.values_list("organisation", "status") if row[1]]
    statuses = [status for _organisation, status in held]
    if not held or Status.VOLUNTEER in statuses:
        return ReaderStatus.VOLUNTEER
    if any(organisation != member.organisation_id for organisation, _status in held):
        return ReaderStatus.LENT
    return _IN_LAW[statuses[0]]


def rights_of(member: Member, person: Person, day: date) -> Rights:
    """Three queries at most; ask once per page and person."""
    status = status_of(member, day)
    if status is None:
        return Rights(None)
    return Rights(status, agreed_classes(member, person, day))
