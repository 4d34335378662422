"""Texts that only a key opens: AES-256-GCM, bound to the place they lie in.

A sealed text is ``version (1 byte) · nonce (12) · ciphertext and tag``. The place (table,
column, row, organisation) is authenticated with it: moved elsewhere, it no longer opens.
"""

from __future__ import annotations

import base64
import hashlib
import os
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
def root_name() -> str:
    """The root key that seals what is sealed now."""
    return next(reversed(_roots(str(settings.ROOT_KEY_FILE))))


def root(name: str) -> bytes:
    """Raises ``CannotOpen`` when this root key is not in the file."""
    try:
        return _roots(str(settings.ROOT_KEY_FILE))[name]
    except KeyError as error:
        raise CannotOpen(f"the root key {name} is missing") from error


def add_root(path: Path) -> str:
    """Draw one more root key at the end of the file, which is made if needed."""
    key = new_key()
    name = hashlib.sha256(key).hexdigest()[:12]
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(file, "w") as out:
        out.write(f"{name} {base64.b64encode(key).decode()}\n")
        out.flush()
        os.fsync(out.fileno())
    _roots.cache_clear()
    return name


@lru_cache(maxsize=4)
def _roots(path: str) -> dict[str, bytes]:
    """Name → key, the newest last."""
    if not path:
        if settings.PRODUCTION:
            raise ImproperlyConfigured("ROOT_KEY_FILE is missing: `entrepairs doctor` says more")
        return {"development": hashlib.sha256(settings.SECRET_KEY.encode()).digest()}
    lines = (line.split() for line in Path(path).read_text().splitlines() if line.strip())
    return {name: base64.b64decode(key) for name, key in lines}
