from __future__ import annotations

import pytest

from config.navigation import FOOT, PHONE, PLUS, RAIL, address
from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member


def test_every_door_of_the_shell_opens() -> None:
    """A door whose room is not built is left out of the page; none may stay so."""
    names = [
        *(entry.url_name for entry in (*RAIL, *FOOT)),
        PLUS.url_name,
        "accounts:switch",
        "accounts:me",
    ]
    assert [name for name in names if address(name) is None] == []


def test_a_door_that_leads_nowhere_is_known() -> None:
    assert address("nowhere:at-all") is None


@pytest.mark.parametrize("role", list(Role))
def test_whoever_one_is_the_rail_holds_seven_doors_at_most(role: Role) -> None:
    member = Member(roles=[role.value])
    assert len([entry for entry in RAIL if entry.may(member)]) <= 7


def test_the_phone_picks_among_the_doors_of_the_rail() -> None:
    assert set(PHONE) <= {entry.url_name for entry in RAIL}
