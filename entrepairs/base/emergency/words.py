"""What the emergency page says, language by language; what is missing is said in French."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from entrepairs.base.emergency.numbers import HERE

FRENCH = "fr"
CODES = ("fr", "fr-facile", "en", "ar", "ps", "fa", "uk")


@dataclass(frozen=True, slots=True)
class Said:
    """A string of the page, as markup. Borrowed from French, it says so, to eye and ear."""

    text: str
    borrowed: str = ""

    def __str__(self) -> SafeString:
        if not self.borrowed:
            return format_html("{}", self.text)
        return format_html(
            '<span class="borrowed"><span lang="fr" dir="ltr">{}</span> <small>({})</small></span>',
            self.text,
            self.borrowed,
        )


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    tag: str
    direction: str
    draft: bool
    page: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, list[str]] = field(default_factory=dict)

    def says(self, key: str) -> Said:
        return self._or_french(self.page.get(key), language(FRENCH).page[key])

    def of_number(self, number: str) -> tuple[Said, Said]:
        """The name of a number, and when to ring it."""
        ours, french = self.numbers.get(number, ["", ""]), language(FRENCH).numbers[number]
        return self._or_french(ours[0], french[0]), self._or_french(ours[1], french[1])

    def _or_french(self, ours: str | None, french: str) -> Said:
        if ours:
            return Said(ours)
        return Said(french, self.page.get("french", "fr"))


@cache
def language(code: str) -> Language:
    content = tomllib.loads((HERE / "words" / f"{code}.toml").read_text("utf-8"))
    return Language(code=code, **content)


def all_languages() -> list[Language]:
    return [language(code) for code in CODES]
