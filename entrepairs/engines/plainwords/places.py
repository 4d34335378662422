"""A point on a map, and the address of somewhere."""

from __future__ import annotations

import re

_COORDINATES = (
    # 48.8584, 2.2945 – two numbers with four decimals or more, or three after a point
    re.compile(r"-?\b\d{1,3}[.,]\d{4,}\D{1,4}-?\d{1,3}[.,]\d{4,}"),
    re.compile(r"-?\b\d{1,2}\.\d{3,}\s?[,;]\s?-?\d{1,3}\.\d{3,}"),
    # 48°51'30"N, 48° 51.5: a second figure, and not a temperature
    re.compile(r"\d{1,3}\s*°\s*\d"),
    # open location code: 8FW4V75V+8Q
    re.compile(r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"),
    # links of map services, and the words of coordinates followed by a figure
    re.compile(r"\bgeo:\s?-?\d|\bmaps?\.\w|/maps|///\w+\.\w+\.\w+|w3w|what3words", re.IGNORECASE),
    re.compile(r"\b(?:gps|latitude|longitude|lat|lng?)\b\W{0,3}-?\d", re.IGNORECASE),
)
_WAYS = (
    "rue|avenue|boulevard|bd|impasse|allée|allee|chemin|quai|route|square|esplanade|faubourg|"
    "street|road|lane"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,4}}\s?(?:bis|ter|quater)?,?\s+(?:(?-i:[A-Z])\w+\s+){{0,2}}(?:{_WAYS})\b"
    r"|\b(?:0[1-9]|[1-8]\d|9[0-8])\s?\d{3}\s+(?-i:[A-ZÉÈÎÔ])[a-zéèîôç]{2,}",
    re.IGNORECASE,
)


def holds_coordinates(text: str) -> bool:
    return any(pattern.search(text) for pattern in _COORDINATES)


def holds_address(text: str) -> bool:
    """A number and a street, or a postal code and a town. Only ever a warning."""
    return _ADDRESS.search(text) is not None
