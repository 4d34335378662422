"""Open every page as every role and note which marked words it shows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from django.urls import reverse

from entrepairs.accounts.enums import Role
from entrepairs.framework.models import Framework
from tests.walls.table import ROWS, Row
from tests.walls.walking import DONE, filled, readable
from tests.walls.world import ROLES, World

WORD = re.compile(r"zq(own|other|partner|outside)([a-z]+)")
CANARIES = Path(__file__).with_name("canaries.toml")
# Pages that show more when something is asked for.
ASKED = {"accounts:members": ("", "?gone=1", "?q=zq")}
# Reads that are sent, so that no alias stands in an address.
SENT = ("find", "people:look_up")
Seen = dict[tuple[str, str], set[Role]]


def words_in(text: str) -> set[tuple[str, str]]:
    """(place, kind) of each marked word."""
    return {(match[1], match[2]) for match in WORD.finditer(text)}


def crawl(world: World, rows: Iterable[Row], roles: Iterable[Role] = ROLES) -> Seen:
    """(place, kind) → the roles that read such a word somewhere."""
    seen: Seen = {}
    for row in rows:
        for role in roles:
            for place in ("own", "other") if row.has_object else ("own",):
                if row.answers[place][role] in DONE:
                    for word in words_in(opened(world, row, place, role)):
                        seen.setdefault(word, set()).add(role)
    return seen


def opened(world: World, row: Row, place: str, role: Role) -> str:
    kwargs = filled(row.kwargs, world.places[place], world.members[role])
    address = reverse(row.name, kwargs=kwargs)
    if row.method == "POST":
        found = [world.clients[role].post(address, {"q": text}) for text in ("zq", "zed")]
        return "\n".join(readable(answer) for answer in found)
    asked = ASKED.get(row.name, ("",))
    return "\n".join(readable(world.clients[role].get(address + query)) for query in asked)


def read_only_rows() -> list[Row]:
    return [row for row in ROWS.values() if row.method == "GET" or row.name in SENT]


def rows_of_figures(framework: Framework) -> list[Row]:
    """The pages behind each figure of the board, for every row that has one."""
    some = ROWS["framework:rows"]
    return [
        Row(some.name, "GET", {"code": row.code}, {}, some.answers)
        for row in framework.pack.rows
        if row.figure
    ]


def allowed() -> dict[str, dict[str, set[Role]]]:
    """kind → place → roles, from ``canaries.toml``."""
    with CANARIES.open("rb") as file:
        said = tomllib.load(file)
    return {
        kind: {place: {Role(role) for role in roles.split()} for place, roles in places.items()}
        for kind, places in said.items()
    }


def strays(seen: Seen) -> list[str]:
    """Words read by a role that is not in their allowed set."""
    sets = allowed()
    return [
        f"{kind} of {place} read by {role.value}"
        for (place, kind), roles in sorted(seen.items())
        for role in ROLES
        if role in roles - sets.get(kind, {}).get(place, set())
    ]
