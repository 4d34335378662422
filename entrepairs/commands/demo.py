"""Everything in one window: database, invented people, application, worker."""

from __future__ import annotations

import argparse
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from entrepairs.commands import exits, night, web
from entrepairs.commands.surroundings import (
    home,
    start_child,
    start_django,
    tell,
    use_addresses_of,
)
from entrepairs.server import EmbeddedServer, ServerRefusal
from entrepairs.server.language import say

FRENCH = "démarre tout sur cette machine, avec des personnes inventées"
ENGLISH = "starts everything on this machine, with invented people"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port",
        type=int,
        default=int(os.environ.get("PORT") or 8000),
        help=say("port souhaité (8000 ; sinon le suivant libre)", "wanted port (8000, or next)"),
    )


def run(options: argparse.Namespace) -> int:
    began = time.monotonic()
    os.environ.pop("ENTREPAIRS_OWNER", None)
    os.environ.update(ENTREPAIRS_ENV="demo", ENTREPAIRS_DEMO="1")
    with web.signals_stop_us(), ExitStack() as stack:
        tell(say("Démarrage de la base de données…", "Starting the database…"))
        server = EmbeddedServer.start(home())
        stack.callback(_say_goodbye, server)
        use_addresses_of(server)
        os.environ["SECRET_KEY"] = _secret(home() / "secret.key")
        with _migration():
            # Meanwhile, what needs no database.
            start_django()
            web.prepare_files()
        _seed()
        stack.enter_context(web.worker())
        stack.enter_context(night.watched(own_server=True))
        server.watch(tell)
        _answer(options.port, began)
    return exits.DONE


def _say_goodbye(server: EmbeddedServer) -> None:
    tell(say("Arrêt…", "Stopping…"))
    server.stop()
    tell(say("Tout est arrêté ; vos données sont gardées.", "All stopped; your data are kept."))


def _secret(path: Path) -> str:
    """The same from one start to the next, so that sessions last; for this folder only."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(50))
    return path.read_text()


@contextmanager
def _migration() -> Iterator[None]:
    """In a child: this process must never hold the owner's connection."""
    tell(say("Mise à jour de la base…", "Updating the database…"))
    child = start_child("migrate", "--quiet")
    os.environ.pop(web.OWNER_ADDRESS, None)
    try:
        yield
        failed = child.wait() != 0
    finally:
        if child.poll() is None:
            web.stop_child(child)
    if failed:
        raise ServerRefusal(
            say(
                "La mise à jour de la base a échoué : voyez le message ci-dessus.",
                "The database could not be updated: see the message above.",
            )
        )


def _seed() -> None:
    from entrepairs.demo.seed import is_empty, seed_demo

    if is_empty():
        tell(say("Écriture des données inventées…", "Writing the invented data…"))
        seed_demo()


def _answer(port: int, began: float) -> None:
    from django.core.wsgi import get_wsgi_application

    server = web.listen(get_wsgi_application(), "127.0.0.1", port, or_next=True)

    def ready(bound: int) -> None:
        if bound != port:
            tell(
                say(
                    f"Le port {port} est pris : je prends le {bound}.",
                    f"Port {port} is taken: using {bound}.",
                )
            )
        tell(_welcome(bound, time.monotonic() - began))

    web.answer_until_stopped(server, ready)


def _welcome(port: int, seconds: float) -> str:
    from entrepairs.demo.seed import demo_people

    people = "\n".join(f"    {line}" for line in demo_people())
    return say(
        f"\nPrêt en {seconds:.1f} s : http://127.0.0.1:{port}\n\n"
        f"Sur la page d’accueil, devenez l’une de ces personnes inventées :\n{people}\n\n"
        "Ctrl-C arrête tout ; vos données restent dans .entrepairs.\n",
        f"\nReady in {seconds:.1f} s: http://127.0.0.1:{port}\n\n"
        f"On the first page, become one of these invented people:\n{people}\n\n"
        "Ctrl-C stops everything; your data stay in .entrepairs.\n",
    )
