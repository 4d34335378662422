"""What one may do with links. What one may see is ``visible_to`` on each queryset."""

from __future__ import annotations

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member, Team
from entrepairs.links.models import Link, Proposal


def may_open_links(member: Member) -> bool:
    """The pages of this room: those who meet people. Others read numbers on the board."""
    return member.roles_in(TEAM_ROLES)


def may_write_in(member: Member, team: Team) -> bool:
    """Open, propose, wake: everybody of the team. Costs a query."""
    return may_open_links(member) and Team.objects.of(member).filter(pk=team.pk).exists()


def may_write(member: Member, link: Link) -> bool:
    return may_write_in(member, link.team)


def may_see_who_waits(member: Member) -> bool:
    """Who waits for a peer: not for a peer, who would read there whom somebody left."""
    return member.has(Role.COLLEAGUE, Role.COORDINATOR)


def may_see_quiet(member: Member) -> bool:
    """The list of links gone quiet."""
    return member.has(Role.COORDINATOR)


def may_hand_over(member: Member) -> bool:
    """A peer leaves: the coordinator asks each person."""
    return member.has(Role.COORDINATOR)


def may_answer(member: Member, proposal: Proposal) -> bool:
    """Only the peer who is asked."""
    return proposal.peer_member_id == member.pk
