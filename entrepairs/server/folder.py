"""The folder of an embedded server: its lock, its passwords, its socket, its room."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from entrepairs.server.language import say
from entrepairs.server.refusal import FolderInUse, ServerRefusal

LEAST_ROOM = 300 * 1024 * 1024  # bytes: a new cluster, its journal and a margin
LONGEST_SOCKET_FOLDER = 90  # bytes: the kernel allows 107, file name included
ROLES = ("postgres", "entrepairs_owner", "entrepairs_app")


class ServerFolder:
    """What lies beside the data. Every file in it is for its owner only."""

    def __init__(self, path: Path, version: int) -> None:
        self.path = path.absolute()
        self.data = self.path / f"pg{version}"
        self.half_made = self.path / f"pg{version}.part"
        self.log = self.path / "server.log"
        self._lock: int | None = None
        self._borrowed_socket: Path | None = None

    def open(self) -> None:
        """Make the folder if needed and hold its lock for life, or say why not."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            self.log.touch(mode=0o600)
            (self.path / "socket").mkdir(mode=0o700, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            self.close()
            raise ServerRefusal(
                say(
                    f"{self.path} n’est pas un dossier : choisissez-en un autre.",
                    f"{self.path} is not a folder: choose another one.",
                )
            ) from error
        except OSError as error:
            self.close()
            raise ServerRefusal(_cannot_write(self.path, error)) from error
        self._take_lock()

    def _take_lock(self) -> None:
        assert self._lock is not None
        try:
            # The kernel frees it even on kill -9, so it never lies.
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.close()
            raise FolderInUse(
                say(
                    f"Le dossier {self.path} sert déjà à une autre fenêtre d’Entrepairs : "
                    "arrêtez-la d’abord (Ctrl-C), ou choisissez un autre dossier.",
                    f"The folder {self.path} is in use by another run of Entrepairs: "
                    "stop it first (Ctrl-C), or choose another folder.",
                )
            ) from error

    def close(self) -> None:
        if self._borrowed_socket is not None:
            shutil.rmtree(self._borrowed_socket, ignore_errors=True)
            self._borrowed_socket = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def require_room(self) -> None:
        free = shutil.disk_usage(self.path).free
        if free >= LEAST_ROOM:
            return
        has, needs = free // 2**20, LEAST_ROOM // 2**20
        raise ServerRefusal(
            say(
                f"Il reste {has} Mo à côté de {self.path} et il en faut {needs} : "
                "libérez de la place, puis relancez.",
                f"{has} MB are left around {self.path} and {needs} are needed: "
                "make some room, then start again.",
            )
        )

    def socket(self) -> Path:
        """A folder for the socket, private, with a path the kernel accepts."""
        usual = self.path / "socket"
        if len(os.fsencode(usual)) <= LONGEST_SOCKET_FOLDER:
            return usual
        if self._borrowed_socket is None:
            self._borrowed_socket = Path(tempfile.mkdtemp(prefix="entrepairs-"))
        return self._borrowed_socket

    def password_file(self, role: str) -> Path:
        return self.path / f"{role}.password"

    def make_passwords(self) -> None:
        """Those that exist are kept: data of another version may live beside."""
        for role in ROLES:
            path = self.password_file(role)
            if path.exists() and path.stat().st_size:
                continue
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(file, "w") as out:
                out.write(secrets.token_urlsafe(32))

    def password(self, role: str) -> str:
        try:
            found = self.password_file(role).read_text().strip()
        except OSError:
            found = ""
        if found:
            return found
        raise ServerRefusal(
            say(
                f"Le mot de passe {self.password_file(role).name} manque dans {self.path} : "
                "remettez-le depuis une sauvegarde, ou repartez d’un dossier vide.",
                f"The password {self.password_file(role).name} is missing from {self.path}: "
                "put it back from a copy, or start from an empty folder.",
            )
        )


def _cannot_write(path: Path, error: OSError) -> str:
    return say(
        f"Impossible d’écrire dans {path} ({error.strerror}) : "
        "choisissez un dossier à vous avec ENTREPAIRS_HOME.",
        f"Cannot write in {path} ({error.strerror}): "
        "choose a folder of your own with ENTREPAIRS_HOME.",
    )
