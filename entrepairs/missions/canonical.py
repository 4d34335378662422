"""The canonical text of a mission, its digest, and four words to recognise it by.

Canonicalisation, so that only what a reader can see changes the digest:

1. headings in a fixed order, each as ``# name`` on its own line (the names are codes,
   so the digest does not depend on the language of the interface);
2. Unicode NFC;
3. CRLF and CR become LF;
4. spaces at the end of lines, and empty lines at the beginning and end of a heading,
   are dropped;
5. UTF-8, then SHA-256 (FIPS 180-4), written in lower-case hexadecimal.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence

from entrepairs.missions.words import WORDS


def tidy(text: str) -> str:
    """One heading's text in canonical form; stable under repetition."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in lines.split("\n")).strip("\n")


def canonical(text: Mapping[str, str], headings: Sequence[str]) -> str:
    return "\n".join(f"# {heading}\n{tidy(text.get(heading, ''))}" for heading in headings)


def digest_of(text: Mapping[str, str], headings: Sequence[str]) -> str:
    return hashlib.sha256(canonical(text, headings).encode()).hexdigest()


def four_words(digest: str) -> list[str]:
    """The first 32 bits as four French words: to compare aloud, not to prove."""
    return [WORDS[byte] for byte in bytes.fromhex(digest[:8])]
