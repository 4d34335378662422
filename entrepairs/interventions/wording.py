"""What typed words must not carry: a place on a map, a civil identity, a NIR."""

from __future__ import annotations

import re

from entrepairs.engines.identifiers import is_nir

_COORDINATES = (
    # 48.8584, 2.2945 – two numbers with three decimals or more
    re.compile(r"-?\d{1,3}[.,]\d{3,}\D{1,4}-?\d{1,3}[.,]\d{3,}"),
    # 48°51'30"N, 48° 51.5
    re.compile(r"\d{1,3}\s*°\s*\d"),
    # open location code: 8FW4V75V+8Q
    re.compile(r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"),
    # links and words of map services
    re.compile(r"geo:|maps?\.|/maps|///\w+\.\w+\.\w+|w3w|what3words", re.IGNORECASE),
    re.compile(r"\b(gps|latitude|longitude)\b", re.IGNORECASE),
)
_DIGITS = re.compile(r"\d[\d\s .\-ABab]{12,}")
_TITLE = re.compile(r"^(m\.|mr|mme|mlle|monsieur|madame|mademoiselle)\s+\w", re.IGNORECASE)
_BIRTH = re.compile(
    r"\b\d{1,2}[/.\-]\d{1,2}[/.\-](\d{2}|\d{4})\b|\bnée?\s+(le|en)\b", re.IGNORECASE
)
_NAME = re.compile(r"^[^\W\d_]{2,}(?:['’\-][^\W\d_]+)*$")


def holds_coordinates(text: str) -> bool:
    return any(pattern.search(text) for pattern in _COORDINATES)


def holds_nir(text: str) -> bool:
    return is_nir(text) or any(is_nir(found) for found in _DIGITS.findall(text))


def looks_like_civil_identity(text: str) -> bool:
    """A first name and a family name, a title, a date of birth. Only ever a warning."""
    if _TITLE.search(text.strip()) or _BIRTH.search(text):
        return True
    words = text.split()
    return len(words) in (2, 3) and all(_NAME.match(word) and word[0].isupper() for word in words)
