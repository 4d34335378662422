"""One run: a server of our own, the demo, the measures, the report."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from entrepairs.bench.report import Figure, Report, conditions
from entrepairs.server import EmbeddedServer
from entrepairs.server.language import say


@dataclass(frozen=True, slots=True)
class Size:
    rounds: int
    each: int
    rows: int
    loads: int
    factors: tuple[int, ...]
    services: int


FULL = Size(rounds=15, each=20, rows=20_000, loads=100, factors=(1, 10, 100), services=60_000)
QUICK = Size(rounds=1, each=2, rows=200, loads=3, factors=(1, 2), services=300)


def main(argv: Sequence[str] | None = None) -> int:
    """0 when every ratio holds, 1 when one does not."""
    parser = argparse.ArgumentParser(prog="entrepairs bench")
    add_arguments(parser)
    return run(parser.parse_args(argv))


def run(asked: argparse.Namespace) -> int:
    report = Report(conditions(asked.quick))
    with _server(Path(asked.folder) if asked.folder else None):
        _measure(report, QUICK if asked.quick else FULL)
    report.show()
    if asked.json:
        Path(asked.json).write_text(report.as_json(), encoding="utf-8")
    else:
        print(report.as_json())
    return 0 if report.holds or asked.quick else 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quick",
        action="store_true",
        help=say("en petit, pour vérifier la mesure", "small, to check the measure itself"),
    )
    parser.add_argument(
        "--json",
        metavar="FILE",
        default="",
        help=say("écrit le JSON dans ce fichier", "writes the JSON into this file"),
    )
    parser.add_argument(
        "--folder",
        default="",
        help=say("où poser la base jetable", "where to put the throwaway database"),
    )


@contextmanager
def _server(parent: Path | None) -> Iterator[None]:
    """A new database with full durability, migrated, and Django on it."""
    folder = Path(tempfile.mkdtemp(prefix="entrepairs-bench-", dir=parent))
    server = None
    try:
        server = EmbeddedServer.start(folder)
        os.environ.update(
            ENTREPAIRS_ENV="test",
            DJANGO_SETTINGS_MODULE="config.settings",
            DATABASE_URL=server.app_url,
            DATABASE_OWNER_URL=server.owner_url,
        )
        subprocess.run(
            [sys.executable, "-m", "entrepairs.command", "migrate", "--quiet"], check=True
        )
        import django

        django.setup()
        yield
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _measure(report: Report, size: Size) -> None:
    from django.db import connection
    from django.test.utils import override_settings

    from entrepairs.demo.seed import seed_demo

    seed_demo()
    with override_settings(ROOT_URLCONF="entrepairs.bench.urls"):
        try:
            _all(report, size)
        finally:
            connection.close()


def _all(report: Report, size: Size) -> None:
    from entrepairs.bench import bringing, growth, orienting, visits

    stage = visits.set_stage()
    owner = os.environ["DATABASE_OWNER_URL"]
    grown = growth.Growth(stage, owner)
    report.conditions["postgresql"] = _version()
    grown.grow(1)
    report.add(*visits.measure(stage, rounds=size.rounds, each=size.each))
    first = growth.load_board(stage, size.loads)
    everything, here = grown.encounters()
    report.conditions["encounters at 1×"] = f"{everything:,} ({here:,} in the organisation)"
    report.add(bringing.measure(stage, rows=size.rows, rounds=3))
    report.add(*orienting.measure(stage, rows=size.services, loads=size.loads))
    seeding = 0.0
    for factor in size.factors[1:]:
        seeding += grown.grow(factor)
        everything, here = grown.encounters()
        report.conditions[f"encounters at {factor}×"] = f"{everything:,} ({here:,})"
        loads = growth.load_board(stage, size.loads)
        last = factor == size.factors[-1]
        report.add(*growth.board_figures(factor, loads, first, last))
    scale = f" at {size.factors[-1]}×"
    report.add(
        Figure(
            "c",
            "seconds to multiply the rows and count them again",
            seeding,
            growth.SEEDING,
        ),
        *visits.measure(stage, rounds=size.rounds, each=size.each, scale=scale),
        bringing.measure(stage, rows=size.rows, rounds=1, scale=scale),
    )


def _version() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version')")
        return str(cursor.fetchone()[0])
