"""Short ways to read where one row stands, for the tests of this room."""

from __future__ import annotations

from django.http import QueryDict

from entrepairs.accounts.models import Member, Team
from entrepairs.engines.evaluation.check import check
from entrepairs.engines.evaluation.evaluate import evaluate
from entrepairs.framework.evaluation import Standing, problem, read_board, statements
from entrepairs.framework.facts import Ground, Reading, collect, survey
from entrepairs.framework.models import Framework
from entrepairs.framework.scope import Asked
from tests.cast import TODAY, Cast, inside


def asked(member: Member, team: Team | None = None, months: int = 12) -> Asked:
    query = QueryDict(mutable=True)
    if team:
        query["team"] = str(team.pk)
    query["months"] = str(months)
    return Asked.read(member, query, TODAY)


def ground_of(cast: Cast, member: Member | None = None, team: Team | None = None) -> Ground:
    member = member or cast.marc
    with inside(member):
        return survey(asked(member, team).scope)


def figure(cast: Cast, key: str, team: Team | None = None) -> tuple[int, int]:
    """Numerator and denominator of a figure, as the manager of A reads it."""
    with inside(cast.marc):
        reading = collect(ground_of(cast, team=team))[key]
    return reading.met, reading.total


def reading_of(cast: Cast, key: str) -> Reading:
    with inside(cast.marc):
        return collect(ground_of(cast))[key]


def standing(
    cast: Cast,
    framework: Framework,
    code: str,
    member: Member | None = None,
    team: Team | None = None,
) -> Standing:
    """Where a row stands; both readings of the engine must agree."""
    member = member or cast.marc
    with inside(member):
        scope = asked(member, team).scope
        ground = survey(scope)
        said = list(statements(framework, scope))
        read = problem(framework.pack, ground, collect(ground), said)
        assert check(read, evaluate(read)) == []
        return next(one for one in read_board(framework, scope) if one.row.code == code)


def rung(cast: Cast, framework: Framework, code: str) -> int | None:
    found = standing(cast, framework, code).outcome.rung
    return None if found is None else int(found)
