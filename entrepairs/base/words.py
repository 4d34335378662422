"""Plain keys of names: lower case, without accents, one space."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """``"  Élise  D’Été"`` → ``"elise d'ete"``; stable under repetition."""
    flat = unicodedata.normalize(
        "NFKD", text.replace("’", "'").replace("œ", "oe").replace("Œ", "oe")
    )
    bare = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())
