"""What the card of somebody shows of their links: who, since when, and every silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.accounts.models import Member, Team
from entrepairs.links import access, lists
from entrepairs.links.lists import LinkLine
from entrepairs.links.models import ChangeAsk, Link, LinkReview, LinkWake, Proposal
from entrepairs.links.rights import Rights
from entrepairs.people.enums import DataClass, Gate, Standing
from entrepairs.people.gates import closed_gates
from entrepairs.people.models import Person

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Knot:
    """One moment of the thread. ``quiet`` is a silence, ``strong`` the newest moment."""

    on: date
    word: str
    text: str
    quiet: bool = False


def on_card(member: Member, person: Person, rights: Rights, today: date) -> dict[str, Any]:
    """Eight queries at most, however many links. No sealed word is opened here."""
    if not rights.may(DataClass.CHOSEN):
        return {"links_shown": False}
    rows = list(Link.objects.about(person).with_people().order_by("-opened_on", "id"))
    found = [lists.line_of(member, link, today) for link in rows]
    living = [line for line in found if line.link.closed_on is None]
    told = access.may_see_who_waits(member)
    proposal = _proposal(member, person, told)
    mine = set(Team.objects.of(member).values_list("pk", flat=True))
    return {
        "links_shown": True,
        "links": living,
        "links_ended": [line for line in found if line.link.closed_on is not None],
        "links_thread": _thread(person, found)[:SHOWN],
        "links_teams": mine,
        "links_proposal": proposal,
        "links_asked_me": proposal is not None and access.may_answer(member, proposal),
        "links_waits": told and ChangeAsk.objects.about(person).waiting().exists(),
        "links_stopped": Gate.FOLLOW_UP.value in closed_gates(person),
        "links_child": person.standing == Standing.UNDER_18,
    }


def _proposal(member: Member, person: Person, told: bool) -> Proposal | None:
    """A peer reads only the one that asks them."""
    asked = Proposal.objects.about(person).select_related("peer_member")
    found: Proposal | None = (asked if told else asked.filter(peer_member=member)).first()
    return found


def _thread(person: Person, found: list[LinkLine]) -> list[Knot]:
    """Newest first: openings, silences that ended, reviews, ends."""
    knots = [_opened(line) for line in found]
    knots += [_ended(line) for line in found if line.link.closed_on is not None]
    for wake in LinkWake.objects.about(person):
        knots += [Knot(wake.woke_on, _("Seen again after a silence"), ""), _silence(wake)]
    for review in LinkReview.objects.about(person):
        knots.append(Knot(review.reviewed_on, _("The yearly review, written together"), ""))
    return sorted(knots, key=lambda knot: (knot.on, not knot.quiet), reverse=True)


def _opened(line: LinkLine) -> Knot:
    text = str(line.link.get_asked_display())
    if line.peer:
        return Knot(
            line.link.opened_on, _("A link opens with %(name)s") % {"name": line.peer}, text
        )
    return Knot(line.link.opened_on, _("A link opens"), text)


def _ended(line: LinkLine) -> Knot:
    assert line.link.closed_on is not None
    return Knot(line.link.closed_on, _("This link has ended"), line.ended_by)


def _silence(wake: LinkWake) -> Knot:
    months = max((wake.woke_on - wake.quiet_since).days // 30, 1)
    text = ngettext(
        "%(months)s month without seeing each other. The link stayed open.",
        "%(months)s months without seeing each other. The link stayed open.",
        months,
    )
    return Knot(wake.woke_on, "", text % {"months": months}, quiet=True)
