"""Who: anonymous or alias, crews, and names that look like a civil identity."""

from __future__ import annotations

import re
from functools import lru_cache

from entrepairs.engines.sheets.outcome import NOTHING, Outcome, ask, clean
from entrepairs.engines.sheets.words import plain

ANONYMOUS = {
    "",
    "?",
    "??",
    "vu",
    "vue",
    "x",
    "anonyme",
    "anon",
    "inconnu",
    "inconnue",
    "-",
    "nr",
    "nsp",
}
COORDINATES = re.compile(r"-?\d{1,3}[.,]\d{2,}\s*[,;/ ]\s*-?\d{1,3}[.,]\d{2,}")
_BIRTH = re.compile(r"\bnee?\(?e?\)? le\b|\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)?\d{2}")
_CREW = re.compile(r"\s*(?:\+|/|,|;|&|\bet\b|\bavec\b|\n)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@lru_cache(maxsize=8_192)
def read_person(text: str) -> Outcome:
    """An alias, or an anonymous encounter (no value); a civil identity is asked about."""
    word = plain(text).strip(" .!")
    if word in ANONYMOUS:
        return NOTHING
    if _BIRTH.search(word):
        return ask("civil_identity")
    return clean(" ".join(text.split()))


@lru_cache(maxsize=8_192)
def read_crew(text: str) -> Outcome:
    """Names of those who went, in the order written."""
    bare = _BRACKETS.sub("", text)
    names = tuple(name.strip() for name in _CREW.split(bare) if plain(name) not in {"", "?", "-"})
    return clean(names) if names else ask("no_crew")


@lru_cache(maxsize=8_192)
def read_place(text: str) -> Outcome:
    """A place in words; coordinates are never kept."""
    if COORDINATES.search(text):
        return ask("coordinates")
    return clean(" ".join(text.split()))
