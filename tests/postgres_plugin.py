"""One throwaway PostgreSQL for the whole run, started before Django reads its settings.

Loaded by ``-p`` in pyproject.toml. The controller starts it and puts its addresses in
the environment; the workers of pytest-xdist inherit them.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from entrepairs.server import EmbeddedServer, ServerRefusal

VERSION = int(os.environ.get("ENTREPAIRS_TEST_PG", "18"))
_running: list[tuple[EmbeddedServer, Path]] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    os.environ["ENTREPAIRS_ENV"] = "test"
    # The suite reads French sentences, wherever it runs.
    os.environ["ENTREPAIRS_LANGUAGE"] = "fr"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _start()
    return (yield)


def _start() -> None:
    folder = Path(tempfile.mkdtemp(prefix="entrepairs-tests-"))
    try:
        server = EmbeddedServer.start(folder, version=VERSION, throwaway=True)
    except ServerRefusal as refusal:
        shutil.rmtree(folder, ignore_errors=True)
        raise pytest.UsageError(str(refusal)) from refusal
    _running.append((server, folder))
    os.environ["DATABASE_URL"] = server.app_url
    os.environ["DATABASE_OWNER_URL"] = server.owner_url
    os.environ["ERASURE_REGISTER"] = str(folder / "erasures.log")
    os.environ.pop("ENTREPAIRS_OWNER", None)
    atexit.register(_stop)


def _stop() -> None:
    while _running:
        server, folder = _running.pop()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def pytest_unconfigure() -> None:
    _stop()


def pytest_report_header() -> str:
    return f"postgresql: embedded {VERSION}, throwaway, application role"
