"""Tokens that count somebody without naming them, and the codes of paper sheets."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from entrepairs.people.sealing import blind

# No sign that looks like another one, no vowel that could make a word. An even number of
# them: the check sign needs it.
SIGNS = "346789CDFHJKMNPQRTVWXY"
CODE_LENGTH = 8


def token_of(person: UUID, team: UUID) -> str:
    """The token of this person in this team: 64 signs, unlike their token in another team."""
    return blind(person, f"voice:{team}").hex()


def chance() -> str:
    """The token of somebody without a page."""
    return secrets.token_hex(32)


def new_code() -> str:
    """Eight signs and one that checks them: about 35 bits."""
    code = "".join(secrets.choice(SIGNS) for _place in range(CODE_LENGTH))
    return code + check_sign(code)


def check_sign(code: str) -> str:
    """Finds any sign misread and nearly any two neighbours exchanged (a Luhn sum)."""
    total, factor = 0, 2
    for sign in reversed(code):
        addend = factor * SIGNS.index(sign)
        total += addend // len(SIGNS) + addend % len(SIGNS)
        factor = 3 - factor
    return SIGNS[-total % len(SIGNS)]


def read_code(typed: str) -> str | None:
    """The code as it was printed, or nothing when a sign cannot be right."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    good = len(code) == CODE_LENGTH + 1 and all(sign in SIGNS for sign in code)
    return code if good and check_sign(code[:-1]) == code[-1] else None


def digest_of(code: str) -> str:
    return hashlib.sha256(f"entrepairs voice {code}".encode()).hexdigest()


def spaced(code: str) -> str:
    """``ABC DEF GHJ``: three times three is copied without mistake."""
    return " ".join(code[place : place + 3] for place in range(0, len(code), 3))
