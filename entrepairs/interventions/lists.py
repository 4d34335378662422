"""What the pages of outings show: filters kept in the address, lines, months, the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.db.models.query import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.terms import word_for
from entrepairs.engines.sheets.write import to_csv
from entrepairs.interventions.access import may_see_encounters
from entrepairs.interventions.enums import OutingKind, Seen, Theme
from entrepairs.interventions.models import (
    AliasSeen,
    Encounter,
    MonthTally,
    Outing,
    OutingCrew,
    OutingQuerySet,
)
from entrepairs.interventions.services import crew_of
from entrepairs.missions.models import Pairing

Terms = dict[str, str]
# No figure about fewer people than this.
SMALLEST = 5
RECENT_ALIASES = 8


def teams_of(member: Member) -> list[Team]:
    """The open teams this member goes out with. One query."""
    return list(Team.objects.of(member).open())


def teams_read_by(member: Member) -> list[Team]:
    """The teams whose outings this member reads. One query."""
    return list(Team.objects.visible_to(member).open())


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the address; what it does not know it leaves out."""

    team: str = ""
    kind: str = ""
    period: str = ""

    @classmethod
    def read(cls, query: QueryDict, teams: Sequence[Team]) -> Asked:
        team, kind, period = (query.get(key, "") for key in ("team", "kind", "period"))
        return cls(
            team=team if team in {str(each.pk) for each in teams} else "",
            kind=kind if kind in OutingKind.values else "",
            period=period if period in {"month", "year", "all"} else "",
        )

    def since(self, today: date) -> date | None:
        """Three months unless asked otherwise: lists stay short."""
        days = {"month": 31, "": 92, "year": 365}.get(self.period)
        return None if days is None else today - timedelta(days=days)

    def __bool__(self) -> bool:
        return bool(self.team or self.kind or self.period)


def find_outings(member: Member, asked: Asked, today: date) -> OutingQuerySet:
    outings = Outing.objects.visible_to(member).kept()
    since = asked.since(today)
    if since is not None:
        # Also on the column of the index; a night belongs to the day before.
        start = timezone.make_aware(datetime.combine(since, datetime.min.time()))
        outings = outings.filter(started_at__gte=start)
    if asked.team:
        outings = outings.filter(team=asked.team)
    if asked.kind:
        outings = outings.filter(kind=asked.kind)
    return outings.newest_first()


def with_names(outings: OutingQuerySet) -> OutingQuerySet:
    """Adds ``names``, the first names of who went, peers first."""
    crew = OutingCrew.objects.filter(outing=OuterRef("pk"))
    ordered = crew.order_by("-as_peer", "member__name_key")
    return outings.annotate(names=ArraySubquery(ordered.values("member__given_name")))


def with_meetings(outings: OutingQuerySet) -> OutingQuerySet:
    """Adds ``meetings``, the number of encounters."""
    kept = Encounter.objects.kept().filter(outing=OuterRef("pk")).order_by().values("outing")
    number = Subquery(kept.annotate(number=Count("pk")).values("number"))
    return outings.annotate(meetings=Coalesce(number, 0))


def _chips(
    query: QueryDict, key: str, chosen: str, words: Iterable[tuple[str, str]]
) -> list[dict[str, Any]]:
    kept = {name: value for name, value in query.items() if name not in {key, "page"}}
    return [
        {
            "word": word,
            "url": f"?{urlencode({**kept, key: code} if code else kept)}",
            "on": code == chosen,
        }
        for code, word in words
    ]


def chips(query: QueryDict, asked: Asked, teams: Sequence[Team], terms: Terms) -> dict[str, Any]:
    kinds = [(code, word_for(f"outing.{code}", terms)) for code in OutingKind.values]
    names = [(str(team.pk), team.name) for team in teams]
    periods = [
        ("month", _("One month")),
        ("", _("Three months")),
        ("year", _("One year")),
        ("all", _("Since the beginning")),
    ]
    several = len(teams) > 1
    return {
        "team_chips": _chips(query, "team", asked.team, [("", _("All teams")), *names])
        if several
        else [],
        "kind_chips": _chips(query, "kind", asked.kind, [("", _("All kinds")), *kinds]),
        "period_chips": _chips(query, "period", asked.period, periods),
    }


