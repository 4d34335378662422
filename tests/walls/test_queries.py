"""Lists run as many queries for twenty rows as for one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entrepairs.accounts.enums import Role, TeamKind
from entrepairs.interventions.services import start_outing
from tests.cast import inside
from tests.interventions.scene import an_outing
from tests.walls.world import Place, World

LISTS = {
    "peers:list": Role.MANAGER,
    "peers:export": Role.MANAGER,
    "missions:list": Role.MANAGER,
    "missions:export": Role.MANAGER,
    "interventions:list": Role.COORDINATOR,
    "interventions:export": Role.COORDINATOR,
    "interventions:months": Role.MANAGER,
    "steps:start": Role.COORDINATOR,
    "steps:doors": Role.MANAGER,
    "exchange:list": Role.COORDINATOR,
    "accounts:teams": Role.MANAGER,
    "accounts:members": Role.MANAGER,
    "accounts:invitations": Role.ADMIN,
    "accounts:partners": Role.MANAGER,
    "accounts:trail": Role.AUDITOR,
    "framework:board": Role.MANAGER,
    "framework:table": Role.MANAGER,
    "directory:search": Role.PEER,
    "directory:groups": Role.MANAGER,
    "voice:list": Role.MANAGER,
    "words:list": Role.COORDINATOR,
    "words:begin": Role.PEER,
    "words:jargon": Role.PEER,
    "people:list": Role.PEER,
    "links:list": Role.COORDINATOR,
    "links:quiet": Role.COORDINATOR,
    "links:asks": Role.COORDINATOR,
    "today": Role.COORDINATOR,
}
MANY = 20


def people(world: World, place: Place, number: int) -> None:
    name = f"Lampion {number}"
    member = world.person(place.organisation, name, Role.PEER, place.team)
    with inside(place.organisation):
        place._placed(place._welcomed(member))


def teams(world: World, place: Place, number: int) -> None:
    team = world.cast.new_team(place.organisation, f"Équipe {number}", TeamKind.CMP)
    world.cast.join(place.coordinator, team)
    world.cast.engaged(team)


def outings(world: World, place: Place, number: int) -> None:
    outing = an_outing(place.team, world.now - timedelta(hours=number + 2))
    with inside(place.colleague):
        start_outing(actor=place.colleague, outing=outing, crew=place._going(), now=world.now)


def files(world: World, place: Place, number: int) -> None:
    with inside(place.coordinator):
        place._my_import(place.coordinator)


def corrections(world: World, place: Place, number: int) -> None:
    with inside(place.coordinator):
        place._my_correction(place.coordinator)
        place._published(f"Groupe {number}")


def links(world: World, place: Place, number: int) -> None:
    with inside(place.peer_member):
        place._silent("linkedto")
        place._asks(None, "askarea")
        place._peer_ask()


ADDED: dict[str, Callable[[World, Place, int], None]] = {
    "people": people,
    "teams": teams,
    "outings": outings,
    "files": files,
    "links": links,
    "corrections": corrections,
}


def queries(world: World, name: str) -> int:
    client = world.clients[LISTS[name]]
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as ran:
        assert client.get(reverse(name)).status_code == 200, name
    return len(ran)


@pytest.mark.slow
def test_lists_run_a_constant_number_of_queries(world: World) -> None:
    before = {name: queries(world, name) for name in LISTS}
    for add in ADDED.values():
        for number in range(MANY):
            add(world, world.places["own"], number)
    after = {name: queries(world, name) for name in LISTS}
    assert growing(before, after) == []


def growing(before: dict[str, int], after: dict[str, int]) -> list[str]:
    return [name for name in before if after[name] > before[name]]


def test_a_list_that_asks_more_for_more_rows_is_found() -> None:
    assert growing({"a": 7, "b": 7}, {"a": 7, "b": 27}) == ["b"]
