from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from entrepairs.server import EmbeddedServer

Start = Callable[..., EmbeddedServer]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start servers with full durability; all are stopped at the end."""
    running: list[EmbeddedServer] = []

    def started(folder: Path | None = None, **options: bool | int) -> EmbeddedServer:
        server = EmbeddedServer.start(folder or tmp_path / "house", **options)  # type: ignore[arg-type]
        running.append(server)
        return server

    yield started
    for server in running:
        server.stop()


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Another process that runs ``code``."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
