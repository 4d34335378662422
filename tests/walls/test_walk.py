"""Every address, as every role, about things of every place, against one table.

Each wall must hold alone: the walk also passes without row-level security, and nothing
of another organisation is shown or changed when ``visible_to`` hides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client, override_settings
from django.urls import path, reverse

from config.urls import handler403, handler404
from config.urls import urlpatterns as whole_house
from entrepairs.accounts.enums import Role
from entrepairs.base.http import MemberRequest, page, reads
from entrepairs.peers.models import Peer
from tests.house.test_views import LIBRARY, PUBLIC
from tests.house.tree import Address, addresses
from tests.walls.table import NOBODY, ROOMS, ROWS, Row
from tests.walls.walking import DONE, Walk, filled, smuggled
from tests.walls.world import PLACES, ROLES, World

ELSEWHERE = ("partner", "outside")
# What PostgreSQL lets a partner read: the name of a team, the days of its engagement.
# The code then decides what to show of it.
READ_BY_PARTNERS = {"@team", "@closed_team", "@engagement"}
# The directory is public information: the same rows for every organisation.
READ_BY_ALL = {"@service"}


def of_room(room: str) -> list[Row]:
    return [row for row in ROWS.values() if row.room == room]


def ours(found: Iterable[Address]) -> set[str]:
    return {each.name for each in found if not each.route.startswith(LIBRARY)} - set(PUBLIC)


def said(walk: Walk, capsys: pytest.CaptureFixture[str], what: str) -> None:
    with capsys.disabled():
        print(f"\n  {what}: {walk.asked} requests", end=" ")


# --- The table itself -----------------------------------------------------------
def test_every_address_has_its_row_and_every_row_its_address() -> None:
    assert set(ROWS) == ours(addresses())


def test_a_new_address_without_a_row_is_found() -> None:
    assert ours([Address("peers:new_door", "peers/new/door/", None)]) - set(ROWS)


def test_the_method_of_a_row_is_that_of_its_view() -> None:
    methods = {each.name: getattr(each.view, "methods", ()) for each in addresses()}
    assert [row.name for row in ROWS.values() if row.method not in methods[row.name]] == []


def test_somebody_may_do_each_thing_and_nobody_elsewhere() -> None:
    """A row that nobody passes proves nothing; a row that an outsider passes is a hole."""
    for row in ROWS.values():
        assert any(status in DONE for status in row.answers["own"].values()), row.name
        if row.has_object and READ_BY_ALL.isdisjoint(row.kwargs.values()):
            for place in ELSEWHERE:
                assert set(row.answers[place].values()) <= {403, 404}, row.name


# --- The walk ---------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_walk_with_both_walls(world: World, room: str, capsys: Any) -> None:
    """Own things and a stranger's; the walk below also asks for what lies between."""
    walk = Walk(world).go(of_room(room), ("own", "outside"))
    said(walk, capsys, f"{room}, both walls")
    assert walk.differences == []


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_walk_without_row_level_security(
    policies_off: None, world: World, room: str, capsys: Any
) -> None:
    walk = Walk(world).go(of_room(room))
    smuggle_all(walk, of_room(room))
    said(walk, capsys, f"{room}, no policies")
    assert walk.differences == []


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_walk_with_visible_to_bypassed(
    world: World, everything_visible: None, room: str, capsys: Any
) -> None:
    """PostgreSQL alone: what a role may see no longer holds, the organisation still does."""
    rows = [
        row
        for row in of_room(room)
        if row.has_object and READ_BY_ALL.isdisjoint(row.kwargs.values())
    ]
    apart = [row for row in rows if READ_BY_PARTNERS.isdisjoint(row.kwargs.values())]
    walk = Walk(world, only_able=True).go(rows, ["outside"]).go(apart, ["partner"])
    said(walk, capsys, f"{room}, no visible_to")
    assert [key for key, status in walk.seen.items() if status not in {403, 404}] == []
    assert [each for each in walk.differences if " shows " in each] == []


