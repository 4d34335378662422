"""Asking for a peer, for another one, and asking a peer whether they would."""

from __future__ import annotations

from datetime import date, datetime

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.services import record_act
from entrepairs.base import clock
from entrepairs.links import refusals
from entrepairs.links.enums import CloseReason
from entrepairs.links.models import ChangeAsk, Link, PeerAsk, Proposal
from entrepairs.links.services.opening import (
    Wished,
    check_peer,
    check_wish,
    end_link,
    open_link,
    tell,
)
from entrepairs.peers.services import instead_of_conflict
from entrepairs.people.enums import Standing
from entrepairs.people.models import Person
from entrepairs.people.refusals import UnderAge
from entrepairs.people.sealing import lock, unlock
from entrepairs.people.services import note_contact
from entrepairs.people.wording import check_words


# --- A peer is proposed ------------------------------------------------------------
def propose_peer(
    *,
    actor: Member,
    person: Person,
    team: Team,
    peer_member: Member,
    wished: Wished,
    now: datetime,
) -> Link | Proposal:
    """The person chose this peer: the link opens if I am that peer, else they are asked.

    Raises as ``open_link``, and ``AlreadyProposed``.
    """
    if actor.pk == peer_member.pk:
        return open_link(
            actor=actor, person=person, team=team, peer_member=actor, wished=wished, now=now
        )
    today = clock.day_of(now)
    check_wish(person, wished, now)
    check_peer(person, team, peer_member, today)
    proposal = _place_for(person, team, today)
    proposal.organisation_id, proposal.peer_member = actor.organisation_id, peer_member
    proposal.asked, proposal.how, proposal.said = wished.asked, wished.how, wished.said
    lock(proposal)
    with instead_of_conflict(refusals.AlreadyProposed):
        proposal.save()
    note_contact(person, today)
    tell(actor, person, now)
    return proposal


def _place_for(person: Person, team: Team, today: date) -> Proposal:
    """The place that a no left open, or a new one."""
    there: Proposal | None = Proposal.objects.about(person).filter(team=team).first()
    if there is None:
        return Proposal(person=person, team=team, proposed_on=today)
    if there.peer_member_id is not None:
        raise refusals.AlreadyProposed
    return there


def answer_proposal(
    *, actor: Member, proposal: Proposal, yes: bool, now: datetime
) -> Link | Proposal:
    """The peer answers. A no says nothing of who said it. Raises as ``open_link``."""
    if not yes:
        return free_proposal(actor=actor, proposal=proposal, now=now)
    unlock([proposal])
    return open_link(
        actor=actor,
        person=proposal.person,
        team=proposal.team,
        peer_member=actor,
        wished=Wished(proposal.asked, proposal.how, proposal.said),
        now=now,
    )


def free_proposal(*, actor: Member, proposal: Proposal, now: datetime) -> Proposal:
    """Somebody else will be asked: by the peer's no or the person's, one cannot tell."""
    proposal.peer_member = None
    proposal.save(update_fields=["peer_member"])
    tell(actor, proposal.person, now)
    return proposal


def drop_proposal(*, actor: Member, proposal: Proposal, now: datetime) -> None:
    """Nobody for now: it is the person's wish."""
    proposal.delete()
    tell(actor, proposal.person, now)


# --- Another peer ------------------------------------------------------------------
def ask_for_another(*, actor: Member, link: Link, now: datetime) -> ChangeAsk:
    """The person wants another peer, and gives no reason. Raises ``LinkEnded``."""
    end_link(actor=actor, link=link, reason=CloseReason.CHOICE, now=now)
    return ChangeAsk.objects.create(
        organisation_id=link.organisation_id,
        person=link.person,
        team=link.team,
        asked_on=clock.day_of(now),
    )


# --- A peer is asked for -----------------------------------------------------------
def note_ask(*, actor: Member, ask: PeerAsk, now: datetime) -> PeerAsk:
    """Somebody asked to meet a peer. Raises ``UnderAge``, ``NotYetThatDay``, refused words."""
    today = clock.day_of(now)
    if ask.asked_on > today:
        raise refusals.NotYetThatDay
    if ask.person is not None and ask.person.standing == Standing.UNDER_18:
        raise UnderAge
    check_words(ask.hint)
    ask.organisation_id, ask.noted_by = actor.organisation_id, actor
    if ask.person is None:
        ask.area, ask.hint = ask.hint.strip(), ""
    else:
        lock(ask)
        note_contact(ask.person, ask.asked_on)
    ask.save(force_insert=True)
    record_act(actor=actor, action=Act.ADD, thing=ask, now=now)
    return ask


def answer_ask(
    *, actor: Member, ask: PeerAsk, met_on: date | None, unmet_reason: str, now: datetime
) -> PeerAsk:
    """Met that day, or not met, and why. Raises ``AlreadyAnswered``, ``NotYetThatDay``,
    ``BeforeAsked``.
    """
    today = clock.day_of(now)
    if ask.met_on is not None or ask.unmet_on is not None:
        raise refusals.AlreadyAnswered
    if met_on is not None and met_on > today:
        raise refusals.NotYetThatDay
    if met_on is not None and met_on < ask.asked_on:
        raise refusals.BeforeAsked
    ask.met_on = met_on
    ask.unmet_on, ask.unmet_reason = (None, "") if met_on else (today, unmet_reason)
    ask.save(update_fields=["met_on", "unmet_on", "unmet_reason"])
    if ask.person is not None and met_on is not None:
        note_contact(ask.person, met_on)
    record_act(actor=actor, action=Act.END, thing=ask, now=now)
    return ask


def reopen_ask(*, actor: Member, ask: PeerAsk, now: datetime) -> PeerAsk:
    """Undo an answer."""
    ask.met_on = ask.unmet_on = None
    ask.unmet_reason = ""
    ask.save(update_fields=["met_on", "unmet_on", "unmet_reason"])
    record_act(actor=actor, action=Act.CHANGE, thing=ask, now=now)
    return ask
