"""What people want said and what teams explain, in each place: things of the walls' world."""

from __future__ import annotations

from typing import Any

from entrepairs.words.enums import AnswerKind
from entrepairs.words.models import CarriedWord, Explanation, Jargon
from entrepairs.words.services import (
    add_jargon,
    answer_word,
    carry_word,
    remove_jargon,
    want_explained,
    withdraw_word,
)


class Said:
    """Mixed into ``Place``: every text carries the place's own word."""

    word: Any
    made: Any
    team: Any
    peer_member: Any
    world: Any

    def _carry(self, text: str) -> CarriedWord:
        carried = CarriedWord(person=self.made("person"), team=self.team, agreed="spoken")
        carried.text, carried.to_named = self.word(text), self.word("carriedto")
        return carry_word(actor=self.peer_member, word=carried, agreed=True, now=self.world.now)

    def _carried(self) -> CarriedWord:
        return self._carry("carried")

    def _answered(self) -> CarriedWord:
        return answer_word(
            actor=self.peer_member,
            word=self._carry("carried"),
            kind=AnswerKind.PARTLY,
            text=self.word("answer"),
            now=self.world.now,
        )

    def _taken_back(self) -> CarriedWord:
        word = self._carry("takenback")
        return withdraw_word(actor=self.peer_member, word=word, now=self.world.now)

    def _explanation(self) -> Explanation:
        made = Explanation(person=self.made("person"), team=self.team)
        made.text = self.word("explained")
        return want_explained(actor=self.peer_member, explanation=made, now=self.world.now)

    def _jargon(self) -> Jargon:
        return self._plain("jargon")

    def _plain(self, kind: str) -> Jargon:
        jargon = Jargon(term=self.word(kind), meaning="Une adresse pour le courrier.")
        return add_jargon(actor=self.peer_member, jargon=jargon, now=self.world.now)

    def _removed_jargon(self) -> Jargon:
        jargon = self._plain("removedjargon")
        return remove_jargon(actor=self.peer_member, jargon=jargon, now=self.world.now)
