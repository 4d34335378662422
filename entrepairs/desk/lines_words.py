"""Words carried that wait for an answer, and answers that wait to be told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entrepairs.desk.line import CALL, CALM, MANY, Ask, Line
from entrepairs.words.access import may_open_words
from entrepairs.words.models import CarriedWord

PATIENCE = timedelta(days=7)


def everything(ask: Ask) -> Iterator[Line]:
    """Three queries. No text is opened here: the page of each word does."""
    if not may_open_words(ask.member):
        return
    yield from answers_to_tell(ask)
    yield from words_that_wait(ask)


def answers_to_tell(ask: Ask) -> Iterator[Line]:
    """At once, for whoever meets the person."""
    mine = CarriedWord.objects.carried_for(ask.member).to_tell()
    for word in mine.select_related("person", "to_team").order_by("answered_on", "id")[:MANY]:
        yield Line(
            CALL,
            _("An answer to tell %(alias)s") % {"alias": word.person.alias},
            _("It came on %(day)s.") % {"day": date_format(word.answered_on, "l j F")},
            word.get_absolute_url(),
            _("Read it and tell it"),
        )


def words_that_wait(ask: Ask) -> Iterator[Line]:
    """After a week, for the team that owes the answer and for whoever carried the word."""
    limit = ask.today - PATIENCE
    owed = CarriedWord.objects.addressed_to(ask.member).with_heard().quiet_since(limit)
    for word in owed.select_related("team").oldest_first()[:MANY]:
        yield _owed(word)
    mine = CarriedWord.objects.carried_for(ask.member).filter(collected_by=ask.member)
    late = mine.with_heard().quiet_since(limit)
    for word in late.select_related("to_team").oldest_first()[:MANY]:
        yield _unanswered(word)


def _owed(word: CarriedWord) -> Line:
    names = {"team": word.team.name, "day": date_format(word.agreed_on, "l j F")}
    return Line(
        CALL,
        _("A word carried to your team waits for an answer"),
        _("By %(team)s, on %(day)s. Somebody hopes to hear back.") % names,
        word.get_absolute_url(),
        _("Answer"),
    )


def _unanswered(word: CarriedWord) -> Line:
    day = date_format(word.agreed_on, "l j F")
    return Line(
        CALM,
        _("The word you carried on %(day)s has no answer yet") % {"day": day},
        _("A call is often enough.")
        if word.to_team_id is None
        else _("It waits on the page of the day of %(team)s too.") % {"team": word.to_team.name},
        word.get_absolute_url(),
        _("See it"),
    )
