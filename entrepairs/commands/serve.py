"""The application for real people."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack

from entrepairs.commands import exits, night, web
from entrepairs.commands.surroundings import app_url, home, start_django, tell, use_addresses_of
from entrepairs.server import EmbeddedServer, ServerRefusal
from entrepairs.server.language import say

FRENCH = "sert l’application (DATABASE_URL, ou la base embarquée)"
ENGLISH = "serves the application (DATABASE_URL, or the embedded database)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=say("adresse (127.0.0.1)", "address"))
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("PORT") or 8000), help=say("port", "port")
    )
    parser.add_argument(
        "--with-worker",
        action="store_true",
        help=say("fait aussi le travail en attente", "works off the queue too"),
    )


def run(options: argparse.Namespace) -> int:
    os.environ.setdefault("ENTREPAIRS_ENV", "production")
    with web.signals_stop_us(), ExitStack() as stack:
        own_server = not os.environ.get("DATABASE_URL")
        if own_server:
            server = EmbeddedServer.start(home())
            stack.callback(server.stop)
            use_addresses_of(server)
            server.watch(tell)
        app_url()
        start_django()
        _require_root_key()
        _require_up_to_date()
        _erase_again()
        web.prepare_files()
        if options.with_worker:
            stack.enter_context(web.worker())
        stack.enter_context(night.watched(own_server=own_server))
        _answer(options.host, options.port)
    return exits.DONE


def _require_root_key() -> None:
    """Better closed than open and unable to write what people say."""
    from entrepairs.base.sealing import root_name

    root_name()


def _require_up_to_date() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise ServerRefusal(
            say(
                "La base n’est pas à jour : lancez d’abord « entrepairs migrate ».",
                "The database is not up to date: run `entrepairs migrate` first.",
            )
        )


def _erase_again() -> None:
    """Whatever tool put the database back: nobody erased is there when the doors open."""
    from django.conf import settings

    from entrepairs.base import clock
    from entrepairs.base.erasures import RegisterMissing
    from entrepairs.people.erasure import erase_again

    try:
        done = erase_again(settings.ERASURE_REGISTER, clock.now())
    except RegisterMissing as missing:
        raise ServerRefusal(
            say(
                f"Le registre des effacements manque ({missing}) : remettez-le, ou, s’il n’y en a "
                "jamais eu, lancez « entrepairs migrate ».",
                f"The register of erasures is missing ({missing}): put it back or, if there never "
                "was one, run `entrepairs migrate`.",
            )
        ) from missing
    if done:
        tell(say(f"Personnes effacées de nouveau : {done}.", f"People erased again: {done}."))


def _answer(host: str, port: int) -> None:
    from django.core.wsgi import get_wsgi_application

    server = web.listen(get_wsgi_application(), host, port, or_next=False)
    web.answer_until_stopped(
        server,
        lambda bound: tell(say(f"Prêt : http://{host}:{bound}", f"Ready: http://{host}:{bound}")),
    )
