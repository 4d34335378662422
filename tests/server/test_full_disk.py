"""A disk that fills while people write: refused and said, nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from entrepairs.server import EmbeddedServer
from tests.server.conftest import Start

pytestmark = pytest.mark.slow
MEGABYTE = 2**20
LETTER = 200_000  # bytes, incompressible


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=420m,mode=700", "entrepairs", str(disk)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.fail(f"this test needs a small disk of its own, run it as root: {mounted.stderr}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path, *, leaving: int) -> Path:
    """One big file that leaves ``leaving`` bytes free."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        while (free := _free(disk)) > leaving:
            file.write(bytes(min(MEGABYTE, free - leaving)))
            file.flush()
    return filler


def _free(disk: Path) -> int:
    room = os.statvfs(disk)
    return room.f_bavail * room.f_frsize


def write_until_refused(server: EmbeddedServer) -> tuple[int, psycopg.Error]:
    """How many letters were acknowledged, and what refused the next one."""
    acknowledged = 0
    try:
        with psycopg.connect(server.owner_url, autocommit=True) as owner:
            while True:
                owner.execute("INSERT INTO letters VALUES (%s)", [os.urandom(LETTER)])
                acknowledged += 1
    except psycopg.Error as error:
        return acknowledged, error


def letters_once_back(server: EmbeddedServer) -> int:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(server.owner_url) as owner,
        ):
            owner.execute("INSERT INTO letters VALUES ('')")
            row = owner.execute("SELECT count(*) FROM letters WHERE body <> ''").fetchone()
            assert row is not None
            return int(row[0])
        time.sleep(0.2)
    raise AssertionError("the database did not come back")


def test_a_full_disk_refuses_the_write_and_keeps_what_was_acknowledged(
    start: Start, small_disk: Path
) -> None:
    server = start(small_disk / "house")
    said: list[str] = []
    server.watch(said.append)
    with psycopg.connect(server.owner_url) as owner:
        owner.execute("CREATE TABLE letters (body bytea)")
    filler = fill(small_disk, leaving=24 * MEGABYTE)
    acknowledged, error = write_until_refused(server)
    assert acknowledged > 0
    assert isinstance(error, psycopg.errors.DiskFull | psycopg.OperationalError)
    filler.unlink()
    # One more may have reached the journal without its acknowledgement reaching us.
    assert letters_once_back(server) in {acknowledged, acknowledged + 1}
    assert len(said) in {0, 2}


def test_a_disk_too_full_for_the_journal_stops_the_server_until_there_is_room(
    start: Start, small_disk: Path
) -> None:
    server = start(small_disk / "house")
    said: list[str] = []
    server.watch(said.append)
    with psycopg.connect(server.owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE letters (body bytea)")
        owner.execute("INSERT INTO letters VALUES ('kept')")
        filler = fill(small_disk, leaving=0)
        with pytest.raises(psycopg.Error):
            # Larger than what is left of the present journal file.
            for _ in range(200):
                owner.execute("INSERT INTO letters VALUES (%s)", [os.urandom(LETTER)])
    filler.unlink()
    assert letters_once_back(server) >= 1


def test_a_disk_full_at_the_first_start_is_said(start: Start, small_disk: Path) -> None:
    fill(small_disk, leaving=100 * MEGABYTE)
    from entrepairs.server import ServerRefusal

    with pytest.raises(ServerRefusal, match="libérez de la place"):
        start(small_disk / "house")
