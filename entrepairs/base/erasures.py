"""The register of who was erased: a file outside the database and outside its backups.

One line each, ``begin <entry> <organisation> <thing> <time>`` then ``done <entry>`` or
``void <entry>``. It holds identifiers that lead nowhere. A backup put back is replayed
against it before the program opens: whoever was erased is erased again.

``faded <time>`` says that words were forgotten outside an erasure, ``scrubbed <time>``
that the files of the database were cleaned after what stands above.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection, transaction

# What a person is told: within this time no file of the database holds a byte of theirs.
SCRUBBED_WITHIN = timedelta(days=1)
_WORDS = 5


class RegisterMissing(RuntimeError):
    """There is no register: a backup must not be put back without it."""


@dataclass(frozen=True, slots=True)
class Erased:
    organisation: UUID
    thing: UUID


@dataclass(slots=True)
class Outcome:
    """The erasures of one transaction, until it is known what became of it."""

    given_up: bool = False
    waiting: list[tuple[Path, str]] = field(default_factory=list)

    def void(self) -> None:
        while self.waiting:
            _write_void(*self.waiting.pop())


_outcome: ContextVar[Outcome | None] = ContextVar("outcome", default=None)


def begin(path: Path, organisation: UUID, thing: UUID, now: datetime) -> str:
    """Written and on the disk before the database forgets."""
    entry = uuid4().hex
    _write(path, f"begin {entry} {organisation} {thing} {now.isoformat()}")
    outcome = _outcome.get()
    if outcome is not None:
        outcome.waiting.append((path, entry))
    return entry


def settle(path: Path, entry: str) -> None:
    """``done`` once the transaction is committed. Without it, a restore erases: it is safer."""
    outcome = _outcome.get()

    def done() -> None:
        if outcome is not None and (path, entry) in outcome.waiting:
            outcome.waiting.remove((path, entry))
        _write(path, f"done {entry}")

    if connection.in_atomic_block:
        transaction.on_commit(done, robust=True)


@contextmanager
def followed() -> Iterator[Outcome]:
    """Around the outermost transaction: the erasures it gave up are void.

    Whoever opens it says ``given_up`` when its inside failed. A commit that fails tells
    nothing of what PostgreSQL did: the entry stays, and a restore erases.
    """
    if connection.in_atomic_block:
        yield Outcome()
        return
    outcome = Outcome()
    token = _outcome.set(outcome)
    try:
        yield outcome
    except BaseException:
        if outcome.given_up:
            outcome.void()
        raise
    else:
        # The rest was rolled back, to a savepoint or as a whole.
        outcome.void()
    finally:
        _outcome.reset(token)


def _write_void(path: Path, entry: str) -> None:
    """The transaction was given up: nobody was erased."""
    _write(path, f"void {entry}")


def erased(path: Path) -> Iterator[Erased]:
    """Everybody to erase again, once each. Raises ``RegisterMissing``."""
    lines = list(_lines(path))
    voided = {words[1] for words in lines if words[0] == "void"}
    # A line cut short was never acknowledged: the database had not begun to forget.
    begun = [w for w in lines if w[0] == "begin" and len(w) == _WORDS and w[1] not in voided]
    yield from dict.fromkeys(Erased(UUID(words[2]), UUID(words[3])) for words in begun)


def note_faded(path: Path, now: datetime) -> None:
    """Words were forgotten (an alias too old): the files are to be scrubbed."""
    _write(path, f"faded {now.isoformat()}")


def note_scrubbed(path: Path, now: datetime) -> None:
    _write(path, f"scrubbed {now.isoformat()}")


def marks(path: Path) -> int:
    """How many erasures and forgettings were ever noted."""
    if not path.is_file():
        return 0
    return sum(words[0] in {"begin", "faded"} for words in _lines(path))


def is_to_scrub(path: Path) -> bool:
    """Something was erased or forgotten since the last scrubbing."""
    if not path.is_file():
        return False
    telling = [words[0] for words in _lines(path) if words[0] in {"begin", "faded", "scrubbed"}]
    return bool(telling) and telling[-1] != "scrubbed"


def _lines(path: Path) -> Iterator[list[str]]:
    if not path.is_file():
        raise RegisterMissing(str(path))
    for line in path.read_text().splitlines():
        if line.strip():
            yield line.split()


def make(path: Path) -> None:
    """An empty register, if there is none yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_APPEND, 0o600))


def _write(path: Path, line: str) -> None:
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(file, "a+b") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        end = out.seek(0, os.SEEK_END)
        out.seek(max(0, end - 1))
        # After a line that a power cut left unfinished.
        start = "" if out.read(1) in {b"", b"\n"} else "\n"
        out.write(f"{start}{line}\n".encode())
        out.flush()
        os.fsync(out.fileno())
