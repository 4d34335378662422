"""The figures, as a table to read and as JSON to keep."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One ratio. ``limit`` is a ceiling, or a floor when ``at_least``; ``None`` informs only."""

    code: str
    what: str
    ratio: float
    limit: float | None = None
    at_least: bool = False
    detail: str = ""

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    @property
    def asked(self) -> str:
        if self.limit is None:
            return "–"
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"


@dataclass(slots=True)
class Report:
    conditions: dict[str, object]
    figures: list[Figure] = field(default_factory=list)

    def add(self, *figures: Figure) -> None:
        for figure in figures:
            self.figures.append(figure)
            print(f"  {_line(figure)}", flush=True)

    @property
    def holds(self) -> bool:
        return all(figure.holds for figure in self.figures)

    def as_json(self) -> str:
        figures = [{**asdict(figure), "holds": figure.holds} for figure in self.figures]
        whole = {"conditions": self.conditions, "figures": figures}
        return json.dumps(whole, ensure_ascii=False, indent=2)

    def show(self) -> None:
        print()
        for figure in self.figures:
            print(_line(figure))
        print()
        for name, value in self.conditions.items():
            print(f"{name}: {value}")
        print()


def _line(figure: Figure) -> str:
    mark = "  " if figure.limit is None else ("ok" if figure.holds else "NO")
    ratio = f"{figure.ratio:.3g}"
    return (
        f"{figure.code:<4} {mark}  {figure.what:<58} {ratio:>8}  {figure.asked:<8} {figure.detail}"
    )


def conditions(quick: bool) -> dict[str, object]:
    """What a reader needs to judge the figures."""
    return {
        "quick": quick,
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load before": list(os.getloadavg()),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
