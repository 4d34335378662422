"""Rows as one reads them: opened, in words, and only those of the classes one may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Member
from entrepairs.base.clock import day_of
from entrepairs.links.rights import Rights
from entrepairs.people.enums import DataClass
from entrepairs.people.models import Person
from entrepairs.people.sealing import unlock
from entrepairs.steps.enums import BEHIND, UNDER_WAY, ChosenBy, State
from entrepairs.steps.models import Orientation, Step, ThreeWay

# State → kind of chip, icon.
LOOK = {
    State.ASKED: ("calm", "clock"),
    State.ACCOMPANIED: ("well", "footprints"),
    State.FIRST_CONTACT: ("well", "check"),
    State.CONTACT_AGAIN: ("well", "check-check"),
    State.DONE: ("well", "check-check"),
    State.REFUSED: ("calm", "pause"),
    State.LOST: ("settle", "circle-question-mark"),
    State.STOPPED: ("calm", "pause"),
    State.CLOSED_DOOR: ("settle", "lock"),
}
CHOICE_LOOK = {
    "": ("settle", "circle-question-mark"),
    "wants": ("well", "footprints"),
    "not_now": ("calm", "pause"),
    "no": ("calm", "hand"),
}
OUTCOME_LOOK = {
    "reached": ("well", "check-check"),
    "not_reached": ("settle", "undo-2"),
    "closed_door": ("settle", "lock"),
    "unknown": ("calm", "circle-question-mark"),
}


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of a list: what, under it, and where it stands."""

    id: UUID
    url: str
    title: str
    under: str
    kind: str
    icon: str
    word: str
    behind: bool = False


def steps_of(person: Person, rights: Rights) -> list[Step]:
    """Those one may read, opened; the latest first. Three queries."""
    rows = Step.objects.about(person).kept().open_to(rights)
    return unlock(rows.select_related("with_member").newest_first())


def orientations_of(person: Person, rights: Rights) -> list[Orientation]:
    rows = Orientation.objects.about(person).kept().open_to(rights)
    found = rows.select_related("service", "with_member").order_by("-proposed_on", "id")
    return unlock(found.defer("service__words", "service__plain_words"))


def meetings_of(person: Person, rights: Rights) -> list[ThreeWay]:
    rows = ThreeWay.objects.about(person).kept().open_to(rights)
    return unlock(rows.select_related("peer_member").order_by("-on", "id"))


def some_closed(rights: Rights) -> bool:
    """Whether to say that steps may be missing: said whether or not there are any."""
    return not (rights.may(DataClass.SOCIAL) and rights.may(DataClass.HEALTH))


# --- Words -------------------------------------------------------------------------
def when(moment: datetime) -> str:
    """ "Thursday 19 November, 9:00" in the reader's language."""
    there = localtime(moment)
    return _("%(day)s, %(hour)s") % {
        "day": date_format(there, "l j F"),
        "hour": date_format(there, "TIME_FORMAT"),
    }


def title_of(step: Step) -> str:
    return step.label or capfirst(str(step.get_kind_display()))


def place_of(orientation: Orientation) -> str:
    return orientation.service.name if orientation.service else orientation.words


def is_planned(step: Step, today: date) -> bool:
    ahead = step.next_at is not None and day_of(step.next_at) >= today
    return ahead and step.state in UNDER_WAY


def state_of(step: Step, today: date) -> tuple[str, str, str]:
    if is_planned(step, today):
        return "well", "calendar-days", _("Appointment made")
    kind, icon = LOOK[State(step.state)]
    return kind, icon, str(step.get_state_display())


def _chosen(step: Step) -> str:
    return {
        ChosenBy.PERSON: _("At their own request."),
        ChosenBy.TOGETHER: _("Decided together."),
        ChosenBy.TEAM: _("Proposed by the team."),
    }[ChosenBy(step.chosen_by)]


def _under(step: Step, today: date) -> str:
    parts = [_chosen(step)]
    if step.state == State.CLOSED_DOOR:
        parts = [_("The service said no: %s.") % step.get_door_reason_display()]
    elif step.next_at and is_planned(step, today):
        parts.append(
            _("%(when)s, %(place)s.") % {"when": capfirst(when(step.next_at)), "place": place}
            if (place := step.next_place)
            else f"{capfirst(when(step.next_at))}."
        )
    if step.with_member and step.state in UNDER_WAY:
        parts.append(_("%(name)s goes along.") % {"name": step.with_member.given_name})
    return " ".join(parts)


def step_line(step: Step, today: date) -> RowLine:
    kind, icon, word = state_of(step, today)
    behind = step.state in BEHIND
    url = step.get_absolute_url()
    return RowLine(step.pk, url, title_of(step), _under(step, today), kind, icon, word, behind)


def orientation_line(row: Orientation) -> RowLine:
    if row.outcome:
        (kind, icon), word = OUTCOME_LOOK[row.outcome], row.get_outcome_display()
    else:
        kind, icon = CHOICE_LOOK[row.choice]
        word = row.get_choice_display() if row.choice else _("waits for their choice")
    parts = [_("Proposed on %s.") % date_format(row.proposed_on, "j F")]
    if row.going_at and not row.outcome:
        parts.append(f"{capfirst(when(row.going_at))}.")
    if row.with_member and not row.outcome:
        parts.append(_("%(name)s goes along.") % {"name": row.with_member.given_name})
    if row.door_reason:
        parts.append(_("The service said no: %s.") % row.get_door_reason_display())
    behind = bool(row.outcome) or row.choice == "no"
    url, title = row.get_absolute_url(), place_of(row)
    return RowLine(row.pk, url, title, " ".join(parts), kind, icon, capfirst(str(word)), behind)


def meeting_line(row: ThreeWay, today: date) -> RowLine:
    ahead = row.on >= today
    under = _("On %(day)s, with %(name)s. Wished by the person.") % {
        "day": date_format(row.on, "j F"),
        "name": row.peer_member.given_name,
    }
    kind, icon = ("well", "calendar-days") if ahead else ("calm", "check")
    word = _("Planned") if ahead else _("Held")
    url, title = row.get_absolute_url(), row.service
    return RowLine(row.pk, url, title, under, kind, icon, word, not ahead)


def people_to_go_along(team: Any, today: date) -> list[Member]:
    """Those of the team, by name."""
    found = Member.objects.in_team(team).active(today)
    return list(found.order_by("name_key", "id"))


def split(lines: Iterable[RowLine]) -> tuple[list[RowLine], list[RowLine]]:
    """Those under way, those behind."""
    lines = list(lines)
    return [each for each in lines if not each.behind], [each for each in lines if each.behind]
