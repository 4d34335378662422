"""The part of a person's card that tells their steps."""

from __future__ import annotations

from datetime import date
from typing import Any

from entrepairs.accounts.models import Member
from entrepairs.links.rights import Rights
from entrepairs.people.models import Person
from entrepairs.steps import access, lists


def on_card(member: Member, person: Person, rights: Rights, today: date) -> dict[str, Any]:
    """Nine queries at most, whatever the number of rows."""
    steps, behind = lists.split(
        lists.step_line(step, today) for step in lists.steps_of(person, rights)
    )
    proposed = [lists.orientation_line(row) for row in lists.orientations_of(person, rights)]
    meetings = [lists.meeting_line(row, today) for row in lists.meetings_of(person, rights)]
    return {
        "steps_open": steps,
        "steps_behind": behind,
        "steps_proposed": proposed,
        "steps_meetings": meetings,
        "steps_closed": lists.some_closed(rights),
        "steps_may_note": bool(access.families_for(rights)),
    }
