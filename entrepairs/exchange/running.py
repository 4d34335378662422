"""The run: one transaction for all rows, and a second connection to tell how far it is.

The progress cannot be written from the transaction that writes the rows: nobody would
see it before the end. The run itself therefore touches its ``Import`` only last.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from entrepairs.accounts.enums import Act
from entrepairs.accounts.importing import Taken
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.engines.sheets.problem import Level, Reading
from entrepairs.exchange import door
from entrepairs.exchange.enums import State
from entrepairs.exchange.models import Import
from entrepairs.exchange.taking import Taking, take

logger = logging.getLogger(__name__)
_EVERY = 0.5  # seconds between two notes of progress
_LEFT_SHOWN = 500


class Stopped(Exception):
    """Its owner asked the run to stop."""


class Teller:
    """Notes the progress on a connection of its own, and hears whether to stop."""

    def __init__(self, import_: Import, other: Any) -> None:
        self._pk, self._organisation = import_.pk, import_.organisation_id
        self._other = other
        self._last = 0.0

    def __call__(self, done: int) -> None:
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            self.tell(done)

    def tell(self, done: int) -> None:
        with self._apart() as cursor:
            cursor.execute(
                "UPDATE exchange_import SET progress = %s WHERE id = %s RETURNING cancel_asked",
                [done, self._pk],
            )
            row = cursor.fetchone()
        if row and row[0]:
            raise Stopped

    @contextmanager
    def _apart(self) -> Iterator[Any]:
        with self._other.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('app.organisation', %s, false)", [str(self._organisation)]
            )
            yield cursor


@contextmanager
def teller(import_: Import) -> Iterator[Teller]:
    other = connection.copy()
    try:
        yield Teller(import_, other)
    finally:
        other.close()


def run_import(import_id: UUID, now: datetime) -> Import | None:
    """Import what is ready, or nothing at all; inside the wall of its organisation.

    A second run of the same import finds it no longer RUNNING and does nothing.
    """
    if not _alone(import_id):
        return None
    import_ = (
        Import.objects.select_related("created_by", "team")
        .filter(pk=import_id, state=State.RUNNING)
        .first()
    )
    if import_ is None:
        return None
    try:
        with transaction.atomic(), teller(import_) as tell:
            result = _written(import_, now, tell)
    except Stopped:
        return _end(import_, State.CANCELLED, {}, now)
    except Exception:
        logger.exception("an import failed; nothing was written")
        return _end(import_, State.FAILED, {}, now)
    return _end(import_, State.DONE, result, now)


def _alone(import_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended('import ' || %s, 0))",
            [str(import_id)],
        )
        return bool(cursor.fetchone()[0])


def _written(import_: Import, now: datetime, tell: Teller) -> dict[str, Any]:
    tell.tell(0)
    reading = door.read_stored(import_, day_of(now))[1]
    taken, said = take(Taking(import_.created_by, import_, now, tell), reading)
    tell.tell(import_.total)
    return {**_summary(reading, taken), **said}


def _summary(reading: Reading, taken: Taken) -> dict[str, Any]:
    return {
        "created": taken.created,
        "updated": taken.updated,
        "unchanged": taken.unchanged,
        "left": [list(pair) for pair in sorted(taken.left)[:_LEFT_SHOWN]],
        "left_count": len(taken.left),
        "asked": reading.count(Level.ASK),
        "refused": reading.count(Level.REFUSE),
    }


def _end(import_: Import, state: State, result: dict[str, Any], now: datetime) -> Import:
    import_.state, import_.result, import_.finished_at = state, result, now
    if state == State.DONE:
        import_.progress = import_.total
        record_act(actor=import_.created_by, action=Act.IMPORT, thing=import_, now=now)
    import_.save(update_fields=["state", "result", "finished_at", "progress"])
    return import_
