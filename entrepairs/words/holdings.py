"""What this room holds about a person, for their copy and for their erasure."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.registry import Holding, Kept, register
from entrepairs.words.enums import AnswerKind, Understood


def addressee(row: Any) -> str:
    """To whom; the row is unlocked."""
    return str(row.to_team.name if row.to_team_id else row.to_named)


def _word(row: Any) -> Kept:
    what = _("To say to %(whom)s") % {"whom": addressee(row)}
    if row.withdrawn_on:
        what = _("%(what)s (taken back)") % {"what": what}
    text = f"« {row.text} »"
    if row.answered_on:
        kind = AnswerKind(row.answer_kind).label
        text += " " + _("Answer: %(kind)s. %(answer)s") % {"kind": kind, "answer": row.answer}
    return Kept(row.agreed_on, what, text, row.collected_by)


def _explanation(row: Any) -> Kept:
    what = _("What the team wants to explain")
    if row.understood:
        what = f"{what} ({Understood(row.understood).label})"
    return Kept(row.said_on, what, row.text, row.said_by)


def register_all() -> None:
    register(
        Holding(
            "words.CarriedWord",
            gettext_lazy("Words to carry"),
            _word,
            stays=True,
            related=("collected_by", "to_team"),
        ),
        Holding(
            "words.Explanation",
            gettext_lazy("Explained to me"),
            _explanation,
            stays=True,
            related=("said_by",),
        ),
    )