def names_of(outing: Outing) -> list[str]:
    """The first names of who went, peers first. One query."""
    return [going.member.given_name for going in crew_of(outing)]


class Lines:
    """The outings of one page of the list, ready to be shown; at most fifty, and often."""

    fields = (
        "pk", "kind", "place_kind", "area", "started_at", "ended_at", "peers", "others",
        "solo_reason", "team", "names",
    )  # fmt: skip

    def __init__(self, teams: Sequence[Team], terms: Terms, counts: bool) -> None:
        self.teams = {team.pk: team.name for team in teams} if len(teams) > 1 else {}
        self.terms, self.counts = terms, counts
        nowhere = UUID(int=0)
        self.address = reverse("interventions:outing", args=[nowhere]).replace(str(nowhere), "%s")

    def rows(self, outings: OutingQuerySet) -> QuerySet[Any, dict[str, Any]]:
        found = with_names(outings)
        if self.counts:
            return with_meetings(found).values(*self.fields, "meetings")
        return found.values(*self.fields)

    def line(self, row: dict[str, Any]) -> dict[str, Any]:
        alone = row["peers"] + row["others"] == 1
        return {
            "url": self.address % row["pk"],
            "title": title(row["kind"], row["place_kind"], row["area"], self.terms),
            "under": " · ".join(self._under(row)),
            "names": row["names"],
            "alone": alone,
            "why": alone and not row["solo_reason"],
            "open": row["ended_at"] is None,
        }

    def _under(self, row: dict[str, Any]) -> Iterator[str]:
        yield when(row["started_at"], row["ended_at"])
        if self.teams:
            yield self.teams.get(row["team"], "")
        if self.counts:
            yield _meetings(row["meetings"], get_language())


def title_of(outing: Outing, terms: Terms) -> str:
    return title(outing.kind, outing.place_kind, outing.area, terms)


def title(kind: str, place_kind: str, area: str, terms: Terms) -> str:
    """« Maraude · autour de la gare », or the kind of place without an area."""
    place = area or word_for(f"place.{place_kind}", terms)
    return f"{word_for(f'outing.{kind}', terms)} · {place}"


def when_of(outing: Outing) -> str:
    return when(outing.started_at, outing.ended_at)


def when(started_at: datetime, ended_at: datetime | None) -> str:
    start = timezone.localtime(started_at)
    day = _day_in_words(start.date(), get_language())
    if ended_at is None:
        return _("%(day)s, from %(start)s") % {"day": day, "start": f"{start:%H:%M}"}
    end = timezone.localtime(ended_at)
    return _("%(day)s, %(start)s – %(end)s") % {
        "day": day,
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
    }


@lru_cache(maxsize=512)
def _meetings(number: int, language: str | None) -> str:
    return ngettext("%(number)s meeting", "%(number)s meetings", number) % {"number": number}


@lru_cache(maxsize=4096)
def _day_in_words(day: date, language: str | None) -> str:
    """« lundi 16 novembre 2026 », in the language active now."""
    return date_format(day, "l j F Y")


def meeting_lines(met: Iterable[Encounter], terms: Terms) -> list[dict[str, Any]]:
    return [
        {
            "id": each.pk,
            "at": each.at,
            "who": each.alias or _("Without a name"),
            "named": bool(each.alias),
            "person": each.person_id,
            "seen": "" if each.seen == Seen.UNKNOWN else each.get_seen_display(),
            "themes": ", ".join(word_for(f"theme.{code}", terms) for code in each.themes),
            "minutes": each.minutes,
            "headcount": each.headcount,
        }
        for each in met
    ]


