"""Words as people type them, brought to one form; and cells that mean "nothing"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from entrepairs.engines.sheets.problem import Value

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "ʼ": "'"})
_BRACKETS = re.compile(r"\([^)]*\)?")
_MEDIAN = re.compile(r"[·•]\w+")
_OTHER = re.compile(r"[^a-z0-9%+?]+")
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}", re.IGNORECASE)
UNKNOWN = {"?", "??", "nsp", "ne sait pas", "nc", "inconnu", "non renseigne"}
NOTHING = {"", "-", "--", "–", "—", "/", "neant", "aucun", "aucune", "n/a"}


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Lower case, no accents, ligatures opened, spaces joined; punctuation stays."""
    folded = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(bare.lower().split())


@lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """The form in which two spellings of one word are the same: ``C.H.R.S.`` is chrs.

    What stands in brackets and after a median dot is dropped: ``salarié(e)``, ``Référent·e``.
    """
    bare = _MEDIAN.sub("", _BRACKETS.sub(" ", plain(text).replace("e(e)", "e")))
    bare = _ACRONYM.sub(lambda found: found.group().replace(".", "") + " ", bare)
    return " ".join(_OTHER.sub(" ", bare).split())


def name_key(*parts: str) -> str:
    """Names without case, accents, hyphens and double spaces; brackets kept."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain(" ".join(parts))).split())


def shown(value: Value) -> str:
    """A cell as a person would read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(value)


def text_of(value: Value) -> str:
    """The text of a cell, without outer and doubled spaces (hard ones included)."""
    return " ".join(shown(value).split())


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


_FORMULA_SIGNS = ("=", "@", "＝", "＠")
_PHONE = re.compile(r"\+\d[\d\s .()\-]{6,}")
_SIGNED = re.compile(r"[+\-−]\s?\d+([.,]\d+)?\s*%?")


def runs_as_formula(value: Value) -> bool:
    """True when a spreadsheet would run this text: = + - @, also after a tab or return.

    A phone number, a signed number and a lone dash are none.
    """
    if not isinstance(value, str):
        return False
    text = value.strip()
    if text.startswith(_FORMULA_SIGNS):
        return True
    if not text.startswith(("+", "-", "＋", "－")) or len(text) < 2 or key(text) == "":
        return False
    return not (_PHONE.fullmatch(text) or _SIGNED.fullmatch(text))
