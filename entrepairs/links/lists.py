"""What the pages of links show: each link in words, who waits, and who leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.accounts.models import Member, Team, TeamMembership
from entrepairs.links import access
from entrepairs.links.enums import CloseReason, State
from entrepairs.links.models import ChangeAsk, Handover, Link, PeerAsk, Proposal
from entrepairs.links.services.opening import REOPENABLE, peers_of
from entrepairs.people.enums import WishKind
from entrepairs.people.models import Person, Wish
from entrepairs.people.sealing import unlock
from entrepairs.people.wishing import picture_word

# A departure is prepared from then on.
LEAVES_WITHIN = timedelta(days=60)
ENDED_LATELY = timedelta(days=14)
# No figure about fewer meetings than this.
SMALLEST = 5
_LOOK = {
    State.OPEN: ("well", "link-2"),
    State.SILENT: ("settle", "clock"),
    State.ASLEEP: ("calm", "moon"),
    State.CLOSED: ("calm", "history"),
}


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One link as a reader of its team sees it. ``peer`` is empty when no name remains."""

    link: Link
    alias: str
    peer: str
    state: State
    kind: str
    icon: str
    word: str
    mine: bool
    due: bool
    reopens: bool

    @property
    def ended_by(self) -> str:
        return end_word(self.link)

    @property
    def nameless(self) -> bool:
        """Ended by choice: what was said may name the peer, and is for the person alone."""
        return self.link.close_reason == CloseReason.CHOICE


@dataclass(frozen=True, slots=True)
class Said:
    """A preference of the person: the picture's word, and their own words."""

    code: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """A peer with open links whose days in the team are counted."""

    member: Member
    last_day: date | None


def line_of(member: Member, link: Link, today: date) -> LinkLine:
    """``link`` was read ``with_people``."""
    state = link.state(today)
    kind, icon = _LOOK[state]
    return LinkLine(
        link=link,
        alias=link.person.alias,
        peer=link.peer_member.full_name if link.peer_member else "",
        state=state,
        kind=kind,
        icon=icon,
        word=state_word(link, state),
        mine=link.peer_member_id == member.pk,
        due=state in (State.OPEN, State.SILENT) and link.review_on <= today,
        reopens=_reopens(link, today),
    )


def _reopens(link: Link, today: date) -> bool:
    ended = link.closed_on
    return ended is not None and link.peer_member_id is not None and today - ended <= REOPENABLE


def state_word(link: Link, state: State) -> str:
    if state == State.SILENT:
        return _("Not seen since %(month)s") % {"month": _month(link.last_seen_on)}
    if state == State.ASLEEP:
        assert link.asleep_on is not None
        return _("Asleep since %(month)s") % {"month": _month(link.asleep_on)}
    return _("Link open") if state == State.OPEN else _("This link has ended")


def end_word(link: Link) -> str:
    """The same sentence for every end that was the person's."""
    words = {
        CloseReason.CHOICE: _("The person chose."),
        CloseReason.REACHED: _("The person chose: what they wanted is there."),
        CloseReason.OTHER_SUPPORT: _("The person chose: somebody else is at their side."),
        CloseReason.MOVED: _("The person lives elsewhere."),
        CloseReason.PEER_LEFT: _("The peer left the team."),
        CloseReason.UNKNOWN: "",
    }
    return words[CloseReason(link.close_reason)] if link.close_reason else ""


def _month(day: date) -> str:
    return date_format(day, "F Y")


def lines(member: Member, links: Any, today: date) -> list[LinkLine]:
    return [line_of(member, link, today) for link in links.with_people()]


# --- the person ----------------------------------------------------------------------
def preferences(person: Person) -> list[Said]:
    """What the person said about a peer, as they said it. Nothing is computed from it."""
    wishes = Wish.objects.about(person).living().filter(kind=WishKind.PREFERENCE)
    rows = unlock(wishes.order_by("said_on", "id"))
    return [Said(row.code, picture_word(row.kind, row.code), row.text) for row in rows]


def choices(person: Person, team: Team, today: date) -> list[Member]:
    """Peers of the team who are not already linked to the person, by name."""
    linked = Link.objects.about(person).open().values("peer_member")
    return list(peers_of(team, today).exclude(pk__in=linked).order_by("name_key", "id"))


# --- who waits -------------------------------------------------------------------------
def proposals_for(member: Member) -> Any:
    """Those a peer is asked about."""
    mine = Proposal.objects.visible_to(member).filter(peer_member=member)
    return mine.select_related("person", "team").order_by("proposed_on", "id")


