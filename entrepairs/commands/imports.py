"""Import a spreadsheet from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from entrepairs.commands.surroundings import app_url, database, start_django
from entrepairs.server.language import say

FRENCH = "importe un tableau (XLSX, ODS, XLS, CSV)"
ENGLISH = "imports a spreadsheet (XLSX, ODS, XLS, CSV)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=say("le fichier", "the file"))
    parser.add_argument(
        "--as",
        dest="kind",
        metavar="KIND",
        required=True,
        help=say("ce qu’il contient", "what it holds"),
    )
    parser.add_argument(
        "--organisation", required=True, help=say("nom ou identifiant", "name or identifier")
    )
    parser.add_argument("--actor", metavar="EMAIL", help=say("au nom de qui", "in whose name"))
    parser.add_argument(
        "--team",
        metavar="NAME",
        help=say("l’équipe des sorties ou des rencontres", "the team of outings or encounters"),
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=say("regarde sans rien écrire", "looks, writes nothing"),
    )
    parser.add_argument(
        "--refused",
        metavar="FILE",
        type=Path,
        help=say("où écrire les lignes refusées", "refused rows"),
    )


def run(options: argparse.Namespace) -> int:
    with database():
        app_url()
        start_django()
        from entrepairs.exchange import command

        return int(command.run(options))
