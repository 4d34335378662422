"""The table of who may open what, read from ``table.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from entrepairs.accounts.enums import Role
from tests.walls.world import ROLES

TABLE = Path(__file__).with_name("table.toml")
# Elsewhere nobody finds anything, unless a row says that the role is asked first.
NOBODY = dict.fromkeys(ROLES, 404)


@dataclass(frozen=True, slots=True)
class Row:
    """One address: how it is asked, and what each role is answered in each place."""

    name: str
    method: str
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    # Place → role → status.
    answers: Mapping[str, Mapping[Role, int]] = field(default_factory=dict)
    # A POST that leaves no row in the trail, and why.
    untold: str = ""

    @property
    def has_object(self) -> bool:
        return any(str(value).startswith("@") for value in self.kwargs.values())

    @property
    def room(self) -> str:
        return self.name.partition(":")[0] if ":" in self.name else "desk"

    def expected(self, place: str, role: Role) -> int:
        return self.answers[place][role]


def answers(text: str) -> dict[Role, int]:
    """``"200 200 403 …"``: one status for each role, in the order of ``ROLES``."""
    codes = [int(code) for code in text.split()]
    if len(codes) == 1:
        codes *= len(ROLES)
    assert len(codes) == len(ROLES), text
    return dict(zip(ROLES, codes, strict=True))


def read_row(name: str, said: Mapping[str, Any]) -> Row:
    found = {place: answers(said[place]) for place in ("own", "other") if place in said}
    elsewhere = answers(said["elsewhere"]) if "elsewhere" in said else NOBODY
    return Row(
        name=name,
        method=said.get("method", "GET"),
        kwargs=said.get("kwargs", {}),
        body=said.get("body", {}),
        answers=found | {"partner": elsewhere, "outside": elsewhere},
        untold=said.get("untold", ""),
    )


def read_table(path: Path = TABLE) -> dict[str, Row]:
    with path.open("rb") as file:
        return {name: read_row(name, said) for name, said in tomllib.load(file).items()}


ROWS = read_table()
ROOMS = sorted({row.room for row in ROWS.values()})
