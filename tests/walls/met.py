"""The people met in each place, and what was said of them: things of the walls' world."""

from __future__ import annotations

from typing import Any

from entrepairs.cards.models import RightsRequest
from entrepairs.cards.services import receive_request
from entrepairs.people.models import Person, Wish
from entrepairs.people.services import open_person, say_wish


class Met:
    """Mixed into ``Place``: every text carries the place's own word."""

    def _person(self) -> Person:
        person = Person(alias=self.word("alias"), identity="declared", language="ti")
        person.told_name = self.word("told")
        opened = open_person(
            actor=self.peer_member, person=person, team=self.team, now=self.world.now
        )
        wish = Wish(person=opened, kind="want", code="health")
        wish.text = self.word("wish")
        say_wish(actor=self.peer_member, wish=wish, now=self.world.now)
        return opened

    def _my_person(self, _viewer: Any) -> Person:
        """One for each viewer: what is erased once is not there the next time."""
        person = Person(alias=self.word("passing"))
        return open_person(
            actor=self.peer_member, person=person, team=self.team, now=self.world.now
        )

    def _rights_request(self) -> RightsRequest:
        asked = RightsRequest(person=self.made("person"), kind="correct", team=self.team)
        asked.words = self.word("asked")
        return receive_request(actor=self.peer_member, request=asked, now=self.world.now)

    def _my_rights_request(self, _viewer: Any) -> RightsRequest:
        return self._rights_request()
