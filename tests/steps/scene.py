"""Short ways to note steps, for the tests of this room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from entrepairs.accounts.models import Member
from entrepairs.people.models import Person
from entrepairs.steps.models import Orientation, Step, StepChange, ThreeWay
from entrepairs.steps.services import add_meeting, add_step, change_state, choose, propose
from tests.cast import Cast, inside

SECRET = "zqsecret"


def a_step(cast: Cast, person: Person, **fields: Any) -> Step:
    values: dict[str, Any] = {
        "team": cast.team, "family": "housing", "kind": "shower", "chosen_by": "person",
    }  # fmt: skip
    label, place = fields.pop("label", ""), fields.pop("next_place", "")
    step = Step(person=person, **(values | fields))
    step.label, step.next_place = label, place
    return step


def stepped(cast: Cast, person: Person, by: Member | None = None, **fields: Any) -> Step:
    by = by or cast.karim
    now = fields.pop("now", cast.now)
    with inside(by):
        return add_step(actor=by, step=a_step(cast, person, **fields), now=now, another=True)


def health_step(cast: Cast, person: Person, **fields: Any) -> Step:
    """A dentist, at a place whose name is secret, after the person's wish."""
    cast.wished(person, "want", "health", by=cast.karim)
    fields.setdefault("next_at", cast.now + timedelta(days=1))
    return stepped(
        cast, person, family="health", kind="dentist", next_place=f"Chez {SECRET}", **fields
    )


def moved(  # noqa: PLR0913
    cast: Cast, step: Step, state: str, reason: str = "", by: Member | None = None,
    now: datetime | None = None,
) -> Step:  # fmt: skip
    by, now = by or cast.karim, now or cast.now
    with inside(by):
        change = StepChange(state=state, on=now.date(), door_reason=reason)
        return change_state(actor=by, step=step, change=change, now=now)


def an_orientation(cast: Cast, person: Person, **fields: Any) -> Orientation:
    words = fields.pop("words", "Les Bains du Port")
    row = Orientation(person=person, **({"team": cast.team, "family": "housing"} | fields))
    row.words = words
    return row


def proposed(
    cast: Cast, person: Person, choice: str = "", now: datetime | None = None, **fields: Any
) -> Orientation:
    now = now or cast.now
    with inside(cast.karim):
        row = propose(actor=cast.karim, orientation=an_orientation(cast, person, **fields), now=now)
        if choice:
            choose(actor=cast.karim, orientation=row, choice=choice, now=now)  # type: ignore[arg-type]
        return row


def met_in_three(cast: Cast, person: Person, **fields: Any) -> ThreeWay:
    cast.peer_of(cast.nadia)
    values: dict[str, Any] = {
        "team": cast.team, "family": "rights", "peer_member": cast.nadia, "on": cast.today,
        "wished_how": "spoken",
    }  # fmt: skip
    service = fields.pop("service", "La mairie")
    meeting = ThreeWay(person=person, **(values | fields))
    meeting.service, meeting.outcome = service, ""
    with inside(cast.karim):
        return add_meeting(actor=cast.karim, meeting=meeting, now=cast.now)
