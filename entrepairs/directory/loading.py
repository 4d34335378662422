"""Bringing a dump in: one transaction, by the owner's role, or nothing at all.

Rows are copied into temporary tables, then inserted or brought up to date by the
identifier of their source. Rows that did not change are not touched. What a full dump
of a source no longer has is deleted, or only marked while something points at it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid4

import psycopg
from django.db import connection as application
from django.db import models
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from entrepairs.base.clock import day_of
from entrepairs.base.clock import now as clock_now
from entrepairs.base.refusals import Refusal
from entrepairs.directory.checking import Columns, RowRefused, checked
from entrepairs.directory.models import Load, Service, Structure
from entrepairs.directory.reading import rows

MODELS: dict[str, type[models.Model]] = {"structure": Structure, "service": Service}
# Written by the load itself, or by PostgreSQL.
_OURS = {"load", "gone_on", "words", "structure_words"}
_SHOWN = 5_000  # refused rows kept with their reasons
Owner = psycopg.Connection[Any]


class NoOwner(Refusal):
    message = _("Only the owner of the database brings a directory in: DATABASE_OWNER_URL.")


@dataclass(slots=True)
class Counts:
    read: int = 0
    refused: int = 0
    created: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    deleted: int = 0


@dataclass(slots=True)
class Loading:
    """One file on its way in."""

    path: Path
    now: datetime
    partial: bool = False
    id: UUID = field(default_factory=uuid4)
    counts: Counts = field(default_factory=Counts)
    sources: set[str] = field(default_factory=set)
    # (kind, number in the file, source, identifier, reasons)
    refused: list[tuple[str, int, str, str, str]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return day_of(self.now)

    def refuse(self, kind: str, number: int, row: Any, reasons: list[str]) -> None:
        self.counts.refused += 1
        if len(self.refused) < _SHOWN:
            source, ref = (str(row.get(name, ""))[:120] for name in ("source", "id"))
            self.refused.append((kind, number, source, ref, " · ".join(reasons)))


@contextmanager
def owner_connection() -> Iterator[Owner]:
    """The database of the application, with the owner's own key."""
    address = os.environ.get("DATABASE_OWNER_URL", "")
    if not address:
        raise NoOwner
    parts = urlsplit(address)
    wanted = application.get_connection_params()
    known = {name: wanted[name] for name in ("host", "port", "dbname") if wanted.get(name)}
    with psycopg.connect(
        **known, user=unquote(parts.username or ""), password=unquote(parts.password or "")
    ) as owner:
        yield owner


def load_file(
    owner: Owner,
    path: Path,
    *,
    now: datetime,
    partial: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> Loading:
    """Bring a file in. Raises ``FileNotRead``, and then nothing was written."""
    loading = Loading(path, now, partial)
    try:
        with owner.transaction():
            # Words are put into their index in large batches: nine times faster.
            owner.execute("SET LOCAL gin_pending_list_limit = '64MB'")
            _prepare(owner)
            _copy_all(owner, loading, progress)
            _write_load(owner, loading, "done")
            for kind in MODELS:
                _take(owner, loading, kind)
            _tell_structures(owner)
            _write_load(owner, loading, "done")
    except Refusal:
        loading.counts = Counts()
        with owner.transaction():
            _write_load(owner, loading, "failed")
        raise
    _analyse(owner)
    return loading


def _columns(kind: str) -> list[str]:
    fields = MODELS[kind]._meta.concrete_fields
    return [each.attname for each in fields if each.name not in _OURS]


def _table(kind: str) -> sql.Identifier:
    return sql.Identifier(MODELS[kind]._meta.db_table)


def _names(columns: list[str], prefix: str = "") -> sql.Composable:
    start = sql.SQL(f"{prefix}." if prefix else "")
    return sql.SQL(", ").join(start + sql.Identifier(name) for name in columns)


# --- Into temporary tables --------------------------------------------------------------
def _prepare(owner: Owner) -> None:
    for kind in MODELS:
        owner.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE {} ON COMMIT DROP AS"
                " SELECT 0::bigint AS n, {} FROM {} WITH NO DATA"
            ).format(sql.Identifier(f"new_{kind}"), _names(_columns(kind)), _table(kind))
        )


_BATCH = 2_000


def _copy_all(owner: Owner, loading: Loading, progress: Callable[[int], None]) -> None:
    waiting: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in MODELS}
    names = {kind: _columns(kind) for kind in MODELS}
    for kind, number, row in rows(loading.path):
        loading.counts.read += 1
        try:
            columns = checked(kind, row)
        except RowRefused as refused:
            loading.refuse(kind, number, row, refused.reasons)
            continue
        loading.sources.add(columns["source"])
        waiting[kind].append(_line(number, columns, names[kind]))
        if len(waiting[kind]) >= _BATCH:
            _flush(owner, kind, names[kind], waiting[kind])
            progress(loading.counts.read)
    for kind in MODELS:
        _flush(owner, kind, names[kind], waiting[kind])


def _line(number: int, columns: Columns, names: list[str]) -> tuple[Any, ...]:
    return (number, *(columns[name] for name in names))


def _flush(owner: Owner, kind: str, names: list[str], lines: list[tuple[Any, ...]]) -> None:
    if not lines:
        return
    copied = sql.SQL("COPY {} (n, {}) FROM STDIN").format(
        sql.Identifier(f"new_{kind}"), _names(names)
    )
    with owner.cursor() as cursor, cursor.copy(copied) as copy:
        for line in lines:
            copy.write_row(line)
    lines.clear()


