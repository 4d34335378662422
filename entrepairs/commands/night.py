"""What `serve` and `demo` do every night: forget what is past its time, then clean."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from entrepairs.commands.surroundings import register_path, start_child
from entrepairs.commands.web import OWNER_ADDRESS, stop_child

HOUR = time(3, 0)
ADDRESSES = ("DATABASE_URL", OWNER_ADDRESS)


@contextmanager
def watched(*, own_server: bool) -> Iterator[None]:
    """Every night until the end. With our own server, what was erased today goes at the end
    too: the machine may be switched off for long.
    """
    stopping = threading.Event()
    watch = threading.Thread(target=_watch, args=(stopping, own_server), daemon=True)
    watch.start()
    try:
        yield
    finally:
        stopping.set()
        watch.join()
        if own_server and _is_to_scrub():
            _wait(threading.Event(), "scrub", "--if-needed", without=ADDRESSES)


def _watch(stopping: threading.Event, own_server: bool) -> None:
    while not stopping.wait(seconds_until(HOUR, datetime.now())):
        work(stopping, own_server=own_server)


def work(stopping: threading.Event, *, own_server: bool) -> None:
    _wait(stopping, "purge", "--quiet", without=(OWNER_ADDRESS,))
    # On a server of others we do not hold the owner's address: see docs/mechanisms/keys.md.
    if own_server and not stopping.is_set():
        _wait(stopping, "scrub", "--if-needed", without=ADDRESSES)


def seconds_until(hour: time, now: datetime) -> float:
    """To the next time the clock shows it; never 0, so that a night is worked once."""
    then = datetime.combine(now.date(), hour)
    if then <= now:
        then += timedelta(days=1)
    return (then - now).total_seconds()


def _is_to_scrub() -> bool:
    from entrepairs.base.erasures import is_to_scrub

    return is_to_scrub(register_path())


def _wait(stopping: threading.Event, *verb: str, without: tuple[str, ...]) -> None:
    child = start_child(*verb, without=(*without, "ENTREPAIRS_OWNER"))
    while child.poll() is None:
        if stopping.wait(0.2):
            stop_child(child)
            return
