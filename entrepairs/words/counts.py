"""Facts about words, for the board: a constant number of queries, and nobody's name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from entrepairs.accounts.models import Team
from entrepairs.words.enums import NOT_YET, PaperKind
from entrepairs.words.models import (
    CarriedWord,
    Explanation,
    Jargon,
    PaperPrinted,
    RefusedCarry,
)


@dataclass(frozen=True, slots=True)
class WordCounts:
    """What was carried between two days, by some teams.

    ``people`` are distinct persons (or their twins). Each carried word has the person's
    agreement: the software carries none without. ``median_days`` runs from the agreement
    to an answer that is more than "time is needed".
    """

    carried: int
    people: int
    answered: int
    told: int
    withdrawn: int
    median_days: float | None
    refused: int
    explanations: int
    explained: int
    understood: int
    jargon: int
    jargon_added: int
    papers: dict[str, int]

    @property
    def agreed(self) -> int:
        return self.carried


def word_counts(teams: Collection[Team], first: date, last: date) -> WordCounts:
    """Five queries, whatever the number of teams."""
    span = (first, last)
    words = CarriedWord.objects.filter(team__in=teams, agreed_on__range=span)
    carried = _carried(words)
    told = Explanation.objects.filter(team__in=teams, said_on__range=span, removed_on=None)
    explained = told.aggregate(
        all=Count("pk"),
        told=Count("pk", filter=Q(told_on__isnull=False)),
        understood=Count("pk", filter=Q(understood="yes")),
    )
    jargon = Jargon.objects.living().aggregate(
        all=Count("pk"), added=Count("pk", filter=Q(added_on__range=span))
    )
    papers = PaperPrinted.objects.filter(team__in=teams, on__range=span)
    printed = dict(papers.values_list("kind").annotate(number=Count("pk")).order_by())
    return WordCounts(
        **carried,
        refused=RefusedCarry.objects.filter(team__in=teams, on__range=span).count(),
        explanations=explained["all"],
        explained=explained["told"],
        understood=explained["understood"],
        jargon=jargon["all"],
        jargon_added=jargon["added"],
        papers={kind: printed.get(kind, 0) for kind in PaperKind.values},
    )


def _carried(words: Any) -> dict[str, Any]:
    """One query: a row is a few dates, and a team carries some dozens a year."""
    rows = words.annotate(whom=Coalesce("person_id", "twin_id")).values_list(
        "whom", "agreed_on", "answer_kind", "answered_on", "told_on", "withdrawn_on"
    )
    kept = list(rows)
    answered = [row for row in kept if row[2] and row[2] != NOT_YET]
    days = [(row[3] - row[1]).days for row in answered]
    return {
        "carried": len(kept),
        "people": len({row[0] for row in kept}),
        "answered": len(answered),
        "told": sum(1 for row in answered if row[4]),
        "withdrawn": sum(1 for row in kept if row[5]),
        "median_days": median(days) if days else None,
    }
