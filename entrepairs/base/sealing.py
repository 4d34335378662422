"""Texts that only a key opens: AES-256-GCM, bound to the place they lie in.

A sealed text is ``version (1 byte) · nonce (12) · ciphertext and tag``. The place (table,
column, row, organisation) is authenticated with it: moved elsewhere, it no longer opens.
"""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY = 32  # bytes
_VERSION = b"\x01"
_NONCE = 12


class CannotOpen(ValueError):
    """The key, the place or the bytes are not those of the sealing."""


def new_key() -> bytes:
    return os.urandom(KEY)


def seal(key: bytes, text: bytes, place: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, text, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """The text. Raises ``CannotOpen``."""
    if sealed[:1] != _VERSION:
        raise CannotOpen("unknown version")
    nonce, hidden = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, hidden, place.encode())
    except InvalidTag as error:
        raise CannotOpen(place) from error


# --- The root: outside the database -------------------------------------------
@dataclass(frozen=True, slots=True)
class Root:
    """One line of the file of root keys: its name, the key, the day it was drawn."""

    name: str
    key: bytes
    since: date | None

    def line(self) -> str:
        since = f" {self.since.isoformat()}" if self.since else ""
        return f"{self.name} {base64.b64encode(self.key).decode()}{since}\n"


def root_name() -> str:
    """The root key that seals what is sealed now."""
    return next(reversed(_roots()))


def root(name: str) -> bytes:
    """Raises ``CannotOpen`` when this root key is not in the file."""
    try:
        return _roots()[name]
    except KeyError as error:
        raise CannotOpen(f"the root key {name} is missing") from error


def roots_in(path: Path) -> list[Root]:
    """What the file holds, the newest last."""
    lines = (line.split() for line in path.read_text().splitlines() if line.strip())
    return [
        Root(name, base64.b64decode(key), date.fromisoformat(since[0]) if since else None)
        for name, key, *since in lines
    ]


def add_root(path: Path, today: date | None = None) -> str:
    """Draw one more root key at the end of the file, which is made if needed."""
    key = new_key()
    drawn = Root(hashlib.sha256(key).hexdigest()[:12], key, today)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(file, "w") as out:
        out.write(drawn.line())
        out.flush()
        os.fsync(out.fileno())
    return drawn.name


def keep_roots(path: Path, kept: list[Root]) -> None:
    """Write the file again with these only: aside, then renamed."""
    aside = path.with_name(f"{path.name}.part")
    aside.unlink(missing_ok=True)
    file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w") as out:
        out.writelines(root.line() for root in kept)
        out.flush()
        os.fsync(out.fileno())
    aside.rename(path)


def _roots() -> dict[str, bytes]:
    """Name → key, the newest last; read again when the file changed (a rotation)."""
    path = str(settings.ROOT_KEY_FILE)
    if not path:
        if settings.PRODUCTION:
            raise ImproperlyConfigured("ROOT_KEY_FILE is missing: `entrepairs doctor` says more")
        return {"development": hashlib.sha256(settings.SECRET_KEY.encode()).digest()}
    try:
        found = os.stat(path)
    except OSError as error:
        raise ImproperlyConfigured(f"ROOT_KEY_FILE: {path}, {error.strerror}") from error
    return _read_roots(path, (found.st_ino, found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=2)
def _read_roots(path: str, stamp: tuple[int, int, int]) -> dict[str, bytes]:
    return {root.name: root.key for root in roots_in(Path(path))}
