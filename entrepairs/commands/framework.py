"""The recommendations as data: list, check, load a pack."""

from __future__ import annotations

import argparse
from pathlib import Path

from entrepairs.commands.surroundings import app_url, database, start_django
from entrepairs.server.language import say

FRENCH = "montre, vérifie ou charge une recommandation (un fichier de données)"
ENGLISH = "lists, checks or loads a recommendation (a data file)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "act", choices=("list", "check", "load"), help=say("ce qu’il faut faire", "what to do")
    )
    parser.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help=say("le fichier", "the file")
    )


def run(options: argparse.Namespace) -> int:
    with database():
        app_url()
        start_django()
        from entrepairs.framework import command

        return int(command.run(options))
