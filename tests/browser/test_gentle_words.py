"""A gentle word in a real browser: read, kept or changed, and never in the way of danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.visit import DESK, PHONE, accessibility_faults, overflow, shoot

if TYPE_CHECKING:
    from tests.browser.conftest import Visit
    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wish(visit: Visit, cast: Cast) -> Page:
    person = cast.person()
    path = reverse("people:new_wish", args=[person.pk, "want"])
    return visit(path, member=cast.nadia, width=PHONE)


def say(page: Page, text: str) -> None:
    page.locator("textarea[name=text]").fill(text)
    page.locator("form button.go").click()


def test_a_gentle_word_is_read_then_kept(wish: Page) -> None:
    say(wish, "Rappeler mon frère au 06 39 98 00 01")
    gentle = wish.locator(".gentle")
    expect(gentle).to_contain_text("numéro de téléphone")
    assert wish.evaluate("document.activeElement.className") == "gentle"
    expect(wish.locator("textarea[name=text]")).to_have_value(
        "Rappeler mon frère au 06 39 98 00 01"
    )
    for width in (PHONE, DESK):
        wish.set_viewport_size({"width": width, "height": 800})
        shoot(wish, f"gentle-{width}")
        assert accessibility_faults(wish) == []
        assert overflow(wish) <= 0
    gentle.get_by_role("button", name="Garder ces mots").click()
    wish.wait_for_url(lambda url: "wishes" not in url)


def test_danger_leads_to_the_numbers_and_is_not_held_up(wish: Page) -> None:
    say(wish, "Je veux mourir")
    wish.wait_for_url(lambda url: "wishes" not in url)
    wish.locator(".new").get_by_role("link", name="Tous les numéros d’urgence").click()
    wish.wait_for_url("**/urgence/")
