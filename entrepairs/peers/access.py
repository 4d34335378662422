"""What one may do with peers. What one may see is ``visible_to`` on each queryset."""

from __future__ import annotations

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member
from entrepairs.peers.models import SEES_ALL_PEERS, Peer

MANAGES = (Role.COORDINATOR, Role.MANAGER, Role.PLATFORM_COORDINATOR)


def may_welcome_peer(member: Member) -> bool:
    return member.has(*MANAGES)


def may_change_peer(member: Member, peer: Peer) -> bool:
    """Only the peer's own organisation: what is lent to us is not ours to change."""
    return peer.organisation_id == member.organisation_id and member.has(*MANAGES)


def may_see_status(member: Member, peer: Peer) -> bool:
    """The peer, those who place peers, and the auditor; not the team-mates."""
    return is_myself(member, peer) or member.roles_in(SEES_ALL_PEERS)


def may_lend_peer(member: Member, peer: Peer) -> bool:
    return peer.organisation_id == member.organisation_id and member.has(
        Role.MANAGER, Role.PLATFORM_COORDINATOR
    )


def may_export_peers(member: Member) -> bool:
    return member.has(*MANAGES)


def is_myself(member: Member, peer: Peer) -> bool:
    """Also true in a host organisation, where the same user has another member."""
    if peer.member_id == member.pk:
        return True
    return member.user_id is not None and peer.member.user_id == member.user_id


def may_open_peers(member: Member) -> bool:
    """The list itself; whom it shows is ``visible_to``."""
    return member.roles_in(SEES_ALL_PEERS | TEAM_ROLES)
