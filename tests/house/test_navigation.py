from __future__ import annotations

from config.navigation import PHONE, PLUS, RAIL, address


def test_every_door_of_the_shell_opens() -> None:
    """A door whose room is not built is left out of the page; none may stay so."""
    names = [*(entry.url_name for entry in RAIL), PLUS.url_name, "accounts:switch", "accounts:me"]
    assert [name for name in names if address(name) is None] == []


def test_a_door_that_leads_nowhere_is_known() -> None:
    assert address("nowhere:at-all") is None


def test_the_rail_holds_seven_doors_at_most_and_the_phone_picks_among_them() -> None:
    assert len(RAIL) <= 7
    assert set(PHONE) <= {entry.url_name for entry in RAIL}
