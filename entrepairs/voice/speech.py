"""The four questions in seven languages; what is missing is said in French, and says so."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from entrepairs.base.emergency.words import Said
from entrepairs.voice.enums import Wording

FRENCH = "fr"
CODES = ("fr", "fr-facile", "en", "ar", "ps", "fa", "uk")
TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Language:
    """One language. What it says of a page is ``language("ar").speak()``."""

    code: str
    name: str
    tag: str
    direction: str
    draft: bool
    says: dict[str, str]

    def speak(self) -> dict[str, Said]:
        """Every string of the questions; in French, and marked, when it is missing."""
        borrowed = self.says.get("french", "fr")
        return {
            key: Said(ours) if (ours := self.says.get(key)) else Said(french, borrowed)
            for key, french in language(FRENCH).says.items()
        }

    @property
    def wording(self) -> Wording:
        return Wording.EASY if self.code == "fr-facile" else Wording.STANDARD


@cache
def language(code: str) -> Language:
    content = tomllib.loads((TEXTS / f"{code}.toml").read_text("utf-8"))
    return Language(code=code, **content)


def languages() -> list[Language]:
    return [language(code) for code in CODES]


def chosen(code: str | None, otherwise: str = FRENCH) -> Language:
    """The language asked for, or the other one when it is none of ours."""
    return language(code if code in CODES else otherwise)
