"""What every page of this room begins with: the person, the row, what one may read of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from entrepairs.accounts.models import Member, Team
from entrepairs.base.http import MemberRequest
from entrepairs.base.refusals import Refusal
from entrepairs.links.rights import Rights, rights_of
from entrepairs.people import lists as people_lists
from entrepairs.people.models import Person
from entrepairs.people.refusals import NoWish, StoppedByWish, UnderAge
from entrepairs.people.sealing import unlock
from entrepairs.people.views.finding import find_person, stopped
from entrepairs.steps.access import may_note
from entrepairs.steps.models import Orientation, Step, ThreeWay

__all__ = [
    "find_meeting",
    "find_orientation",
    "find_person",
    "find_step",
    "refused",
    "rights_for",
    "team_mates",
    "teams_between",
]


def rights_for(request: MemberRequest, person: Person) -> Rights:
    return rights_of(request.member, person, request.today)


def _readable(request: MemberRequest, row: Any, purpose: str) -> Any:
    """404 when the class of the row is closed to this reader, as if it were not there."""
    if not may_note(rights_for(request, row.person), row.family):
        raise Http404
    request.looked_at("people.person", row.person_id, purpose)
    return unlock([row])[0]


def find_step(request: MemberRequest, step_id: UUID) -> Step:
    rows = Step.objects.visible_to(request.member)
    rows = rows.select_related("person", "team", "with_member", "wish")
    step: Step = _readable(request, get_object_or_404(rows, pk=step_id), "step")
    return step


def find_meeting(request: MemberRequest, meeting_id: UUID) -> ThreeWay:
    rows = ThreeWay.objects.visible_to(request.member)
    rows = rows.kept().select_related("person", "team", "peer_member")
    row: ThreeWay = _readable(request, get_object_or_404(rows, pk=meeting_id), "meeting")
    return row


def find_orientation(request: MemberRequest, orientation_id: UUID) -> Orientation:
    rows = Orientation.objects.visible_to(request.member)
    rows = rows.select_related("person", "team", "with_member", "service")
    row: Orientation = _readable(request, get_object_or_404(rows, pk=orientation_id), "orientation")
    return row


def teams_between(request: MemberRequest, person: Person) -> list[Team]:
    """My teams that know the person."""
    return people_lists.my_teams_that_know(request.member, person)


def team_mates(teams: list[Team], today: date) -> list[Member]:
    return people_lists.members_of_teams(teams, today)


def refused(request: MemberRequest, person: Person, refusal: Refusal) -> str:
    """Which explanation goes with a refusal: ``wish``, ``no_wish``, ``child`` or none.

    What a wish stopped is counted, without saying who tried.
    """
    if isinstance(refusal, StoppedByWish):
        stopped(request, person, refusal.gate)
        return "wish"
    if isinstance(refusal, NoWish):
        return "no_wish"
    return "child" if isinstance(refusal, UnderAge) else ""
