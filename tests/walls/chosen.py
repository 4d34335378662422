"""What people chose in each place: things of the walls' world."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from entrepairs.interventions.models import Encounter
from entrepairs.interventions.services import record_encounter
from entrepairs.people.models import Agreement, Hold, Person, PersonTie, Rescue, Wish
from entrepairs.people.services import (
    end_wish,
    give_agreement,
    hold_person,
    know_in_team,
    open_person,
    rescue_past_wish,
    say_wish,
    tie_pages,
)


class Chosen:
    """Mixed into ``Place``: every text carries the place's own word."""

    word: Any
    made: Any
    team: Any
    peer_member: Any
    colleague: Any
    coordinator: Any
    world: Any

    def _met_person(self, alias: str) -> Person:
        return open_person(
            actor=self.peer_member,
            person=Person(alias=self.word(alias)),
            team=self.team,
            now=self.world.now,
        )

    def _namesake(self) -> Person:
        return self._met_person("namesake")

    def _shared_person(self) -> Person:
        """Known by a second team of the house too."""
        person = self._met_person("shared")
        know_in_team(person=person, team=self.made("closed_team"), since=self.world.today)
        return person

    def _said(self, kind: str, text: str) -> Wish:
        wish = Wish(person=self.made("person"), kind=kind)
        wish.text = self.word(text)
        return say_wish(actor=self.peer_member, wish=wish, now=self.world.now)

    def _wish(self) -> Wish:
        return self._said("want", "wish")

    def _goal(self) -> Wish:
        return self._said("goal", "goal")

    def _ended_wish(self) -> Wish:
        wish = self._said("want", "endedwish")
        return end_wish(actor=self.peer_member, wish=wish, how="changed", now=self.world.now)

    def _agreement(self) -> Agreement:
        agreement = Agreement(
            person=self.made("person"),
            reach="exchange",
            classes=["chosen"],
            how="spoken",
            until=self.world.day(30),
        )
        agreement.to_named = self.word("recipient")
        return give_agreement(actor=self.colleague, agreement=agreement, now=self.world.now)

    def _rescue(self) -> Rescue:
        rescue = Rescue(person=self.made("person"), team=self.team, gate="health_step")
        rescue.reason = f"Ne respirait plus, {self.word('rescue')}, le SAMU est venu."
        return rescue_past_wish(actor=self.peer_member, rescue=rescue, now=self.world.now)

    def _hold(self) -> Hold:
        hold = Hold(person=self._met_person("held"))
        hold.reason = f"Demande écrite du juge, {self.word('hold')}."
        return hold_person(actor=self.coordinator, hold=hold, now=self.world.now)

    def _held_person(self) -> Person:
        held: Person = self.made("hold").person
        return held

    def _tie(self) -> PersonTie:
        person, other = self.made("person"), self._met_person("tied")
        return tie_pages(actor=self.peer_member, one=person, other=other, now=self.world.now)

    def _met_twice(self) -> Person:
        """Somebody met before they had a page."""
        record_encounter(
            actor=self.peer_member,
            outing=self.made("outing"),
            encounter=Encounter(
                id=uuid4(),
                at=self.world.now - timedelta(minutes=9),
                alias=self.word("mettwice"),
                themes=["being"],
            ),
            now=self.world.now,
            alias_kept=True,
        )
        return self._met_person("mettwice")
