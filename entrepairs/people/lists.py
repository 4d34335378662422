"""What the pages of people show: filters kept in the address, lines, look-alikes, choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.db.models.query import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member, Team, TeamMembership
from entrepairs.base.words import plain
from entrepairs.people import filters
from entrepairs.people.enums import Standing
from entrepairs.people.languages import language_word
from entrepairs.people.lookalike import look_alikes
from entrepairs.people.models import Agreement, Person, PersonTeam, PersonTie, Wish


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the address, and an alias that never is in it."""

    alias: str = ""
    team: str = ""
    only: str = ""

    @classmethod
    def read(cls, query: QueryDict, teams: Sequence[Team], alias: str = "") -> Asked:
        team, only = query.get("team", ""), query.get("only", "")
        return cls(
            alias=alias.strip()[:60],
            team=team if team in {str(each.pk) for each in teams} else "",
            only=only if filters.filter_named(only) else "",
        )

    def __bool__(self) -> bool:
        return bool(self.alias or self.team or self.only)


def teams_of(member: Member) -> list[Team]:
    """The open teams this member works in. One query."""
    return list(Team.objects.of(member).open())


def people_of(member: Member) -> Any:
    return Person.objects.visible_to(member)


def find_people(member: Member, asked: Asked, today: date) -> QuerySet[Any, Any]:
    """By alias, and in no other order."""
    people = people_of(member)
    if asked.team:
        people = people.in_team(asked.team)
    if asked.alias:
        people = people.filter(alias_key__contains=plain(asked.alias))
    narrowed = filters.filter_named(asked.only)
    if narrowed is not None:
        people = narrowed.narrow(people, member, today)
    return people.by_alias()


def _chips(
    query: QueryDict, key: str, chosen: str, words: Iterable[tuple[str, str]]
) -> list[dict[str, Any]]:
    kept = {name: query[name] for name in ("team", "only") if query.get(name) and name != key}
    everybody = reverse("people:list")
    return [
        {
            "word": word,
            "url": f"{everybody}?{urlencode({**kept, key: code} if code else kept)}",
            "on": code == chosen,
        }
        for code, word in [("", _("All")), *words]
    ]


def team_chips(query: QueryDict, asked: Asked, teams: Sequence[Team]) -> list[dict[str, Any]]:
    words = [(str(team.pk), team.name) for team in teams]
    return _chips(query, "team", asked.team, words) if len(words) > 1 else []


def only_chips(query: QueryDict, asked: Asked) -> list[dict[str, Any]]:
    words = [(each.code, str(each.word)) for each in filters.filters()]
    return _chips(query, "only", asked.only, words) if words else []


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a list: the alias, and nothing that ranks."""

    person: Person
    language: str
    teams: str
    last_contact_on: date
    under_18: bool


def lines(people: Iterable[Person], *, with_teams: bool) -> list[Line]:
    """One query for the teams of everybody, when they are shown."""
    people = list(people)
    names = team_names(people) if with_teams else {}
    return [
        Line(
            person=person,
            language=str(language_word(person.language)),
            teams=", ".join(names.get(person.pk, ())),
            last_contact_on=person.last_contact_on,
            under_18=person.standing == Standing.UNDER_18,
        )
        for person in people
    ]


def team_names(people: Iterable[Person]) -> dict[UUID, list[str]]:
    rows = PersonTeam.objects.filter(person__in=list(people), until__isnull=True)
    found: dict[UUID, list[str]] = {}
    for person, name in rows.order_by("team__name").values_list("person", "team__name"):
        found.setdefault(person, []).append(name)
    return found


# --- The teams of one person -----------------------------------------------------
def teams_that_know(person: Person) -> list[Team]:
    """Every team that knows the person, mine or not. One query."""
    rows = PersonTeam.objects.filter(person=person, until__isnull=True).select_related("team")
    return [row.team for row in rows.order_by("team__name", "id")]


def my_teams_that_know(member: Member, person: Person) -> list[Team]:
    known = PersonTeam.objects.filter(person=person, until__isnull=True).values("team")
    return list(Team.objects.of(member).filter(pk__in=known))


def my_other_teams(member: Member, person: Person) -> list[Team]:
    known = PersonTeam.objects.filter(person=person, until__isnull=True).values("team")
    return list(Team.objects.of(member).open().exclude(pk__in=known))


# --- Look-alikes and ties --------------------------------------------------------
def taken_keys(member: Member) -> set[str]:
    return set(people_of(member).values_list("alias_key", flat=True))


def alike_in_my_teams(
    member: Member, alias: str, *, apart_from: Person | None = None
) -> list[Line]:
    """Those of my teams whose alias is heard or typed alike. Two queries."""
    rows = people_of(member).by_alias().values_list("pk", "alias")
    found = [pk for pk, _alias in look_alikes(alias, rows, lambda row: row[1])]
    people = people_of(member).filter(pk__in=found).by_alias()
    if apart_from is not None:
        people = people.exclude(pk=apart_from.pk)
    return lines(people, with_teams=True)


def ties_of(member: Member, person: Person) -> list[tuple[PersonTie, Person]]:
    """The pages said to be the same person's, with the one that is not this one."""
    rows = PersonTie.objects.visible_to(member).living()
    mine = rows.filter(Q(one=person) | Q(other=person)).select_related("one", "other")
    return [(row, row.other if row.one_id == person.pk else row.one) for row in mine]


# --- Who may be named in an agreement --------------------------------------------
def members_to_name(member: Member, today: date) -> QuerySet[Any, Any]:
    """Those one works with who meet people: each can be named by the person."""
    seen = Member.objects.visible_to(member).filter(organisation=member.organisation_id)
    return seen.active(today).with_role(*TEAM_ROLES).order_by("name_key", "id")


def teams_to_name(member: Member) -> QuerySet[Any, Any]:
    """Every open team of the organisation: a circle the person can point at."""
    return Team.objects.filter(organisation=member.organisation_id).open()


def members_of_teams(teams: Iterable[Team], today: date) -> list[Member]:
    """Those of these teams who meet people, hence read the page."""
    places = TeamMembership.objects.holding().filter(team__in=list(teams)).on(today)
    here = Member.objects.active(today).filter(pk__in=places.values("member"))
    return list(here.with_role(*TEAM_ROLES).order_by("name_key", "id"))


def coordinators_of(member: Member, today: date) -> list[str]:
    """Whom to tell in my teams."""
    seen = Member.objects.visible_to(member).filter(organisation=member.organisation_id)
    return [each.full_name for each in seen.active(today).with_role(Role.COORDINATOR)]


# --- Agreements --------------------------------------------------------------------
def agreements_of(member: Member, person: Person) -> list[Agreement]:
    rows = Agreement.objects.visible_to(member).about(person).order_by("-given_on", "-id")
    return list(rows.select_related("to_member", "to_team", "collected_by"))


def wishes_of(member: Member, person: Person) -> list[Wish]:
    """Living ones, the last said first."""
    rows = Wish.objects.visible_to(member).about(person).living()
    return list(rows.select_related("said_to").order_by("-said_on", "-id"))
