"""Meetings of a person: the thread of their card, and earlier ones tied to a new page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member
from entrepairs.accounts.services import record_act
from entrepairs.accounts.terms import word_for
from entrepairs.interventions.models import Encounter, EncounterQuerySet, OutingCrew
from entrepairs.people.lists import my_teams_that_know
from entrepairs.people.models import Person
from entrepairs.people.services import note_contact

SHOWN = 12
QUIET_DAYS = 90
_MONTH_DAYS = 30.4


@dataclass(frozen=True, slots=True)
class Knot:
    """One line of the thread: a meeting, or the silence between two."""

    day: date | None
    place: str
    text: str
    quiet: bool = False
    latest: bool = False


def meetings_of(member: Member, person: Person) -> EncounterQuerySet:
    """Those noted by my teams."""
    return Encounter.objects.visible_to(member).kept().filter(person=person)


def thread(member: Member, person: Person, terms: dict[str, str], today: date) -> list[Knot]:
    """The last meetings, newest first, with the silences. Two queries."""
    rows = meetings_of(member, person).select_related("outing").newest_first()
    met = list(rows[:SHOWN])
    names = _crews(met)
    knots: list[Knot] = []
    later = today
    for number, each in enumerate(met):
        if silence := _silence(each.day, later, since=number == 0):
            knots.append(Knot(None, "", silence, quiet=True))
        who = names.get(each.outing_id, [])
        knots.append(_knot(each, who, terms, latest=number == 0))
        later = each.day
    return knots


def _knot(met: Encounter, who: list[str], terms: dict[str, str], *, latest: bool) -> Knot:
    area = met.outing.area
    place = word_for(f"place.{met.outing.place_kind}", terms)
    parts = [", ".join(word_for(f"theme.{code}", terms) for code in met.themes)]
    parts.append(_(" and ").join(who))
    if met.minutes:
        parts.append(_("%(number)s min") % {"number": met.minutes})
    return Knot(
        met.day,
        f"{place}, {area}" if area else place,
        " · ".join(part for part in parts if part),
        latest=latest,
    )


def _crews(met: Iterable[Encounter]) -> dict[Any, list[str]]:
    crew = OutingCrew.objects.filter(outing__in=[each.outing_id for each in met])
    ordered = crew.order_by("-as_peer", "member__name_key")
    found: dict[Any, list[str]] = {}
    for outing, name in ordered.values_list("outing", "member__given_name"):
        found.setdefault(outing, []).append(name)
    return found


def _silence(earlier: date, later: date, *, since: bool) -> str:
    days = (later - earlier).days
    if days <= QUIET_DAYS:
        return ""
    months = round(days / _MONTH_DAYS)
    if since:
        text = ngettext("%(number)s month without news.", "%(number)s months without news.", months)
    else:
        text = ngettext(
            "%(number)s month without meeting.", "%(number)s months without meeting.", months
        )
    return text % {"number": months}


# --- Earlier meetings under the same alias ---------------------------------------
def met_before(member: Member, person: Person) -> EncounterQuerySet:
    """Meetings of that alias in the teams that know the person, tied to no page."""
    free = Encounter.objects.visible_to(member).kept().filter(person__isnull=True)
    teams = my_teams_that_know(member, person)
    return free.filter(alias_key=person.alias_key, team__in=[team.pk for team in teams])


def tie_meetings(*, actor: Member, person: Person, now: datetime) -> int:
    """All those of ``met_before`` become meetings of this page; a contact, that day."""
    rows = met_before(actor, person)
    last = rows.order_by("-day").values_list("day", flat=True).first()
    number = rows.update(person=person)
    if last is not None:
        note_contact(person, last)
    record_act(actor=actor, action=Act.CHANGE, thing=person, now=now)
    return number
