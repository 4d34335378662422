"""What a team knows of an alias, kept as encounters come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

from django.contrib.postgres.functions import RandomUUID
from django.db import connection
from django.db.models import CharField, Max, Min, Value
from django.db.models.functions import Cast, Concat

from entrepairs.base.querysets import require_wall
from entrepairs.interventions import tallies
from entrepairs.interventions.models import AliasSeen, AliasSeenQuerySet, Encounter

# A sign that no alias begins with: the key of somebody erased.
ERASED = "~"
_DRAWN = Cast(RandomUUID(), CharField())
Change = Callable[[Encounter], dict[date, int]]

ONCE_MORE = (
    " ON CONFLICT (organisation_id, team_id, alias_key) DO UPDATE"
    " SET times = interventions_aliasseen.times + 1,"
    " last_on = GREATEST(interventions_aliasseen.last_on, EXCLUDED.last_on)"
    " RETURNING times, first_on"
)
_NOTE = (
    "INSERT INTO interventions_aliasseen"
    " (id, organisation_id, team_id, alias_key, alias, first_on, last_on, times)"
    f" VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, 1){ONCE_MORE}"
)


def month_of(day: date) -> date:
    return day.replace(day=1)


def is_known(organisation: UUID, team: UUID, alias_key: str) -> bool:
    known = AliasSeen.objects.filter(organisation=organisation, team=team, alias_key=alias_key)
    return known.exists()


def note(encounter: Encounter) -> dict[date, int]:
    """Count one more meeting of this alias; returns how ``new_aliases`` moves by month."""
    if not encounter.alias_key:
        return {}
    require_wall(AliasSeen)
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE,
            [
                encounter.organisation_id,
                encounter.team_id,
                encounter.alias_key,
                encounter.alias,
                encounter.day,
                encounter.day,
            ],
        )
        times, first_on = cursor.fetchone()
    if times == 1:
        return {month_of(encounter.day): 1}
    return first_met(encounter, first_on) if encounter.day < first_on else {}


def first_met(encounter: Encounter, before: date) -> dict[date, int]:
    """The alias was met earlier than ``before``: on the day of this encounter."""
    _row(encounter).update(first_on=encounter.day)
    return _moved(before, encounter.day)


def forget(encounter: Encounter) -> dict[date, int]:
    """Count one meeting less, the encounter being removed already."""
    if not encounter.alias_key:
        return {}
    row = _row(encounter).select_for_update().first()
    if row is None:
        return {}
    rest = Encounter.objects.kept().filter(
        organisation=encounter.organisation_id,
        team=encounter.team_id,
        alias_key=encounter.alias_key,
        outing__removed_at__isnull=True,
    )
    span = rest.aggregate(first=Min("day"), last=Max("day"))
    if row.times == 1 or span["first"] is None:
        row.delete()
        return {month_of(row.first_on): -1}
    before = row.first_on
    row.times, row.first_on, row.last_on = row.times - 1, span["first"], span["last"]
    row.save(update_fields=["times", "first_on", "last_on"])
    return _moved(before, row.first_on)


def _row(encounter: Encounter) -> AliasSeenQuerySet:
    return AliasSeen.objects.filter(
        organisation=encounter.organisation_id,
        team=encounter.team_id,
        alias_key=encounter.alias_key,
    )


def _moved(before: date, after: date) -> dict[date, int]:
    change = Counter({month_of(after): 1})
    change.subtract({month_of(before): 1})
    return {month: number for month, number in change.items() if number}


def note_all(encounters: list[Encounter]) -> None:
    """Count all of these, in one fixed order."""
    _shift(encounters, note)


def forget_all(encounters: list[Encounter]) -> None:
    _shift(encounters, forget)


def _shift(encounters: list[Encounter], change: Change) -> None:
    months: Counter[date] = Counter()
    for encounter in sorted(encounters, key=lambda each: (each.alias_key, str(each.pk))):
        months.update(change(encounter))
    if encounters:
        first = encounters[0]
        tallies.shift_new_aliases(first.organisation_id, first.team_id, months)


def erase(organisation: UUID, team: UUID, alias_key: str) -> None:
    """Nobody can tell any more who this was; what was counted stays counted.

    The alias gives way to a key drawn at random, so that a later recount finds the same
    number of names.
    """
    if not alias_key or alias_key.startswith(ERASED):
        return
    drawn = f"{ERASED}{uuid4().hex[:16]}"
    mine = {"organisation": organisation, "team": team, "alias_key": alias_key}
    met = Encounter.objects.filter(**mine)
    # Made from the alias, the hour and the crew: whoever guesses the alias could check it.
    met.filter(import_ref__isnull=False).update(import_ref=Concat(Value(ERASED), _DRAWN))
    met.update(alias="", alias_key=drawn, person=None)
    AliasSeen.objects.filter(**mine).update(alias="", alias_key=drawn)
