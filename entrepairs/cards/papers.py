"""Papers that one hands over or pins up: what they say, language by language, and their PDF.

Nothing of what is typed for a paper is kept.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, field
from datetime import date, time
from functools import cache
from pathlib import Path

import typst
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

CODES = ("fr", "fr-facile", "en", "ar", "ps", "fa", "uk")
SAID = Path(__file__).parent / "papers_said"
PAPER = Path(__file__).parent / "paper"
# Scripts that the fonts inside the program can draw: the others are printed by the browser.
ON_PDF = ("fr", "fr-facile", "en", "uk")
# Languages whose days and months Django can name; elsewhere a day is written in figures.
NAMED_DAYS = ("fr", "en", "ar", "fa", "uk")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of a paper; ``draft``: nobody concerned has read it again yet."""

    code: str
    name: str
    tag: str
    direction: str
    draft: bool
    says: dict[str, str] = field(default_factory=dict)

    @property
    def has_pdf(self) -> bool:
        return self.code in ON_PDF

    def day(self, day: date) -> str:
        if self.tag not in NAMED_DAYS:
            return day.strftime("%d/%m/%Y")
        with translation.override(self.tag):
            return date_format(day, "l j F")

    def hour(self, hour: time) -> str:
        if self.tag not in NAMED_DAYS:
            return hour.strftime("%H:%M")
        with translation.override(self.tag):
            return time_format(hour, "H:i")


@cache
def tongue(code: str) -> Tongue:
    read = tomllib.loads((SAID / f"{code}.toml").read_text("utf-8"))
    return Tongue(code=code, **read)


def tongues() -> list[tuple[str, str]]:
    """Each language in its own name, for a choice; drafts say so in the reader's language."""
    draft = _("to be read again")
    return [
        (code, f"{tongue(code).name} ({draft})" if tongue(code).draft else tongue(code).name)
        for code in CODES
    ]


@dataclass(frozen=True, slots=True)
class Card:
    """A6, two sides: where, when, with whom, whom to ask for somebody else; room to write."""

    place: str = ""
    when: str = ""
    who: str = ""
    ask: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    want: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    step: str = ""
    helps: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """No person on it: a team, a place, hours."""

    team: str
    place: str = ""
    hours: str = ""


def card_pdf(card: Card, said: Tongue) -> bytes:
    return _pdf("card.typ", asdict(card), said, said.says["card"])


def poster_pdf(poster: Poster, said: Tongue) -> bytes:
    return _pdf("poster.typ", asdict(poster), said, said.says["poster"])


def _pdf(source: str, told: dict[str, object], said: Tongue, title: str) -> bytes:
    """PDF/UA-1: tagged, with its language and its title."""
    paper = {"tag": said.tag, "title": title, "says": said.says, "told": told}
    made = typst.compile(
        PAPER / source,
        root=PAPER,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
    )
    return bytes(made)
