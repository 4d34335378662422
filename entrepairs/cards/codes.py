"""Codes written on paper: 5 letters that find the row, 13 that open it (65 random bits)."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

# Crockford's base 32: no I, L, O, U; what is misread is read as what was meant.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("ILO", "110")
HANDLE, SECRET = 5, 13


def draw() -> tuple[str, str]:
    """A handle and a secret."""
    letters = [secrets.choice(LETTERS) for _ in range(HANDLE + SECRET)]
    return "".join(letters[:HANDLE]), "".join(letters[HANDLE:])


def shown(handle: str, secret: str) -> str:
    """``K7QF2 9XWZT 4MBCD 8E``: in groups of five, as it is copied."""
    whole = handle + secret
    return " ".join(whole[at : at + 5] for at in range(0, len(whole), 5))


def read(typed: str) -> tuple[str, str] | None:
    """Handle and secret of what somebody typed, or ``None``."""
    letters = re.sub(r"[\s\-.]+", "", typed.upper()).translate(_MEANT)
    if len(letters) != HANDLE + SECRET or set(letters) - set(LETTERS):
        return None
    return letters[:HANDLE], letters[HANDLE:]


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def same(secret: str, kept: str) -> bool:
    return hmac.compare_digest(digest(secret), kept)
