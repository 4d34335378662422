"""What one may do here. What one may see is ``visible_to`` on each queryset."""

from __future__ import annotations

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member, Team
from entrepairs.missions.enums import Side, Voice
from entrepairs.missions.models import Mission, Placement

RUNS_TEAMS = (Role.COORDINATOR, Role.MANAGER, Role.PLATFORM_COORDINATOR)
WRITES = (Role.PEER, Role.COLLEAGUE, *RUNS_TEAMS)


def may_engage_team(member: Member, team: Team) -> bool:
    return team.organisation_id == member.organisation_id and member.has(*RUNS_TEAMS)


def may_place_peer(member: Member, team: Team) -> bool:
    return may_engage_team(member, team)


def may_compensate(member: Member, team: Team) -> bool:
    return may_engage_team(member, team)


def may_pair(member: Member, team: Team) -> bool:
    """The team settles its binômes itself: peers and colleagues too."""
    return team.organisation_id == member.organisation_id and member.has(*WRITES)


def may_end_placement(member: Member, placement: Placement) -> bool:
    """Either organisation of a loan."""
    return member.organisation_id in (
        placement.organisation_id,
        placement.host_id,
    ) and member.has(*RUNS_TEAMS)


def may_write_mission(member: Member, placement: Placement) -> bool:
    """Everybody who sees it writes it, but the auditor."""
    return is_the_peer(member, placement) or member.has(*WRITES)


def may_read_aliases(member: Member, placement: Placement) -> bool:
    """Who a person accompanied is called: the peer and the team that meets them."""
    here = member.organisation_id == placement.host_id and member.roles_in(TEAM_ROLES)
    return here or is_the_peer(member, placement)


def may_end_mission(member: Member, mission: Mission) -> bool:
    return may_end_placement(member, mission.placement)


def may_export_teams(member: Member) -> bool:
    return member.has(*RUNS_TEAMS)


def may_sign(member: Member, placement: Placement) -> bool:
    return side_of(member, placement) is not None


def is_the_peer(member: Member, placement: Placement) -> bool:
    """The peer, in either of their two organisations."""
    if member.pk in (placement.peer.member_id, placement.host_member_id):
        return True
    return bool(member.user_id) and member.user_id in placement.peer_users


def side_of(member: Member, placement: Placement) -> Side | None:
    """The side this member signs for: the peer, or the team's coordinator or référent."""
    if is_the_peer(member, placement):
        return Side.PEER
    if member.organisation_id != placement.host_id:
        return None
    if member.has(Role.COORDINATOR, Role.MANAGER) or member.pk == placement.day_to_day_referent_id:
        return Side.TEAM
    return None


def voice_of(member: Member, placement: Placement) -> Voice:
    """Whose words a member's own edit brings in."""
    if is_the_peer(member, placement):
        return Voice.PEER
    return Voice.COORDINATOR if member.has(*RUNS_TEAMS) else Voice.COLLEAGUE


def may_open_teams(member: Member) -> bool:
    """The page of teams and missions; which ones it shows is ``visible_to``."""
    return member.sees_whole_organisation or member.roles_in(TEAM_ROLES)
