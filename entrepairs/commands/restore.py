"""Put a backup into an empty database, then erase again whoever was erased since."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import psycopg

from entrepairs.commands import exits, keys_file
from entrepairs.commands.dumps import run_program
from entrepairs.commands.surroundings import (
    database,
    owner_url,
    register_path,
    root_key_path,
    start_child,
    tell,
)
from entrepairs.server import ServerRefusal
from entrepairs.server.grants import grant
from entrepairs.server.language import say

FRENCH = "remet une sauvegarde dans une base vide et efface de nouveau les personnes effacées"
ENGLISH = "puts a backup into an empty database and erases again whoever was erased"

SOMETHING_THERE = """
SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="DATA", type=Path, help=say("les données", "the file of the data")
    )
    parser.add_argument(
        "keys",
        metavar="KEYS",
        type=Path,
        nargs="?",
        help=say("les clés (entrepairs-keys-…)", "the file of the keys (entrepairs-keys-…)"),
    )
    parser.add_argument(
        "--without-keys",
        action="store_true",
        help=say(
            "sans le fichier des clés : ce que les personnes ont dit est perdu",
            "without the file of the keys: what people said is lost",
        ),
    )


def run(options: argparse.Namespace) -> int:
    data = _file(options.file)
    keys = _file(options.keys) if options.keys else None
    _require_register()
    if keys is None and not options.without_keys:
        raise ServerRefusal(
            say(
                "Donnez aussi le fichier des clés, ou dites --without-keys : sans lui, ce que les "
                "personnes ont dit ne s’ouvrira plus.",
                "Give the file of the keys as well, or say --without-keys: without it, what people "
                "said will not open any more.",
            )
        )
    tables = keys_file.read(keys) if keys else None
    if tables:
        _require_roots(tables)
    with database():
        _require_empty()
        # One transaction: all of it, or nothing.
        run_program(
            "pg_restore",
            ["--single-transaction", "--no-owner", "--enable-row-security", str(data)],
            owner_url(),
            into="--dbname",
        )
        holds_people = _finish(tables)
        found = _replay() if holds_people else exits.DONE
    tell(say("Sauvegarde remise en place.", "Backup restored."))
    return found


def _file(path: Path) -> Path:
    if not path.absolute().is_file():
        raise ServerRefusal(say(f"{path} n’est pas un fichier.", f"{path} is not a file."))
    return path.absolute()


def _require_register() -> None:
    path = register_path()
    if not path.is_file():
        raise ServerRefusal(
            say(
                f"Le registre des effacements manque ({path}) : sans lui, des personnes effacées "
                "reviendraient ; remettez-le, ou indiquez-le par ERASURE_REGISTER.",
                f"The register of erasures is missing ({path}): without it, erased people would "
                "come back; put it back, or point to it with ERASURE_REGISTER.",
            )
        )


def _require_roots(tables: dict[str, keys_file.Table]) -> None:
    """Before anything is written: the keys must open with the root keys we have."""
    from entrepairs.base.sealing import roots_in

    path = root_key_path()
    have = {root.name for root in roots_in(path)} if path.is_file() else {"development"}
    missing = tables[keys_file.ORGANISATION_KEY].values("root") - have
    if missing:
        names = ", ".join(sorted(missing))
        raise ServerRefusal(
            say(
                f"Ces clés s’ouvrent avec la clé racine {names}, qui n’est pas dans {path} : "
                "remettez-la d’abord (ROOT_KEY_FILE).",
                f"These keys open with the root key {names}, which is not in {path}: "
                "put it back first (ROOT_KEY_FILE).",
            )
        )


def _finish(tables: dict[str, keys_file.Table] | None) -> bool:
    """Rights and keys; whether this backup knows of people at all."""
    with psycopg.connect(owner_url()) as owner:
        grant(lambda statement: owner.execute(statement.encode()))
        row = owner.execute("SELECT to_regclass('people_personkey') IS NOT NULL").fetchone()
        holds_people = bool(row and row[0])
        if tables and holds_people:
            keys_file.put_back(owner, tables)
    return holds_people


def _replay() -> int:
    """In a child, which brings the tables up to date first; the program is not open yet."""
    os.environ["DATABASE_OWNER_URL"] = owner_url()
    for verb in (("migrate", "--quiet"), ("replay", "--after-restore")):
        code = start_child(*verb).wait()
        if code not in {exits.DONE, exits.FOUND}:
            raise ServerRefusal(
                say(
                    "Les données sont remises, mais les effacements n’ont pas été rejoués : "
                    "n’ouvrez pas le programme avant que « entrepairs replay » ait réussi.",
                    "The data are back, but the erasures were not replayed: do not open the "
                    "program before `entrepairs replay` has succeeded.",
                )
            )
    return code


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
