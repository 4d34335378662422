"""A whole copy of the database in one file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from entrepairs.commands import exits
from entrepairs.commands.dumps import run_program
from entrepairs.commands.surroundings import database, owner_url, tell
from entrepairs.server import ServerRefusal
from entrepairs.server.language import say

FRENCH = "copie toute la base dans un fichier"
ENGLISH = "copies the whole database into a file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help=say("le fichier à écrire", "the file")
    )


def run(options: argparse.Namespace) -> int:
    target: Path = options.file.absolute()
    if target.exists():
        raise ServerRefusal(
            say(
                f"{target} existe déjà : choisissez un autre nom.",
                f"{target} already exists: choose another name.",
            )
        )
    with database():
        _dump(target)
    size = target.stat().st_size / 2**20
    tell(
        say(f"Sauvegarde écrite : {target} ({size:.1f} Mo).", f"Backup: {target} ({size:.1f} MB).")
    )
    return exits.DONE


def _dump(target: Path) -> None:
    """Written aside, then renamed: a backup that exists is a whole one."""
    half_made = target.with_name(target.name + ".part")
    try:
        os.close(os.open(half_made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        # The owner sees all rows through the policy owner_all; without this option
        # pg_dump stops at the first table under row-level security.
        options = ["--format=custom", "--enable-row-security", f"--file={half_made}"]
        run_program("pg_dump", options, owner_url())
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
