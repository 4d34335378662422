"""What this room holds about a person: what they asked, and the codes they were given."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.cards.enums import Asked, Outcome
from entrepairs.people.registry import Holding, Kept, register


def _asked(row: Any) -> Kept:
    what = _("You asked: %s") % Asked(row.kind).label
    answer = f" {Outcome(row.outcome).label} {row.reason}".rstrip() if row.outcome else ""
    return Kept(row.asked_on, what, f"{row.words}{answer}", row.received_by)


def _code(row: Any) -> Kept:
    return Kept(row.made_at, _("A code on paper was made for you"), "", row.made_by)


def register_all() -> None:
    register(
        Holding(
            "cards.RightsRequest",
            gettext_lazy("What I asked"),
            _asked,
            stays=True,
            related=("received_by",),
        ),
        Holding("cards.AccessCode", gettext_lazy("Codes"), _code, related=("made_by",)),
    )
