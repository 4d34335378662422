"""Links in a few lines: who is linked to whom, and how long they have not been seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member
from entrepairs.links.models import Link
from entrepairs.links.services import Wished, open_link
from entrepairs.people.models import Person
from tests.cast import Cast, inside

SAID = Wished("person", "spoken", "Oui, reviens jeudi.")
Linked = Callable[..., Link]


@pytest.fixture
def linked(cast: Cast) -> Linked:
    """``linked(person)``: with Nadia, opened 200 days ago, last seen ``days`` ago."""

    def make(
        person: Person | None = None, peer: Member | None = None, days: int = 5, **changes: Any
    ) -> Link:
        peer = peer or cast.nadia
        person = person or cast.person()
        with inside(cast.nadia):
            link = open_link(
                actor=cast.nadia,
                person=person,
                team=cast.team,
                peer_member=peer,
                wished=SAID,
                now=cast.now,
            )
            changes.setdefault("opened_on", cast.today - timedelta(days=200))
            changes.setdefault("last_seen_on", cast.today - timedelta(days=days))
            Link.objects.filter(pk=link.pk).update(**changes)
            return Link.objects.with_people().get(pk=link.pk)

    return make


@pytest.fixture
def second_peer(cast: Cast) -> Member:
    return cast.new_member(cast.a, "Zoé Lampion", Role.PEER, team=cast.team)
