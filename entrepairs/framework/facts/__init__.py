"""Facts, collected from the querysets of the rooms below: the rooms know no recommendation."""

from __future__ import annotations

from entrepairs.framework.facts import house, missions, outings, teams
from entrepairs.framework.facts.ground import Ground, Scope
from entrepairs.framework.facts.ground import survey as survey_ground
from entrepairs.framework.facts.people import gather_people
from entrepairs.framework.facts.reading import Reading

__all__ = ["Ground", "Reading", "Scope", "collect", "survey"]


def survey(scope: Scope) -> Ground:
    """Read the ground under every figure; as many queries whatever its size."""
    ground = survey_ground(scope)
    gather_people(ground)
    return ground


def collect(ground: Ground) -> dict[str, Reading]:
    """Every figure this program computes, by its key. Costs no query: ``survey`` did."""
    return {
        **teams.readings(ground),
        **missions.readings(ground),
        **outings.readings(ground),
        **house.readings(ground),
        **ground.people_readings,
    }
