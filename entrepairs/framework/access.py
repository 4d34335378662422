"""What one may do here. What one may see is ``visible_to`` on each queryset."""

from __future__ import annotations

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member, Team
from entrepairs.engines.evaluation.problem import Voice
from entrepairs.framework.enums import Speaker
from entrepairs.framework.models import Statement
from entrepairs.framework.pack import Row


def may_read_board(member: Member) -> bool:
    return member.sees_whole_organisation or member.roles_in(TEAM_ROLES)


def may_speak(member: Member) -> bool:
    """Declare, or name a document: those who work there, the management too."""
    return member.roles_in(TEAM_ROLES) or member.has(Role.MANAGER, Role.PLATFORM_COORDINATOR)


def may_speak_for(member: Member, team: Team | None) -> bool:
    """For one of my teams; for the whole organisation, those who see all of it."""
    if team is None:
        return may_speak(member)
    return team.organisation_id == member.organisation_id and may_speak(member)


def may_confirm(member: Member, row: Row) -> bool:
    """Those whose word the row asks for, when nothing makes them the management."""
    works_here = member.roles_in(TEAM_ROLES)
    return works_here and bool(row.figure) and Voice(speaker_of(member)) in row.confirm.who


def may_withdraw(member: Member, statement: Statement) -> bool:
    """Only one's own words are taken back."""
    return statement.member_id == member.pk


def speaker_of(member: Member) -> Speaker:
    """In what capacity this member speaks: the role nearest to the management counts."""
    if member.has(Role.MANAGER, Role.PLATFORM_COORDINATOR, Role.ADMIN):
        return Speaker.MANAGER
    if member.has(Role.COORDINATOR):
        return Speaker.COORDINATOR
    return Speaker.PEER if member.has(Role.PEER) else Speaker.COLLEAGUE
