from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import Member, MemberShare, Organisation, Partnership
from entrepairs.accounts.services import record_act
from entrepairs.accounts.terms import CONCEPTS
from entrepairs.base.refusals import Refusal
from entrepairs.peers.enums import Status
from entrepairs.peers.models import Peer, PeerShare, StatusPeriod


class NotAPeer(Refusal):
    message = _("This person does not have the peer role yet: an administrator can give it.")


class AlreadyWelcomed(Refusal):
    message = _("This person is already among the peers.")


class PeriodUpsideDown(Refusal):
    message = _("The last day comes before the first one.")


class StatusOverlaps(Refusal):
    """Two statuses at once; the sentence names the period already there."""

    def __init__(self, there: StatusPeriod) -> None:
        self.there = there
        super().__init__(_overlap_sentence(there))


class StatusInUse(Refusal):
    message = _(
        "A placement still counts on these days. End the placement first, or choose a later day."
    )


class NoPartnership(Refusal):
    message = _("A peer is lent to a partner organisation: the partnership must be accepted first.")


class NotCoveredByLoan(Refusal):
    message = _(
        "On these dates the peer’s status is not “employed by a platform and lent”. "
        "Open that status period first."
    )


class LoanOverlaps(Refusal):
    message = _("This peer is already lent to this organisation on some of these days.")


def _overlap_sentence(there: StatusPeriod) -> str:
    values = {
        "status": CONCEPTS.get(f"status.{there.kind}", there.kind),
        "first": date_format(there.first_day),
    }
    if there.last_day is None:
        return str(
            _(
                "These days overlap the period “%(status)s”, open since %(first)s. "
                "End it first: a peer has one status at a time."
            )
            % values
        )
    values["last"] = date_format(there.last_day)
    return str(
        _(
            "These days overlap the period “%(status)s”, from %(first)s to %(last)s: "
            "a peer has one status at a time."
        )
        % values
    )


