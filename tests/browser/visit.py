"""What a visit of a page is, and how it is looked at: axe, weight, width, screenshot."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Response

PHONE, DESK = 360, 1280
HEAVIEST = 90 * 1024  # bytes, compressed, on the first load of a page
MOST_REQUESTS = 25
SHOTS = Path(os.environ.get("SHOTS", "test-results/shots"))
# Already compressed, so sent as they are.
PACKED = (".woff2", ".png", ".jpg", ".webp")


class Visits:
    """Pages opened during one test, each in its own context."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def page(self, width: int = DESK, dark: bool = False, script: bool = True) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 740 if width < 640 else 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="fr-FR",
            timezone_id="Europe/Paris",
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._heard(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))
        return page

    def _heard(self, kind: str, text: str) -> None:
        # The browser repeats each 4xx in the console: the tests read statuses themselves.
        if kind in {"error", "warning"} and "the server responded with a status" not in text:
            self.complaints.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "about:", "blob:")):
            self.complaints.append(f"asked another site: {url}")

    def sign_in(self, page: Page, member: Any) -> None:
        """Give ``page`` the session that ``tests.cast.sign_in`` opens."""
        from django.test import Client

        from tests.cast import sign_in

        client = sign_in(Client(), member)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])

    def go(self, page: Page, path: str) -> Response:
        response = page.goto(self.address + path)
        assert response is not None
        return response

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core finds, one line per element. Evaluated from outside: the CSP stays on."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def zoom_text(page: Page, percent: int = 200) -> None:
    """As a browser zoom does: the window holds half as many CSS pixels."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size(
        {"width": size["width"] * 100 // percent, "height": size["height"] * 100 // percent}
    )


@dataclass(frozen=True, slots=True)
class Load:
    requests: int
    weight: int
    parts: dict[str, int]


def first_load(visits: Visits, page: Page, path: str) -> Load:
    """Load ``path`` with an empty cache and weigh it as it is sent: gzip, fonts as they are."""
    parts: dict[str, int] = {}
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))
    visits.go(page, path)
    page.wait_for_load_state("networkidle")
    for response in seen:
        if response.url.startswith("data:") or response.status in {301, 302, 303}:
            continue
        body = response.body()
        name = response.url.removeprefix(visits.address)
        parts[name] = len(body) if name.endswith(PACKED) else len(gzip.compress(body, 6))
    return Load(len(seen), sum(parts.values()), parts)


def shoot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page under test-results/shots (or $SHOTS)."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=str(path), full_page=True)
    return path
