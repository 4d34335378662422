"""Spellings of one alias, suggested together and never merged alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from entrepairs.engines.sheets.words import plain

_SMALL = {"le", "la", "les", "l", "au", "aux", "a", "de", "du", "des", "d", "un", "une"}
_TITLES = {"mme": "madame", "m": "monsieur", "mr": "monsieur", "mlle": "mademoiselle"}


def spellings(aliases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of two spellings or more that may be one alias."""
    groups: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for alias in set(aliases):
        if bones := skeleton(alias):
            groups[bones].add(alias)
    _join_abbreviations(groups)
    found = [tuple(sorted(group)) for group in groups.values() if len(group) > 1]
    return tuple(sorted(found))


def skeleton(alias: str) -> tuple[str, ...]:
    """The words that tell an alias from another: no article, titles in full."""
    words = re.sub(r"[^a-z0-9]+", " ", plain(alias)).split()
    if words and words[0] in _TITLES and len(words) > 1:
        words[0] = _TITLES[words[0]]
    return tuple(word for word in words if word not in _SMALL) or tuple(words)


def _join_abbreviations(groups: dict[tuple[str, ...], set[str]]) -> None:
    """ "B. grise" joins "Barbe grise" when it is the only alias it can stand for."""
    for short in [bones for bones in groups if any(len(word) == 1 for word in bones)]:
        whole = [bones for bones in groups if bones != short and _stands_for(short, bones)]
        if len(whole) == 1:
            groups[whole[0]] |= groups.pop(short)


def _stands_for(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return len(short) == len(whole) and all(
        one == other or (len(one) == 1 and other.startswith(one))
        for one, other in zip(short, whole, strict=True)
    )
