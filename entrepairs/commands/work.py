"""Do the work that waits in the queue."""

from __future__ import annotations

import argparse
import os
import signal
import threading
import time

from entrepairs.commands import exits
from entrepairs.commands.surroundings import app_url, database, start_django
from entrepairs.server.language import say

FRENCH = "fait le travail en attente (imports, rappels), jusqu’à ce qu’on l’arrête"
ENGLISH = "does the waiting work (imports, reminders) until it is stopped"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once",
        action="store_true",
        help=say("s’arrête quand plus rien n’attend", "stops when nothing waits any more"),
    )


def run(options: argparse.Namespace) -> int:
    with database():
        app_url()
        _leave_with_parent()
        start_django()
        from procrastinate.contrib.django import app

        connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
        with app.replace_connector(connector) as worker:
            worker.run_worker(
                wait=not options.once,
                listen_notify=not options.once,
                delete_jobs="successful",
            )
    return exits.DONE


def _leave_with_parent() -> None:
    """A worker whose `demo` or `serve` was killed stops too, instead of lingering."""
    parent = int(os.environ.get("ENTREPAIRS_PARENT", "0"))
    if not parent:
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
