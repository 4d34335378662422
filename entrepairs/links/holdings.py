"""What this room holds about a person, for their copy and for their erasure."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.enums import DataClass
from entrepairs.people.registry import Holding, Kept, register


def _link(row: Any) -> Kept:
    end = row.closed_on and {"day": date_format(row.closed_on, "j F Y")}
    words = [
        _("It ended on %(day)s") % end if end else _("It is open"),
        row.get_close_reason_display() if end else "",
        row.said,
        row.peer_part,
        row.colleague_part,
    ]
    text = " · ".join(str(word) for word in words if word)
    return Kept(row.opened_on, _title(row), text, row.opened_by)


def _title(row: Any) -> str:
    if row.peer_member is None:
        return _("A link with a peer opened")
    return _("A link with %(name)s opened") % {"name": row.peer_member.given_name}


def _wake(row: Any) -> Kept:
    return Kept(row.woke_on, _("Seen again after a silence; the link had stayed open"))


def _review(row: Any) -> Kept:
    text = " · ".join(words for words in (row.person_words, row.peer_words) if words)
    return Kept(row.reviewed_on, _("The review of the link, written together"), text)


def _proposal(row: Any) -> Kept:
    return Kept(row.proposed_on, _("A peer is being asked whether they would come"), row.said)


def _change(row: Any) -> Kept:
    return Kept(row.asked_on, _("You asked for another peer; no reason was asked"))


def _ask(row: Any) -> Kept:
    return Kept(row.asked_on, _("You asked to meet a peer"), row.hint, row.noted_by)


def _handover(row: Any) -> Kept:
    what = _("You were asked whether another peer may come: %(answer)s")
    return Kept(row.asked_on, what % {"answer": row.get_answer_display()})


def register_all() -> None:
    own, chosen = "links", DataClass.CHOSEN
    register(
        Holding(
            f"{own}.Link", gettext_lazy("Links with peers"), _link, data_class=chosen, stays=True,
            emptied={"opened_by": None, "colleague": None},
            related=("peer_member", "opened_by"),
        ),
        Holding(f"{own}.LinkWake", gettext_lazy("Seen again after a silence"), _wake, stays=True),
        Holding(f"{own}.LinkReview", gettext_lazy("Reviews of a link"), _review, stays=True),
        Holding(f"{own}.Proposal", gettext_lazy("A peer proposed"), _proposal),
        Holding(f"{own}.ChangeAsk", gettext_lazy("Another peer asked for"), _change, stays=True),
        Holding(
            f"{own}.PeerAsk", gettext_lazy("Requests to meet a peer"), _ask,
            data_class=DataClass.LOGISTICS, stays=True,
            emptied={"noted_by": None}, related=("noted_by",),
        ),
        Holding(
            f"{own}.Handover", gettext_lazy("When a peer leaves"), _handover, stays=True,
            emptied={"to_member": None},
        ),
    )  # fmt: skip
