"""Twenty thousand rows go in within a minute and 300 MB."""

from __future__ import annotations

import resource
import time

import pytest

from entrepairs.interventions.models import Encounter
from tests.cast import Cast, inside
from tests.engines.sheets.made import encounter
from tests.exchange.bringing import encounters, take_in

ROWS = 20_000


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.slow
def test_twenty_thousand_rows_go_in_within_a_minute(cast: Cast) -> None:
    lines = [
        encounter(
            date=f"{number % 28 + 1:02}/{number % 9 + 1:02}/2026",
            start=f"{14 + number % 7}h{number % 60:02}",
            end="",
            person=f"Alias {number % 60}" if number % 3 else "?",
            crew="Nadia + Karim" if number % 2 else "Nadia",
        )
        for number in range(ROWS)
    ]
    content, before, start = encounters(*lines), megabytes(), time.monotonic()
    done = take_in(cast.helene, content, cast.team)
    assert time.monotonic() - start <= 60
    assert megabytes() - before <= 220
    assert done.result["created"] == ROWS
    with inside(cast.a):
        assert Encounter.objects.count() == ROWS
