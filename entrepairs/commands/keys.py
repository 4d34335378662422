"""The keys: draw a root key, renew, forget what nothing needs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from entrepairs.commands import exits
from entrepairs.commands.surroundings import database, owner_url, start_django, tell
from entrepairs.server import ServerRefusal
from entrepairs.server.language import say

FRENCH = "tire, renouvelle ou oublie les clés qui ferment les paroles des personnes"
ENGLISH = "draws, renews or forgets the keys that close what people said"
# Copies of the keys are kept that long, and open with the root key of their day.
KEPT_FOR_COPIES = timedelta(days=30)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "act",
        choices=("new", "list", "rotate", "forget"),
        help=say(
            "new FICHIER : tire une clé racine ; list : où en sont les clés ; rotate : renouvelle "
            "la clé racine (ou celles des organisations) ; forget : ôte les clés racines inutiles",
            "new FILE: draws a root key; list: where the keys stand; rotate: renews the root key "
            "(or those of the organisations); forget: drops the root keys nothing needs",
        ),
    )
    parser.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help=say("pour new", "for new")
    )
    parser.add_argument(
        "--organisation",
        action="store_true",
        help=say(
            "rotate : une nouvelle clé pour chaque organisation",
            "rotate: a new key for each organisation",
        ),
    )
    parser.add_argument(
        "--batch",
        metavar="N",
        type=int,
        default=200,
        help=say("clés de personnes par transaction (200)", "people's keys a transaction (200)"),
    )
    parser.add_argument(
        "--even-for-copies",
        action="store_true",
        help=say(
            "forget : tant pis pour les sauvegardes de moins de 30 jours",
            "forget: though backups younger than 30 days will not open",
        ),
    )


def run(options: argparse.Namespace) -> int:
    if options.act == "new":
        return _new(options.file)
    with database():
        owner_url()
        start_django(owner=True)
        acts: dict[str, Callable[[argparse.Namespace], int]] = {
            "list": _list,
            "rotate": _rotate,
            "forget": _forget,
        }
        return acts[options.act](options)


def _new(path: Path | None) -> int:
    from entrepairs.base.sealing import add_root

    if path is None:
        raise ServerRefusal(
            say(
                "Dites dans quel fichier : entrepairs keys new FICHIER.",
                "Say in which file: entrepairs keys new FILE.",
            )
        )
    if path.exists():
        raise ServerRefusal(
            say(
                f"{path} existe déjà ; pour renouveler une clé : entrepairs keys rotate.",
                f"{path} already exists; to renew a key: entrepairs keys rotate.",
            )
        )
    try:
        name = add_root(path, _today())
    except OSError as error:
        raise ServerRefusal(
            say(f"Impossible d’écrire {path} ({error.strerror}).", f"Cannot write {path}.")
        ) from error
    tell(
        say(
            f"Clé racine {name} écrite dans {path} (lisible par vous seul).\n"
            f"Indiquez-la par ROOT_KEY_FILE={path.absolute()}, et gardez-en une copie ailleurs que "
            "les sauvegardes : sans elle, plus rien ne s’ouvre.",
            f"Root key {name} written in {path} (readable by you alone).\n"
            f"Point to it with ROOT_KEY_FILE={path.absolute()}, and keep a copy away from the "
            "backups: without it nothing opens any more.",
        )
    )
    return exits.DONE


def _list(options: argparse.Namespace) -> int:
    needed = _needed()
    from entrepairs.base.sealing import root_name, roots_in

    for root in roots_in(_file()):
        since = root.since.isoformat() if root.since else "?"
        now = say(" (celle d’aujourd’hui)", " (today's)") if root.name == root_name() else ""
        tell(f"{root.name} {since} {len(needed.get(root.name, ()))} organisation(s){now}")
    return exits.DONE


def _rotate(options: argparse.Namespace) -> int:
    return _rotate_organisations(options.batch) if options.organisation else _rotate_root()


def _rotate_root() -> int:
    from entrepairs.base.sealing import add_root, root_name
    from entrepairs.people.keys import wrap_again

    needed = _needed()
    if set(needed) <= {root_name()}:
        add_root(_file(), _today())
    else:
        tell(say("Je reprends un renouvellement interrompu.", "Taking up an unfinished renewal."))
    done = sum(_in_each(wrap_again))
    tell(
        say(
            f"Clé racine {root_name()} : {done} clé(s) d’organisation refermée(s) avec elle. "
            "L’ancienne reste dans le fichier ; « entrepairs keys forget » l’ôtera.",
            f"Root key {root_name()}: {done} organisation key(s) closed with it. "
            "The former stays in the file; `entrepairs keys forget` will drop it.",
        )
    )
    return exits.DONE


def _rotate_organisations(batch: int) -> int:
    from entrepairs.base import clock
    from entrepairs.people import keys

    if any(_in_each(keys.is_renewing)):
        tell(say("Je reprends un renouvellement interrompu.", "Taking up an unfinished renewal."))
    else:
        _in_each(lambda organisation: keys.renew(organisation, clock.now()))
    rewrapped = sum(_rewrap(organisation, batch) for organisation in _organisations())
    dropped = sum(_in_each(keys.drop_retired))
    tell(
        say(
            f"{rewrapped} clé(s) de personnes refermée(s) ; {dropped} ancienne(s) clé(s) ôtée(s).",
            f"{rewrapped} people's key(s) closed again; {dropped} former key(s) removed.",
        )
    )
    return exits.DONE


def _rewrap(organisation: UUID, batch: int) -> int:
    """Batch after batch, each committed: what is done stays done, whatever happens."""
    from entrepairs.base.wall import organisation_wall
    from entrepairs.people.keys import rewrap_some

    total = 0
    while True:
        with organisation_wall(organisation):
            done = rewrap_some(organisation, batch)
        if not done:
            return total
        total += done


def _forget(options: argparse.Namespace) -> int:
    from entrepairs.base.sealing import keep_roots, roots_in

    needed, roots = _needed(), roots_in(_file())
    newest = roots[-1]
    useless = [root for root in roots[:-1] if root.name not in needed]
    if not useless:
        tell(say("Aucune clé racine à ôter.", "No root key to drop."))
        return exits.DONE
    young = newest.since is None or newest.since > _today() - KEPT_FOR_COPIES
    if young and not options.even_for_copies:
        raise ServerRefusal(
            say(
                "Les copies des clés de moins de 30 jours ne s’ouvriraient plus : attendez, ou "
                "dites --even-for-copies après une nouvelle sauvegarde.",
                "Copies of the keys younger than 30 days would open no more: wait, or say "
                "--even-for-copies after a new backup.",
            )
        )
    keep_roots(_file(), [root for root in roots if root not in useless])
    names = ", ".join(root.name for root in useless)
    tell(say(f"Clés racines ôtées : {names}.", f"Root keys dropped: {names}."))
    return exits.DONE


def _needed() -> dict[str, list[UUID]]:
    """Root key → the organisations whose keys it closes."""
    from entrepairs.base.wall import organisation_wall
    from entrepairs.people.keys import roots_needed

    found: dict[str, list[UUID]] = {}
    for organisation in _organisations():
        with organisation_wall(organisation):
            for name in roots_needed(organisation):
                found.setdefault(name, []).append(organisation)
    return found


def _in_each(work: Callable[[UUID], int]) -> list[int]:
    """One organisation after the other, a transaction each."""
    from entrepairs.base.wall import organisation_wall

    done = []
    for organisation in _organisations():
        with organisation_wall(organisation):
            done.append(work(organisation))
    return done


def _organisations() -> list[UUID]:
    from entrepairs.accounts.rounds import every_organisation

    return every_organisation()


def _file() -> Path:
    from django.conf import settings

    if not settings.ROOT_KEY_FILE:
        raise ServerRefusal(
            say(
                "ROOT_KEY_FILE manque : entrepairs keys new FICHIER en tire une.",
                "ROOT_KEY_FILE is missing: entrepairs keys new FILE draws one.",
            )
        )
    return Path(settings.ROOT_KEY_FILE)


def _today() -> date:
    return datetime.now(UTC).date()
