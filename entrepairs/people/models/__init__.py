from __future__ import annotations

from entrepairs.people.models.choices import (
    Agreement,
    GoalSaid,
    Rescue,
    StoppedAct,
    Wish,
)
from entrepairs.people.models.persons import (
    AboutQuerySet,
    Hold,
    OrganisationKey,
    Person,
    PersonKey,
    PersonTeam,
    PersonTie,
    Twin,
    by,
    day_or_never,
    of_person,
    of_twin,
    own_teams,
    somebody,
)

__all__ = [
    "AboutQuerySet",
    "Agreement",
    "GoalSaid",
    "Hold",
    "OrganisationKey",
    "Person",
    "PersonKey",
    "PersonTeam",
    "PersonTie",
    "Rescue",
    "StoppedAct",
    "Twin",
    "Wish",
    "by",
    "day_or_never",
    "of_person",
    "of_twin",
    "own_teams",
    "somebody",
]
