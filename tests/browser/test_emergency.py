"""The emergency page in a real browser: read by all, and again without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visit import (
    DESK,
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
READY = "navigator.serviceWorker.ready.then(() => true)"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("code", ["", "fr-facile/", "ar/", "ps/", "uk/"])
def test_it_reads_well_in_both_directions(visit: Visit, code: str, width: int, dark: bool) -> None:
    page = visit(f"/urgence/{code}", width=width, dark=dark)
    name = code.strip("/") or "fr"
    shoot(page, f"emergency-{name}-{width}-{'dark' if dark else 'light'}")
    assert accessibility_faults(page) == []
    assert overflow(page) <= 0


def test_it_holds_at_200_percent(visit: Visit) -> None:
    page = visit("/urgence/ar/", width=PHONE)
    zoom_text(page)
    assert overflow(page) <= 0


def test_it_is_read_again_without_a_network_after_one_visit(visits: Visits) -> None:
    page = visits.page(PHONE)
    visits.go(page, "/urgence/")
    assert page.evaluate(READY)
    page.context.set_offline(True)
    page.reload()
    assert page.locator("h1").inner_text() == "Numéros d’urgence"
    assert page.evaluate("getComputedStyle(document.querySelector('.ring')).display") == "flex"
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/urgence/ar/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.locator(".ring").count() == 14


def test_it_keeps_only_its_own_pages(visits: Visits) -> None:
    page = visits.page()
    visits.go(page, "/urgence/")
    page.evaluate(READY)
    kept = page.evaluate(
        "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)"
        "))).flat())"
    )
    assert len(kept) == 9
    assert all(path.startswith("/urgence/") or "emergency" in path for path in kept)
    visits.go(page, "/")
    assert page.evaluate("navigator.serviceWorker.controller") is None


def test_it_is_light_and_asks_for_three_things(visits: Visits) -> None:
    load = first_load(visits, visits.page(), "/urgence/fa/")
    assert load.weight <= 30 * 1024, load.parts


def test_targets_are_wide_and_it_works_without_a_script(visit: Visit) -> None:
    page = visit("/urgence/", width=PHONE, script=False)
    boxes = page.locator("a, button:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height])"
    )
    assert min(min(box) for box in boxes) >= 44
    assert page.get_by_role("button").count() == 0


def test_it_prints_on_one_page(visit: Visit) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    for code in ("", "uk/", "ar/"):
        page = visit(f"/urgence/{code}")
        assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) == 1


def test_every_page_leads_to_it(visit: Visit) -> None:
    page = visit("/account/login/")
    page.get_by_role("link", name="Tous les numéros d’urgence").click()
    page.wait_for_url("**/urgence/")
