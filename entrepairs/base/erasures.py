"""The register of who was erased: a file outside the database and outside its backups.

One line each, ``begin <entry> <organisation> <thing> <time>`` then ``done <entry>`` or
``void <entry>``. It holds identifiers that lead nowhere. A backup put back is replayed
against it before the program opens: whoever was erased is erased again.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection, transaction


class RegisterMissing(RuntimeError):
    """There is no register: a backup must not be put back without it."""


@dataclass(frozen=True, slots=True)
class Erased:
    organisation: UUID
    thing: UUID


def begin(path: Path, organisation: UUID, thing: UUID, now: datetime) -> str:
    """Written and on the disk before the database forgets."""
    entry = uuid4().hex
    _write(path, f"begin {entry} {organisation} {thing} {now.isoformat()}")
    return entry


def settle(path: Path, entry: str) -> None:
    """``done`` once the transaction is committed. Without it, a restore erases: it is safer."""
    if connection.in_atomic_block:
        transaction.on_commit(lambda: _write(path, f"done {entry}"), robust=True)


def void(path: Path, entry: str) -> None:
    """The transaction was given up: nobody was erased."""
    _write(path, f"void {entry}")


def erased(path: Path) -> Iterator[Erased]:
    """Everybody to erase again. Raises ``RegisterMissing``."""
    if not path.is_file():
        raise RegisterMissing(str(path))
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    voided = {words[1] for words in lines if words[0] == "void"}
    for words in lines:
        if words[0] == "begin" and words[1] not in voided:
            yield Erased(UUID(words[2]), UUID(words[3]))


def make(path: Path) -> None:
    """An empty register, if there is none yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_APPEND, 0o600))


def _write(path: Path, line: str) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(file, "a") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        out.write(line + "\n")
        out.flush()
        os.fsync(out.fileno())
