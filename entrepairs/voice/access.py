"""Who may hand over, print, type in, and see what was counted. A voice is read by nobody."""

from __future__ import annotations

from entrepairs.accounts.enums import TEAM_ROLES, WHOLE_ORGANISATION, Role
from entrepairs.accounts.models import Member


def may_hand_over(member: Member) -> bool:
    """Whoever meets people may hand their screen over, or a sheet of paper."""
    return member.roles_in(TEAM_ROLES)


def may_read_aloud(member: Member) -> bool:
    """Stay beside the person who answers. A peer never does: they hand over and step back."""
    return may_hand_over(member) and not member.has(Role.PEER)


def may_type_in(member: Member) -> bool:
    """Type sheets of paper in: whoever meets people, and is no peer."""
    return may_read_aloud(member)


def may_see_results(member: Member) -> bool:
    """What was counted, from 11 people on: the teams and those who look after them."""
    return member.roles_in(TEAM_ROLES) or member.roles_in(WHOLE_ORGANISATION)
