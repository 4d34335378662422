"""What one may do with outings. What one may see is ``visible_to`` on each queryset."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member, Team
from entrepairs.interventions.models import READS_COUNTS, UNDO_DAYS, Encounter, Outing


def may_open_outings(member: Member) -> bool:
    return member.roles_in(TEAM_ROLES) or member.has(*READS_COUNTS)


def may_see_counts(member: Member) -> bool:
    """The months of a team: nobody's name is in them."""
    return member.roles_in(TEAM_ROLES) or member.sees_whole_organisation


def may_go_out(member: Member) -> bool:
    """Start an outing in one of one's teams: those who meet people."""
    return member.roles_in(TEAM_ROLES)


def is_of_team(member: Member, team_id: UUID) -> bool:
    """Costs a query."""
    return Team.objects.of(member).filter(pk=team_id).exists()


def may_record(member: Member, outing: Outing) -> bool:
    """Write in this outing: everybody of its team, a lent peer included. Costs a query."""
    return may_go_out(member) and is_of_team(member, outing.team_id)


def may_change_outing(member: Member, outing: Outing) -> bool:
    return may_record(member, outing)


def may_remove_outing(member: Member, outing: Outing) -> bool:
    """Whoever wrote it down, or the team's coordinator."""
    if not may_record(member, outing):
        return False
    return outing.recorded_by_id == member.pk or member.has(Role.COORDINATOR)


def may_undo(member: Member, encounter: Encounter) -> bool:
    """Everybody of the team: the phone may be a colleague's. Costs a query."""
    return may_go_out(member) and is_of_team(member, encounter.team_id)


def still_restorable(removed_at: datetime | None, now: datetime) -> bool:
    return removed_at is not None and now <= removed_at + timedelta(days=UNDO_DAYS)


def may_see_encounters(member: Member) -> bool:
    """Aliases are for those who meet people; the others read the counts."""
    return member.roles_in(TEAM_ROLES)


def may_export_outings(member: Member) -> bool:
    return may_open_outings(member)
