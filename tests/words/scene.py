"""Short ways to carry a word and to answer it, for the tests of this room."""

from __future__ import annotations

from typing import Any

from entrepairs.accounts.models import Member
from entrepairs.people.models import Person
from entrepairs.words.enums import AnswerKind
from entrepairs.words.models import CarriedWord, Explanation
from entrepairs.words.services import answer_word, carry_word, want_explained
from tests.cast import Cast, inside

SAID = "Les bains ferment avant que j’arrive."


def a_word(cast: Cast, person: Person, **fields: Any) -> CarriedWord:
    """Unsaved: to the other team of the house, unless said otherwise."""
    texts = {name: fields.pop(name, "") for name in ("text", "to_named")}
    defaults: dict[str, Any] = {"team": cast.team, "agreed": "spoken", "named": "no_name"}
    if not texts["to_named"]:
        defaults["to_team"] = cast.other_team
    word = CarriedWord(person=person, **{**defaults, **fields})
    word.text, word.to_named = texts["text"] or SAID, texts["to_named"]
    return word


def carried(
    cast: Cast, person: Person | None = None, by: Member | None = None, **fields: Any
) -> CarriedWord:
    by = by or cast.nadia
    word = a_word(cast, person or cast.person(), **fields)
    with inside(by):
        return carry_word(actor=by, word=word, agreed=True, now=cast.now)


def answered(
    cast: Cast, word: CarriedWord, by: Member | None = None, kind: str = "yes"
) -> CarriedWord:
    by = by or cast.lise
    with inside(by):
        return answer_word(
            actor=by,
            word=word,
            kind=AnswerKind(kind),
            text="Oui, le jeudi jusqu’à 20 h.",
            now=cast.now,
        )


def to_explain(
    cast: Cast, person: Person, text: str = "Une adresse pour le courrier."
) -> Explanation:
    made = Explanation(person=person, team=cast.team)
    made.text = text
    with inside(cast.karim):
        return want_explained(actor=cast.karim, explanation=made, now=cast.now)
