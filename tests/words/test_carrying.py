"""A word is carried with an agreement, answered by whom it was said to, and told back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from entrepairs.accounts.models import Member
from entrepairs.people.erasure import erase_person
from entrepairs.people.models import Person, Wish
from entrepairs.people.refusals import IdentityNumber, StoppedByWish
from entrepairs.people.registry import kept_about
from entrepairs.people.sealing import unlock
from entrepairs.words import refusals
from entrepairs.words.enums import AnswerKind, Understood
from entrepairs.words.models import CarriedWord, Explanation, RefusedCarry
from entrepairs.words.services import (
    answer_word,
    carry_word,
    drop_explanation,
    explained,
    note_refused_carry,
    restore_word,
    tell_answer,
    withdraw_word,
)
from tests.cast import Cast, acts_on, inside
from tests.words.scene import SAID, a_word, answered, carried, to_explain

pytestmark = pytest.mark.django_db


def seen_by(cast: Cast, word: CarriedWord) -> set[str]:
    seen = set()
    for member in cast.everybody:
        with inside(member):
            if CarriedWord.objects.visible_to(member).filter(pk=word.pk).exists():
                seen.add(member.given_name)
    return seen


def tell(cast: Cast, word: CarriedWord, by: Member | None = None) -> CarriedWord:
    with inside(by or cast.nadia):
        return tell_answer(actor=by or cast.nadia, word=word, how="spoken", now=cast.now)  # type: ignore[arg-type]


# --- Carrying ------------------------------------------------------------------------
def test_the_text_is_sealed_and_opens_for_those_who_carry_it(cast: Cast) -> None:
    word = carried(cast)
    with inside(cast.nadia):
        stored = CarriedWord.objects.get(pk=word.pk)
        assert b"bains" not in bytes(stored.text_sealed)
        assert unlock([stored])[0].text == SAID
    assert acts_on(word) == ["add"]


@pytest.mark.parametrize("agreed, how", [(False, "spoken"), (True, "")])
def test_without_agreement_nothing_is_carried(cast: Cast, agreed: bool, how: str) -> None:
    word = a_word(cast, cast.person(), agreed=how)
    with inside(cast.nadia), pytest.raises(refusals.NotAgreed):
        carry_word(actor=cast.nadia, word=word, agreed=agreed, now=cast.now)
    with inside(cast.nadia):
        assert not CarriedWord.objects.exists()


def test_there_is_one_recipient(cast: Cast) -> None:
    person = cast.person()
    both = a_word(cast, person, to_team=cast.other_team, to_named="Les Bains du Port")
    neither = a_word(cast, person, to_team=None)
    for word in (both, neither):
        with inside(cast.nadia), pytest.raises(refusals.NoRecipient):
            carry_word(actor=cast.nadia, word=word, agreed=True, now=cast.now)


@pytest.mark.parametrize(
    "text, refusal",
    [
        ("   ", refusals.NothingSaid),
        ("a" * 281, refusals.TooLong),
        ("Mon numéro : 2 69 05 49 588 157 80", IdentityNumber),
    ],
)
def test_words_that_are_not_kept(cast: Cast, text: str, refusal: type[Exception]) -> None:
    word = a_word(cast, cast.person(), text=text)
    with inside(cast.nadia), pytest.raises(refusal):
        carry_word(actor=cast.nadia, word=word, agreed=True, now=cast.now)


def test_a_wish_stops_it_and_taking_the_wish_back_opens_it(cast: Cast) -> None:
    person = cast.person()
    wish = cast.wished(person, "not_want", "no_transmission")
    with inside(cast.nadia):
        word = a_word(cast, person)
        with pytest.raises(StoppedByWish):
            carry_word(actor=cast.nadia, word=word, agreed=True, now=cast.now)
        assert not CarriedWord.objects.exists()
        Wish.objects.filter(pk=wish.pk).update(ended_on=cast.today)
        carry_word(actor=cast.nadia, word=a_word(cast, person), agreed=True, now=cast.now)


def test_carrying_and_telling_are_contacts(cast: Cast) -> None:
    person = cast.person()
    with inside(cast.nadia):
        Person.objects.update(last_contact_on=cast.today - timedelta(days=400))
    word = answered(cast, carried(cast, person))
    with inside(cast.nadia):
        assert Person.objects.get().last_contact_on == cast.today
        Person.objects.update(last_contact_on=cast.today - timedelta(days=400))
        tell_answer(actor=cast.nadia, word=word, how="spoken", now=cast.now)  # type: ignore[arg-type]
        assert Person.objects.get().last_contact_on == cast.today


def test_a_refusal_to_have_it_carried_leaves_a_number(cast: Cast) -> None:
    with inside(cast.nadia):
        row = note_refused_carry(actor=cast.nadia, team=cast.team, now=cast.now)
        fields = {field.name for field in RefusedCarry._meta.concrete_fields}
    assert fields == {"id", "organisation", "team", "on"}
    assert acts_on(row) == ["add"]


# --- Who sees it -----------------------------------------------------------------------
def test_the_teams_of_the_person_and_the_team_it_was_carried_to_see_it(cast: Cast) -> None:
    assert seen_by(cast, carried(cast)) == {"Nadia", "Karim", "Hélène", "Lise"}


def test_what_goes_outside_is_seen_by_the_persons_teams_only(cast: Cast) -> None:
    assert seen_by(cast, carried(cast, to_named="Les Bains")) == {"Nadia", "Karim", "Hélène"}


def test_taken_back_it_leaves_the_other_team_at_once(cast: Cast) -> None:
    word = carried(cast)
    with inside(cast.nadia):
        withdraw_word(actor=cast.nadia, word=word, now=cast.now)
    assert seen_by(cast, word) == {"Nadia", "Karim", "Hélène"}
    with inside(cast.nadia):
        restore_word(actor=cast.nadia, word=word, now=cast.now)
    assert "Lise" in seen_by(cast, word)


def test_a_later_wish_takes_it_out_of_the_other_teams_hands(cast: Cast) -> None:
    person = cast.person()
    word = carried(cast, person)
    cast.wished(person, "not_want", "no_transmission")
    assert seen_by(cast, word) == {"Nadia", "Karim", "Hélène"}


def test_on_another_day_the_person_is_asked_again(cast: Cast) -> None:
    word = carried(cast)
    with inside(cast.nadia):
        withdraw_word(actor=cast.nadia, word=word, now=cast.now)
        with pytest.raises(refusals.TooLateToUndo):
            restore_word(actor=cast.nadia, word=word, now=cast.now + timedelta(days=1))


# --- The answer --------------------------------------------------------------------------
def test_the_team_it_was_carried_to_answers(cast: Cast) -> None:
    word = answered(cast, carried(cast))
    assert (word.answer_kind, word.answered_by, word.waits) == ("yes", cast.lise, False)


@pytest.mark.parametrize("who", ["nadia", "helene", "marc", "ada", "driss"])
def test_nobody_else_answers_in_its_place(cast: Cast, who: str) -> None:
    word = carried(cast)
    with pytest.raises(refusals.NotTheirs):
        answered(cast, word, by=getattr(cast, who))


def test_an_answer_from_outside_is_typed_in_by_those_who_carried_it(cast: Cast) -> None:
    word = carried(cast, to_named="Les Bains du Port")
    with pytest.raises(refusals.NotTheirs):
        answered(cast, word, by=cast.lise)
    assert answered(cast, word, by=cast.karim).answered_by == cast.karim


@pytest.mark.parametrize("days", [-1, 1])
def test_an_outside_answer_has_a_possible_day(cast: Cast, days: int) -> None:
    word = carried(cast, to_named="Les Bains du Port")
    with inside(cast.nadia), pytest.raises(refusals.NotOnThisDay):
        answer_word(
            actor=cast.nadia,
            word=word,
            kind=AnswerKind.NO,
            text="Non.",
            now=cast.now,
            on=cast.today + timedelta(days=days),
        )


def test_an_answer_is_given_once(cast: Cast) -> None:
    word = answered(cast, carried(cast))
    with pytest.raises(refusals.AlreadyAnswered):
        answered(cast, word)


def test_asking_for_time_leaves_the_word_waiting(cast: Cast) -> None:
    word = tell(cast, answered(cast, carried(cast), kind="needs_time"))
    assert word.waits and word.told_on
    word = answered(cast, word)
    assert not word.waits
    assert word.told_on is None, "the new answer is told in its turn"


def test_what_was_taken_back_is_neither_answered_nor_told(cast: Cast) -> None:
    word = carried(cast)
    with inside(cast.nadia):
        withdraw_word(actor=cast.nadia, word=word, now=cast.now)
    with pytest.raises(refusals.TakenBack):
        answered(cast, word)
    with pytest.raises(refusals.TakenBack):
        tell(cast, word)


def test_nothing_is_told_before_it_is_answered_nor_twice(cast: Cast) -> None:
    word = carried(cast)
    with pytest.raises(refusals.NotAnswered):
        tell(cast, word)
    tell(cast, answered(cast, word))
    with pytest.raises(refusals.AlreadyTold):
        tell(cast, word)


# --- The other way round --------------------------------------------------------------------
def test_what_was_explained_is_told_once_and_says_whether_it_was_clear(cast: Cast) -> None:
    made = to_explain(cast, cast.person())
    with inside(cast.nadia):
        explained(actor=cast.nadia, explanation=made, understood=Understood.A_BIT, now=cast.now)
        with pytest.raises(refusals.AlreadyTold):
            explained(actor=cast.nadia, explanation=made, understood=Understood.YES, now=cast.now)
    assert (made.understood, made.told_on) == ("a_bit", cast.today)


def test_what_is_dropped_is_not_explained(cast: Cast) -> None:
    made = to_explain(cast, cast.person())
    with inside(cast.karim):
        drop_explanation(actor=cast.karim, explanation=made, now=cast.now)
        with pytest.raises(refusals.AlreadyTold):
            explained(actor=cast.karim, explanation=made, understood=Understood.YES, now=cast.now)


# --- What is kept, what remains -----------------------------------------------------------------
def test_the_copy_holds_the_word_its_answer_and_what_was_explained(cast: Cast) -> None:
    person = cast.person()
    answered(cast, carried(cast, person))
    to_explain(cast, person)
    with inside(cast.nadia):
        texts = [line.text for section in kept_about(person) for line in section.lines]
    assert any(SAID in text and "20 h" in text for text in texts)
    assert "Une adresse pour le courrier." in texts


def test_erasure_leaves_counts_and_no_word(cast: Cast) -> None:
    person = cast.person()
    word = answered(cast, carried(cast, person))
    made = to_explain(cast, person)
    with inside(cast.nadia):
        twin = erase_person(actor=cast.nadia, person=person, purpose="asked", now=cast.now)
        left = unlock([CarriedWord.objects.get(pk=word.pk)])[0]
        assert (left.person_id, left.twin_id, left.text, left.answer) == (None, twin.pk, "", "")
        kept = Explanation.objects.get(pk=made.pk)
        assert (kept.twin_id, bytes(kept.text_sealed)) == (twin.pk, b"")
    assert seen_by(cast, word) == set()
