"""What this room holds about a person, found through the token that their key makes again."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.models import Person, PersonTeam, Twin
from entrepairs.people.registry import Holding, Kept, at_erasure, register
from entrepairs.voice.enums import More, Question
from entrepairs.voice.models import PaperSheet, Voice
from entrepairs.voice.tokens import chance, token_of


def register_all() -> None:
    register(
        Holding(
            "voice.Voice", gettext_lazy("My voice"), _given, rows_of=voices_of, alone=_answered
        ),
        Holding(
            "voice.PaperSheet", gettext_lazy("Sheets of four questions"), _sheet, rows_of=sheets_of
        ),
    )
    at_erasure(forget_respondent)


def tokens_of(person: Person) -> dict[Any, str]:
    """Team → token, for every team that ever knew the person."""
    teams = PersonTeam.objects.filter(person=person).values_list("team", flat=True)
    return {team: token_of(person.pk, team) for team in teams}


def voices_of(person: Person) -> models.QuerySet[Any]:
    return Voice.objects.of_respondents(list(tokens_of(person).values()))


def sheets_of(person: Person) -> models.QuerySet[Any]:
    return PaperSheet.objects.filter(respondent__in=list(tokens_of(person).values()))


def forget_respondent(person: Person, _twin: Twin) -> None:
    """Chance takes the place of the token: the counts stay, and lead to nobody."""
    for token in tokens_of(person).values():
        drawn = chance()
        Voice.objects.filter(respondent=token).update(respondent=drawn)
        PaperSheet.objects.filter(respondent=token).update(respondent=drawn)


def _given(row: Any) -> Kept:
    """What whoever prepares the copy reads: that a voice was given, not what it said."""
    return Kept(row.on, _("You answered the four questions about the service"))


def _answered(row: Any) -> Kept:
    """What the person reads when they open their copy by themself."""
    asked = [*Question, *More]
    said = [(word, getattr(row, f"get_{word.value}_display")()) for word in asked]
    text = " · ".join(f"{word.label} {answer}" for word, answer in said if answer)
    return Kept(row.on, _("You answered the four questions about the service"), text)


def _sheet(row: Any) -> Kept:
    return Kept(row.made_on, _("A sheet of four questions was printed for you"))
