"""Forget what is past its time: people, aliases, received files. Every night, in `serve`."""

from __future__ import annotations

import argparse
from uuid import UUID

from entrepairs.commands import exits
from entrepairs.commands.surroundings import app_url, database, start_django, tell
from entrepairs.server.language import say

FRENCH = "oublie ce qui a passé son temps : personnes sans contact depuis deux ans, alias, fichiers"
ENGLISH = "forgets what is past its time: people without contact for two years, aliases, files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quiet",
        action="store_true",
        help=say("ne dit rien s’il n’y a rien à oublier", "silent when there is nothing to forget"),
    )


def run(options: argparse.Namespace) -> int:
    with database():
        app_url()
        start_django()
        from entrepairs.accounts.rounds import every_organisation

        people, names, failed = 0, 0, 0
        for organisation in every_organisation():
            erased, not_erased, forgotten = _purge(organisation)
            people, failed, names = people + erased, failed + not_erased, names + forgotten
        if names:
            _note_faded()
    if people or names or failed or not options.quiet:
        tell(
            say(
                f"Personnes effacées : {people}. Alias oubliés : {names}. Échecs : {failed}.",
                f"People erased: {people}. Aliases forgotten: {names}. Failed: {failed}.",
            )
        )
    return exits.FOUND if failed else exits.DONE


def _purge(organisation: UUID) -> tuple[int, int, int]:
    from entrepairs.base import clock
    from entrepairs.base.wall import organisation_wall
    from entrepairs.cards.services import forget_codes
    from entrepairs.directory.services import forget_old_words
    from entrepairs.exchange.services import forget_expired_files
    from entrepairs.interventions.retention import forget_old_aliases
    from entrepairs.people.retention import purge_people

    now = clock.now()
    erased, failed = purge_people(organisation, now)
    forgotten = forget_old_aliases(organisation, clock.day_of(now))
    with organisation_wall(organisation):
        forget_expired_files(now=now)
        forget_old_words(today=clock.day_of(now))
        forget_codes(now)
    return erased, failed, forgotten


def _note_faded() -> None:
    from django.conf import settings

    from entrepairs.base import clock
    from entrepairs.base.erasures import note_faded

    note_faded(settings.ERASURE_REGISTER, clock.now())
