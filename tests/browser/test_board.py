from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entrepairs.framework.services import load_builtin_packs
from tests.browser.visit import (
    DESK,
    HEAVIEST,
    MOST_REQUESTS,
    PHONE,
    Visits,
    accessibility_faults,
    first_load,
    overflow,
    shoot,
    zoom_text,
)
from tests.cast import NOW, Cast
from tests.interventions.scene import go_out

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
BOARD = "/recommendation/"
PAGES = {
    "board": BOARD,
    "board-table": f"{BOARD}table/",
    "board-rows": f"{BOARD}rows/R6.21/",
    "board-saying": f"{BOARD}say/R6.21/",
}


@pytest.fixture
def lived(cast: Cast) -> Cast:
    load_builtin_packs(now=NOW)
    cast.in_force()
    go_out(cast)
    return cast


def reader(visits: Visits, cast: Cast, **options: object) -> Page:
    page = visits.page(**options)  # type: ignore[arg-type]
    visits.sign_in(page, cast.nadia)
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_board_reads_well(visits: Visits, lived: Cast, width: int, dark: bool) -> None:
    page = reader(visits, lived, width=width, dark=dark)
    for name, path in PAGES.items():
        visits.go(page, path)
        shoot(page, f"{name}-{width}-{'dark' if dark else 'light'}")
        assert accessibility_faults(page) == [], name
        assert overflow(page) <= 0, name
    assert visits.complaints == []


def test_the_board_is_light(visits: Visits, lived: Cast) -> None:
    load = first_load(visits, reader(visits, lived), BOARD)
    assert load.weight <= HEAVIEST, load.parts
    assert load.requests <= MOST_REQUESTS


def test_the_board_holds_at_200_percent(visits: Visits, lived: Cast) -> None:
    page = reader(visits, lived)
    visits.go(page, BOARD)
    zoom_text(page)
    assert overflow(page) <= 0


def test_the_ladder_leads_to_its_row_and_the_row_to_its_facts(visits: Visits, lived: Cast) -> None:
    """By keyboard alone, without a script."""
    page = reader(visits, lived, script=False)
    visits.go(page, BOARD)
    page.get_by_role("link", name="6.21 Sorties à deux").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#r6-21")
    row = page.locator("#r6-21")
    summary = row.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert row.get_by_text("Deux pairs ensemble ne font pas un binôme").is_visible()
    row.get_by_role("link", name="Voir la sortie").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rows/R6.21/**")
    assert page.get_by_text("compté dans le chiffre").count() == 1
