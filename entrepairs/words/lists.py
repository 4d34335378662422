"""What the pages of words show: lines in words, and how long answers take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.accounts.models import Member, Team
from entrepairs.people.models import Person, PersonTeam
from entrepairs.people.sealing import unlock
from entrepairs.words.enums import NOT_YET, Addressee, Named
from entrepairs.words.holdings import addressee
from entrepairs.words.models import CarriedWord

# No figure about fewer answers than this.
SMALLEST = 5
DONE_SHOWN = 20
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class WordLine:
    """One carried word, as one reader may see it. ``alias`` is empty when it is not theirs."""

    word: CarriedWord
    to: str
    alias: str
    knows: bool
    kind: str
    icon: str
    state: str
    outside: bool

    @property
    def url(self) -> str:
        return self.word.get_absolute_url()


def state_of(word: CarriedWord, *, knows: bool) -> tuple[str, str, str]:
    """Kind, icon, words: carried, answered, told."""
    if word.withdrawn_on is not None:
        return "calm", "undo-2", _("No longer carried")
    if word.answered_on is None:
        return "settle", "send", _("Carried, no answer yet")
    if word.told_on is None:
        if knows:
            return "call", "message-circle", _("Answer not told yet")
        return "well", "check", _("Answered")
    if word.answer_kind == NOT_YET:
        return "settle", "clock", _("Told: they asked for time")
    return "well", "check-check", _("Answered, and told to the person")


def word_line(word: CarriedWord, *, knows: bool) -> WordLine:
    """``word`` is unlocked, its ``to_team`` read; ``knows``: the person is of my teams."""
    kind, icon, said = state_of(word, knows=knows)
    named = word.named == Named.ALIAS and word.person_id is not None
    alias = word.person.alias if named or (knows and word.person_id) else ""
    outside = word.reach == Addressee.OUTSIDE
    return WordLine(word, addressee(word), alias, knows, kind, icon, said, outside)


READ_WITH = ("person", "to_team", "team", "collected_by", "answered_by", "told_by")


def lines(words: Any, known: set[Any]) -> list[WordLine]:
    """Three queries for any number of words. ``known``: the persons of my teams."""
    rows = unlock(words.select_related(*READ_WITH))
    return [word_line(row, knows=row.person_id in known) for row in rows]


def persons_known(member: Member, words: Any) -> set[Any]:
    found = Person.objects.visible_to(member).filter(pk__in=words.values("person"))
    return set(found.values_list("pk", flat=True))


def waiting_for_us(member: Member) -> set[Any]:
    """The words that my teams have to answer."""
    waiting = CarriedWord.objects.addressed_to(member).waiting()
    return set(waiting.values_list("pk", flat=True))


def usual_delay(words: Iterable[CarriedWord]) -> str:
    """One sentence with its number, or nothing under five answers."""
    days = [(w.answered_on - w.agreed_on).days for w in words if w.answered_on]
    if len(days) < SMALLEST:
        return ""
    half = int(median(days))
    return ngettext(
        "Over twelve months, %(number)s words were answered: half of them within %(days)s day.",
        "Over twelve months, %(number)s words were answered: half of them within %(days)s days.",
        half,
    ) % {"number": len(days), "days": half}


def answered_lately(member: Member, today: date) -> Any:
    """Answered for good, about people of my teams."""
    mine = CarriedWord.objects.carried_for(member).filter(agreed_on__gte=today - YEAR)
    done = mine.filter(answered_on__isnull=False).exclude(answer_kind=NOT_YET)
    return done.only("pk", "agreed_on", "answered_on")


# --- Who is met, by which of my teams, and whom one may carry to ------------------------
def teams_for(member: Member, person: Person) -> list[Team]:
    """My teams that know this person."""
    known = PersonTeam.objects.filter(person=person, until__isnull=True)
    return list(Team.objects.of(member).open().filter(pk__in=known.values("team")))


def teams_to_carry_to(member: Member) -> list[Team]:
    """Every open team of the organisation: its name only."""
    own = Team.objects.filter(organisation=member.organisation_id)
    return list(own.open().order_by("name", "id"))


def people_met(member: Member) -> Any:
    return Person.objects.visible_to(member).by_alias()
