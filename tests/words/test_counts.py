"""What the board is told of words: numbers that survive erasure, in a few queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entrepairs.people.erasure import erase_person
from entrepairs.words.counts import WordCounts, word_counts
from entrepairs.words.enums import PaperKind
from entrepairs.words.models import CarriedWord
from entrepairs.words.services import note_printed, note_refused_carry, tell_answer
from tests.cast import Cast, inside
from tests.words.scene import answered, carried, to_explain

pytestmark = pytest.mark.django_db


def counted(cast: Cast) -> WordCounts:
    with inside(cast.marc):
        first = cast.today - timedelta(days=30)
        return word_counts([cast.team, cast.other_team], first, cast.today)


def test_what_was_carried_answered_and_told(cast: Cast) -> None:
    person = cast.person()
    one = answered(cast, carried(cast, person))
    answered(cast, carried(cast, person), kind="needs_time")
    carried(cast, cast.person(alias="Casquette"))
    to_explain(cast, person)
    with inside(cast.nadia):
        tell_answer(actor=cast.nadia, word=one, how="spoken", now=cast.now)  # type: ignore[arg-type]
        CarriedWord.objects.filter(pk=one.pk).update(agreed_on=cast.today - timedelta(days=4))
        note_refused_carry(actor=cast.nadia, team=cast.team, now=cast.now)
        note_printed(
            actor=cast.nadia, team=cast.team, kind=PaperKind.PROJECT, language="fr", now=cast.now
        )
    found = counted(cast)
    assert (found.carried, found.agreed, found.people) == (3, 3, 2)
    assert (found.answered, found.told, found.median_days) == (1, 1, 4)
    assert (found.refused, found.explanations, found.explained) == (1, 1, 0)
    assert found.papers == {"card": 0, "project": 1, "poster": 0}


def test_the_numbers_are_the_same_after_an_erasure(cast: Cast) -> None:
    person = cast.person()
    answered(cast, carried(cast, person))
    before = counted(cast)
    with inside(cast.nadia):
        erase_person(actor=cast.nadia, person=person, purpose="asked", now=cast.now)
    assert counted(cast) == before


def test_the_count_costs_the_same_for_many(cast: Cast) -> None:
    person = cast.person()
    carried(cast, person)
    with CaptureQueriesContext(connection) as one:
        counted(cast)
    for _each in range(5):
        carried(cast, person)
    with CaptureQueriesContext(connection) as many:
        counted(cast)
    assert len(many) == len(one)
