"""Bring a directory of services in, as the owner: everybody reads it, nobody else writes it."""

from __future__ import annotations

import argparse
from pathlib import Path

from entrepairs.commands.surroundings import database, owner_url, start_django
from entrepairs.server.language import say

FRENCH = "fait entrer un annuaire de services (data·inclusion v1, JSON ou CSV)"
ENGLISH = "brings a directory of services in (data·inclusion v1, JSON or CSV)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=("import", "list"), help=say("quoi faire", "what to do"))
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        type=Path,
        help=say("structures d’abord, puis services", "structures first, then services"),
    )
    parser.add_argument(
        "--partial",
        action="store_true",
        help=say(
            "une partie seulement : les fiches absentes restent",
            "only a part: entries that are absent stay",
        ),
    )
    parser.add_argument(
        "--refused",
        metavar="FILE",
        type=Path,
        help=say("où écrire les lignes refusées", "where to write the refused rows"),
    )


def run(options: argparse.Namespace) -> int:
    with database():
        owner_url()
        start_django(owner=True)
        from entrepairs.directory import command

        return int(command.run(options))
