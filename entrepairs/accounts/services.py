from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import (
    AuditEntry,
    Invitation,
    LocalTerm,
    Member,
    Organisation,
    Partnership,
    Team,
    TeamMembership,
    User,
)
from entrepairs.base.http import Look
from entrepairs.base.refusals import Refusal
from entrepairs.base.words import plain

INVITATION_DAYS = 7


class InvitationSpent(Refusal):
    message = _("This invitation has already been used, was withdrawn, or is too old.")


class LastAdministrator(Refusal):
    message = _(
        "Somebody must remain to look after the accounts: name another administrator first."
    )


class UnknownConcept(Refusal):
    message = _("This word is not one that can be renamed.")


def record_act(
    *, actor: Member, action: Act | str, thing: models.Model, now: datetime, purpose: str = ""
) -> AuditEntry:
    """Write the audit row of one act, in the act's own transaction."""
    return AuditEntry.objects.create(
        organisation_id=actor.organisation_id,
        at=now,
        actor=actor.pk,
        act=action,
        kind=thing._meta.label_lower,
        thing=str(thing.pk),
        purpose=purpose[:200],
    )


def record_looks(*, actor: Member, looks: Sequence[Look], now: datetime) -> None:
    """Write what a page showed (or refused), before it is shown."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            organisation_id=actor.organisation_id,
            at=now,
            actor=actor.pk,
            act=Act.REFUSED if look.refused else Act.LOOK,
            kind=look.kind[:60],
            thing=look.thing[:64],
            purpose=look.purpose[:200],
        )
        for look in looks
    )


def found_organisation(
    *, organisation: Organisation, founder: Member, now: datetime
) -> Organisation:
    """Create an organisation and its first administrator, inside that organisation's wall."""
    organisation.created_at = now
    organisation.save(force_insert=True)
    founder.organisation = organisation
    founder.name_key = name_key(founder)
    founder.save(force_insert=True)
    record_act(actor=founder, action=Act.ADD, thing=organisation, now=now)
    return organisation


def name_key(member: Member) -> str:
    return plain(f"{member.family_name} {member.given_name}")


def change_organisation(
    *, actor: Member, organisation: Organisation, now: datetime
) -> Organisation:
    organisation.save()
    record_act(actor=actor, action=Act.CHANGE, thing=organisation, now=now)
    return organisation


def add_team(*, actor: Member, team: Team, now: datetime) -> Team:
    team.organisation_id = actor.organisation_id
    team.save(force_insert=True)
    record_act(actor=actor, action=Act.ADD, thing=team, now=now)
    return team


def change_team(*, actor: Member, team: Team, now: datetime) -> Team:
    team.save()
    record_act(actor=actor, action=Act.CHANGE, thing=team, now=now)
    return team


def add_member(*, actor: Member, member: Member, teams: Iterable[Team], now: datetime) -> Member:
    member.organisation_id = actor.organisation_id
    member.name_key = name_key(member)
    member.save(force_insert=True)
    set_teams(actor=actor, member=member, teams=teams, now=now)
    record_act(actor=actor, action=Act.ADD, thing=member, now=now)
    return member


def change_member(*, actor: Member, member: Member, teams: Iterable[Team], now: datetime) -> Member:
    """Save names, roles and teams; the last administrator cannot give the role away."""
    if not member.has(Role.ADMIN) and not _other_administrators(member).exists():
        raise LastAdministrator
    member.name_key = name_key(member)
    member.save()
    set_teams(actor=actor, member=member, teams=teams, now=now)
    record_act(actor=actor, action=Act.CHANGE, thing=member, now=now)
    return member


def end_membership(*, actor: Member, member: Member, last_day: date, now: datetime) -> Member:
    """The member leaves: from the day after, no page opens for them."""
    if not _other_administrators(member).exists():
        raise LastAdministrator
    member.until = last_day
    member.save(update_fields=["until"])
    TeamMembership.objects.filter(member=member, until__isnull=True).update(until=last_day)
    record_act(actor=actor, action=Act.END, thing=member, now=now)
    return member


