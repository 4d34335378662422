"""Who may correct the directory and publish groups. Reading it is everybody's."""

from __future__ import annotations

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member
from entrepairs.directory.enums import Voice
from entrepairs.directory.models import Correction, OwnGroup

PUBLISHES = (Role.COORDINATOR, Role.MANAGER, Role.PLATFORM_COORDINATOR)


def may_correct(member: Member) -> bool:
    """Those who go there with people."""
    return member.roles_in(TEAM_ROLES)


def may_withdraw_correction(member: Member, correction: Correction) -> bool:
    """One's own; the coordination may take back any of its organisation."""
    if correction.organisation_id != member.organisation_id or correction.withdrawn_on:
        return False
    mine = correction.member_id == member.pk and may_correct(member)
    return mine or member.has(Role.COORDINATOR)


def may_publish_groups(member: Member) -> bool:
    return member.has(*PUBLISHES)


def may_change_group(member: Member, group: OwnGroup) -> bool:
    return group.organisation_id == member.organisation_id and may_publish_groups(member)


def voice_of(member: Member) -> Voice:
    """A peer speaks as a peer, whatever else they are."""
    if member.has(Role.PEER):
        return Voice.PEER
    return Voice.COORDINATOR if member.has(Role.COORDINATOR) else Voice.COLLEAGUE
