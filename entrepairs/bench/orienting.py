"""(e) and (f): bringing a directory in, and looking for a service in it.

The import runs in a process of its own, as the command does, so that its memory is its own.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from itertools import cycle
from math import ceil
from pathlib import Path
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from entrepairs.base.clock import day_of
from entrepairs.bench.invented import services, write_dump
from entrepairs.bench.report import Figure
from entrepairs.bench.visits import Browser, Stage

SECONDS, MEGABYTES, SEARCH = 60.0, 400.0, 5.0


def measure(stage: Stage, *, rows: int, loads: int) -> list[Figure]:
    return [*_bring_in(rows), _search(stage, rows, loads)]


def _bring_in(rows: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "services.json"
        write_dump(path, rows, day_of(timezone.now()))
        begun = time.perf_counter()
        peak = _command("directory", "import", str(path))
        seconds = time.perf_counter() - begun
        size = path.stat().st_size / 1e6
    return [
        Figure("e", f"seconds to bring {rows} services in", seconds, SECONDS,
               detail=f"{size:.0f} MB of JSON, {rows / seconds:,.0f} services/s"),
        Figure("e", "megabytes of memory at the peak", peak, MEGABYTES),
    ]  # fmt: skip


def _command(*verb: str) -> float:
    """Run it to its end; its peak of memory in megabytes."""
    child = os.posix_spawn(
        sys.executable, [sys.executable, "-m", "entrepairs.command", *verb], os.environ
    )
    _pid, status, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, verb
    unit = 1e6 if sys.platform == "darwin" else 1e3
    assert isinstance(used, resource.struct_rusage)
    return used.ru_maxrss / unit


def _search(stage: Stage, rows: int, loads: int) -> Figure:
    """What people ask: a word, a place, both, a theme; each in its turn."""
    browser, empty_at = Browser(stage.peer), reverse("bench_empty")
    search_at = reverse("directory:search")
    asked = cycle(f"{search_at}?{urlencode(query)}" for query in _queries(rows))
    for _warm in range(12):
        _timed(browser, next(asked))
        _timed(browser, empty_at)
    searched, empty = [], []
    for _number in range(max(loads, 12)):
        searched.append(_timed(browser, next(asked)))
        empty.append(_timed(browser, empty_at))
    mine, base = _p95(searched), _p95(empty)
    return Figure(
        "f",
        f"p95 of a search among {rows} services ÷ an empty view",
        mine / base,
        SEARCH,
        detail=f"{mine:.1f} ms; empty {base:.1f} ms",
    )


def _queries(rows: int) -> list[dict[str, str]]:
    known = [row["commune"] for row in services(min(rows, 60), day_of(timezone.now()))]
    big, small = known[0], known[-1]
    return [
        {"q": "douche"}, {"place": small}, {"q": "repas", "place": big},
        {"theme": "sante", "place": small, "km": "25"}, {"q": "dentiste chien"},
        {"place": small, "open": "1"}, {"theme": "sante--addictions"},
        {"q": "interprète", "place": small, "km": "50"}, {"public": "femmes", "place": small},
        {"q": "domiciliation", "theme": "logement-hebergement"}, {}, {"place": big, "km": "5"},
    ]  # fmt: skip


def _timed(browser: Browser, address: str) -> float:
    begun = time.perf_counter()
    assert browser.get(address) == "200"
    return 1000 * (time.perf_counter() - begun)


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, ceil(0.95 * len(times)) - 1)]
