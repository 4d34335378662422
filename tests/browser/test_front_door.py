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
    zoom_text,
)

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC = {
    "home": "/",
    "sign-in": "/account/login/",
    "reset": "/account/password/reset/",
    "reset-done": "/account/password/reset/done/",
    "closed": "/account/signup/",
    "nothing-here": "/account/nothing-of-the-kind/",
    "soup": "/soup/",
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_reads_well(visit: Visit, name: str, width: int, dark: bool) -> None:
    page = visit(PUBLIC[name], width=width, dark=dark)
    shoot(page, f"{name}-{width}-{'dark' if dark else 'light'}")
    assert accessibility_faults(page) == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("name", ["home", "sign-in"])
def test_a_public_page_is_light(visits: Visits, name: str) -> None:
    load = first_load(visits, visits.page(), PUBLIC[name])
    assert load.weight <= HEAVIEST, load.parts
    assert load.requests <= MOST_REQUESTS


def test_a_public_page_holds_at_200_percent(visit: Visit) -> None:
    page = visit("/")
    zoom_text(page)
    assert overflow(page) <= 0


def test_the_language_changes_without_a_script(visit: Visit) -> None:
    page = visit("/", script=False)
    assert page.locator("html").get_attribute("lang") == "fr"
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_an_error_page_says_what_to_do(visit: Visit) -> None:
    page = visit("/account/nothing-of-the-kind/")
    assert page.get_by_role("heading", level=1).inner_text() == "Il n’y a rien à cette adresse"
    assert page.get_by_role("link", name="Aller à l’accueil").is_visible()
