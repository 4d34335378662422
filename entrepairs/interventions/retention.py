"""Twelve months after it was last heard, an alias without a page is forgotten."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Max

from entrepairs.base.wall import organisation_wall
from entrepairs.interventions import aliases, tallies
from entrepairs.interventions.models import AliasSeen, Encounter
from entrepairs.people.erasure import years_before
from entrepairs.people.models import PersonTeam

YEARS = 1
BATCH = 100
Name = tuple[UUID, str]


def forget_old_aliases(organisation: UUID, today: date) -> int:
    """Names that no meeting of the last twelve months bears and no page holds: how many.

    What was counted stays counted. Each batch is committed; a second run finds none.
    """
    with organisation_wall(organisation):
        names = _old_names(organisation, years_before(today, YEARS))
    for start in range(0, len(names), BATCH):
        some = names[start : start + BATCH]
        with organisation_wall(organisation):
            tallies.hold_teams({team for team, _key in some})
            # Somebody may have been met while we waited.
            still = set(_old_names(organisation, years_before(today, YEARS), some))
            for team, key in some:
                if (team, key) in still:
                    aliases.erase(organisation, team, key)
    return len(names)


def _old_names(organisation: UUID, limit: date, among: list[Name] | None = None) -> list[Name]:
    met = Encounter.objects.filter(organisation=organisation).exclude(alias_key="")
    known = AliasSeen.objects.filter(organisation=organisation)
    if among is not None:
        keys = [key for _team, key in among]
        met, known = met.filter(alias_key__in=keys), known.filter(alias_key__in=keys)
    last = met.exclude(alias_key__startswith=aliases.ERASED).values("team", "alias_key")
    old = last.annotate(last=Max("day"), tied=Count("person")).filter(last__lt=limit, tied=0)
    found = {(row["team"], row["alias_key"]) for row in old}
    lone = known.filter(last_on__lt=limit).exclude(alias_key__startswith=aliases.ERASED)
    living = {(row["team"], row["alias_key"]) for row in last.filter(day__gte=limit)}
    tied = {(row["team"], row["alias_key"]) for row in last.filter(person__isnull=False)}
    found |= set(lone.values_list("team", "alias_key")) - living - tied
    return sorted(found - _names_of_pages(organisation), key=str)


def _names_of_pages(organisation: UUID) -> set[Name]:
    pages = PersonTeam.objects.filter(organisation=organisation)
    return set(pages.values_list("team", "person__alias_key"))
