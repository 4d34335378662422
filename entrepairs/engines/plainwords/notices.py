"""Gentle words about a text: what the writer may want to say otherwise, or not at all.

Whole words, without accents or capitals, French and English. What is between quotation
marks is somebody's own word: it is never called a judgement. Danger is not a warning; it
calls for a number to ring, and whoever writes of it must not be held up.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path

from entrepairs.engines.plainwords.identity import names_somebody
from entrepairs.engines.plainwords.numbers import holds_telephone
from entrepairs.engines.plainwords.places import holds_address

LONG = 280
_LEXICON = Path(__file__).with_name("lexicon.toml")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "ʼ": "'"})
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]")
_ENDINGS = "(?:e|s|es|x|ne|nes|le|les)?"


class Kind(StrEnum):
    DANGER = "danger"
    JUDGING = "judging"
    MEDICAL = "medical"
    ORIGIN = "origin"
    IDENTITY = "identity"
    PLACE = "place"
    TELEPHONE = "telephone"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Notice:
    """What was noticed, and the words as the writer typed them (empty when it is the whole)."""

    kind: Kind
    words: str = ""


def notices_for(text: str, *, own_words: bool = False) -> tuple[Notice, ...]:
    """At most one notice of each kind, in the order of ``Kind``.

    ``own_words``: the text is what the person said, so nothing in it is a judgement.
    """
    found = [notice for kind in _patterns() if (notice := _said(kind, text, own_words))]
    holds = (
        (Kind.IDENTITY, names_somebody(text)),
        (Kind.PLACE, holds_address(text)),
        (Kind.TELEPHONE, holds_telephone(text)),
        (Kind.TOO_LONG, len(text) > LONG),
    )
    return (*found, *(Notice(kind) for kind, held in holds if held))


def is_danger(notices: Iterable[Notice]) -> bool:
    return any(notice.kind is Kind.DANGER for notice in notices)


def hindrances(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """What is worth a second look before keeping; nothing at all when danger is spoken of."""
    seen = tuple(notices)
    return () if is_danger(seen) else seen


def _said(kind: Kind, text: str, own_words: bool) -> Notice | None:
    if kind is Kind.JUDGING:
        if own_words:
            return None
        text = _QUOTED.sub(lambda quoted: "·" * len(quoted.group()), text)
    folded, places = _folded(text)
    if kind is Kind.ORIGIN:
        folded = _languages().sub(lambda spoken: "·" * len(spoken.group()), folded)
    found = _patterns()[kind].search(folded)
    if not found:
        return None
    return Notice(kind, text[places[found.start()] : places[found.end() - 1] + 1])


def _folded(text: str) -> tuple[str, list[int]]:
    """Lower case without accents, and where each of its letters stands in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKD", sign.translate(_LIGATURES)):
            if not unicodedata.combining(letter):
                low = letter.lower()
                letters.append(low)
                places.extend([place] * len(low))
    return "".join(letters), places


@cache
def _patterns() -> dict[Kind, re.Pattern[str]]:
    return {
        kind: re.compile("|".join(map(_as_pattern, chain.from_iterable(_lexicon()[kind].values()))))
        for kind in Kind
        if kind in _lexicon()
    }


@cache
def _languages() -> re.Pattern[str]:
    """A language somebody speaks: "parle un peu arabe, russe et kurde"."""
    after, between, names = (
        "|".join(_folded(word)[0] for word in _lexicon()["languages"][key])
        for key in ("after", "between", "names")
    )
    return re.compile(rf"\b(?:{after})(?:[\s,:]+(?:{between}))*(?:[\s,']+(?:{names}|{between})\b)+")


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_LEXICON.read_text("utf-8"))


def _as_pattern(term: str) -> str:
    """A term of the lexicon as a pattern; the marks are explained at its head."""
    words = enumerate(_folded(term)[0].split())
    return r"(?<!\w)" + "".join(_word(word, place) for place, word in words) + r"(?!\w)"


def _word(word: str, place: int) -> str:
    if word == "_":
        return r"(?:[\s'-]+\w+)?"
    gap = r"[\s'-]+" if place else ""
    if word.endswith("*"):
        return gap + re.escape(word[:-1]) + r"\w*"
    if word.endswith("!") or len(word) < 4:
        return gap + re.escape(word.removesuffix("!"))
    return gap + re.escape(word) + _ENDINGS
