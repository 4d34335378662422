from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from tests.browser.visit import Visits

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Nous en avons parlé"
EVERY = 3500  # milliseconds: a little more than between two savings
KEPT = "Object.keys(localStorage).length"


@pytest.fixture
def page(visits: Visits, cast: Cast) -> Page:
    page = visits.page()
    visits.sign_in(page, cast.helene)
    visits.go(page, f"/missions/teams/{cast.team.pk}/engagement/")
    return page


def field(page: Page) -> str:
    return page.locator("textarea").first.input_value()


def write(page: Page) -> None:
    page.locator("textarea").first.fill(SAID)
    page.wait_for_timeout(EVERY)
    assert page.evaluate(KEPT) == 1


def test_an_unfinished_text_comes_back_after_the_session_ended(page: Page, visits: Visits) -> None:
    write(page)
    page.reload()
    page.get_by_text("retrouvé").first.wait_for()
    assert field(page) == SAID


def test_nobody_else_gets_the_text_back(page: Page, visits: Visits, cast: Cast) -> None:
    write(page)
    page.context.clear_cookies()
    visits.sign_in(page, cast.karim)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert SAID not in page.content()
    assert page.locator("textarea").count() == 0 or field(page) == ""


def test_signing_out_erases_unfinished_texts(page: Page) -> None:
    write(page)
    page.locator("details.me > summary").click()
    page.locator("details.me").get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(lambda url: "missions" not in url)
    assert page.evaluate(KEPT) == 0
