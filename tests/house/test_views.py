"""Every address is one of two shapes, and every view fetches through the permission."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import get_resolver, path

from entrepairs.base.http import reads
from tests.house.tree import Address, Source, addresses, python_sources

# Open to everybody, each for a reason.
PUBLIC = {
    "home": "a short word of welcome, then the way in",
    "quick_leave": "leaves from wherever one is, signed in or not",
    "neutral": "the page one leaves to",
    "set_language": "before signing in too",
    "emergency": "numbers to ring, for whoever needs them, signed in or not",
    "emergency_in": "the same, in another language",
    "emergency_worker": "keeps that page on the device, and no other",
    "accounts:join": "an invitation link, for somebody who has no account yet",
    "accounts:accept_invitation": "the same, sent",
    "cards:enter": "a code on paper, for a person without an account",
    "cards:open_code": "the same, sent",
    "cards:mine": "what is kept about the person whose code was opened",
    "cards:mine_json": "the same, as a file",
    "cards:mine_pdf": "the same, as a file",
    "cards:mine_ask": "what that person asks",
    "cards:mine_new_erasure": "the same, before erasing",
    "cards:mine_erase": "the same, erased",
    "cards:mine_close": "forgets the code in this browser",
    "demo:people": "one becomes a demo person; these addresses exist in demo mode only",
    "demo:become": "the same, sent",
}
# The library that signs people in; the walk asks each of its addresses without a name.
LIBRARY = "account/"
# Files whose functions answer requests.
EDGES = ("views.py", "/meetings.py")
# (file, function): objects fetched without ``visible_to``, and why that is sound.
FETCHED_OTHERWISE = {
    ("entrepairs/cards/views/mine.py", "_own"): "the person whose code this browser opened",
    ("entrepairs/demo/views.py", "become"): "a key to the door of an invented person, in demo mode",
    ("entrepairs/interventions/meetings.py", "_my_outing"): "of_teams_of is narrower still",
    ("entrepairs/interventions/meetings.py", "_own_outing"): "of_teams_of is narrower still",
    ("entrepairs/interventions/views.py", "_members"): "of a team that was seen",
    ("entrepairs/missions/views/charters.py", "_review"): "of a team that was seen",
    ("entrepairs/missions/views/placements.py", "new_placement"): "of a team that was seen",
    ("entrepairs/missions/views/placements.py", "placement"): "of a team that was seen",
    ("entrepairs/missions/views/teams.py", "_withdrawal_page"): "a count, of a team that was seen",
}
Found = tuple[str, str, int]


def of_no_shape(found: Iterable[Address]) -> list[str]:
    return [
        address.name
        for address in found
        if not hasattr(address.view, "wall")
        and address.name not in PUBLIC
        and not address.route.startswith(LIBRARY)
    ]


def nameless_or_double(found: Iterable[Address]) -> list[str]:
    names = [address.name for address in found if not address.route.startswith(LIBRARY)]
    return [name for name in names if name.endswith("?") or names.count(name) > 1]


def is_edge(name: str) -> bool:
    inside = name.startswith("entrepairs/") and "/commands/" not in name
    return inside and (name.endswith(EDGES) or "/views/" in name)


def unseen_fetches(sources: Iterable[Source]) -> list[Found]:
    """``Thing.objects…`` in a view that goes through neither ``visible_to`` nor the list."""
    found = []
    for source in sources:
        for function in ast.walk(source.tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for line in _bare(function):
                if (source.name, function.name) not in FETCHED_OTHERWISE:
                    found.append((source.name, function.name, line))
    return sorted(set(found))


def _bare(function: ast.FunctionDef) -> list[int]:
    parents = {child: node for node in ast.walk(function) for child in ast.iter_child_nodes(node)}
    return [
        node.lineno
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager"}
        and "visible_to" not in _chain(node, parents)
    ]


def _chain(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> list[str]:
    """The methods called one after the other on this manager."""
    names = []
    while isinstance(parent := parents.get(node), ast.Attribute | ast.Call):
        if isinstance(parent, ast.Attribute):
            names.append(parent.attr)
        elif node is not parent.func:
            break
        node = parent
    return names


def test_every_address_reads_or_writes_or_is_named() -> None:
    assert len(addresses()) > 50
    assert of_no_shape(addresses()) == []


def test_every_address_has_its_own_name() -> None:
    assert nameless_or_double(addresses()) == []


def test_what_is_named_public_exists() -> None:
    gone = set(PUBLIC) - {address.name for address in addresses()}
    assert {name for name in gone if not name.startswith("demo:")} == set()


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@reads
def shaped(request: Any) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("bare/", bare, name="bare"), path("shaped/", shaped, name="shaped")]


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_of_no_shape_is_found() -> None:
    assert of_no_shape(addresses(get_resolver(__name__))) == ["bare"]


def test_a_name_used_twice_and_no_name_are_found() -> None:
    twice = [Address("a", "a/", bare), Address("a", "b/", bare), Address("x:?", "c/", bare)]
    assert nameless_or_double(twice) == ["a", "a", "x:?"]


def test_views_fetch_through_the_permission() -> None:
    edges = [source for source in python_sources("entrepairs") if is_edge(source.name)]
    assert len(edges) > 8
    assert unseen_fetches(edges) == []


def test_a_view_that_fetches_past_the_permission_is_found() -> None:
    text = (
        "def good(request):\n    return Peer.objects.filter(pk=1).visible_to(request.member)\n"
        "def bad(request):\n    return get_object_or_404(Peer, pk=1) or Peer.objects.get(pk=1)\n"
        "def sly(request):\n    return visible_to(Peer.objects.all())\n"
    )
    assert unseen_fetches([Source("views.py", text)]) == [
        ("views.py", "bad", 4),
        ("views.py", "sly", 6),
    ]


def test_what_is_fetched_otherwise_still_exists() -> None:
    known = {
        (source.name, node.name)
        for source in python_sources("entrepairs")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert set(FETCHED_OTHERWISE) <= known