def waiting_people(member: Member) -> list[Person]:
    """People of my teams who wait for a peer: asked for another, or nobody said yes yet.

    One word for both, and none for a peer: who was left is not to be guessed.
    """
    if not access.may_see_who_waits(member):
        return []
    change = ChangeAsk.objects.visible_to(member).waiting()
    asked = Proposal.objects.visible_to(member).values_list("person", "peer_member")
    proposed = list(asked)
    underway = {person for person, peer in proposed if peer is not None}
    waits = {person for person, peer in proposed if peer is None}
    waits |= set(change.values_list("person", flat=True))
    return list(Person.objects.visible_to(member).filter(pk__in=waits - underway).by_alias())


def ended_lately(member: Member, today: date) -> Any:
    """Shown to every peer of the team alike: one's own ends are not marked."""
    ended = Link.objects.visible_to(member).filter(closed_on__gte=today - ENDED_LATELY)
    return ended.exclude(close_reason=CloseReason.PEER_LEFT).order_by("-closed_on", "id")


def asks_waiting(member: Member) -> Any:
    return PeerAsk.objects.visible_to(member).waiting().select_related("person", "team")


# --- who leaves --------------------------------------------------------------------------
def leaving(member: Member, today: date) -> list[Leaving]:
    """Peers of my teams with open links and a last day: gone, or within 60 days. Three queries.

    The links are read first: as sub-queries inside one another, a planner without
    statistics may take hours over a few rows.
    """
    soon = today + LEAVES_WITHIN
    pairs = set(Link.objects.visible_to(member).open().values_list("peer_member", "team"))
    peers = Member.objects.filter(pk__in={peer for peer, _team in pairs})
    places = TeamMembership.objects.filter(
        member__in={peer for peer, _team in pairs}, team__in={team for _peer, team in pairs}
    ).order_by("since")
    last: dict[Any, date | None] = {}
    for place in places:
        ends = [day for day in (place.until, place.agreed_until) if day]
        last[place.member_id] = min(ends) if ends else None
    found = []
    for peer in peers.order_by("name_key", "id"):
        days = [day for day in (peer.until, last.get(peer.pk)) if day]
        if days and min(days) <= soon:
            found.append(Leaving(peer, min(days)))
    return found


def links_of(member: Member, peer: Member) -> Any:
    """The open links of a peer, in teams of mine."""
    return Link.objects.visible_to(member).open().filter(peer_member=peer).by_alias()


def answers_of(links: Iterable[Link]) -> dict[Any, Handover]:
    """The last thing each person was asked about the departure."""
    rows = Handover.objects.filter(link__in=list(links)).select_related("to_member")
    return {row.link_id: row for row in rows.order_by("asked_on", "id")}


# --- requests ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class AskLine:
    """One request: whose, where, and the days it has waited."""

    ask: PeerAsk
    alias: str
    where: str
    days: int
    kind: str
    icon: str
    word: str


def asks_answered(member: Member) -> Any:
    rows = PeerAsk.objects.visible_to(member).select_related("person", "team")
    done = rows.filter(Q(met_on__isnull=False) | Q(unmet_on__isnull=False))
    return done.defer("hint_sealed").order_by("-asked_on", "id")


def ask_line(ask: PeerAsk, today: date) -> AskLine:
    """``hint`` is read for the requests that wait: unlock those of a person first."""
    waits = ask.met_on is None and ask.unmet_on is None
    until = ask.met_on or ask.unmet_on or today
    days = max((until - ask.asked_on).days, 0)
    alias = ask.person.alias if ask.person else ""
    where = (ask.hint if ask.person else ask.area) if waits else ""
    kind, icon, word = _ask_state(ask, days)
    return AskLine(ask, alias, where, days, kind, icon, word)


def _ask_state(ask: PeerAsk, days: int) -> tuple[str, str, str]:
    if ask.met_on is not None:
        word = ngettext("Met after %(days)s day", "Met after %(days)s days", days)
        return "well", "check", word % {"days": days}
    if ask.unmet_on is not None:
        return "calm", "history", str(ask.get_unmet_reason_display())
    if not days:
        return "settle", "clock", _("Asked today")
    word = ngettext("Waits for %(days)s day", "Waits for %(days)s days", days)
    return "settle", "clock", word % {"days": days}


def usual_wait(member: Member, today: date) -> int | None:
    """The middle wait of the last twelve months, in days; from five meetings on. One query."""
    met = PeerAsk.objects.visible_to(member).filter(
        met_on__isnull=False, asked_on__gte=today - timedelta(days=365)
    )
    days = [(until - since).days for since, until in met.values_list("asked_on", "met_on")]
    return int(median(days)) if len(days) >= SMALLEST else None
