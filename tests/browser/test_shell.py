from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
)

if TYPE_CHECKING:
    from tests.browser.conftest import Visit
    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_shell_reads_well_around_a_page(visit: Visit, cast: Cast, width: int) -> None:
    page = visit("/peers/", width=width, member=cast.helene)
    shoot(page, f"shell-{width}")
    assert accessibility_faults(page) == []
    assert overflow(page) <= 0


def test_a_page_of_the_house_is_light(visits: Visits, cast: Cast) -> None:
    page = visits.page()
    visits.sign_in(page, cast.helene)
    load = first_load(visits, page, "/peers/")
    assert load.weight <= HEAVIEST, load.parts
    assert load.requests <= MOST_REQUESTS


def test_the_rail_says_where_one_is(visit: Visit, cast: Cast) -> None:
    page = visit("/peers/", member=cast.helene)
    rail = page.get_by_role("navigation", name="Menu principal")
    assert rail.locator("[aria-current=page]").inner_text() == "Pairs"
    assert rail.locator("ul").get_by_role("link").count() <= 7


def test_more_opens_every_door_on_a_phone_without_a_script(visit: Visit, cast: Cast) -> None:
    page = visit("/peers/", width=PHONE, script=False, member=cast.helene)
    page.get_by_role("navigation", name="Raccourcis").get_by_role("link", name="Plus").click()
    doors = page.get_by_role("navigation", name="Tout le menu")
    assert doors.get_by_role("link", name="Équipes et missions").is_visible()
    assert doors.get_by_role("button", name="Se déconnecter").is_visible()


def test_leaving_works_without_a_script(visit: Visit, cast: Cast) -> None:
    page = visit("/peers/", script=False, member=cast.nadia)
    page.get_by_role("button", name="Quitter").click()
    assert page.title() == "Soupe de légumes"
    assert "Entrepairs" not in page.content()
    page.goto(page.url.replace("/soup/", "/peers/"))
    assert "/account/login/" in page.url


def test_escape_three_times_leaves_and_forgets(visit: Visit, cast: Cast) -> None:
    page = visit("/peers/", member=cast.nadia)
    page.evaluate("localStorage.setItem('entrepairs-keep:someone:x', '{}')")
    for _press in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/soup/")
    assert page.evaluate("localStorage.length") == 0
    page.go_back()
    assert "Nadia" not in page.content()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(visit: Visit, cast: Cast) -> None:
    page = visit("/peers/", member=cast.helene)
    mine = page.locator("details.me > summary")
    mine.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.me").get_by_role("link", name="Mes appareils").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("details.me[open]").count()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
