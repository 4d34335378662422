"""The file of the keys, put back row by row: only those whose person came back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from entrepairs.commands.dumps import KEY_TABLES, run_program
from entrepairs.server import ServerRefusal
from entrepairs.server.language import say

_BEGINS, _ENDS = "COPY public.", "\\."
ORGANISATION_KEY, PERSON_KEY = KEY_TABLES
# An organisation or a person may be missing when the two files are of different days.
_KNOWN = {
    ORGANISATION_KEY: "EXISTS (SELECT FROM accounts_organisation o WHERE o.id = organisation_id)",
    PERSON_KEY: "EXISTS (SELECT FROM people_person p WHERE p.id = person_id"
    " AND p.organisation_id = incoming.organisation_id)",
}


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    lines: tuple[str, ...]

    def values(self, column: str) -> set[str]:
        place = self.columns.index(column)
        return {line.split("\t")[place] for line in self.lines}


def read(path: Path) -> dict[str, Table]:
    """The two tables of a file that ``backup`` wrote. Raises ``ServerRefusal``."""
    text = run_program("pg_restore", ["--data-only", "--file=-", str(path)])
    found = {table.name: table for table in _tables(text)}
    if set(found) != set(KEY_TABLES):
        raise ServerRefusal(
            say(
                f"{path} n’est pas un fichier de clés d’Entrepairs.",
                f"{path} is not a file of keys of Entrepairs.",
            )
        )
    return found


def _tables(text: str) -> Iterator[Table]:
    name, columns, lines = "", (), []  # type: ignore[var-annotated]
    for line in text.splitlines():
        if not name and line.startswith(_BEGINS):
            name, _space, rest = line.removeprefix(_BEGINS).partition(" ")
            columns = tuple(rest[1 : rest.index(")")].replace('"', "").split(", "))
            lines = []
        elif name and line == _ENDS:
            yield Table(name, columns, tuple(lines))
            name = ""
        elif name:
            lines.append(line)


def put_back(owner: psycopg.Connection[Any], tables: dict[str, Table]) -> None:
    """In the connection's transaction, as the owner."""
    for name in KEY_TABLES:
        table = tables[name]
        columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
        target = sql.Identifier(name)
        owner.execute(sql.SQL("CREATE TEMP TABLE incoming (LIKE {})").format(target))
        with owner.cursor().copy(sql.SQL("COPY incoming ({}) FROM STDIN").format(columns)) as copy:
            for line in table.lines:
                copy.write(line + "\n")
        owner.execute(
            sql.SQL("INSERT INTO {} ({}) SELECT {} FROM incoming WHERE {}").format(
                target, columns, columns, sql.SQL(_KNOWN[name])
            )
        )
        owner.execute("DROP TABLE incoming")