@contextmanager
def instead_of_conflict(refusal: type[Refusal]) -> Iterator[None]:
    """What a constraint refuses after a check passed (two at once) is said in words too."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refused:
        raise refusal from refused


def days(first: date, last: date | None) -> DateRange:
    """The range ``[first, last + 1 day)``; ``last`` is included, ``None`` leaves it open.

    Raises ``PeriodUpsideDown``.
    """
    if last is not None and last < first:
        raise PeriodUpsideDown
    return DateRange(first, last + timedelta(days=1) if last else None)


def welcome_peer(*, actor: Member, member: Member, fields: Sequence[str], now: datetime) -> Peer:
    """Say that ``member`` works as a peer. Their status comes with ``open_status_period``."""
    if not member.has(Role.PEER) or member.organisation_id != actor.organisation_id:
        raise NotAPeer
    if Peer.objects.filter(member=member).exists():
        raise AlreadyWelcomed
    with instead_of_conflict(AlreadyWelcomed):
        peer = Peer.objects.create(
            organisation_id=actor.organisation_id, member=member, fields=tidy(fields)
        )
    record_act(actor=actor, action=Act.ADD, thing=peer, now=now)
    return peer


def change_fields(*, actor: Member, peer: Peer, fields: Sequence[str], now: datetime) -> Peer:
    peer.fields = tidy(fields)
    peer.save(update_fields=["fields"])
    record_act(actor=actor, action=Act.CHANGE, thing=peer, now=now)
    return peer


def tidy(fields: Sequence[str]) -> list[str]:
    """Without blanks nor repeats, in the order given."""
    return list(dict.fromkeys(word.strip()[:60] for word in fields if word.strip()))


def open_status_period(
    *,
    actor: Member,
    peer: Peer,
    kind: Status | str,
    period: DateRange,
    now: datetime,
) -> StatusPeriod:
    """Raises ``StatusOverlaps`` with the period that is already there."""
    Peer.objects.select_for_update().get(pk=peer.pk)
    there = StatusPeriod.objects.filter(peer=peer).overlapping(period).first()
    if there is not None:
        raise StatusOverlaps(there)
    opened = StatusPeriod.objects.create(
        organisation_id=peer.organisation_id, peer=peer, kind=kind, period=period
    )
    record_act(actor=actor, action=Act.ADD, thing=opened, now=now)
    return opened


def end_status_period(
    *, actor: Member, period: StatusPeriod, last: date, now: datetime
) -> StatusPeriod:
    """Set the last day (included). Raises ``StatusInUse`` while a placement needs later days."""
    shortened = days(period.first_day, last)
    others = StatusPeriod.objects.filter(peer=period.peer_id).exclude(pk=period.pk)
    there = others.overlapping(shortened).first()
    if there is not None:
        raise StatusOverlaps(there)
    period.period = shortened
    with instead_of_conflict(StatusInUse):
        period.save(update_fields=["period"])
    record_act(actor=actor, action=Act.END, thing=period, now=now)
    return period


def lend_peer(
    *,
    actor: Member,
    peer: Peer,
    host: Organisation,
    contact: Member,
    period: DateRange,
    now: datetime,
) -> PeerShare:
    """Let a partner see and place this peer; it learns two names, the peer's and ``contact``'s.

    ``contact`` stays the line référent of the peer, at home. Raises ``NoPartnership``,
    ``NotCoveredByLoan``, ``LoanOverlaps``.
    """
    if not _partners(peer, host):
        raise NoPartnership
    lent = StatusPeriod.objects.filter(peer=peer, kind=Status.LENT, period__contains=period)
    if not lent.exists():
        raise NotCoveredByLoan
    if PeerShare.objects.filter(peer=peer, viewer=host, period__overlap=period).exists():
        raise LoanOverlaps
    with instead_of_conflict(LoanOverlaps):
        loan = PeerShare.objects.create(
            organisation_id=peer.organisation_id,
            viewer=host,
            peer=peer,
            contact=contact,
            period=period,
        )
    for member in {peer.member, contact}:
        name_member(member=member, viewer=host, first=loan.first_day, last=loan.last_day)
    record_act(actor=actor, action=Act.ADD, thing=loan, now=now)
    return loan


def _partners(peer: Peer, host: Organisation) -> bool:
    between = {peer.organisation_id, host.pk}
    return (
        len(between) == 2
        and Partnership.objects.filter(
            accepted_on__isnull=False, organisation__in=between, partner__in=between
        ).exists()
    )


def name_member(
    *, member: Member, viewer: Organisation, first: date, last: date | None
) -> MemberShare:
    """Let ``viewer`` read this member's name until ``last``, or later if it already may."""
    share, made = MemberShare.objects.get_or_create(
        organisation_id=member.organisation_id,
        viewer=viewer,
        member=member,
        defaults={"since": first, "until": last},
    )
    if not made and share.until is not None and (last is None or last > share.until):
        share.until = last
        share.save(update_fields=["until"])
    return share


def end_loan(*, actor: Member, loan: PeerShare, last: date, now: datetime) -> PeerShare:
    """Shorten the loan; after ``last`` the host reads the two names no more.

    Raises ``StatusInUse`` while a placement there needs later days.
    """
    loan.period = days(loan.first_day, last)
    with instead_of_conflict(StatusInUse):
        loan.save(update_fields=["period"])
    _forget_names(loan, last)
    record_act(actor=actor, action=Act.END, thing=loan, now=now)
    return loan


def _forget_names(loan: PeerShare, last: date) -> None:
    """Stop naming the two members, unless another loan to the same host still does."""
    for member in {loan.peer.member_id, loan.contact_id}:
        others = PeerShare.objects.filter(viewer=loan.viewer_id).exclude(pk=loan.pk)
        others = others.open_after(last + timedelta(days=1))
        if others.filter(peer__member=member).exists() or others.filter(contact=member).exists():
            continue
        MemberShare.objects.filter(viewer=loan.viewer_id, member=member).update(until=last)
