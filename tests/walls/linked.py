"""Links, proposals and requests in each place: things of the walls' world."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from entrepairs.links.enums import Answer, CloseReason
from entrepairs.links.models import Link, LinkReview, PeerAsk, Proposal
from entrepairs.links.services import (
    Asked,
    Parts,
    Wished,
    answer_ask,
    end_link,
    hand_over,
    note_ask,
    open_link,
    propose_peer,
    see_link,
    share_parts,
    sleep_link,
    write_review,
)
from entrepairs.people.models import Person
from entrepairs.people.services import open_person


class Linked:
    """Mixed into ``Place``: every alias and every text carries the place's own word."""

    word: Any
    made: Any
    team: Any
    colleague: Any
    peer_member: Any
    world: Any

    def _somebody(self, kind: str) -> Person:
        return open_person(
            actor=self.peer_member,
            person=Person(alias=self.word(kind)),
            team=self.team,
            now=self.world.now,
        )

    def _wished(self, kind: str) -> Wished:
        return Wished("person", "spoken", self.word(kind))

    def _linked(self, kind: str) -> Link:
        return open_link(
            actor=self.peer_member,
            person=self._somebody(kind),
            team=self.team,
            peer_member=self.peer_member,
            wished=self._wished("linksaid"),
            now=self.world.now,
        )

    def _link(self) -> Link:
        """With who does what, a review, and somebody else proposed at a departure."""
        link = self._linked("linkedto")
        parts = Parts(self.word("peerpart"), self.word("colleaguepart"), self.colleague, True)
        share_parts(actor=self.peer_member, link=link, parts=parts, now=self.world.now)
        review = LinkReview(next_on=self.world.day(90))
        review.person_words, review.peer_words = self.word("reviewed"), self.word("peerreview")
        write_review(actor=self.peer_member, link=link, review=review, now=self.world.now)
        to = self.made("free_peer").member
        asked = Asked(to, Answer.NOT_MET_YET, self._wished("linksaid"))
        hand_over(actor=self.peer_member, link=link, asked=asked, now=self.world.now)
        return Link.objects.get(pk=link.pk)

    def _silent(self, kind: str) -> Link:
        link = self._linked(kind)
        link.last_seen_on = self.world.today - timedelta(days=120)
        link.save(update_fields=["last_seen_on"])
        return link

    def _asleep_link(self) -> Link:
        link = self._silent("sleeper")
        return sleep_link(actor=self.peer_member, link=link, now=self.world.now)

    def _seen_link(self) -> Link:
        link = self._silent("seenagain")
        return see_link(actor=self.peer_member, link=link, now=self.world.now)

    def _ended_link(self) -> Link:
        link = self._linked("movedaway")
        return end_link(
            actor=self.peer_member, link=link, reason=CloseReason.MOVED, now=self.world.now
        )

    def _proposal(self) -> Proposal:
        """The peer of the place is asked by a colleague."""
        made = propose_peer(
            actor=self.colleague,
            person=self._somebody("askedfor"),
            team=self.team,
            peer_member=self.peer_member,
            wished=self._wished("proposedsaid"),
            now=self.world.now,
        )
        assert isinstance(made, Proposal)
        return made

    def _asks(self, person: Person | None, hint: str) -> PeerAsk:
        ask = PeerAsk(team=self.team, person=person, way="poster", asked_on=self.world.today)
        ask.hint = self.word(hint)
        return note_ask(actor=self.colleague, ask=ask, now=self.world.now)

    def _peer_ask(self) -> PeerAsk:
        return self._asks(self._somebody("wantspeer"), "askhint")

    def _nameless_ask(self) -> PeerAsk:
        return self._asks(None, "askarea")

    def _answered_ask(self) -> PeerAsk:
        ask = self._asks(self._somebody("unmet"), "askhint")
        return answer_ask(
            actor=self.colleague, ask=ask, met_on=None, unmet_reason="no_peer", now=self.world.now
        )


THINGS_OF_LINKS = (
    "link", "asleep_link", "seen_link", "ended_link", "proposal", "peer_ask", "nameless_ask",
    "answered_ask",
)  # fmt: skip
