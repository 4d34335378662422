"""The four questions in seven languages; what is missing is said in French, and says so."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from entrepairs.base.emergency.words import Said
from entrepairs.voice.enums import Wording

FRENCH = "fr"
CODES = ("fr", "fr-facile", "en", "ar", "ps", "fa", "uk")
TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Language(Mapping[str, Said]):
    """One language: ``language("ar")["title"]``, in French and marked when it is missing."""

    code: str
    name: str
    tag: str
    direction: str
    draft: bool
    says: dict[str, str]

    def __getitem__(self, key: str) -> Said:
        if ours := self.says.get(key):
            return Said(ours)
        return Said(language(FRENCH).says[key], self.says.get("french", "fr"))

    def __iter__(self) -> Iterator[str]:
        return iter(language(FRENCH).says)

    def __len__(self) -> int:
        return len(language(FRENCH).says)

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
