"""Before the second factor, no address of ours opens: neither to read nor to write."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from entrepairs.accounts.enums import READS_PEOPLE
from tests.walls.table import ROWS
from tests.walls.walking import Walk, filled
from tests.walls.world import World


def test_every_address_waits_for_the_second_factor(world: World, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    own, passed = world.places["own"], []
    for row in ROWS.values():
        for role in READS_PEOPLE:
            viewer, client = world.members[role], world.clients[role]
            address = reverse(row.name, kwargs=filled(row.kwargs, own, viewer))
            body = filled(row.body, own, viewer)
            before = Walk(world).trail(viewer)
            answer = getattr(client, row.method.lower())(address, body)
            asked = answer.status_code == 302 and answer["Location"] == reverse("mfa_index")
            if not asked or Walk(world).trail(viewer) != before:
                passed.append(f"{row.name} {role}: {answer.status_code}")
    assert passed == []
