"""Put a backup into an empty database."""

from __future__ import annotations

import argparse
from pathlib import Path

import psycopg

from entrepairs.commands import exits
from entrepairs.commands.dumps import run_program
from entrepairs.commands.surroundings import database, owner_url, tell
from entrepairs.server import ServerRefusal
from entrepairs.server.grants import grant
from entrepairs.server.language import say

FRENCH = "remet une sauvegarde dans une base vide"
ENGLISH = "puts a backup into an empty database"

SOMETHING_THERE = """
SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=say("la sauvegarde", "the backup"))


def run(options: argparse.Namespace) -> int:
    source: Path = options.file.absolute()
    if not source.is_file():
        raise ServerRefusal(say(f"{source} n’est pas un fichier.", f"{source} is not a file."))
    with database():
        _require_empty()
        # One transaction: all of it, or nothing.
        run_program(
            "pg_restore",
            ["--single-transaction", "--no-owner", "--enable-row-security", str(source)],
            owner_url(),
            into="--dbname",
        )
        with psycopg.connect(owner_url()) as owner:
            grant(lambda statement: owner.execute(statement.encode()))
    tell(say("Sauvegarde remise en place.", "Backup restored."))
    return exits.DONE


def _require_empty() -> None:
    with psycopg.connect(owner_url()) as owner:
        row = owner.execute(SOMETHING_THERE).fetchone()
    if row and row[0]:
        raise ServerRefusal(
            say(
                "La base n’est pas vide : une sauvegarde ne se remet que dans une base vide, "
                "pour ne rien écraser.",
                "The database is not empty: a backup only goes into an empty one, "
                "so that nothing is overwritten.",
            )
        )
