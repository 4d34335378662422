from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from entrepairs.accounts.models import Team
from entrepairs.people.models import Person
from entrepairs.voice.enums import Way
from entrepairs.voice.models import Voice
from entrepairs.voice.tokens import chance, token_of
from tests.cast import Cast, inside

Gave = Callable[..., Voice]
# The last closed quarter of the cast, whose day is 16 November 2026.
CLOSED = date(2026, 8, 12)


@pytest.fixture
def gave(cast: Cast) -> Gave:
    """``gave(understood="no")``: somebody gave their voice in the last closed quarter."""

    def given(
        person: Person | None = None, team: Team | None = None, on: date = CLOSED, **answers: Any
    ) -> Voice:
        team = team or cast.team
        said = dict.fromkeys(("understood", "respected", "useful", "go_on"), "yes")
        with inside(team):
            token = token_of(person.pk, team.pk) if person else chance()
            values = {"respondent": token, "language": "fr", "way": Way.SCREEN} | said | answers
            return Voice.objects.create(
                organisation_id=team.organisation_id, team=team, on=on, **values
            )

    return given


@pytest.fixture
def key(cast: Cast) -> str:
    """A passphrase for everybody who meets people: they may take their screen back."""
    phrase = "une clef de papier bleu"
    for member in (cast.nadia, cast.karim, cast.helene, cast.lise):
        member.user.set_password(phrase)
        member.user.save(update_fields=["password"])
    return phrase
