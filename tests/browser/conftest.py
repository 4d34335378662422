"""A real Chromium on the live application, with its console and its requests watched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.visit import Visits

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from entrepairs.accounts.models import Member
    from tests.cast import Cast

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# `make test` looks for one, or installs one, with .ci/chromium.
MISSING = "Browser tests need a Chromium: set CHROMIUM to one, or install the package chromium."
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium_path(own: Path) -> str | None:
    """The one named by CHROMIUM, the system's, or Playwright's own."""
    found = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in NAMES)]
    return next((path for path in found if path), str(own) if own.exists() else None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser per file: the event loop of Playwright must not outlive it in this thread."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        path = chromium_path(Path(playwright.chromium.executable_path))
        if path is None:
            pytest.fail(MISSING)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast as the live server sees it: committed, not held in one transaction."""
    from tests.cast import Cast

    return Cast()


@pytest.fixture
def visits(chromium: Browser, live_server: LiveServer) -> Iterator[Visits]:
    """Opens pages; at the end nothing may have been said in a console, nor asked elsewhere."""
    visits = Visits(chromium, live_server.url)
    yield visits
    visits.close()
    assert visits.complaints == []


@pytest.fixture
def visit(visits: Visits) -> Visit:
    """``visit("/path/", width=360, dark=True, script=False, member=cast.nadia)`` → the page."""

    def opened(path: str, *, member: Member | None = None, **options: bool | int) -> Page:
        page = visits.page(**options)  # type: ignore[arg-type]
        if member is not None:
            visits.sign_in(page, member)
        visits.go(page, path)
        return page

    return opened
