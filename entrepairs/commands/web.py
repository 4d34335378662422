"""The application behind waitress, its worker beside it, both stopped by one signal."""

from __future__ import annotations

import errno
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from entrepairs.commands.surroundings import start_child
from entrepairs.server import ServerRefusal
from entrepairs.server.language import say

THREADS = 8
PORTS_TRIED = 50
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
OWNER_ADDRESS = "DATABASE_OWNER_URL"


@contextmanager
def signals_stop_us() -> Iterator[None]:
    """SIGTERM and SIGHUP take the same way out as Ctrl-C; a second one changes nothing."""

    def leave(number: int, frame: FrameType | None) -> None:
        for further in STOPS:
            signal.signal(further, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in STOPS:
        signal.signal(number, leave)
    try:
        yield
    except KeyboardInterrupt:
        return


@contextmanager
def worker() -> Iterator[None]:
    """One child that works off the queue. It never learns the owner's password."""
    child = start_child("work", without=(OWNER_ADDRESS, "ENTREPAIRS_OWNER"))
    try:
        yield
    finally:
        stop_child(child)


def stop_child(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def prepare_files() -> None:
    """Static files under their hashed names, compressed once."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def listen(application: Any, host: str, port: int, *, or_next: bool) -> Any:
    """A waitress server bound to ``port``, or to the next free one when allowed."""
    from waitress.server import create_server

    options = {"threads": THREADS, **_proxy()}
    last = port + (PORTS_TRIED if or_next else 0)
    for tried in range(port, last + 1):
        try:
            return create_server(application, host=host, port=tried, **options)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
    raise ServerRefusal(
        say(
            f"Le port {port} est déjà pris ou interdit : choisissez-en un autre avec --port.",
            f"Port {port} is taken or not allowed: choose another one with --port.",
        )
    )


def _proxy() -> dict[str, Any]:
    """Behind a proxy, what it says of the visitor: https or not, and from which address.

    Else waitress takes these headers away, whoever sent them.
    """
    from django.conf import settings

    if not settings.BEHIND_PROXY:
        return {}
    told = {"x-forwarded-proto", "x-forwarded-for"}
    return {"trusted_proxy": "*", "trusted_proxy_count": 1, "trusted_proxy_headers": told}


def answer_until_stopped(server: Any, ready: Callable[[int], None]) -> None:
    ready(int(server.effective_port))
    # waitress ends its loop on KeyboardInterrupt and lets running requests finish.
    server.run()
    server.close()
