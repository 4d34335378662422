"""argparse, in French or in English."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

from entrepairs.commands import exits
from entrepairs.server.language import language, say

FRENCH = (
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"unrecognized arguments: (.+)", r"arguments inconnus : \1"),
    (
        r"argument (.+): invalid choice: (.+) \(choose from (.+)\)",
        r"\1 : choix inconnu \2 (au choix : \3)",
    ),
    (r"argument (.+): expected one argument", r"\1 : il manque une valeur"),
    (r"argument (.+): invalid int value: (.+)", r"\1 : \2 n’est pas un nombre entier"),
)


class Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(
            usage, actions, groups, say("utilisation : ", "usage: ") if prefix is None else prefix
        )


class Parser(argparse.ArgumentParser):
    def __init__(self, **options) -> None:  # type: ignore[no-untyped-def]
        options.setdefault("formatter_class", Formatter)
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title = say("arguments", "arguments")
        self._optionals.title = say("options", "options")
        self.add_argument(
            "-h",
            "--help",
            action="help",
            help=say("montre cette aide et s’arrête", "shows this help and stops"),
        )
        self.add_argument(
            "--lang",
            choices=("fr", "en"),
            help=say(
                "langue des messages (sinon : celle du système)",
                "language of the messages (otherwise the system's)",
            ),
        )

    def error(self, message: str) -> NoReturn:
        if language() == "fr":
            for pattern, french in FRENCH:
                message = re.sub(pattern, french, message)
        self.print_usage(sys.stderr)
        self.exit(exits.MISUSED, say(f"erreur : {message}\n", f"error: {message}\n"))
