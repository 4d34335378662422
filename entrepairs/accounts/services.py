from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import (
    AuditEntry,
    Invitation,
    InvitationQuerySet,
    LocalTerm,
    Member,
    Organisation,
    Partnership,
    Team,
    TeamMembership,
    User,
)
from entrepairs.base.clock import day_of
from entrepairs.base.http import Look
from entrepairs.base.refusals import Refusal
from entrepairs.base.words import plain

INVITATION_DAYS = 7
UNDO_DAYS = 30


class InvitationSpent(Refusal):
    message = _("This invitation has already been used, was withdrawn, or is too old.")


class LastAdministrator(Refusal):
    message = _(
        "Somebody must remain to look after the accounts: name another administrator first."
    )


class AlreadyHasAccount(Refusal):
    message = _("This person already has an account here: no new link is needed.")


class AlreadyHere(Refusal):
    message = _("This account already has its place in this organisation.")


class AddressTaken(Refusal):
    """Said to whoever holds a good invitation only, and ten times an hour at most."""

    message = _(
        "No account could be made with this address. If it already has one, sign in with it"
        " first, then open this link again."
    )


class LastDayTooSoon(Refusal):
    message = _("The last day cannot come before the first.")


class TooLateToUndo(Refusal):
    message = _("More than 30 days have passed: welcome this person again instead.")


class UnknownOrganisationCode(Refusal):
    message = _("This code leads nowhere: ask for it again, it is on their page of partners.")


class NotYoursToAccept(Refusal):
    message = _("Only the organisation that received the proposal accepts it.")


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


def close_team(*, actor: Member, team: Team, now: datetime) -> Team:
    """The team leaves the lists; what it did stays readable."""
    team.closed_on = day_of(now)
    team.save(update_fields=["closed_on"])
    record_act(actor=actor, action=Act.END, thing=team, now=now)
    return team


def reopen_team(*, actor: Member, team: Team, now: datetime) -> Team:
    team.closed_on = None
    team.save(update_fields=["closed_on"])
    record_act(actor=actor, action=Act.CHANGE, thing=team, now=now, purpose="reopened")
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
    before = set(Member.objects.values_list("roles", flat=True).get(pk=member.pk))
    if Role.ADMIN in before and not member.has(Role.ADMIN):
        _leave_an_administrator(member)
    member.name_key = name_key(member)
    member.save()
    set_teams(actor=actor, member=member, teams=teams, now=now)
    given, taken = set(member.roles) - before, before - set(member.roles)
    change = " ".join([*(f"+{role}" for role in sorted(given)), *(f"-{r}" for r in sorted(taken))])
    record_act(actor=actor, action=Act.CHANGE, thing=member, now=now, purpose=change)
    return member


def end_membership(*, actor: Member, member: Member, last_day: date, now: datetime) -> Member:
    """The member leaves: from the day after, no page opens for them."""
    if last_day < member.since:
        raise LastDayTooSoon
    if member.has(Role.ADMIN):
        _leave_an_administrator(member)
    member.until = last_day
    member.save(update_fields=["until"])
    TeamMembership.objects.filter(member=member, until__isnull=True).update(until=last_day)
    Invitation.objects.filter(member=member).pending(now).update(revoked_at=now)
    record_act(actor=actor, action=Act.END, thing=member, now=now)
    return member


def restore_membership(*, actor: Member, member: Member, now: datetime) -> Member:
    """The end was a mistake: roles and the teams left on that day come back, for 30 days."""
    if member.until is None:
        return member
    if day_of(now) > member.until + timedelta(days=UNDO_DAYS):
        raise TooLateToUndo
    left = TeamMembership.objects.filter(member=member, until=member.until)
    live = TeamMembership.objects.filter(member=member, until__isnull=True)
    left.exclude(team__in=live.values("team")).update(until=None)
    member.until = None
    member.save(update_fields=["until"])
    record_act(actor=actor, action=Act.CHANGE, thing=member, now=now, purpose="restored")
    return member