def _other_administrators(member: Member) -> models.QuerySet[Member]:
    return (
        Member.objects.filter(organisation=member.organisation_id, until__isnull=True)
        .with_role(Role.ADMIN)
        .exclude(pk=member.pk)
    )


def set_teams(*, actor: Member, member: Member, teams: Iterable[Team], now: datetime) -> None:
    wanted = {team.pk for team in teams}
    live = TeamMembership.objects.filter(member=member, until__isnull=True)
    today = now.date()
    live.exclude(team__in=wanted).update(until=today)
    have = set(live.values_list("team_id", flat=True))
    TeamMembership.objects.bulk_create(
        TeamMembership(
            organisation_id=member.organisation_id, team_id=team, member=member, since=today
        )
        for team in sorted(wanted - have)
    )


def invite(*, actor: Member, member: Member, email: str, now: datetime) -> tuple[Invitation, str]:
    """Make the link that lets ``member`` take their place; returns it with its secret.

    Older links of the same member stop working.
    """
    Invitation.objects.filter(member=member).pending(now).update(revoked_at=now)
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        organisation_id=actor.organisation_id,
        member=member,
        email=email.lower(),
        secret_digest=digest_of(secret),
        invited_by=actor,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    record_act(actor=actor, action=Act.ADD, thing=invitation, now=now)
    return invitation, secret


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def revoke_invitation(*, actor: Member, invitation: Invitation, now: datetime) -> Invitation:
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=invitation, now=now)
    return invitation


def accept_invitation(
    *, organisation: UUID, invitation: UUID, secret: str, user: User, now: datetime
) -> Member:
    """Tie the member to ``user``. Raises ``InvitationSpent``; runs inside the wall."""
    found = (
        Invitation.objects.select_for_update()
        .pending(now)
        .filter(pk=invitation, organisation=organisation)
        .select_related("member")
        .first()
    )
    if found is None or not secrets.compare_digest(found.secret_digest, digest_of(secret)):
        raise InvitationSpent
    member = found.member
    member.user = user
    member.email = member.email or user.email
    member.save(update_fields=["user", "email"])
    found.accepted_at = now
    found.save(update_fields=["accepted_at"])
    record_act(actor=member, action=Act.SIGN, thing=found, now=now)
    return member


def rename_concept(*, actor: Member, concept: str, label: str, now: datetime) -> LocalTerm | None:
    """Give a concept the organisation's own word; an empty label gives ours back."""
    from entrepairs.accounts.terms import CONCEPTS

    if concept not in CONCEPTS:
        raise UnknownConcept
    own = LocalTerm.objects.filter(organisation=actor.organisation_id, concept=concept)
    if not label.strip():
        own.delete()
        return None
    term, _created = LocalTerm.objects.update_or_create(
        organisation_id=actor.organisation_id, concept=concept, defaults={"label": label.strip()}
    )
    record_act(actor=actor, action=Act.CHANGE, thing=term, now=now)
    return term


def propose_partnership(*, actor: Member, partner: UUID, now: datetime) -> Partnership:
    """Offer to work with another organisation; nothing is shared until it accepts."""
    partnership, created = Partnership.objects.get_or_create(
        organisation_id=actor.organisation_id, partner_id=partner, defaults={"since": now.date()}
    )
    if created:
        record_act(actor=actor, action=Act.ADD, thing=partnership, now=now)
    return partnership


def accept_partnership(*, actor: Member, partnership: Partnership, now: datetime) -> Partnership:
    partnership.accepted_on = now.date()
    partnership.save(update_fields=["accepted_on"])
    record_act(actor=actor, action=Act.SIGN, thing=partnership, now=now)
    return partnership


def end_partnership(*, actor: Member, partnership: Partnership, now: datetime) -> None:
    """Either side may end it; names and teams are no longer shown to the other."""
    record_act(actor=actor, action=Act.END, thing=partnership, now=now)
    partnership.delete()
