"""Which aliases are asked about, and which are let pass."""

from __future__ import annotations

import pytest

from entrepairs.base.words import plain
from entrepairs.people.drawn import WORDS, draw_alias
from entrepairs.people.lookalike import alike, look_alikes, sound_of

LIKE = [
    ("Barbe grise", "barbe grise"),
    ("Barbe grise", "Barbegrise"),
    ("Barbe grise", "Barbegris"),
    ("Barbe grise", "Barbe-grise"),
    ("Barbe grise", "Grise Barbe"),
    ("Barbe grise", "La Barbe grise"),
    ("Barbe grise", "Barbe frise"),
    ("Philippe", "Filip"),
    ("Philippe", "Phillipe"),
    ("Josette", "Jozette"),
    ("José", "Jose"),
    ("Éléonore", "Eleonore"),
    ("François", "Francois"),
    ("Garçon", "Garsson"),
    ("Jacques", "Jack"),
    ("Nico", "Nikko"),
    ("Kader", "Cader"),
    ("Quentin", "Kentin"),
    ("Yves", "Ives"),
    ("Cyril", "Siril"),
    ("Zoubir", "Soubir"),
    ("Moustafa", "Mustapha"),
    ("Youssef", "Yusef"),
    ("Mohamed", "Mohammed"),
    ("Mohamed", "Mohamad"),
    ("Thierry", "Tierri"),
    ("Bonnet bleu", "Bonet bleux"),
    ("Chapeau vert", "Chapo vert"),
    ("Le Grand Sam", "Grand Sam"),
    ("Marie-Jo", "Jo Marie"),
    ("Colibri 27", "Colibri"),
    ("Colibri 27", "colibris 27"),
    ("Mésange", "Mezange"),
    ("Tournesol", "Tournesole"),
    ("Lanterne", "Lantrene"),
    ("Étoile", "Ettoile"),
    ("Gérard", "Jérard"),
    ("Loulou", "Loulous"),
]
UNLIKE = [
    ("Barbe grise", "Barbe rousse"),
    ("Barbe grise", "Bonnet gris"),
    ("Barbe grise", "Barbara"),
    ("Barbe grise", "Grise mine"),
    ("Colibri 27", "Colibri 28"),
    ("Colibri 27", "Mésange 27"),
    ("27", "28"),
    ("27", "Colibri"),
    ("Sam", "Tam"),
    ("Sam", "Sami"),
    ("Léo", "Léa"),
    ("Max", "Marc"),
    ("Ali", "Alain"),
    ("Nadia", "Nadège"),
    ("Karim", "Karima B"),
    ("Bonnet bleu", "Bonnet rouge"),
    ("Chapeau vert", "Chapeau noir"),
    ("Marie", "Mario"),
    ("Paul", "Paulette"),
    ("Yann", "Ivan"),
    ("Hirondelle", "Libellule"),
    ("Moineau", "Martinet"),
    ("Capitaine", "Caporal"),
    ("Grand Sam", "Petit Sam"),
    ("Le Poète", "Le Peintre"),
    ("Tournesol", "Parasol"),
    ("Lune", "Lucien"),
    ("Olivier", "Olive"),
    ("Rose", "Rosa"),
    ("Ahmed", "Amadou"),
    ("Fatou", "Fatima"),
    ("Ibra", "Abra"),
    ("Zed", "Zoé"),
    ("Dimitri", "Dominique"),
    ("Abricot", "Tricot"),
]


@pytest.mark.parametrize(("one", "other"), LIKE)
def test_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert look_alikes(other, [one], str) == [one]


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


@pytest.mark.parametrize(
    ("word", "heard"),
    [("Philippe", "filip"), ("Quentin", "kantin"), ("Petit", "peti"), ("Petite", "petit")],
)
def test_what_a_french_ear_hears(word: str, heard: str) -> None:
    assert sound_of(word) == heard


def test_other_scripts_are_compared_as_they_are() -> None:
    assert alike("محمد", "محمد")
    assert not alike("محمد", "أحمد")


def test_signs_alone_are_like_nothing() -> None:
    assert not alike("…", "!!")


def test_those_alike_are_given_back() -> None:
    aliases = ["Barbe grise", "Colibri 27", "Barb grise"]
    assert look_alikes("barbe gris", aliases, str) == ["Barbe grise", "Barb grise"]


def test_a_drawn_word_is_free_and_short() -> None:
    assert len({plain(word) for word in WORDS}) == len(WORDS)
    taken = {plain(f"{word} {number}") for word in WORDS[1:] for number in range(10, 100)}
    for _time in range(20):
        drawn = draw_alias()
        assert len(drawn) <= 40
    assert draw_alias(taken).split()[-1].isdigit()
