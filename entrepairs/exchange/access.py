"""Who may bring a file in. What one may see is ``visible_to`` on each queryset."""

from __future__ import annotations

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Team
from entrepairs.exchange.enums import Kind
from entrepairs.exchange.models import Import

IMPORTS = (Role.COORDINATOR, Role.MANAGER, Role.PLATFORM_COORDINATOR)


def may_import(member: Member) -> bool:
    return member.has(*IMPORTS)


def may_import_kind(member: Member, kind: str) -> bool:
    """Encounters are read and written by those who meet people: not by the management."""
    if kind == Kind.ENCOUNTERS:
        return member.has(Role.COORDINATOR)
    return may_import(member)


def may_import_into(member: Member, team: Team) -> bool:
    return Team.objects.visible_to(member).filter(pk=team.pk).exists()


def may_change_import(member: Member, import_: Import) -> bool:
    return import_.created_by_id == member.pk and may_import_kind(member, import_.kind)
