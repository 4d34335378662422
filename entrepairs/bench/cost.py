"""What one request costs: processor time of the application and of its database backend."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time per request."""

    application: float
    database: float

    @property
    def whole(self) -> float:
        return self.application + self.database

    def __str__(self) -> str:
        parts = f"application {self.application:.2f}, database {self.database:.2f}"
        return f"{self.whole:.2f} ms ({parts})"


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def backend_time(process: int) -> float:
    """Seconds of processor time of this backend so far; 0 where the system does not tell."""
    try:
        # Nanoseconds on a processor: Linux, Documentation/scheduler/sched-stats.rst.
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def compare(acts: Mapping[str, Callable[[], None]], *, rounds: int, each: int) -> dict[str, Cost]:
    """Cost of each act, taken in turns so that a busy minute falls on all of them.

    The median of ``rounds`` means of ``each`` requests.
    """
    for act in acts.values():
        act()  # templates compiled, connection open
    process = backend()
    taken: dict[str, list[Cost]] = {name: [] for name in acts}
    for _round in range(rounds):
        for name, act in acts.items():
            taken[name].append(_mean(act, each, process))
    return {
        name: Cost(
            median(cost.application for cost in costs), median(cost.database for cost in costs)
        )
        for name, costs in taken.items()
    }


def _mean(act: Callable[[], None], times: int, process: int) -> Cost:
    before, before_database = time.process_time(), backend_time(process)
    for _number in range(times):
        act()
    application = time.process_time() - before
    database = backend_time(process) - before_database
    return Cost(1000 * application / times, 1000 * database / times)
