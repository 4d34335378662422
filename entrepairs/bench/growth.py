"""(c): the board of one organisation as its rows are multiplied."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import psycopg
from django.db import connection
from django.urls import reverse

from entrepairs.accounts.models import Team
from entrepairs.base.wall import organisation_wall
from entrepairs.bench.report import Figure
from entrepairs.bench.visits import Browser, Stage
from entrepairs.interventions import tallies
from entrepairs.interventions.models import Encounter, Outing, OutingCrew

BOARD = 3.0
SEEDING = 300.0  # seconds
BATCH = 100_000  # encounters a transaction
# The copies are marked, so that only what the demo wrote on the web is copied again.
_COPIES = {"source": "'field'", "import_ref": "NULL", "removed_at": "NULL"}
_COPY_OF_OUTING = "md5({}::text || n)::uuid"


@dataclass(slots=True)
class Growth:
    """Multiplies the rows of the demo: half of what is added goes to one organisation."""

    stage: Stage
    owner: str
    copies_here: int = 0
    copies_elsewhere: int = 0

    def grow(self, factor: int) -> float:
        """Reach ``factor`` times the demo's rows; returns the seconds it took."""
        begun = time.monotonic()
        with psycopg.connect(self.owner, autocommit=True) as owner:
            here, elsewhere = self._originals(owner)
            added = (factor - 1) * (here + elsewhere) / 2
            self.copies_here = self._copy(owner, "=", here, self.copies_here, ceil(added / here))
            self.copies_elsewhere = self._copy(
                owner, "<>", elsewhere, self.copies_elsewhere, ceil(added / elsewhere)
            )
            self._recount(owner)
            owner.execute("VACUUM (ANALYZE)")
        return time.monotonic() - begun

    def _originals(self, owner: psycopg.Connection) -> tuple[int, int]:
        row = owner.execute(
            "SELECT count(*) FILTER (WHERE organisation_id = %(here)s),"
            " count(*) FILTER (WHERE organisation_id <> %(here)s)"
            " FROM interventions_encounter WHERE source = 'web'",
            {"here": self.stage.organisation.pk},
        ).fetchone()
        assert row is not None
        return row[0], row[1]

    def _copy(
        self, owner: psycopg.Connection, where: str, size: int, done: int, wanted: int
    ) -> int:
        step = max(1, BATCH // size)
        for first in range(done + 1, wanted + 1, step):
            last = min(first + step - 1, wanted)
            with owner.transaction():
                for statement in _statements(where):
                    owner.execute(
                        statement.encode(),
                        {"here": self.stage.organisation.pk, "first": first, "last": last},
                    )
        return max(done, wanted)

    def _recount(self, owner: psycopg.Connection) -> None:
        """The tallies of the copies, counted by the application itself."""
        rows = owner.execute("SELECT id FROM accounts_organisation").fetchall()
        for (organisation,) in rows:
            with organisation_wall(organisation):
                teams = Team.objects.filter(organisation=organisation)
                tallies.recount(list(teams.values_list("pk", flat=True)))

    def encounters(self) -> tuple[int, int]:
        """All of them, and those of the organisation."""
        with psycopg.connect(self.owner) as owner:
            row = owner.execute(
                "SELECT count(*), count(*) FILTER (WHERE organisation_id = %s)"
                " FROM interventions_encounter",
                [self.stage.organisation.pk],
            ).fetchone()
        assert row is not None
        return row[0], row[1]


def _statements(where: str) -> list[str]:
    of_outing = f"o.organisation_id {where} %(here)s AND o.source = 'web'"
    joined = "JOIN interventions_outing o ON o.id = r.outing_id"
    copied = _COPY_OF_OUTING.format("r.outing_id")
    alias = {name: f"CASE r.{name} WHEN '' THEN '' ELSE r.{name} || ' ' || n END"
             for name in ("alias", "alias_key")}  # fmt: skip
    inner = {"id": "gen_random_uuid()", "outing_id": copied}
    return [
        _insert(
            Outing,
            {**_COPIES, "id": _COPY_OF_OUTING.format("r.id")},
            "",
            of_outing.replace("o.", "r."),
        ),
        _insert(OutingCrew, inner, joined, of_outing),
        _insert(
            Encounter,
            {**_COPIES, **inner, **alias, "token": "NULL"},
            joined,
            f"{of_outing} AND r.source = 'web'",
        ),
    ]


def _insert(
    model: type[Outing | OutingCrew | Encounter],
    changed: Mapping[str, str],
    joined: str,
    where: str,
) -> str:
    columns = [field.column for field in model._meta.local_concrete_fields]
    values = [changed.get(column, f"r.{column}") for column in columns]
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"
        f" FROM {table} r {joined} CROSS JOIN generate_series(%(first)s::int, %(last)s::int) n"
        f" WHERE {where}"
    )


# --- The board -----------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Loads:
    p95: float  # milliseconds
    queries: int


def load_board(stage: Stage, loads: int) -> Loads:
    browser = Browser(stage.reader)
    address = reverse("framework:board")
    queries = 0

    def counted(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        nonlocal queries
        queries += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counted):
        assert browser.get(address) == "200"
    times = []
    for _number in range(loads):
        begun = time.perf_counter()
        browser.get(address)
        times.append(1000 * (time.perf_counter() - begun))
    times.sort()
    return Loads(times[max(0, ceil(0.95 * loads) - 1)], queries)


def board_figures(factor: int, now: Loads, first: Loads, last: bool) -> list[Figure]:
    return [
        Figure(
            "c",
            f"board at {factor}×: p95 ÷ p95 at 1×",
            now.p95 / first.p95,
            BOARD if last else None,
            detail=f"{now.p95:.0f} ms; {first.p95:.0f} ms at 1×",
        ),
        Figure(
            "c",
            f"board at {factor}×: queries ÷ queries at 1×",
            now.queries / first.queries,
            1.0,
            detail=f"{now.queries} queries; {first.queries} at 1×",
        ),
    ]
