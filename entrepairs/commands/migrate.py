"""Bring the database up to date, as its owner."""

from __future__ import annotations

import argparse
import os

from entrepairs.commands import exits
from entrepairs.commands.surroundings import database, owner_url, start_django, tell
from entrepairs.server import ServerRefusal
from entrepairs.server.grants import grant
from entrepairs.server.language import say

FRENCH = "met la base à jour (rôle propriétaire), puis redonne ses droits à l’application"
ENGLISH = "updates the database (as its owner), then grants the application its rights again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quiet", action="store_true", help=say("ne dit rien si tout va bien", "silent when well")
    )


def run(options: argparse.Namespace) -> int:
    with database():
        owner_url()
        # Better refused at once than a whole service waiting behind our lock.
        os.environ["PGOPTIONS"] = "-c lock_timeout=2s"
        start_django(owner=True)
        _migrate()
        _load_packs()
        _load_demo_directory()
        _make_register()
    if not options.quiet:
        tell(say("La base est à jour.", "The database is up to date."))
    return exits.DONE


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from psycopg.errors import LockNotAvailable

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise ServerRefusal(
            say(
                "La base est occupée par une autre opération : rien n’a été changé par cette "
                "étape ; réessayez dans un instant.",
                "The database is busy with something else: this step changed nothing; "
                "try again in a moment.",
            )
        ) from error
    with connection.cursor() as cursor:
        grant(cursor.execute)


def _load_packs() -> None:
    """The recommendations that come with the program, as data."""
    from entrepairs.base import clock
    from entrepairs.framework.services import load_builtin_packs

    load_builtin_packs(now=clock.now())


def _make_register() -> None:
    """Empty before anybody is erased; a restore is refused without it."""
    from django.conf import settings

    from entrepairs.base.erasures import make

    make(settings.ERASURE_REGISTER)


def _load_demo_directory() -> None:
    """Here, because only the owner writes the directory."""
    from django.conf import settings

    from entrepairs.base import clock
    from entrepairs.demo.directory import load_demo_directory
    from entrepairs.directory.models import Load

    if settings.DEMO and not Load.objects.exists():
        load_demo_directory(clock.now())
