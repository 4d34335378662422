"""The console command: one program, fifteen verbs."""

from __future__ import annotations

import os
import sys
from types import ModuleType

from entrepairs.commands import (
    backup,
    bench,
    demo,
    directory,
    doctor,
    exits,
    framework,
    imports,
    keys,
    migrate,
    purge,
    replay,
    restore,
    scrub,
    serve,
    work,
)
from entrepairs.commands.parser import Parser
from entrepairs.server import ServerRefusal
from entrepairs.server.language import say

VERBS: dict[str, ModuleType] = {
    "demo": demo,
    "serve": serve,
    "work": work,
    "migrate": migrate,
    "import": imports,
    "framework": framework,
    "directory": directory,
    "bench": bench,
    "backup": backup,
    "restore": restore,
    "replay": replay,
    "keys": keys,
    "purge": purge,
    "scrub": scrub,
    "doctor": doctor,
}


def main(arguments: list[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    _choose_language(given)
    options = build_parser().parse_args(given)
    try:
        return int(VERBS[options.verb].run(options))
    except ServerRefusal as refusal:
        print(refusal, file=sys.stderr)
    except KeyboardInterrupt:
        print(say("Interrompu.", "Interrupted."), file=sys.stderr)
    except Exception as error:
        sentence = expected(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
    return exits.REFUSED


def build_parser() -> Parser:
    parser = Parser(
        prog="entrepairs",
        description=say(
            "Travail pair et équipes volontaires, de l’engagement à la preuve.",
            "Peer work and volunteer teams, from engagement to evidence.",
        ),
        epilog=say(FRENCH_EPILOG, ENGLISH_EPILOG),
    )
    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar=say("VERBE", "VERB"), title=say("verbes", "verbs")
    )
    for name, module in VERBS.items():
        words = say(module.FRENCH, module.ENGLISH)
        verb = verbs.add_parser(name, help=words, description=words)
        module.add_arguments(verb)
    return parser


def _choose_language(given: list[str]) -> None:
    """Before the help is written, since it is written in that language."""
    for place, word in enumerate(given):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(given):
            value = given[place + 1]
        if value in {"fr", "en"}:
            os.environ["ENTREPAIRS_LANGUAGE"] = value


def expected(error: Exception) -> str | None:
    """One sentence for what may go wrong outside our house; None for our own faults."""
    import psycopg
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    if isinstance(error, ImproperlyConfigured):
        return say(f"Réglage à corriger : {error}", f"A setting to mend: {error}")
    if isinstance(error, (OperationalError, psycopg.OperationalError)):
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "?"
        return say(
            f"La base de données ne répond pas comme il faut : {reason}",
            f"The database does not answer as it should: {reason}",
        )
    return None


FRENCH_EPILOG = """codes de sortie :
  0  fait (demo, serve, work : arrêté comme demandé)
  1  pas fait ; une phrase dit pourquoi
  2  ligne de commande incomprise
  3  fait, mais quelqu’un doit regarder : constats de doctor, lignes refusées

réglages : DATABASE_URL (application), DATABASE_OWNER_URL (migrate, backup, restore, keys, scrub),
ENTREPAIRS_HOME (dossier de la base embarquée, sinon .entrepairs), ROOT_KEY_FILE,
ERASURE_REGISTER, SECRET_KEY, ALLOWED_HOSTS"""

ENGLISH_EPILOG = """exit codes:
  0  done (demo, serve, work: stopped as asked)
  1  not done; one sentence says why
  2  command line not understood
  3  done, but someone must look: doctor's findings, refused rows

settings: DATABASE_URL (application), DATABASE_OWNER_URL (migrate, backup, restore, keys, scrub),
ENTREPAIRS_HOME (folder of the embedded database, else .entrepairs), ROOT_KEY_FILE,
ERASURE_REGISTER, SECRET_KEY, ALLOWED_HOSTS"""


if __name__ == "__main__":
    sys.exit(main())
