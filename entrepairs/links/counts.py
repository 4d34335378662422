"""What the links of some teams come to, from a day to another. Numbers of people, no names.

People are counted once each, by themselves or by the twin that erasure left: a figure is
the same before and after somebody is erased. Nothing here is counted by peer, and an end
that a person chose could not be: its row names none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from entrepairs.links.enums import Asked, Stated
from entrepairs.links.models import SILENCE, ChangeAsk, Link, LinkReview, LinkWake, PeerAsk

Teams = Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Tally:
    """So many rows, about so many different people."""

    rows: int
    people: int


@dataclass(frozen=True, slots=True)
class Waits:
    """What was asked, what came of it, and the days that each answered one waited."""

    asked: Tally
    met: Tally
    days: tuple[int, ...]


def _tally(rows: QuerySet[Any], *who: str) -> Tally:
    somebody = Coalesce(*(who or ("person_id", "twin_id")))
    found = rows.aggregate(rows=Count("pk"), people=Count(somebody, distinct=True))
    return Tally(**found)


def opened_links(teams: Teams, first: date, last: date) -> QuerySet[Link]:
    """All opened at the person's wish: no other way exists."""
    return Link.objects.filter(team__in=teams, opened_on__range=(first, last))


def opened(teams: Teams, first: date, last: date) -> Tally:
    return _tally(opened_links(teams, first, last))


def opened_when_asked(teams: Teams, first: date, last: date) -> Tally:
    """The person had the idea; for the others it was proposed, and they said yes."""
    return _tally(opened_links(teams, first, last).filter(asked=Asked.PERSON))


def opened_with_preference(teams: Teams, first: date, last: date) -> Tally:
    """The person had said what they prefer in a peer (R5.11)."""
    return _tally(opened_links(teams, first, last).filter(preference=Stated.YES))


def living_links(teams: Teams, first: date, last: date) -> QuerySet[Link]:
    """Open on some day of the period."""
    ended = Q(closed_on__isnull=False, closed_on__lt=first)
    return Link.objects.filter(team__in=teams, opened_on__lte=last).exclude(ended)


def living(teams: Teams, first: date, last: date) -> Tally:
    return _tally(living_links(teams, first, last))


def with_named_colleague(teams: Teams, first: date, last: date) -> Tally:
    """Links where the person knows by name a colleague beside the peer (R2.10)."""
    return _tally(living_links(teams, first, last).filter(colleague_known_on__lte=last))


def open_on(teams: Teams, day: date) -> Tally:
    still = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return _tally(Link.objects.filter(still, team__in=teams, opened_on__lte=day))


def open_in_silence(teams: Teams, first: date, last: date) -> Tally:
    """On the last day, still open after 90 days without being seen (R3.4)."""
    limit = last - SILENCE
    still = Q(closed_on__isnull=True) | Q(closed_on__gt=last)
    later = LinkWake.objects.filter(
        link=OuterRef("pk"),
        woke_on__gt=last,
        quiet_since__lt=limit,
        quiet_since__gte=first - SILENCE,
    )
    silent = Q(last_seen_on__lt=limit) | Exists(later)
    return _tally(Link.objects.filter(still & silent, team__in=teams, opened_on__lte=last))


def met_again(teams: Teams, first: date, last: date) -> Tally:
    """Seen again after more than 90 days (R3.4)."""
    wakes = LinkWake.objects.filter(link__team__in=teams, woke_on__range=(first, last))
    return _tally(wakes.filter(woke_on__gt=F("quiet_since") + SILENCE))


def changes(teams: Teams, first: date, last: date) -> Waits:
    """Another peer asked for, and come (R3.2). Three queries."""
    rows = ChangeAsk.objects.filter(team__in=teams, asked_on__range=(first, last))
    came = rows.filter(honoured_on__isnull=False)
    return Waits(_tally(rows), _tally(came), _days(came, "honoured_on"))


def asks(teams: Teams, first: date, last: date) -> Waits:
    """A peer asked for, and met (R5.6). Three queries."""
    rows = PeerAsk.objects.filter(team__in=teams, asked_on__range=(first, last))
    met = rows.filter(met_on__isnull=False)
    who = ("person_id", "twin_id", "id")
    return Waits(_tally(rows, *who), _tally(met, *who), _days(met, "met_on"))


def unmet(teams: Teams, first: date, last: date) -> dict[str, int]:
    """Requests that found no meeting, by reason."""
    rows = PeerAsk.objects.filter(team__in=teams, asked_on__range=(first, last))
    left = rows.filter(unmet_on__isnull=False).order_by()
    return dict(left.values_list("unmet_reason").annotate(Count("pk")))


def reviews_done(teams: Teams, first: date, last: date) -> Tally:
    return _tally(_due_reviews(teams, first, last))


def reviews_in_time(teams: Teams, first: date, last: date) -> Tally:
    """Written on the day foreseen, or before."""
    return _tally(_due_reviews(teams, first, last).filter(reviewed_on__lte=F("due_on")))


def reviews_missing(teams: Teams, first: date, last: date) -> Tally:
    """Due in the period and not written; a sleeping link waits for the person."""
    due = Link.objects.open().filter(team__in=teams, review_on__range=(first, last))
    return _tally(due.filter(asleep_on__isnull=True, review_on__lt=last))


def _due_reviews(teams: Teams, first: date, last: date) -> QuerySet[LinkReview]:
    return LinkReview.objects.filter(link__team__in=teams, due_on__range=(first, last))


def _days(rows: QuerySet[Any], end: str) -> tuple[int, ...]:
    """Shortest first."""
    waits: list[tuple[date, date]] = list(rows.values_list("asked_on", end))
    gone: list[timedelta] = [until - since for since, until in waits]
    return tuple(sorted(gap.days for gap in gone))
