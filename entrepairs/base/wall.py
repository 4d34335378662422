"""The wall around one organisation: a transaction whose rows are its own.

PostgreSQL reads ``app.organisation`` and ``app.user`` in its row-level policies
(docs/mechanisms/walls.md). Both are local to the transaction, so a connection
handed to the next request carries nothing over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from entrepairs.base.erasures import followed


@dataclass(frozen=True, slots=True)
class Wall:
    """Who the open transaction belongs to; ``None`` means nobody."""

    organisation: UUID | None
    user: UUID | None


_open: ContextVar[Wall | None] = ContextVar("open_wall", default=None)


class OutsideWall(RuntimeError):
    """A tenant query was about to run with no wall open: it would see nothing."""


def current_wall() -> Wall | None:
    return _open.get()


def current_organisation() -> UUID | None:
    wall = _open.get()
    return wall.organisation if wall else None


def _tell(wall: Wall | None) -> None:
    organisation = str(wall.organisation) if wall and wall.organisation else ""
    user = str(wall.user) if wall and wall.user else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.user', %s, true), set_config('app.organisation', %s, true)",
            [user, organisation],
        )


def _tell_read_only(wall: Wall) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.user', %s, true), set_config('app.organisation', %s, true),"
            " set_config('transaction_read_only', 'on', true)",
            [str(wall.user or ""), str(wall.organisation or "")],
        )


@contextmanager
def open_wall(
    *, organisation: UUID | None, user: UUID | None = None, read_only: bool = False
) -> Iterator[None]:
    """Open a transaction that sees one organisation's rows.

    With ``read_only`` PostgreSQL itself refuses every write until the end; it
    cannot be undone from inside.
    """
    wall = Wall(organisation, user)
    before = _open.get()
    with followed() as outcome, transaction.atomic():
        (_tell_read_only if read_only else _tell)(wall)
        token = _open.set(wall)
        try:
            yield
        except BaseException:
            outcome.given_up = True
            raise
        finally:
            _open.reset(token)
    # A released savepoint keeps its settings: inside an outer transaction (nested
    # walls, tests) they must be given back, or the next query would see too much.
    if connection.in_atomic_block and not connection.needs_rollback:
        _tell(before)


def enter_organisation(organisation: UUID) -> None:
    """Inside an open wall of the same user, step into one of their organisations."""
    wall = _open.get()
    if wall is None:
        raise OutsideWall("enter_organisation needs an open wall")
    inside = Wall(organisation, wall.user)
    _tell(inside)
    _open.set(inside)


def organisation_wall(organisation: UUID) -> AbstractContextManager[None]:
    """The wall of background work and commands: an organisation, no user."""
    return open_wall(organisation=organisation)
