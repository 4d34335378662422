"""What one may do here. What one may see is ``visible_to`` on each queryset."""

from __future__ import annotations

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Organisation, Team


def may_manage_accounts(member: Member) -> bool:
    """Members, roles, invitations: the administrator, who sees no content."""
    return member.has(Role.ADMIN)


def may_change_organisation(member: Member, organisation: Organisation) -> bool:
    return organisation.pk == member.organisation_id and member.has(Role.ADMIN, Role.MANAGER)


def may_add_team(member: Member) -> bool:
    return member.has(Role.ADMIN, Role.MANAGER, Role.PLATFORM_COORDINATOR)


def may_change_team(member: Member, team: Team) -> bool:
    return team.organisation_id == member.organisation_id and (
        may_add_team(member) or member.has(Role.COORDINATOR)
    )


def may_rename_concepts(member: Member) -> bool:
    return member.has(Role.ADMIN, Role.MANAGER, Role.COORDINATOR, Role.PLATFORM_COORDINATOR)


def may_read_trail(member: Member) -> bool:
    """The whole trail; everybody may read their own acts."""
    return member.has(Role.AUDITOR)


def may_partner(member: Member) -> bool:
    return member.has(Role.MANAGER, Role.PLATFORM_COORDINATOR)


def may_open_teams(member: Member) -> bool:
    return may_add_team(member) or member.has(Role.COORDINATOR)


def may_change_member(member: Member, other: Member) -> bool:
    return other.organisation_id == member.organisation_id and may_manage_accounts(member)


def may_see_contact(member: Member, other: Member) -> bool:
    """E-mail and telephone: oneself, accounts, and those who run teams."""
    if other.pk == member.pk:
        return True
    return other.organisation_id == member.organisation_id and member.has(
        Role.ADMIN, Role.MANAGER, Role.COORDINATOR, Role.PLATFORM_COORDINATOR
    )


def may_export_members(member: Member) -> bool:
    return member.has(Role.ADMIN, Role.MANAGER)