# --- Into the directory -----------------------------------------------------------------
def _take(owner: Owner, loading: Loading, kind: str) -> None:
    new = sql.Identifier(f"new_{kind}")
    # The same identifier twice in a file: the last one speaks.
    twice = owner.execute(
        sql.SQL("DELETE FROM {0} a USING {0} b WHERE a.id = b.id AND a.n < b.n").format(new)
    ).rowcount
    owner.execute(sql.SQL("CREATE UNIQUE INDEX ON {} (id)").format(new))
    owner.execute(sql.SQL("ANALYZE {}").format(new))
    arrived = _number(owner, sql.SQL("SELECT count(*) FROM {}").format(new))
    before = _number(owner, sql.SQL("SELECT count(*) FROM {}").format(_table(kind)))
    written = owner.execute(_upsert(kind), {"load": loading.id}).rowcount
    after = _number(owner, sql.SQL("SELECT count(*) FROM {}").format(_table(kind)))
    counts = loading.counts
    counts.created += after - before
    counts.changed += written - (after - before)
    counts.same += arrived - written + twice
    if not loading.partial and arrived:
        _leave(owner, loading, kind)


def _upsert(kind: str) -> sql.Composed:
    """Insert; on the same identifier, bring up to date what changed or came back."""
    names = _columns(kind)
    more, value = [], []
    if kind == "service":
        more, value = ["structure_words"], [sql.SQL("coalesce(held.name_words, '')")]
    every = [*names, *more]
    changes = sql.SQL(", ").join(
        sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name))
        for name in [*every, "load_id"]
        if name != "id"
    )
    held = sql.SQL("LEFT JOIN directory_structure held ON held.id = arrived.structure_id")
    return sql.SQL(
        "INSERT INTO {table} AS kept ({columns}, load_id)"
        " SELECT {values}, %(load)s FROM {new} arrived {held} ORDER BY arrived.n"
        " ON CONFLICT (id) DO UPDATE SET {changes}, gone_on = NULL"
        " WHERE kept.digest <> excluded.digest OR kept.gone_on IS NOT NULL"
    ).format(
        table=_table(kind),
        columns=_names(every),
        values=sql.SQL(", ").join([_names(names, "arrived"), *value]),
        new=sql.Identifier(f"new_{kind}"),
        held=held if kind == "service" else sql.SQL(""),
        changes=changes,
    )


def _leave(owner: Owner, loading: Loading, kind: str) -> None:
    """Rows of the same sources that this full dump no longer has."""
    new = sql.Identifier(f"new_{kind}")
    absent = sql.SQL(
        " kept.source IN (SELECT DISTINCT source FROM {0})"
        " AND NOT EXISTS (SELECT FROM {0} WHERE {0}.id = kept.id)"
    ).format(new)
    marked = owner.execute(
        sql.SQL("UPDATE {} kept SET gone_on = %s WHERE gone_on IS NULL AND").format(_table(kind))
        + absent,
        [loading.today],
    ).rowcount
    free = sql.SQL("").join(
        sql.SQL(" AND NOT EXISTS (SELECT FROM {} WHERE {} = kept.id)").format(
            sql.Identifier(table), sql.Identifier(table, column)
        )
        for table, column in pointing_at(MODELS[kind])
    )
    deleted = owner.execute(
        sql.SQL("DELETE FROM {} kept WHERE gone_on IS NOT NULL AND").format(_table(kind))
        + absent
        + free
    ).rowcount
    loading.counts.gone += marked
    loading.counts.deleted += deleted


def pointing_at(model: type[models.Model]) -> list[tuple[str, str]]:
    """(table, column) of every foreign key to this table, in rooms above too."""
    found: list[Any] = list(model._meta.get_fields(include_hidden=True))
    keys = [each for each in found if each.auto_created and not each.concrete]
    return [(key.related_model._meta.db_table, key.field.column) for key in keys]


def _tell_structures(owner: Owner) -> None:
    """Services know the words of their structure, whichever came first."""
    owner.execute(
        "UPDATE directory_service kept SET structure_words = held.name_words"
        " FROM directory_structure held WHERE held.id = kept.structure_id"
        " AND kept.structure_words <> held.name_words"
    )


def _write_load(owner: Owner, loading: Loading, state: str) -> None:
    counts = loading.counts
    values = {
        "id": loading.id, "file_name": loading.path.name[:160], "digest": digest_of(loading.path),
        "sources": sorted(loading.sources), "state": state, "partial": loading.partial,
        "started_at": loading.now, "finished_at": clock_now(),
        "read": counts.read, "refused": counts.refused, "created": counts.created,
        "changed": counts.changed, "same": counts.same, "gone": counts.gone,
        "deleted": counts.deleted,
    }  # fmt: skip
    owner.execute(
        sql.SQL(
            "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET (created, changed,"
            " same, gone, deleted, finished_at) = (excluded.created, excluded.changed,"
            " excluded.same, excluded.gone, excluded.deleted, excluded.finished_at)"
        ).format(
            sql.Identifier(Load._meta.db_table),
            _names(list(values)),
            sql.SQL(", ").join(map(sql.Placeholder, values)),
        ),
        values,
    )


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _analyse(owner: Owner) -> None:
    """Plans follow what was just written; the dead rows of an update go."""
    owner.commit()
    owner.autocommit = True
    for kind in MODELS:
        owner.execute(sql.SQL("VACUUM (ANALYZE) {}").format(_table(kind)))
    owner.autocommit = False


def _number(owner: Owner, query: sql.Composed) -> int:
    row = owner.execute(query).fetchone()
    return int(row[0]) if row else 0
