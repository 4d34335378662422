"""French or English for what is said on a terminal, before Django is there."""

from __future__ import annotations

import os


def language() -> str:
    """``fr`` or ``en``: ENTREPAIRS_LANGUAGE, else the locale, else French."""
    chosen = os.environ.get("ENTREPAIRS_LANGUAGE", "").lower()[:2]
    if chosen in {"fr", "en"}:
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = os.environ.get(name, "")
        if locale:
            return "fr" if locale.lower().startswith("fr") else "en"
    return "fr"


def say(french: str, english: str) -> str:
    return french if language() == "fr" else english
