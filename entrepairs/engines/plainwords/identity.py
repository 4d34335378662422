"""What looks like a civil identity. Only ever a warning: a nickname may look like one."""

from __future__ import annotations

import re

_TITLE = re.compile(r"^(m\.|mr|mme|mlle|monsieur|madame|mademoiselle)\s+\w", re.IGNORECASE)
_BIRTH = re.compile(
    r"\b\d{1,2}[/.\-]\d{1,2}[/.\-](\d{2}|\d{4})\b|\bnée?\s+(le|en)\b", re.IGNORECASE
)
_NAME = re.compile(r"^[^\W\d_]{2,}(?:['’\-][^\W\d_]+)*$")
_INSIDE = re.compile(
    r"\b(?:M\.|Mr|Mrs|Ms|Mme|Mlle|Monsieur|Madame|Mademoiselle)\s+(?:[A-Z]\.\s*)?[A-ZÉÈÀÇÎÔ][\w’'-]+"
    r"|\b(?:[Nn]ée?|[Bb]orn)\s+(?:le|en|on|in)\s+(?:the\s+)?(?:\w+\s+)?\d"
    r"|\b(?:s[’']appelle|se nomme|nom de famille|real name is|surname is)\s+(?:est\s+)?"
    r"[A-ZÉÈÀÇÎÔ]\w+"
)


def looks_like_civil_identity(text: str) -> bool:
    """An alias that is a first name and a family name, a title, a date of birth."""
    if _TITLE.search(text.strip()) or _BIRTH.search(text):
        return True
    words = text.split()
    return len(words) in (2, 3) and all(_NAME.match(word) and word[0].isupper() for word in words)


def names_somebody(text: str) -> bool:
    """A sentence that gives a title and a name, or a date of birth.

    Two capitals in a row are not enough in a sentence: « Secours Populaire ».
    """
    return _INSIDE.search(text) is not None
