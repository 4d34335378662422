from __future__ import annotations

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member
from entrepairs.cards.models import RightsRequest
from entrepairs.links.rights import Rights


def may_show_kept(member: Member) -> bool:
    """Anybody of the team a person asks: they show, print, note the request, erase."""
    return member.roles_in(TEAM_ROLES)


def may_make_code(rights: Rights) -> bool:
    """A code opens all of it, and passes through the hands of whoever prints it."""
    return rights.status is not None and not rights.hidden()


def may_name_readers(member: Member) -> bool:
    """The names of those who looked, on the person's request: the coordinator says them."""
    return member.has(Role.COORDINATOR)


def may_answer(member: Member, request: RightsRequest) -> bool:
    return member.has(Role.COORDINATOR) and request.answered_on is None
