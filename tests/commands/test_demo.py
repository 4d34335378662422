"""`entrepairs demo` as a person runs it: one window, one signal to stop everything."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from entrepairs.server import EmbeddedServer

pytestmark = pytest.mark.slow
FIRST_START = 60  # seconds of work, downloading apart
NEXT_START = 10


class Demo:
    """One running demo; ``said`` is what its window shows until it is ready."""

    def __init__(self, home: Path, *words: str) -> None:
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("DATABASE_", "ENTREPAIRS_"))
        }
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "entrepairs.command", "--lang", "fr", "demo", *words],
            env={**kept, "ENTREPAIRS_HOME": str(home), "STATIC_ROOT": str(home / "static")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.home = home
        began = time.monotonic()
        self.said = "".join(self._until_ready())
        self.seconds = time.monotonic() - began

    def _until_ready(self) -> Iterator[str]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            yield line
            if "Ctrl-C arrête tout" in line:
                return

    @property
    def address(self) -> str:
        found = re.search(r"http://127\.0\.0\.1:\d+", self.said)
        assert found, self.said
        return found[0]

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(number) for number in listed.split()]

    def stop(self, number: int = signal.SIGINT) -> int:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)
        if self.process.stdout and not self.process.stdout.closed:
            self.process.communicate(timeout=60)
        return self.process.returncode


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo ran once: the later starts are second starts."""
    path = tmp_path_factory.mktemp("demo") / "house"
    first = Demo(path)
    assert first.stop() == 0, first.said
    assert first.seconds < FIRST_START
    return path


@contextlib.contextmanager
def running(home: Path, *words: str) -> Iterator[Demo]:
    demo = Demo(home, *words)
    try:
        yield demo
    finally:
        demo.stop()


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def alive(number: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


def gone(numbers: list[int]) -> bool:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        if not any(map(alive, numbers)):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_signal_stops_everything_and_exits_zero(home: Path, number: int) -> None:
    with running(home) as demo:
        family = demo.children()
        assert len(family) == 2, "one PostgreSQL, one worker"
        assert status(demo.address) == 200
        assert demo.stop(number) == 0
        assert gone(family)


def test_the_next_start_is_quick_and_keeps_the_data(home: Path) -> None:
    with running(home):
        before = _rows(home)
    with running(home) as again:
        assert again.seconds < NEXT_START
        assert _rows(home) == before


def _rows(home: Path) -> list[tuple[str, int]]:
    """The number of rows of each table that people fill."""
    with psycopg.connect(EmbeddedServer.join(home).owner_url) as owner:
        tables = owner.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND relname !~ '^(procrastinate|django|base_cache)'"
        ).fetchall()
        counted = []
        for (table,) in sorted(tables):
            row = owner.execute(f'SELECT count(*) FROM "{table}"'.encode()).fetchone()
            counted.append((table, row[0] if row else 0))
    return counted


def test_a_taken_port_is_said_and_the_next_free_one_is_used(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running(home, "--port", str(port)) as demo:
            assert f"Le port {port} est pris : je prends le" in demo.said
            assert demo.address != f"http://127.0.0.1:{port}"
            assert status(demo.address) == 200


def test_a_second_demo_in_the_same_folder_is_refused(home: Path) -> None:
    with running(home) as first:
        second = Demo(home)
        assert second.stop() == 1
        assert "sert déjà à une autre fenêtre" in second.said
        assert status(first.address) == 200


def test_after_a_kill_the_worker_leaves_and_the_next_start_takes_over(home: Path) -> None:
    killed = Demo(home)
    family = killed.children()
    killed.process.kill()
    killed.process.communicate()
    with running(home) as again:
        assert status(again.address) == 200
        assert gone(family)


def test_a_second_ctrl_c_does_not_cut_the_shutdown_short(home: Path) -> None:
    demo = Demo(home)
    family = demo.children()
    demo.process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    assert demo.stop(signal.SIGINT) == 0
    assert gone(family)


def test_a_closed_window_stops_everything_too(home: Path) -> None:
    demo = Demo(home)
    family = demo.children()
    assert demo.process.stdout is not None
    demo.process.stdout.close()
    demo.process.send_signal(signal.SIGHUP)
    demo.process.wait(60)
    assert gone(family)
