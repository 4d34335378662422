"""A link opens at the person's wish and ends by their choice.

The trail names the person, never the link: joined with who wrote a row, the identifier of
a link would tell which peer a person left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import Member, MemberQuerySet, Team
from entrepairs.accounts.services import record_act
from entrepairs.base import clock
from entrepairs.links import refusals
from entrepairs.links.enums import Answer, CloseReason, Stated
from entrepairs.links.models import ChangeAsk, Handover, Link, LinkReview, PeerAsk, Proposal
from entrepairs.peers.services import instead_of_conflict
from entrepairs.people.enums import Gate, WishKind
from entrepairs.people.gates import require_open
from entrepairs.people.models import Person, Wish
from entrepairs.people.sealing import lock
from entrepairs.people.services import note_contact
from entrepairs.people.wording import check_words

YEAR = timedelta(days=365)
REOPENABLE = timedelta(days=30)
# What an end by choice empties.
NAMES = ("peer_member", "opened_by", "colleague", "peer_part_sealed", "colleague_part_sealed")


@dataclass(frozen=True, slots=True)
class Wished:
    """How the person said that they want it: whose idea, by which means, in which words."""

    asked: str
    how: str
    said: str


def open_link(
    *,
    actor: Member,
    person: Person,
    team: Team,
    peer_member: Member,
    wished: Wished,
    now: datetime,
) -> Link:
    """Open a link. Raises ``UnderAge``, ``StoppedByWish``, ``NotSaid``,
    ``NotAPeerOfTheTeam``, ``AlreadyLinked`` and refused words.
    """
    today = clock.day_of(now)
    check_wish(person, wished, now)
    check_peer(person, team, peer_member, today)
    link = Link(organisation_id=actor.organisation_id, person=person, team=team)
    link.peer_member, link.opened_by = peer_member, actor
    link.asked, link.how, link.said = wished.asked, wished.how, wished.said
    link.opened_on = link.last_seen_on = today
    link.review_on = today + YEAR
    link.preference = _stated(person)
    lock(link)
    with instead_of_conflict(refusals.AlreadyLinked):
        link.save(force_insert=True)
    _honour(person, team, peer_member, today)
    note_contact(person, today)
    tell(actor, person, now)
    return link


def tell(actor: Member, person: Person, now: datetime) -> None:
    """One row in the trail, the same whatever was done to a link of this person."""
    record_act(actor=actor, action=Act.CHANGE, thing=person, now=now)


def check_wish(person: Person, wished: Wished, now: datetime) -> None:
    """Raises ``UnderAge``, ``StoppedByWish``, ``NotSaid`` and refused words."""
    require_open(person, Gate.FOLLOW_UP, now=now)
    if not wished.said.strip():
        raise refusals.NotSaid
    check_words(wished.said)


def check_peer(person: Person, team: Team, peer_member: Member, today: date) -> None:
    """Raises ``NotAPeerOfTheTeam``, ``AlreadyLinked``."""
    if not peers_of(team, today).filter(pk=peer_member.pk).exists():
        raise refusals.NotAPeerOfTheTeam
    if Link.objects.about(person).open().filter(peer_member=peer_member).exists():
        raise refusals.AlreadyLinked


def peers_of(team: Team, today: date) -> MemberQuerySet:
    """Members of the team who are its peers today, by name."""
    return Member.objects.in_team(team).with_role(Role.PEER).active(today)


def _stated(person: Person) -> Stated:
    said = Wish.objects.about(person).living().filter(kind=WishKind.PREFERENCE)
    return Stated.YES if said.exists() else Stated.NO


def _honour(person: Person, team: Team, peer_member: Member, today: date) -> None:
    """What the person waited for in this team is there."""
    ChangeAsk.objects.about(person).waiting().filter(team=team).update(honoured_on=today)
    PeerAsk.objects.waiting().filter(person=person, team=team).update(met_on=today)
    offers = Proposal.objects.about(person).filter(team=team)
    offers.filter(Q(peer_member__isnull=True) | Q(peer_member=peer_member)).delete()


def end_link(*, actor: Member, link: Link, reason: str, now: datetime) -> Link:
    """The link ends. Raises ``LinkEnded``.

    When the person chose, every name of a peer goes from the row, for good.
    """
    stored = Link.objects.select_for_update().values_list("closed_on", flat=True)
    if stored.get(pk=link.pk) is not None:
        raise refusals.LinkEnded
    link.closed_on, link.close_reason = clock.day_of(now), reason
    Handover.objects.filter(link=link, answer=Answer.NOT_MET_YET).delete()
    if reason == CloseReason.CHOICE:
        _forget_peer(link)
        note_contact(link.person, link.closed_on)
    link.save(update_fields=["closed_on", "close_reason", *NAMES])
    tell(actor, link.person, now)
    return link


def _forget_peer(link: Link) -> None:
    link.peer_member = link.opened_by = link.colleague = None
    link.peer_part_sealed = link.colleague_part_sealed = b""
    LinkReview.objects.filter(link=link).update(peer_words_sealed=b"")


def reopen_link(*, actor: Member, link: Link, now: datetime) -> Link:
    """Undo an end noted by mistake. Raises ``NoNewLink``, ``AlreadyLinked`` and the gates."""
    today = clock.day_of(now)
    if link.peer_member is None or not _may_reopen(link, today):
        raise refusals.NoNewLink
    require_open(link.person, Gate.FOLLOW_UP, now=now)
    check_peer(link.person, link.team, link.peer_member, today)
    link.closed_on, link.close_reason = None, ""
    link.save(update_fields=["closed_on", "close_reason"])
    tell(actor, link.person, now)
    return link


def _may_reopen(link: Link, today: date) -> bool:
    return link.closed_on is not None and today - link.closed_on <= REOPENABLE
