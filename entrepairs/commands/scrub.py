"""Leave no byte of erased people in the files of the database.

PostgreSQL keeps dead rows in its pages, and its journal keeps what was written: tables are
written anew, the journal is closed and its old segments are removed.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from entrepairs.commands import exits
from entrepairs.commands.surroundings import (
    embedded,
    owner_url,
    register_path,
    start_django,
    tell,
)
from entrepairs.server.language import say

FRENCH = "ne laisse aucun octet des personnes effacées dans les fichiers de la base"
ENGLISH = "leaves no byte of erased people in the files of the database"

# Besides what leads to a person: where an alias or a text may have passed.
PASSED_THROUGH = (
    "interventions_aliasseen",
    "exchange_import",
    "exchange_importfile",
    "django_session",
    "base_cache",
)
TRIES = 5
BETWEEN = 2.0  # seconds: a reading that was under way must end
LOCK_TIMEOUT = "10s"
_KEPT_BACK = re.compile(r"(\d+) dead row versions? cannot be removed yet")
Connection = psycopg.Connection[Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--if-needed",
        action="store_true",
        help=say(
            "seulement si quelqu’un a été effacé depuis la dernière fois",
            "only if somebody was erased since the last time",
        ),
    )


@dataclass(slots=True)
class Report:
    """What could not be cleaned, and why."""

    busy: list[str] = field(default_factory=list)
    journal: bool = True


def run(options: argparse.Namespace) -> int:
    from entrepairs.base.erasures import is_to_scrub, marks

    register = register_path()
    if options.if_needed and not is_to_scrub(register):
        return exits.DONE
    before = marks(register)
    with _place() as (url, log):
        start_django(owner=True)
        with psycopg.connect(url, autocommit=True) as connection:
            report = scrub(connection, tables())
        if log is not None:
            # The server appends to it: it goes on from the start.
            os.truncate(log, 0)
    return _conclude(report, register, before)


@contextmanager
def _place() -> Iterator[tuple[str, Path | None]]:
    """Our own server and its log, as its administrator; else the owner's address."""
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_OWNER_URL"):
        yield owner_url(), None
        return
    with embedded() as server:
        yield server.superuser_url, server.folder.log


def tables() -> list[str]:
    """Every table that held something about somebody."""
    from django.apps import apps

    from entrepairs.people.registry import excused, holdings

    models = {holding.table for holding in holdings()}
    models |= {apps.get_model(name) for name in excused()}
    models |= set(apps.get_app_config("people").get_models())
    return sorted({model._meta.db_table for model in models} | set(PASSED_THROUGH))


def scrub(connection: Connection, names: list[str]) -> Report:
    report = Report()
    connection.execute(sql.SQL("SET lock_timeout = {}").format(LOCK_TIMEOUT))
    for name in names:
        if not _written_anew(connection, name):
            report.busy.append(name)
    # What the planner remembers of the columns; only an administrator may write it anew.
    for statement in ("VACUUM FULL pg_statistic", *_CLOSE_JOURNAL):
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            report.journal = report.journal and statement not in _CLOSE_JOURNAL
    return report


# A segment that is closed is removed once nothing needs it to recover.
_CLOSE_JOURNAL = ("CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT")


def _written_anew(connection: Connection, name: str) -> bool:
    """Whether the table holds no dead row any more; a running transaction keeps some back."""
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{name}"]).fetchone()
    if not row or not row[0]:
        return True
    for attempt in range(TRIES):
        if attempt:
            time.sleep(BETWEEN)
        if _vacuum(connection, name) == 0:
            return True
    return False


def _vacuum(connection: Connection, name: str) -> int:
    """How many dead rows stayed; -1 when the table was busy."""
    kept_back: list[int] = []

    def hear(notice: psycopg.errors.Diagnostic) -> None:
        found = _KEPT_BACK.search(f"{notice.message_primary} {notice.message_detail}")
        if found:
            kept_back.append(int(found[1]))

    connection.add_notice_handler(hear)
    try:
        connection.execute(
            sql.SQL("VACUUM (FULL, VERBOSE) {}").format(sql.Identifier("public", name))
        )
    except psycopg.errors.LockNotAvailable:
        return -1
    finally:
        connection.remove_notice_handler(hear)
    return sum(kept_back)


def _conclude(report: Report, register: Path, before: int) -> int:
    from datetime import UTC, datetime

    from entrepairs.base.erasures import marks, note_scrubbed

    if report.busy:
        tell(
            say(
                f"À refaire, ces tables servaient : {', '.join(report.busy)}.",
                f"To do again, these tables were in use: {', '.join(report.busy)}.",
            )
        )
    if not report.journal:
        tell(
            say(
                "Le journal n’a pas pu être fermé : donnez au propriétaire pg_checkpoint et "
                "pg_switch_wal() (docs/mechanisms/keys.md).",
                "The journal could not be closed: give the owner pg_checkpoint and "
                "pg_switch_wal() (docs/mechanisms/keys.md).",
            )
        )
    if report.busy or not report.journal:
        return exits.FOUND
    # Somebody erased meanwhile waits for the next time.
    if register.is_file() and marks(register) == before:
        note_scrubbed(register, datetime.now(UTC))
    tell(say("Fichiers de la base nettoyés.", "Files of the database cleaned."))
    return exits.DONE
