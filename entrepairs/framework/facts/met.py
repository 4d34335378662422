"""People met: their wishes, links, steps, words and voices. R1.2 R2.7 R2.10 R3.1–R3.10 R3.12
R3.13 R5.6–R5.9 R5.11–R5.18.

Two queries a table, whatever its size: rows are counted by who wrote them, people once each
by themselves or by the twin that erasure left. No name and no word is read here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from entrepairs.accounts.models import Member
from entrepairs.engines.evaluation.problem import Voice
from entrepairs.framework.facts.ground import Ground, Scope
from entrepairs.framework.facts.reading import Reading

KEY = ("person_id", "twin_id")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a table: among which rows, which of them meet it, which say nothing."""

    key: str
    met: Q
    among: Q = Q()
    unknown: Q | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the period, who wrote them, and the figures counted on them.

    ``nobody``: who speaks when the row names no author.
    """

    rows: Callable[[Scope], QuerySet[Any]]
    author: str
    figures: tuple[Figure, ...]
    who: tuple[str, ...] = KEY
    nobody: Voice = Voice.TEAM


def gather(ground: Ground, tables: Iterable[Table]) -> dict[str, Reading]:
    """Every figure of these tables; a figure counted in two tables is added up."""
    found: dict[str, Reading] = {}
    counted = [(table, *_counted(table, ground.scope)) for table in tables]
    voices = _voices(ground, {row["who"] for _table, rows, _people in counted for row in rows})
    for table, rows, people in counted:
        for figure in table.figures:
            new = _reading(figure, table, rows, people, voices)
            found[figure.key] = _added(found[figure.key], new) if figure.key in found else new
    return found


def _counted(table: Table, scope: Scope) -> tuple[list[dict[str, Any]], dict[str, int]]:
    rows = table.rows(scope).order_by()
    sums: dict[str, Any] = {}
    people: dict[str, Any] = {}
    somebody = Coalesce(*table.who) if len(table.who) > 1 else table.who[0]
    for figure in table.figures:
        sums[f"{figure.key}_all"] = Count("pk", filter=figure.among, distinct=True)
        sums[f"{figure.key}_met"] = Count("pk", filter=figure.among & figure.met, distinct=True)
        unknown = figure.among & (figure.unknown or Q(pk__in=[]))
        sums[f"{figure.key}_unknown"] = Count("pk", filter=unknown, distinct=True)
        people[figure.key] = Count(somebody, filter=figure.among, distinct=True)
    by_author = rows.annotate(who=F(table.author)).values("who").annotate(**sums)
    return list(by_author), rows.aggregate(**people)


def _voices(ground: Ground, authors: set[Any]) -> dict[Any, Voice]:
    """In what capacity each author writes; one query for those not read yet."""
    unknown = authors - set(ground.members) - {None}
    if unknown:
        ground.members.update(Member.objects.in_bulk(list(unknown)))
    return {author: ground.voice_of(author) for author in authors if author is not None}


def _reading(
    figure: Figure,
    table: Table,
    rows: list[dict[str, Any]],
    people: dict[str, int],
    voices: dict[Any, Voice],
) -> Reading:
    met: Counter[Voice] = Counter()
    written: Counter[Voice] = Counter()
    unknown = 0
    for row in rows:
        voice = voices.get(row["who"], table.nobody)
        met[voice] += row[f"{figure.key}_met"]
        written[voice] += row[f"{figure.key}_all"]
        unknown += row[f"{figure.key}_unknown"]
    return Reading(
        total=written.total(),
        facts=dict(+met),
        unknown=unknown,
        written_by=dict(+written),
        persons=people[figure.key],
    )


def _added(one: Reading, other: Reading) -> Reading:
    return Reading(
        total=one.total + other.total,
        facts=dict(Counter(one.facts) + Counter(other.facts)),
        unknown=one.unknown + other.unknown,
        written_by=dict(Counter(one.written_by) + Counter(other.written_by)),
        persons=(one.persons or 0) + (other.persons or 0),
    )
