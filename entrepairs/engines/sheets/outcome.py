"""What reading one cell gives: a value, or a level with the code of its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from entrepairs.engines.sheets.problem import Level


@dataclass(frozen=True, slots=True)
class Outcome:
    value: Any = None
    level: Level = Level.CLEAN
    code: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


NOTHING = Outcome()


def clean(value: Any) -> Outcome:
    return Outcome(value)


def warn(value: Any, code: str, **params: Any) -> Outcome:
    return Outcome(value, Level.WARN, code, params)


def ask(code: str, **params: Any) -> Outcome:
    return Outcome(None, Level.ASK, code, params)


def refuse(code: str, **params: Any) -> Outcome:
    return Outcome(None, Level.REFUSE, code, params)
