"""What this room holds about a person, for their copy and for their erasure."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.query import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people import enums
from entrepairs.people.enums import DataClass
from entrepairs.people.models import PersonTie
from entrepairs.people.registry import Holding, Kept, excuse, register


def _wish(row: Any) -> Kept:
    return Kept(row.said_on, wish_word(row), row.text, row.said_to)


def wish_word(row: Any) -> str:
    """ "I do not want: no health step", in the reader's language."""
    kinds = {
        enums.WishKind.WANT: enums.Want,
        enums.WishKind.NOT_WANT: enums.NotWant,
        enums.WishKind.PREFERENCE: enums.Preference,
        enums.WishKind.GOAL: enums.Want,
    }
    kind = enums.WishKind(row.kind).label
    codes = kinds.get(row.kind)
    if not row.code or codes is None:
        return str(kind)
    return f"{kind} : {codes(row.code).label}"


def _goal_said(row: Any) -> Kept:
    return Kept(row.said_on, str(enums.Where(row.place).label), "", row.said_to)


def _agreement(row: Any) -> Kept:
    classes = ", ".join(str(DataClass(code).label) for code in row.classes)
    text = _("%(what)s, until %(until)s") % {"what": classes, "until": date_format(row.until)}
    return Kept(row.given_on, str(enums.Reach(row.reach).label), text, row.collected_by)


def _stopped(row: Any) -> Kept:
    return Kept(row.on, _("Your wish stopped: %s") % enums.Gate(row.gate).label)


def _rescue(row: Any) -> Kept:
    return Kept(
        row.decided_at, _("A duty to rescue went past your wish"), row.reason, row.decided_by
    )


def _hold(row: Any) -> Kept:
    return Kept(row.since, _("Erasure is on hold by law"), row.reason, row.held_by)


def _team(row: Any) -> Kept:
    return Kept(row.since, _("Known by the team %s") % row.team.name)


def _tie(row: Any) -> Kept:
    return Kept(row.tied_on, _("Said to be the same person as another page"), "", row.tied_by)


def _ties(person: Any) -> QuerySet[Any, Any]:
    return PersonTie.objects.filter(Q(one=person) | Q(other=person))


def register_all() -> None:
    own = "people"
    register(
        Holding(f"{own}.PersonTeam", gettext_lazy("Teams"), _team, related=("team",)),
        Holding(
            f"{own}.Wish", gettext_lazy("Wishes"), _wish, stays=True, related=("said_to",)
        ),
        Holding(
            f"{own}.GoalSaid", gettext_lazy("Where I am"), _goal_said, stays=True,
            related=("said_to",),
        ),
        Holding(
            f"{own}.Agreement", gettext_lazy("Agreements"), _agreement, stays=True,
            emptied={"to_member": None}, related=("collected_by",),
        ),
        Holding(f"{own}.StoppedAct", gettext_lazy("What a wish stopped"), _stopped, stays=True),
        Holding(
            f"{own}.Rescue", gettext_lazy("Duties to rescue"), _rescue,
            data_class=DataClass.SAFETY, stays=True, related=("decided_by",),
        ),
        Holding(f"{own}.Hold", gettext_lazy("Legal holds"), _hold, related=("held_by",)),
        Holding(f"{own}.PersonTie", gettext_lazy("Same person"), _tie, path="one", rows_of=_ties),
    )  # fmt: skip
    excuse("people.PersonKey", "the key itself: it opens the texts and says nothing")
