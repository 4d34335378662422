from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from entrepairs.accounts.models import Member
from entrepairs.base import clock
from entrepairs.links import refusals
from entrepairs.links.enums import Answer, CloseReason
from entrepairs.links.models import Handover, Link
from entrepairs.links.services.opening import Wished, check_peer, end_link, open_link, tell
from entrepairs.people.services import note_contact


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person was asked, and what they said. ``wished`` is read on a yes."""

    to_member: Member
    answer: str
    wished: Wished


def hand_over(*, actor: Member, link: Link, asked: Asked, now: datetime) -> Handover:
    """The peer leaves; the person says whether another may come.

    On a yes the new link opens, then the old one ends. Raises ``LinkEnded``,
    ``NotAPeerOfTheTeam``, and on a yes as ``open_link``.
    """
    if link.closed_on is not None:
        raise refusals.LinkEnded
    if asked.to_member.pk == link.peer_member_id:
        raise refusals.AlreadyLinked
    check_peer(link.person, link.team, asked.to_member, clock.day_of(now))
    waiting = Handover.objects.filter(link=link, answer=Answer.NOT_MET_YET).first()
    row = waiting or Handover(organisation_id=link.organisation_id, person=link.person, link=link)
    row.asked_on = row.asked_on or clock.day_of(now)
    row.answer = asked.answer
    row.to_member = asked.to_member if asked.answer == Answer.NOT_MET_YET else None
    row.save()
    if asked.answer == Answer.YES:
        _pass_on(actor, link, asked, now)
    else:
        if asked.answer == Answer.NO:
            note_contact(link.person, clock.day_of(now))
        tell(actor, link.person, now)
    return row


def _pass_on(actor: Member, link: Link, asked: Asked, now: datetime) -> None:
    open_link(
        actor=actor,
        person=link.person,
        team=link.team,
        peer_member=asked.to_member,
        wished=asked.wished,
        now=now,
    )
    end_link(actor=actor, link=link, reason=CloseReason.PEER_LEFT, now=now)
