"""Sixty sentences with the expected answer, and what a notice never does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.engines.plainwords import Kind, hindrances, is_danger, notices, notices_for
from entrepairs.engines.plainwords.notices import LONG

CORPUS = tomllib.loads(Path(__file__).with_name("corpus.toml").read_text("utf-8"))["sentence"]
LEXICON = {kind: by for kind, by in notices._lexicon().items() if kind in set(Kind)}


def test_the_corpus_has_sixty_sentences_and_twenty_that_are_fine() -> None:
    assert len(CORPUS) == 60
    assert sum("notices" not in sentence for sentence in CORPUS) >= 20
    assert {kind for each in CORPUS for kind in each.get("notices", ())} == set(Kind) - {
        Kind.TOO_LONG
    }


@pytest.mark.parametrize("sentence", CORPUS, ids=lambda sentence: sentence["text"][:40])
def test_each_sentence_gets_the_expected_answer(sentence: dict[str, Any]) -> None:
    found = notices_for(sentence["text"], own_words=sentence.get("own", False))
    assert [notice.kind for notice in found] == sentence.get("notices", [])


def test_the_words_noticed_are_those_that_were_typed() -> None:
    assert notices_for("Il n’est PAS très Motivé.")[0].words == "PAS très Motivé"
    assert (
        notices_for("Sa sœur dit : cœur brisé, sous neuroleptiques.")[0].words == "neuroleptiques"
    )


def test_a_long_text_is_noticed_and_one_of_280_signs_is_not() -> None:
    assert notices_for("a" * LONG) == ()
    assert [notice.kind for notice in notices_for("a" * (LONG + 1))] == [Kind.TOO_LONG]


@given(st.text(max_size=400))
def test_danger_is_never_held_up_whatever_stands_around_it(around: str) -> None:
    found = notices_for(f"{around} veut mourir {around}")
    assert is_danger(found)
    assert hindrances(found) == ()


@given(st.text(max_size=400))
def test_any_text_gets_an_answer_made_of_its_own_words(text: str) -> None:
    assert all(notice.words in text for notice in notices_for(text))


def test_an_open_quotation_mark_hides_nothing() -> None:
    assert [n.kind for n in notices_for("Il dit « je pars. Il est ingérable")] == [Kind.JUDGING]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_term_is_of_one_kind_and_written_once(language: str) -> None:
    terms = [term for by in LEXICON.values() for term in by[language]]
    assert sorted(set(terms)) == sorted(terms)


def test_each_term_of_the_lexicon_is_found_as_it_is_written() -> None:
    for kind, by in LEXICON.items():
        for term in (term for words in by.values() for term in words):
            text = re.sub(r"[*!]|_ ", "", term)
            assert kind in [notice.kind for notice in notices_for(text)], term


@pytest.mark.parametrize(
    "text",
    [
        "Parle arabe et un peu russe.",
        "Un interprète kurde vient jeudi.",
        "Speaks Arabic, a little French and Russian.",
        "Le dossier est en cours de traitement, dans l’enceinte de la gare.",
        "On a eu un fou rire ; le chien n’a pas de race.",
        "Une place au CHRS, 2 cours de français par semaine, le 3 mars place du marché.",
        "Une menace d’expulsion pèse sur le logement.",
        "Refait son passeport, pays en paix.",
    ],
)
def test_ordinary_sentences_are_left_in_peace(text: str) -> None:
    assert notices_for(text) == ()


def test_an_origin_beside_a_language_is_still_noticed() -> None:
    assert [n.kind for n in notices_for("Un Kurde qui parle arabe.")] == [Kind.ORIGIN]
