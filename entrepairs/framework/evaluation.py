"""The door to ``engines/evaluation``: querysets → problem → outcome beside its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from entrepairs.engines.evaluation.evaluate import Outcome, evaluate
from entrepairs.engines.evaluation.problem import (
    Criterion,
    Fact,
    Kind,
    Population,
    Problem,
    Voice,
)
from entrepairs.framework.enums import StatementKind
from entrepairs.framework.facts import Ground, Reading, Scope, collect, survey
from entrepairs.framework.figures import FIGURES
from entrepairs.framework.models import Framework, Statement
from entrepairs.framework.pack import Pack, Row

KINDS = {
    StatementKind.DECLARATION: Kind.DECLARATION,
    StatementKind.DOCUMENT: Kind.DOCUMENT,
    StatementKind.CONFIRMATION: Kind.CONFIRMATION,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the recommendation, where it stands, and what its figure read."""

    row: Row
    outcome: Outcome
    reading: Reading | None


def read_board(framework: Framework, scope: Scope) -> list[Standing]:
    """Where every row stands. The number of queries does not depend on the volume."""
    ground = survey(scope)
    readings = collect(ground)
    said = list(statements(framework, scope))
    return standings(framework.pack, ground, readings, said)


def standings(
    pack: Pack, ground: Ground, readings: dict[str, Reading], said: Iterable[Fact]
) -> list[Standing]:
    outcomes = evaluate(problem(pack, ground, readings, said)).outcomes
    return [
        Standing(row, outcome, readings.get(row.figure))
        for row, outcome in zip(pack.rows, outcomes, strict=True)
    ]


def problem(
    pack: Pack, ground: Ground, readings: dict[str, Reading], said: Iterable[Fact]
) -> Problem:
    populations, facts = [], list(said)
    for row in pack.rows:
        reading = readings.get(row.figure)
        if reading is not None:
            populations.append(_population(row, ground, reading))
            for voice, count in sorted(reading.facts.items()):
                facts.append(Fact(row.code, reading.kind, voice, count))
            if reading.confirmed and Voice.PERSON in row.confirm.who:
                facts.append(Fact(row.code, Kind.CONFIRMATION, Voice.PERSON, reading.confirmed))
    return Problem(
        tuple(_criterion(row, row.figure in readings) for row in pack.rows),
        tuple(populations),
        tuple(facts),
    )


def _criterion(row: Row, observed: bool) -> Criterion:
    figure = FIGURES.get(row.figure)
    return Criterion(
        row.code,
        observed,
        row.confirm,
        row.share,
        row.minimum_persons,
        daily=figure.daily if figure else True,
    )


def _population(row: Row, ground: Ground, reading: Reading) -> Population:
    people = ground.concerned
    concerned = sum(people.get(voice, 0) for voice in row.confirm.who)
    unknown = min(reading.unknown, reading.total)
    return Population(row.code, reading.total, unknown, concerned, reading.persons)


def statements(framework: Framework, scope: Scope) -> Iterable[Fact]:
    """What was said in these teams or for all, by voice and never by name; one query."""
    here = Q(team__in=scope.team_ids) | Q(team__isnull=True)
    counted = (
        Statement.objects.filter(here, framework=framework)
        .live(scope.last)
        .order_by()
        .values("criterion", "kind", "voice")
        .annotate(people=Count("member", distinct=True))
    )
    for one in counted:
        kind = KINDS[one["kind"]]
        # A text speaks of the whole: it covers no case of its own.
        count = 0 if kind is Kind.DOCUMENT else one["people"]
        yield Fact(one["criterion"], kind, Voice(one["voice"]), count)