def _leave_an_administrator(member: Member) -> None:
    if not _other_administrators(member).exists():
        raise LastAdministrator


def _other_administrators(member: Member) -> models.QuerySet[Member]:
    return (
        Member.objects.filter(organisation=member.organisation_id, until__isnull=True)
        .with_role(Role.ADMIN)
        .exclude(pk=member.pk)
    )


def set_teams(*, actor: Member, member: Member, teams: Iterable[Team], now: datetime) -> None:
    wanted = {team.pk for team in teams}
    live = TeamMembership.objects.filter(member=member, until__isnull=True)
    today = day_of(now)
    live.exclude(team__in=wanted).update(until=today)
    live.filter(team__in=wanted, agreed_until__lt=today).update(agreed_until=None)
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
    if member.user_id is not None:
        raise AlreadyHasAccount
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


def open_invitation(
    *,
    organisation: UUID,
    invitation: UUID,
    secret: str,
    now: datetime,
    among: InvitationQuerySet | None = None,
) -> Invitation:
    """The invitation this link opens; ``InvitationSpent`` whatever is wrong with it."""
    rows = Invitation.objects.all() if among is None else among
    found = (
        rows.pending(now)
        .filter(pk=invitation, organisation=organisation, member__user__isnull=True)
        .select_related("member", "organisation")
        .first()
    )
    digest = digest_of(secret)
    if found is None or not secrets.compare_digest(found.secret_digest, digest):
        raise InvitationSpent
    if found.member.until is not None and found.member.until < day_of(now):
        raise InvitationSpent
    return found


def make_user(*, email: str, password: str, now: datetime) -> User:
    """A new key to the door; which doors it opens is for ``accept_invitation``."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, joined_at=now)
    except IntegrityError as error:
        raise AddressTaken from error


def accept_invitation(
    *, organisation: UUID, invitation: UUID, secret: str, user: User, now: datetime
) -> Member:
    """Tie the member to ``user``. Raises ``InvitationSpent``; runs inside the wall."""
    waiting = Invitation.objects.select_for_update(of=("self",))
    found = open_invitation(
        organisation=organisation, invitation=invitation, secret=secret, now=now, among=waiting
    )
    member = found.member
    if Member.objects.filter(organisation=organisation, user=user).exists():
        raise AlreadyHere
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
        for term in own:
            record_act(actor=actor, action=Act.END, thing=term, now=now)
            term.delete()
        return None
    term, _created = LocalTerm.objects.update_or_create(
        organisation_id=actor.organisation_id, concept=concept, defaults={"label": label.strip()}
    )
    record_act(actor=actor, action=Act.CHANGE, thing=term, now=now)
    return term


def propose_partnership(*, actor: Member, partner: UUID, now: datetime) -> Partnership:
    """Offer to work with another organisation; nothing is shared until it accepts."""
    mine = actor.organisation_id
    if partner == mine:
        raise UnknownOrganisationCode
    known = Partnership.objects.filter(
        Q(organisation=mine, partner=partner) | Q(organisation=partner, partner=mine)
    ).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            partnership = Partnership.objects.create(
                organisation_id=mine, partner_id=partner, since=day_of(now)
            )
            _check_keys_now()
    except IntegrityError as error:
        raise UnknownOrganisationCode from error
    record_act(actor=actor, action=Act.ADD, thing=partnership, now=now)
    return partnership


def _check_keys_now() -> None:
    """Foreign keys are checked at the end of a transaction; here the answer is needed now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def accept_partnership(*, actor: Member, partnership: Partnership, now: datetime) -> Partnership:
    if partnership.partner_id != actor.organisation_id:
        raise NotYoursToAccept
    partnership.accepted_on = day_of(now)
    partnership.save(update_fields=["accepted_on"])
    record_act(actor=actor, action=Act.SIGN, thing=partnership, now=now)
    return partnership


def end_partnership(*, actor: Member, partnership: Partnership, now: datetime) -> None:
    """Either side may end it; names and teams are no longer shown to the other."""
    record_act(actor=actor, action=Act.END, thing=partnership, now=now)
    partnership.delete()
