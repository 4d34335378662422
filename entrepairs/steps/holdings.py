"""What this room holds about a person, for their copy and for their erasure."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.enums import DataClass
from entrepairs.people.registry import Holding, Kept, register
from entrepairs.steps.enums import class_of


def _step(row: Any) -> Kept:
    said = [row.label, row.get_chosen_by_display()]
    if row.door_reason:
        said.append(row.get_door_reason_display())
    if row.with_member_id:
        said.append(_("accompanied by a member of the team"))
    if row.next_at:
        when = date_format(localtime(row.next_at), "DATETIME_FORMAT")
        said.append(_("next: %(when)s %(place)s") % {"when": when, "place": row.next_place})
    elif row.next_place:
        said.append(row.next_place)
    if row.removed_on:
        said.append(_("taken off the page"))
    what = f"{row.get_family_display()} : {row.get_kind_display()}"
    text = ", ".join(map(str, filter(None, said)))
    return Kept(row.asked_on, what, text, row.recorded_by, class_of(row.family))


def _change(row: Any) -> Kept:
    undone = f" ({_('undone')})" if row.undone_on else ""
    what = f"{row.get_state_display()}{undone}"
    return Kept(row.at, what, "", row.by, class_of(row.step.family))


def _meeting(row: Any) -> Kept:
    """Without how it was felt: nobody of the team reads that."""
    return _held(row, [row.service, row.outcome])


def _meeting_alone(row: Any) -> Kept:
    said = [row.service, row.outcome]
    if row.person_feeling:
        said.append(_("you said: %s") % row.get_person_feeling_display())
    if row.professional_feeling:
        said.append(_("the professional said: %s") % row.get_professional_feeling_display())
    return _held(row, said)


def _held(row: Any, said: list[str]) -> Kept:
    text = ", ".join(filter(None, said))
    return Kept(row.on, _("Meeting of three"), text, row.recorded_by, class_of(row.family))


def _orientation(row: Any) -> Kept:
    place = row.service.name if row.service else row.words
    said = [place, row.get_choice_display(), row.get_outcome_display()]
    if row.going_at:
        said.append(date_format(localtime(row.going_at), "DATETIME_FORMAT"))
    text = ", ".join(map(str, filter(None, said)))
    what = _("A service proposed to you")
    return Kept(row.proposed_on, what, text, row.proposed_by, class_of(row.family))


def register_all() -> None:
    register(
        Holding(
            "steps.Step", gettext_lazy("Steps"), _step, data_class=DataClass.SOCIAL, stays=True,
            emptied={"next_at": None, "with_member": None}, related=("recorded_by",),
        ),
        Holding(
            "steps.StepChange", gettext_lazy("Where a step stood"), _change,
            data_class=DataClass.SOCIAL, stays=True, related=("by", "step"),
        ),
        Holding(
            "steps.ThreeWay", gettext_lazy("Meetings of three"), _meeting,
            data_class=DataClass.SOCIAL, stays=True, related=("recorded_by",),
            alone=_meeting_alone,
        ),
        Holding(
            "steps.Orientation", gettext_lazy("Services proposed"), _orientation,
            data_class=DataClass.SOCIAL, stays=True,
            emptied={"going_at": None, "with_member": None},
            related=("proposed_by", "service"),
        ),
    )  # fmt: skip
