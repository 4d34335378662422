"""What this room holds about a person: when and where they were met."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.interventions import aliases
from entrepairs.interventions.models import Encounter
from entrepairs.people.models import PersonTeam
from entrepairs.people.registry import Holding, Kept, at_erasure, register


def _met(row: Any) -> Kept:
    themes = ", ".join(str(label) for label in row.theme_labels)
    where = row.outing.area or row.outing.get_place_kind_display()
    return Kept(row.at, _("Met: %s") % where, themes, row.recorded_by)


def erase_aliases(person: Any, twin: Any) -> None:
    """In every team that knows them, and wherever a meeting is tied to their page."""
    teams = set(PersonTeam.objects.filter(person=person).values_list("team", flat=True))
    tied = Encounter.objects.filter(person=person).exclude(alias_key="")
    names = {(team, person.alias_key) for team in teams}
    names |= set(tied.values_list("team", "alias_key"))
    for team, key in sorted(names, key=str):
        aliases.erase(person.organisation_id, team, key)


def register_all() -> None:
    register(
        Holding(
            "interventions.Encounter",
            gettext_lazy("Meetings"),
            _met,
            stays=True,
            with_twin=False,
            emptied={"alias": ""},
            related=("outing", "recorded_by"),
        )
    )
    at_erasure(erase_aliases)
