"""A server left behind by a run that was killed: stop it before starting ours."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from entrepairs.server.language import say
from entrepairs.server.refusal import ServerRefusal

PATIENCE = 60.0  # seconds for a fast shutdown, checkpoint included


def stop_orphan(data: Path) -> bool:
    """Call with the folder's lock held. True when a server was found and stopped.

    The number in postmaster.pid proves nothing by itself: after a reboot it may be
    anybody's. PostgreSQL works in its data folder, so the folder is the proof.
    """
    number = _noted_number(data)
    if number is None:
        return False
    if not _works_in(number, data):
        # Stale. Were it alive under another folder, PostgreSQL would refuse by itself.
        (data / "postmaster.pid").unlink(missing_ok=True)
        return False
    _stop(number, data)
    return True


def _noted_number(data: Path) -> int | None:
    try:
        number = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return number if number > 1 else None


def _works_in(number: int, data: Path) -> bool:
    folder = _working_folder(number)
    return folder is not None and folder == data.resolve()


def _working_folder(number: int) -> Path | None:
    if Path("/proc/self").exists():
        try:
            return Path(os.readlink(f"/proc/{number}/cwd"))
        except OSError:
            return None
    # macOS has no /proc.
    command = ["lsof", "-a", "-p", str(number), "-d", "cwd", "-Fn"]
    with contextlib.suppress(OSError):
        listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        for line in listed.splitlines():
            if line.startswith("n"):
                return Path(line[1:]).resolve()
    return None


def _stop(number: int, data: Path) -> None:
    for order in (signal.SIGINT, signal.SIGQUIT):
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, order)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if not _works_in(number, data):
                return
            time.sleep(0.05)
    raise ServerRefusal(
        say(
            f"Un ancien serveur (processus {number}) tient encore {data} et ne s’arrête pas : "
            "arrêtez-le, puis relancez.",
            f"A former server (process {number}) still holds {data} and does not stop: "
            "stop it, then start again.",
        )
    )
