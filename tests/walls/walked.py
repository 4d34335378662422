"""The steps of people in each place: things of the walls' world."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from entrepairs.steps.enums import Choice
from entrepairs.steps.models import Orientation, Step, StepChange, ThreeWay
from entrepairs.steps.services import (
    add_meeting,
    add_step,
    change_state,
    choose,
    end_meeting,
    propose,
)


class Walked:
    """Mixed into ``Place``: every text carries the place's own word."""

    word: Any
    made: Any
    team: Any
    colleague: Any
    peer_member: Any
    world: Any

    def _new_step(self, family: str, kind: str, label: str, place: str) -> Step:
        step = Step(
            person=self.made("person"), team=self.team, family=family, kind=kind,
            chosen_by="person", next_at=self.world.now + timedelta(hours=3),
            with_member=self.colleague,
        )  # fmt: skip
        step.label, step.next_place = label, place
        return add_step(actor=self.colleague, step=step, now=self.world.now, another=True)

    def _step(self) -> Step:
        return self._new_step("housing", "shower", self.word("steplabel"), self.word("stepplace"))

    def _health_step(self) -> Step:
        return self._new_step("health", "dentist", "", self.word("healthplace"))

    def _closed_step(self) -> Step:
        step = self._new_step("papers", "vote", self.word("steplabel"), "")
        change = StepChange(state="closed_door", on=self.world.today, door_reason="papers")
        return change_state(actor=self.colleague, step=step, change=change, now=self.world.now)

    def _meeting(self) -> ThreeWay:
        self.made("peer")
        row = ThreeWay(
            person=self.made("person"), team=self.team, family="rights",
            peer_member=self.peer_member, on=self.world.today, wished_how="spoken",
        )  # fmt: skip
        row.service, row.outcome = self.word("threeservice"), ""
        add_meeting(actor=self.colleague, meeting=row, now=self.world.now)
        row.outcome = self.word("threeoutcome")
        return end_meeting(actor=self.colleague, meeting=row, now=self.world.now)

    def _orientation(self) -> Orientation:
        row = Orientation(person=self.made("person"), team=self.team, family="housing")
        row.words = self.word("proposedplace")
        propose(actor=self.colleague, orientation=row, now=self.world.now)
        return choose(
            actor=self.colleague, orientation=row, choice=Choice.WANTS, now=self.world.now
        )
