"""What the four questions say, in seven languages."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import pytest
from django.utils.html import strip_tags

from entrepairs.voice.enums import Answer, Degree, More, Question
from entrepairs.voice.speech import CODES, FRENCH, TEXTS, chosen, language, languages
from tests.house.test_words import never_said

RIGHT_TO_LEFT = {"ar", "ps", "fa"}
WORDS = re.compile(r"[\w’'-]+")
MOST_WORDS = 15


@pytest.mark.parametrize("code", CODES)
def test_every_key_is_said_or_marked_as_french(code: str) -> None:
    spoken = language(code)
    for key, said in spoken.speak().items():
        assert said.text
        assert bool(said.borrowed) == (key not in spoken.says)


def test_nothing_is_missing_today_and_nothing_is_said_that_nobody_asks() -> None:
    french = set(language(FRENCH).says)
    for each in languages():
        assert set(each.says) == french, each.code
    asked = {*Question.values, *More.values, *Answer.values, *Degree.values}
    assert asked <= french


def test_a_missing_string_is_in_french_and_says_so_to_eye_and_ear() -> None:
    pashto = language("ps")
    holed = replace(pashto, says={key: pashto.says[key] for key in ("title", "french")})
    said = str(holed.speak()["thanks"])
    assert '<span lang="fr" dir="ltr">Merci</span>' in said
    assert pashto.says["french"] in strip_tags(said)


def test_only_french_and_english_are_final() -> None:
    assert {each.code for each in languages() if not each.draft} == {"fr", "en"}


def test_directions_and_tags_are_those_of_the_languages() -> None:
    assert {each.code for each in languages() if each.direction == "rtl"} == RIGHT_TO_LEFT
    assert {each.tag for each in languages()} == {"fr", "en", "ar", "ps", "fa", "uk"}


def test_a_language_nobody_has_is_answered_in_the_one_chosen_before() -> None:
    assert chosen("tlh", "ar").code == "ar"
    assert chosen("../../etc", "fr").code == "fr"


@pytest.mark.parametrize("code", ["fr-facile", "fr", "en"])
def test_sentences_are_short(code: str) -> None:
    for key, text in language(code).says.items():
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(WORDS.findall(sentence)) <= MOST_WORDS, (key, sentence)


def test_easy_french_has_short_words_and_no_hard_one() -> None:
    for key, text in language("fr-facile").says.items():
        if key != "draft":
            assert max(map(len, WORDS.findall(text))) <= 12, key


def test_no_word_of_the_red_list_is_said() -> None:
    texts = {each.code: list(each.says.values()) for each in languages() if each.tag == "fr"}
    assert never_said(texts) == []


def test_each_file_is_read_as_it_is_written() -> None:
    assert {file.stem for file in TEXTS.glob("*.toml")} == set(CODES)
    for file in TEXTS.glob("*.toml"):
        assert set(tomllib.loads(file.read_text("utf-8"))) == {
            "name", "tag", "direction", "draft", "says",
        }  # fmt: skip
