"""Start, watch and stop one PostgreSQL in one folder."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from entrepairs.server import log
from entrepairs.server.binaries import bin_folder, quiet_environment
from entrepairs.server.folder import ServerFolder
from entrepairs.server.identity import prefix
from entrepairs.server.language import say
from entrepairs.server.orphan import PATIENCE, stop_orphan
from entrepairs.server.refusal import ServerRefusal

DATABASE = "entrepairs"
SUPERUSER = "postgres"
OWNER = "entrepairs_owner"
APP = "entrepairs_app"
ROOM_TO_REVIVE = 64 * 1024 * 1024  # bytes: two journal files and a margin
BETWEEN_REVIVALS = 2.0  # seconds
# A throwaway server may lose everything in a power cut: it only ever holds tests.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "cluster_name": "entrepairs_throwaway",
}
LASTING = {
    "cluster_name": "entrepairs",
    "max_wal_size": "256MB",
    # What was erased must not outlive it: in journal files kept to be used again, nor in the
    # log, which would tell the values of a refused statement.
    "min_wal_size": "32MB",
    "wal_recycle": "off",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}


class EmbeddedServer:
    """A running PostgreSQL, ours until ``stop``. Use ``start``, not the constructor."""

    def __init__(self, folder: Path, *, version: int, throwaway: bool) -> None:
        self.folder = ServerFolder(folder, version)
        self.version = version
        self.throwaway = throwaway
        self._bin = bin_folder(version)
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._socket: str | None = None

    @classmethod
    def start(cls, folder: Path, *, version: int = 18, throwaway: bool = False) -> Self:
        """Start the server of ``folder``, made on first use.

        Raises ``ServerRefusal`` with one sentence when that cannot be.
        """
        server = cls(folder, version=version, throwaway=throwaway)
        server.folder.open()
        try:
            stop_orphan(server.folder.data)
            server.folder.require_room()
            if not server.folder.data.exists():
                server._make_cluster()
            server._run()
            server._make_roles()
        except OSError as error:
            server.stop()
            raise ServerRefusal(log.plain_sentence(str(error), server.folder.path)) from error
        except BaseException:
            server.stop()
            raise
        return server

    @classmethod
    def join(cls, folder: Path, *, version: int = 18) -> Self:
        """The server that another run of the same person keeps going; ``stop`` leaves it so."""
        server = cls(folder, version=version, throwaway=False)
        try:
            noted = (server.folder.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            noted = []
        if len(noted) < 5:
            raise ServerRefusal(
                say(
                    f"La base de {folder} est en train de démarrer ou de s’arrêter : "
                    "réessayez dans un instant.",
                    f"The database of {folder} is starting or stopping: try again in a moment.",
                )
            )
        server._socket = noted[4]
        return server

    # --- Addresses ------------------------------------------------------------
    @property
    def app_url(self) -> str:
        return self.url(APP)

    @property
    def owner_url(self) -> str:
        return self.url(OWNER)

    @property
    def superuser_url(self) -> str:
        """For our own set-up and for tests; the application never receives it."""
        return self.url(SUPERUSER)

    def url(self, role: str, database: str = DATABASE) -> str:
        password = quote(self.folder.password(role), safe="")
        socket = quote(str(self._socket or self.folder.socket()), safe="")
        return f"postgresql://{role}:{password}@/{database}?host={socket}"

    # --- First start ----------------------------------------------------------
    def _make_cluster(self) -> None:
        """Made aside, then renamed: an interrupted first start leaves nothing half made."""
        half_made = self.folder.half_made
        shutil.rmtree(half_made, ignore_errors=True)
        self.folder.make_passwords()
        command = [
            *prefix(),
            str(self._bin / "initdb"),
            f"--pgdata={half_made}",
            f"--username={SUPERUSER}",
            "--auth=scram-sha-256",
            f"--pwfile={self.folder.password_file(SUPERUSER)}",
            "--encoding=UTF8",
            "--data-checksums",
            "--locale=C.UTF-8",
        ]
        if self.version >= 17:
            command.append("--locale-provider=builtin")
        if self.throwaway:
            command.append("--no-sync")
        made = subprocess.run(
            command,
            env=quiet_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )
        if made.returncode != 0:
            shutil.rmtree(half_made, ignore_errors=True)
            raise ServerRefusal(log.plain_sentence(_reason(made.stderr), self.folder.path))
        half_made.rename(self.folder.data)

    def _make_roles(self) -> None:
        """Run roles.sql; what already exists stays as it is, so it can be run again."""
        passwords = {
            ":'owner_password'": sql.Literal(self.folder.password(OWNER)),
            ":'app_password'": sql.Literal(self.folder.password(APP)),
        }
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            for statement in role_statements():
                for name, literal in passwords.items():
                    statement = statement.replace(name, literal.as_string(connection))
                with contextlib.suppress(
                    psycopg.errors.DuplicateObject, psycopg.errors.DuplicateDatabase
                ):
                    connection.execute(statement.encode())
            if self.throwaway:
                # Test databases are made and dropped by the owner.
                connection.execute(f"ALTER ROLE {OWNER} CREATEDB".encode())

    # --- Running --------------------------------------------------------------
    def _run(self) -> None:
        start = log.forget_old_log(self.folder.log)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder.socket()),
            "unix_socket_permissions": "0700",
            "log_min_messages": "warning",
            **(THROWAWAY if self.throwaway else LASTING),
        }
        options = [f"--{name}={value}" for name, value in settings.items()]
        with self.folder.log.open("ab") as out:
            self._process = subprocess.Popen(
                [*prefix(), str(self._bin / "postgres"), "-D", str(self.folder.data), *options],
                env=quiet_environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                # Or Ctrl-C in the terminal would stop the database before the application.
                start_new_session=True,
            )
        self._wait_until_ready(start)

    def _wait_until_ready(self, start: int) -> None:
        """Recovery after a crash takes as long as it takes: wait while it lives."""
        assert self._process is not None
        address = self.url(SUPERUSER, "postgres")
        while self._process.poll() is None:
            try:
                psycopg.connect(address, connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.02)
        words = log.last_words(self.folder.log, start)
        raise ServerRefusal(log.plain_sentence(words, self.folder.path))

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def watch(self, tell: Callable[[str], None]) -> threading.Thread:
        """Bring the server back when it fell, which a full disk makes it do.

        PostgreSQL stops when it cannot write its journal; what it had acknowledged is
        safe in there, and is read back as soon as there is room again.
        """
        thread = threading.Thread(target=self._watch, args=(tell,), daemon=True)
        thread.start()
        return thread

    def _watch(self, tell: Callable[[str], None]) -> None:
        fallen = False
        while not self._stopping.wait(BETWEEN_REVIVALS if fallen else 0.2):
            if self.alive:
                continue
            if not fallen:
                tell(_fell())
            fallen = not self._revive()
            if not fallen:
                tell(_back())

    def _revive(self) -> bool:
        if shutil.disk_usage(self.folder.path).free < ROOM_TO_REVIVE:
            return False
        try:
            self._run()
        except (ServerRefusal, OSError):
            return False
        return True

    def stop(self) -> None:
        """Fast shutdown: roll back what is open, keep what is committed, and wait."""
        self._stopping.set()
        with _deaf_to_signals():
            process, self._process = self._process, None
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGQUIT)
                    process.wait()
            self.folder.close()


def role_statements() -> list[str]:
    """The statements of roles.sql, without its comments."""
    text = (Path(__file__).parent / "roles.sql").read_text()
    code = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return [statement.strip() for statement in code.split(";") if statement.strip()]


def _reason(output: str) -> str:
    """The line of initdb that says why, not the ones that say what it was doing."""
    lines = [line for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if log.FATAL.search(line)] or lines
    return telling[-1].strip() if telling else ""


@contextlib.contextmanager
def _deaf_to_signals() -> Iterator[None]:
    """A second Ctrl-C must not cut the shutdown short."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    Handler = Callable[[int, FrameType | None], object] | int | None
    before: dict[signal.Signals, Handler] = {}
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        before[number] = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _fell() -> str:
    return say(
        "La base de données s’est arrêtée (disque plein ?). Ce qui était enregistré est gardé ; "
        "elle redémarre dès qu’il y a de la place.",
        "The database stopped (disk full?). What was saved is kept; "
        "it starts again as soon as there is room.",
    )


def _back() -> str:
    return say("La base de données est revenue.", "The database is back.")
