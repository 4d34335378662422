"""The words one reads: complete in French, and never those of the file or the yield."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.house.tree import HOUSE, templates, text_files
from tools import messages

WITH_CASE = ("en", "au", "ce", "ces", "le", "les", "des", "tous")
NEVER = {
    "usager": r"\busag(?:er|ère)s?\b",
    "patient": r"\bpatient(?:e|s|es)?\b",
    # A person is not a case; "en cas de", "au cas où", "dans ce cas" are.
    "cas": "".join(rf"(?<!\b{word} )" for word in WITH_CASE) + r"\bcas\b",
    "suivi": r"\b(?:le|un|du|de|leur|son|notre|votre) suivis?\b|\bsuivi (?:de|du|des)\b|^suivi",
    "prise en charge": r"\bpris(?:e|es)? en charge\b",
    "observance": r"\bobservance\b",
    "performance": r"\bperformances?\b",
    "rendement": r"\brendements?\b",
    "profil": r"\bprofils?\b",
}
# The same, and what English says as easily.
NEVER_IN_ENGLISH = {
    "patient": r"\bpatients?\b",
    "case": r"(?<!\bin )(?<!\bany )\bcases?\b|caseload",
    "user": r"\bservice[ -]users?\b",
    "client": r"\bclients?\b",
    "beneficiary": r"\bbeneficiar",
    "follow-up": r"\bfollow-?ups?\b",
    "compliance": r"\b(?:non-?)?complian",
    "performance": r"\bperformances?\b",
    "profile": r"\bprofiles?\b",
}
Said = Mapping[str, list[str]]


def french() -> dict[str, list[str]]:
    """What the interface says in French, catalogue by catalogue."""
    said = {}
    for file in sorted(HOUSE.rglob("*.po")):
        with file.open("rb") as content:
            found = read_po(content, locale="fr")
        strings: list[str] = []
        for message in found:
            if message.id:
                both = message.string
                strings += [both] if isinstance(both, str) else list(both)
        said[file.relative_to(HOUSE).as_posix()] = strings
    return said


def english() -> dict[str, list[str]]:
    """The same sentences, as the source says them."""
    said = {}
    for file in sorted(HOUSE.rglob("*.po")):
        with file.open("rb") as content:
            found = [message.id for message in read_po(content, locale="fr") if message.id]
        both = [[each] if isinstance(each, str) else list(each) for each in found]
        said[file.relative_to(HOUSE).as_posix()] = [text for texts in both for text in texts]
    return said


def spoken_without_a_catalogue() -> dict[str, list[str]]:
    """Pages said in more languages than the catalogues hold: the words of the French ones."""
    return {
        file.relative_to(HOUSE).as_posix(): re.findall(r'"([^"]*)"', file.read_text("utf-8"))
        for file in sorted(HOUSE.rglob("fr*.toml"))
        if file.parent.name in {"words", "texts"}
    }


def never_said(said: Said, never: Mapping[str, str] = NEVER) -> list[str]:
    return [
        f"{name}: {word} in {text[:60]!r}"
        for name, texts in said.items()
        for text in texts
        for word, pattern in never.items()
        if re.search(pattern, text, re.I)
    ]


def test_no_word_of_the_red_list_is_said_in_french() -> None:
    assert sum(map(len, french().values())) > 300
    assert never_said(french()) == []


def test_no_word_of_the_red_list_is_written_in_a_page_or_on_a_paper() -> None:
    papers = text_files(HOUSE, ".typ")
    assert len(papers) > 0
    assert never_said({name: [text] for name, text in {**templates(), **papers}.items()}) == []


def test_no_word_of_the_red_list_is_said_in_english() -> None:
    assert never_said(english(), NEVER_IN_ENGLISH) == []
    assert len(never_said({"a.po": ["Three cases", "Her profile"]}, NEVER_IN_ENGLISH)) == 2
    assert never_said({"a.po": ["In case it rains", "in any case"]}, NEVER_IN_ENGLISH) == []


def test_no_word_of_the_red_list_is_said_where_there_are_seven_languages() -> None:
    spoken = spoken_without_a_catalogue()
    assert any(name.startswith("base/emergency/") for name in spoken)
    assert never_said(spoken) == []


def test_no_word_of_the_red_list_is_in_the_recommendation() -> None:
    packs = text_files(HOUSE / "framework" / "packs", ".toml")
    restated = {
        name: re.findall(r'^\w+_fr\s*=\s*"(.*)"', text, re.M) for name, text in packs.items()
    }
    assert never_said(restated) == []


@pytest.mark.parametrize(
    "text",
    ["Votre profil", "Les usagers", "Trois cas", "Le suivi de Paul", "Patient", "Prise en charge"],
)
def test_a_word_of_the_red_list_is_found(text: str) -> None:
    assert len(never_said({"a.po": [text]})) == 1


@pytest.mark.parametrize("text", ["En cas de désaccord", "Au cas où", "La page a suivi"])
def test_ordinary_uses_pass(text: str) -> None:
    assert never_said({"a.po": [text]}) == []


@pytest.mark.parametrize("room", messages.rooms())
def test_every_string_is_said_in_french(room: str) -> None:
    assert list(messages.problems_of(room, "fr")) == []


def test_one_string_is_one_sentence_in_the_whole_house() -> None:
    assert list(messages.clashes("fr")) == []


def test_a_string_without_french_is_found() -> None:
    template, catalog = Catalog(locale="fr"), Catalog(locale="fr")
    template.add("Sign"), template.add("Leave")
    catalog.add("Sign", "")
    assert list(messages.holes_of(template, catalog)) == [
        "not translated: 'Sign'",
        "missing: 'Leave'",
    ]