def smuggle_all(walk: Walk, rows: list[Row]) -> None:
    """Nothing of another organisation comes in by a form: each field that names something
    is sent with the identifier of something elsewhere."""
    for row in rows:
        role = next((role for role in ROLES if row.answers["own"][role] in DONE), None)
        for field in smuggled(row):
            for place in ELSEWHERE:
                status, told = smuggle(walk.world, row, role or Role.COORDINATOR, field, place)
                walk.asked += 1
                if status in DONE and told:
                    walk.differences.append(f"{row.name}: {field} of {place} came in")


def smuggle(world: World, row: Row, role: Role, field: str, place: str) -> tuple[int, int]:
    viewer, there = world.members[role], world.places[place]
    body = {name: value for name, value in row.body.items() if name != field}
    own = filled(body, world.places["own"], viewer)
    strange = filled(row.body[field], there, viewer)
    changed = Row(row.name, row.method, row.kwargs, own | {field: strange}, row.answers)
    status, _text, told = Walk(world).answer(changed, world.places["own"], role)
    return status, told


# --- Once per address ---------------------------------------------------------------
def test_the_wrong_method_is_refused_everywhere(world: World) -> None:
    passed, own = [], world.places["own"]
    for row in ROWS.values():
        client, viewer = world.clients[Role.MANAGER], world.members[Role.MANAGER]
        address = reverse(row.name, kwargs=filled(row.kwargs, own, viewer))
        wrong = client.get if row.method == "POST" else client.post
        if wrong(address).status_code != 405:
            passed.append(row.name)
    assert passed == []


def test_every_form_needs_its_token(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = world.clients[Role.MANAGER].cookies
    own, viewer = world.places["own"], world.members[Role.MANAGER]
    passed = [
        row.name
        for row in ROWS.values()
        if row.method == "POST"
        and strict.post(reverse(row.name, kwargs=filled(row.kwargs, own, viewer))).status_code
        != 403
    ]
    assert passed == []


def test_nobody_enters_without_signing_in(world: World, client: Client) -> None:
    own, viewer = world.places["own"], world.members[Role.MANAGER]
    for row in ROWS.values():
        address = reverse(row.name, kwargs=filled(row.kwargs, own, viewer))
        answer = getattr(client, row.method.lower())(address)
        assert answer.status_code == 302, row.name
        assert answer.headers["Location"].startswith(reverse("account_login")), row.name


# --- Planted faults: each must turn the walk red, alone -----------------------------
@reads
def forgetful(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    """A view that forgets ``visible_to``."""
    return page(request, "400.html", peer=get_object_or_404(Peer.objects.all(), pk=peer_id))


@reads
def careful(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    found = get_object_or_404(Peer.objects.visible_to(request.member), pk=peer_id)
    return page(request, "400.html", peer=found)


urlpatterns = [
    path("forgetful/<uuid:peer_id>/", forgetful, name="forgetful"),
    path("careful/<uuid:peer_id>/", careful, name="careful"),
    *whole_house,
]
__all__ = ["handler403", "handler404"]
planted = override_settings(ROOT_URLCONF=__name__)


def planted_row(name: str) -> list[Row]:
    return [Row(name, "GET", {"peer_id": "@peer"}, {}, dict.fromkeys(PLACES, NOBODY))]


@planted
def test_a_view_that_forgets_visible_to_turns_the_walk_red(
    policies_off: None, world: World
) -> None:
    assert Walk(world).go(planted_row("careful"), ELSEWHERE).differences == []
    assert len(Walk(world).go(planted_row("forgetful"), ELSEWHERE).differences) == 18


@planted
def test_policies_alone_hold_that_view(world: World) -> None:
    assert Walk(world).go(planted_row("forgetful"), ELSEWHERE).differences == []


@planted
def test_a_table_without_policy_turns_the_walk_red(
    policy_forgotten: str, world: World, everything_visible: None
) -> None:
    assert len(Walk(world).go(planted_row("careful"), ELSEWHERE).differences) == 18


@planted
def test_visible_to_alone_holds_that_table(policy_forgotten: str, world: World) -> None:
    assert Walk(world).go(planted_row("careful"), ELSEWHERE).differences == []
