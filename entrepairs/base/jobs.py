"""Work for later, in the same database and the same transaction.

``@job`` is the only way in: it opens the wall of one organisation around the run,
because outside a wall a task would "succeed" on no row at all. Arguments are
identifiers only: the queue's tables carry no row-level security.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from entrepairs.base.wall import organisation_wall

Work = Callable[..., None]
Identifier = UUID | int


class NotAnIdentifier(TypeError):
    """A job was given something else than identifiers."""


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of work. ``organisation`` is the argument that names whose it is."""

    name: str
    organisation: str
    task: Any

    def enqueue(self, **identifiers: Identifier) -> int:
        """Put one in the queue; it appears when the caller's transaction commits."""
        if self.organisation not in identifiers:
            raise NotAnIdentifier(f"{self.name} needs {self.organisation}")
        if not connection.in_atomic_block:
            raise RuntimeError(f"{self.name} must be enqueued inside a transaction")
        return int(self.task.defer(**_as_words(identifiers)))


_registered: dict[str, Job] = {}


def job(*, organisation: str, retries: int = 3, queue: str = "default") -> Callable[[Work], Job]:
    """Register ``work`` as a job that runs inside the wall of one organisation.

    ``organisation`` is the name of the argument that holds its identifier:

        @job(organisation="organisation_id")
        def send_reminders(*, organisation_id: UUID, mission_id: UUID) -> None: ...

        send_reminders.enqueue(organisation_id=..., mission_id=...)
    """

    def register(work: Work) -> Job:
        @wraps(work)
        def inside_wall(**words: str | int) -> None:
            identifiers = _as_identifiers(words)
            try:
                with organisation_wall(UUID(str(identifiers[organisation]))):
                    work(**identifiers)
            finally:
                _give_back_connection()

        name = f"{work.__module__}.{work.__qualname__}"
        retry = RetryStrategy(max_attempts=retries, exponential_wait=5)
        task = app.task(name=name, queue=queue, retry=retry)(inside_wall)
        _registered[name] = Job(name, organisation, task)
        return _registered[name]

    return register


def _give_back_connection() -> None:
    """The worker's thread may never come back to a connection left open."""
    if not connection.in_atomic_block:
        connection.close()


def registered_jobs() -> tuple[Job, ...]:
    return tuple(_registered.values())


def bare_tasks() -> tuple[str, ...]:
    """Tasks that came in by another door and would run outside any wall."""
    known = set(_registered) | {name for name in app.tasks if "procrastinate.builtin" in name}
    return tuple(sorted(set(app.tasks) - known))


def _as_words(identifiers: Mapping[str, Identifier]) -> dict[str, str | int]:
    for name, value in identifiers.items():
        if isinstance(value, bool) or not isinstance(value, UUID | int):
            raise NotAnIdentifier(f"{name} is not an identifier: the queue has no walls")
    return {
        name: str(value) if isinstance(value, UUID) else value
        for name, value in identifiers.items()
    }


def _as_identifiers(words: Mapping[str, str | int]) -> dict[str, Identifier]:
    return {name: UUID(value) if isinstance(value, str) else value for name, value in words.items()}
