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
FIRST_START = 40  # processor seconds, for 60 on the clock
NEXT_START = 8  # for 10 on the clock


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
        self.said = "".join(self._until_ready())

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

    def worked(self) -> float:
        """Processor seconds of the application and of what it waited for.

        The wall clock would measure what else this machine is doing.
        """
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

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
    worked = first.worked()
    assert first.stop(signal.SIGINT) == 0, first.said
    assert worked < FIRST_START
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


def rows(home: Path) -> list[tuple[str, int]]:
    """The number of rows of each table that people fill."""
    server = EmbeddedServer.start(home)
    with psycopg.connect(server.owner_url) as owner:
        tables = owner.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND relname !~ '^(procrastinate|django|base_cache)'"
        ).fetchall()
        counted = []
        for (table,) in sorted(tables):
            row = owner.execute(f'SELECT count(*) FROM "{table}"'.encode()).fetchone()
            counted.append((table, row[0] if row else 0))
    server.stop()
    return counted


def test_the_next_start_is_quick_keeps_the_data_and_sigterm_stops_all_of_it(home: Path) -> None:
    before = rows(home)
    with running(home) as demo:
        family = demo.children()
        assert len(family) == 2, "one PostgreSQL, one worker"
        assert demo.worked() < NEXT_START
        assert status(demo.address) == 200
        assert demo.stop(signal.SIGTERM) == 0
        assert gone(family)
    assert rows(home) == before
    assert dict(before)["interventions_encounter"] > 10_000


def test_a_taken_port_and_a_folder_in_use_are_said(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running(home, "--port", str(port)) as demo:
            assert f"Le port {port} est pris : je prends le" in demo.said
            assert demo.address != f"http://127.0.0.1:{port}"
            assert status(demo.address) == 200
            second = Demo(home)
            assert second.stop() == 1
            assert "sert déjà à une autre fenêtre" in second.said
            assert status(demo.address) == 200


def test_after_a_kill_the_worker_leaves_and_the_next_start_takes_over(home: Path) -> None:
    killed = Demo(home)
    family = killed.children()
    killed.process.kill()
    killed.process.communicate()
    with running(home) as again:
        assert status(again.address) == 200
        assert gone(family)
        # A second signal does not cut the shutdown short.
        family = again.children()
        again.process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        assert again.stop(signal.SIGINT) == 0
        assert gone(family)


def test_a_closed_window_stops_everything_too(home: Path) -> None:
    demo = Demo(home)
    family = demo.children()
    assert demo.process.stdout is not None
    demo.process.stdout.close()
    demo.process.send_signal(signal.SIGHUP)
    demo.process.wait(60)
    assert gone(family)
