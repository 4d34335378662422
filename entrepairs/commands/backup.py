"""A whole copy of the database in two files: the data, and the keys that open what is sealed.

The keys of erased people must not lie in old backups: their file is kept thirty days, the
data as long as one likes.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from entrepairs.commands import exits
from entrepairs.commands.dumps import KEY_TABLES, run_program
from entrepairs.commands.surroundings import database, owner_url, tell
from entrepairs.server import ServerRefusal
from entrepairs.server.language import say

FRENCH = "copie toute la base dans deux fichiers : les données, et les clés des personnes"
ENGLISH = "copies the whole database into two files: the data, and people's keys"

KEYS_KEPT = timedelta(days=30)
_STAMP = "%Y%m%dT%H%M%SZ"
_KEYS_NAME = re.compile(r"entrepairs-keys-(\d{8}T\d{6}Z)\.dump")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help=say(
            "le fichier des données ; celui des clés se met à côté, daté",
            "the file of the data; that of the keys goes beside it, dated",
        ),
    )


def run(options: argparse.Namespace) -> int:
    now = datetime.now(UTC)
    data: Path = options.file.absolute()
    keys = data.with_name(f"entrepairs-keys-{now.strftime(_STAMP)}.dump")
    for target in (data, keys):
        _require_free(target)
    with database(), _one_moment() as (snapshot, has_keys):
        without = [f"--exclude-table-data=public.{table}" for table in KEY_TABLES]
        # Several halves of one and the same moment.
        _dump(data, [f"--snapshot={snapshot}", *without])
        if has_keys:
            only = [f"--table=public.{table}" for table in KEY_TABLES]
            _dump(keys, [f"--snapshot={snapshot}", "--data-only", *only])
    _tell_written(data, say("données", "data"))
    if has_keys:
        _tell_written(keys, say("clés", "keys"))
    for old in _forget_old_keys(data.parent, now):
        tell(
            say(
                f"Clés de plus de {KEYS_KEPT.days} jours détruites : {old.name}.",
                f"Keys older than {KEYS_KEPT.days} days destroyed: {old.name}.",
            )
        )
    return exits.DONE


def _require_free(target: Path) -> None:
    if target.exists():
        raise ServerRefusal(
            say(
                f"{target} existe déjà : choisissez un autre nom.",
                f"{target} already exists: choose another name.",
            )
        )


def _tell_written(target: Path, what: str) -> None:
    size = target.stat().st_size / 2**20
    tell(
        say(
            f"Sauvegarde écrite ({what}) : {target} ({size:.1f} Mo).",
            f"Backup ({what}): {target} ({size:.1f} MB).",
        )
    )


@contextmanager
def _one_moment() -> Iterator[tuple[str, bool]]:
    """A snapshot that both files are taken from: no key without its person, nor the reverse."""
    with psycopg.connect(owner_url()) as owner:
        owner.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = owner.execute(
            "SELECT pg_export_snapshot(), to_regclass(%s) IS NOT NULL", [KEY_TABLES[-1]]
        ).fetchone()
        assert row is not None
        yield str(row[0]), bool(row[1])


def _dump(target: Path, more: list[str]) -> None:
    """Written aside, then renamed: a backup that exists is a whole one."""
    half_made = target.with_name(target.name + ".part")
    try:
        os.close(os.open(half_made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        # The owner sees all rows through the policy owner_all; without this option
        # pg_dump stops at the first table under row-level security.
        options = ["--format=custom", "--enable-row-security", f"--file={half_made}"]
        run_program("pg_dump", [*options, *more], owner_url())
        half_made.rename(target)
    except OSError as error:
        raise ServerRefusal(
            say(
                f"Impossible d’écrire {target} ({error.strerror}).",
                f"Cannot write {target} ({error.strerror}).",
            )
        ) from error
    finally:
        half_made.unlink(missing_ok=True)


def _forget_old_keys(folder: Path, now: datetime) -> list[Path]:
    """Our own files only, by the date in their name."""
    old = []
    for path in sorted(folder.iterdir()):
        named = _KEYS_NAME.fullmatch(path.name)
        if named and now - _moment(named[1]) > KEYS_KEPT:
            path.unlink(missing_ok=True)
            old.append(path)
    return old


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