def theme_words(terms: Terms) -> list[str]:
    return [word_for(f"theme.{code}", terms) for code in Theme.values]


def recent_aliases(member: Member, team: UUID | None) -> list[AliasSeen]:
    """The last nicknames of a team, or of my only team when none is named."""
    known = AliasSeen.objects.visible_to(member)
    if team is None:
        teams = teams_of(member)
        team = teams[0].pk if len(teams) == 1 else None
    return list(known.filter(team=team).latest()[:RECENT_ALIASES]) if team else []


def mates_of(member: Member, teams: Sequence[Team], today: date) -> list[Member]:
    """Who I may be out with: the partners of my pairings first, then my team-mates."""
    if not teams:
        return []
    live = Pairing.objects.filter(team__in=[team.pk for team in teams]).live(today)
    pairs = live.values_list("peer_member", "colleague")
    partners = {other for pair in pairs if member.pk in pair for other in pair}
    mates = Member.objects.active(today).in_team(teams[0]).exclude(pk=member.pk)
    return sorted(mates, key=lambda mate: (mate.pk not in partners, mate.name_key))


def has_partner(member: Member, mates: Sequence[Member], today: date) -> Member | None:
    """The colleague of my live pairing, when there is one and only one. One query."""
    live = Pairing.objects.live(today)
    one = live.filter(peer_member=member).values_list("colleague", flat=True)
    other = live.filter(colleague=member).values_list("peer_member", flat=True)
    partners = {*one, *other}
    held = [mate for mate in mates if mate.pk in partners]
    return held[0] if len(held) == 1 else None


# --- Months ------------------------------------------------------------------
def month_rows(member: Member, team: Team, today: date) -> list[dict[str, Any]]:
    """Twelve months of one team, newest first; figures about too few people left out."""
    first = (today.replace(day=1) - timedelta(days=330)).replace(day=1)
    tallies = MonthTally.objects.visible_to(member).of_team(team).between(first, today)
    return [
        {
            "month": tally.month,
            "outings": tally.outings,
            "with_peer": tally.outings_with_peer,
            "paired": tally.outings_paired,
            "solo": tally.outings_solo,
            "solo_without_reason": tally.outings_solo_without_reason,
            "few": tally.people < SMALLEST,
            "encounters": tally.encounters,
            "first": tally.first,
            "again": tally.again,
            "unknown": tally.unknown_seen,
            "people": tally.people,
        }
        for tally in tallies.order_by("-month")
        if tally.outings or tally.encounters
    ]


# --- The file ----------------------------------------------------------------
def to_file(outings: OutingQuerySet, member: Member, terms: Terms) -> bytes:
    """One line per outing: code *and* local word (R2.8), never an alias."""
    counts = may_see_encounters(member)
    header = [
        _("Day"),
        _("Start"),
        _("End"),
        _("Team"),
        _("Kind, code"),
        _("Kind"),
        _("Place, code"),
        _("Place"),
        _("Area"),
        _("Peers"),
        _("Other members"),
        _("Why alone"),
    ]
    if counts:
        header.append(_("Encounters"))
        outings = with_meetings(outings)
    rows = (_row(outing, terms, counts) for outing in outings.select_related("team"))
    return to_csv(header, rows)


def _row(outing: Any, terms: Terms, counts: bool) -> list[object]:
    row = [
        outing.day,
        timezone.localtime(outing.started_at).time(),
        timezone.localtime(outing.ended_at).time() if outing.ended_at else None,
        outing.team.name,
        outing.kind,
        word_for(f"outing.{outing.kind}", terms),
        outing.place_kind,
        word_for(f"place.{outing.place_kind}", terms),
        outing.area,
        outing.peers,
        outing.others,
        outing.solo_reason,
    ]
    return [*row, outing.meetings] if counts else row
