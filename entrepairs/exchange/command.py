"""``entrepairs import FILE --as KIND --organisation NAME --actor EMAIL``: the same road
as the pages, without the queue. What would be asked about stays out and is counted.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from entrepairs.accounts.models import Member, Organisation, Team, User
from entrepairs.base import clock
from entrepairs.base.refusals import Refusal
from entrepairs.base.wall import open_wall
from entrepairs.base.words import plain
from entrepairs.engines.sheets.write import to_csv
from entrepairs.exchange import door, downloads, services
from entrepairs.exchange.enums import OF_ONE_TEAM, Kind, State
from entrepairs.exchange.models import Import
from entrepairs.exchange.running import run_import
from entrepairs.server.language import say

# Exit codes, as entrepairs.commands.exits says (a floor above this one).
DONE, REFUSED, MISUSED, FOUND = 0, 1, 2, 3
# Words one may type for what a row is.
KINDS = {
    **{kind.value: kind for kind in Kind},
    "members": Kind.PEOPLE, "peers": Kind.PEOPLE, "personnes": Kind.PEOPLE,
    "equipes": Kind.TEAMS, "sorties": Kind.OUTINGS, "rencontres": Kind.ENCOUNTERS,
}  # fmt: skip


class Misused(Exception):
    """A word of the command line names nothing we know."""


def run(options: argparse.Namespace) -> int:
    try:
        return _run(options, clock.now())
    except Misused as mistake:
        print(mistake, file=sys.stderr)
        return MISUSED
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return REFUSED


def _run(options: argparse.Namespace, now: datetime) -> int:
    kind = KINDS.get(plain(options.kind))
    if kind is None:
        raise Misused(say(f"--as : {', '.join(KINDS)}", f"--as: {', '.join(KINDS)}"))
    content = _content(options.file)
    organisation, user = _place(options)
    with open_wall(organisation=organisation, user=user):
        actor = Member.objects.get(organisation=organisation, user=user)
        team = _team(actor, getattr(options, "team", None)) if kind in OF_ONE_TEAM else None
        upload = services.Upload(options.file.name, content, kind, team)
        import_ = services.upload_file(actor=actor, upload=upload, now=now)
        _print_counts(import_)
        if options.refused:
            _write_refused(import_, options.refused, now)
        if options.dry_run:
            transaction.set_rollback(True)
            return FOUND if import_.ask or import_.refuse else DONE
        return _go(actor, import_, now)


def _go(actor: Member, import_: Import, now: datetime) -> int:
    services.start_import(actor=actor, import_=import_, now=now)
    done = run_import(import_.pk, now)
    if done is None or done.state != State.DONE:
        print(say("Échec : rien n’est importé.", "Failed: nothing was imported."), file=sys.stderr)
        return REFUSED
    result = done.result
    print(
        say(
            f"Ajoutées : {result['created']}, mises à jour : {result['updated']}, "
            f"déjà là : {result['unchanged']}, mises de côté : {result['left_count']}.",
            f"Added: {result['created']}, updated: {result['updated']}, "
            f"already there: {result['unchanged']}, left aside: {result['left_count']}.",
        )
    )
    return FOUND if result["left_count"] or result["asked"] or result["refused"] else DONE


def _print_counts(import_: Import) -> None:
    print(
        say(
            f"Prêtes : {import_.importable} (dont {import_.warn} signalées), "
            f"à trancher : {import_.ask}, à corriger : {import_.refuse}.",
            f"Ready: {import_.importable} ({import_.warn} with something said), "
            f"to settle: {import_.ask}, to correct: {import_.refuse}.",
        )
    )


def _write_refused(import_: Import, path: Path, now: datetime) -> None:
    book, reading = door.read_stored(import_, clock.day_of(now))
    header, rows = downloads.refused_table(import_, book, reading)
    path.write_bytes(to_csv(header, rows))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Misused(say(f"{path} ne peut pas être lu.", f"{path} cannot be read.")) from error


def _place(options: argparse.Namespace) -> tuple[UUID, UUID]:
    """The organisation named, among those of the actor: nobody imports elsewhere."""
    user = User.objects.filter(email__iexact=options.actor or "").first()
    if user is None:
        raise Misused(
            say("--actor : l’adresse d’un membre.", "--actor: the e-mail address of a member.")
        )
    with open_wall(organisation=None, user=user.pk):
        places = list(Member.objects.filter(user=user).values_list("organisation", flat=True))
    wanted = plain(options.organisation)
    for place in places:
        with open_wall(organisation=place, user=user.pk):
            name = Organisation.objects.get(pk=place).name
        if wanted in (plain(name), str(place)):
            return place, user.pk
    raise Misused(
        say(
            "--organisation : aucune de ce nom pour ce membre.",
            "--organisation: none of that name for this member.",
        )
    )


def _team(actor: Member, name: str | None) -> Team:
    """The team named, or the only one this member sees."""
    teams = list(Team.objects.visible_to(actor).open())
    found = [team for team in teams if name is None or plain(team.name) == plain(name)]
    if len(found) != 1:
        names = ", ".join(team.name for team in teams)
        raise Misused(say(f"--team : une parmi {names}.", f"--team: one of {names}."))
    return found[0]
