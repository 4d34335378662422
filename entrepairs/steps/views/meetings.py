"""The person, their peer and a professional, because the person wishes it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.people.enums import Gate
from entrepairs.people.models import Person
from entrepairs.steps import access, lists, services
from entrepairs.steps.forms import EndMeetingForm, FeelingForm, MeetingForm
from entrepairs.steps.models import ThreeWay
from entrepairs.steps.services.meetings import SIDES
from entrepairs.steps.views.finding import (
    find_meeting,
    find_person,
    refused,
    rights_for,
    team_mates,
    teams_between,
)


# --- A new one -------------------------------------------------------------------------
@reads
def new_meeting(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    return _new_page(request, person, _form(request, person))


@writes
def add_meeting(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(bool(access.families_for(rights_for(request, person))))
    form = _form(request, person, request.POST)
    why = ""
    if form.is_valid():
        try:
            services.add_meeting(
                actor=request.member, meeting=form.meeting(person), now=request.now
            )
            return redirect(person)
        except Refusal as refusal:
            why = refused(request, person, refusal)
            form.add_error(None, str(refusal.message))
    return _new_page(request, person, form, why=why, status=422)


def _form(request: MemberRequest, person: Person, *args: object) -> MeetingForm:
    teams = teams_between(request, person)
    form = MeetingForm(*args, initial={"on": request.today, "peer_member": request.member.pk})
    form.home(teams)
    families = access.families_for(rights_for(request, person))
    form.peers(team_mates(teams, request.today), families)
    return form


def _new_page(
    request: MemberRequest, person: Person, form: MeetingForm, why: str = "", status: int = 200
) -> HttpResponse:
    return page(
        request,
        "steps/new_meeting.html",
        person=person,
        form=form,
        why=why,
        gate=Gate.HEALTH_STEP.value,
        status=status,
    )


# --- One of them -----------------------------------------------------------------------
@reads
def meeting(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    row = find_meeting(request, meeting_id)
    initial = {"on": row.on, "outcome": row.outcome}
    return _meeting_page(request, row, EndMeetingForm(initial=initial))


@writes
def end_meeting(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    row = find_meeting(request, meeting_id)
    form = EndMeetingForm(request.POST)
    if form.is_valid():
        row.on, row.outcome = form.cleaned_data["on"], form.cleaned_data["outcome"]
        try:
            services.end_meeting(actor=request.member, meeting=row, now=request.now)
            return redirect(row)
        except Refusal as refusal:
            form.add_error("outcome", str(refusal.message))
    return _meeting_page(request, row, form, status=422)


def _meeting_page(
    request: MemberRequest, row: ThreeWay, form: EndMeetingForm, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "steps/meeting.html",
        meeting=row,
        person=row.person,
        line=lists.meeting_line(row, request.today),
        held=row.on <= request.today,
        sides=[
            {"code": "person", "word": _("Ask the person"), "said": bool(row.person_feeling)},
            {
                "code": "professional",
                "word": _("Ask the professional"),
                "said": bool(row.professional_feeling),
            },
        ],
        form=form,
        status=status,
    )


@reads
def feeling(request: MemberRequest, meeting_id: UUID, side: str) -> HttpResponse:
    """One question, on this screen, for one of the two. What was answered is never shown."""
    row = find_meeting(request, meeting_id)
    return _feeling_page(request, row, _side(side), FeelingForm())


@writes
def keep_feeling(request: MemberRequest, meeting_id: UUID, side: str) -> HttpResponse:
    row = find_meeting(request, meeting_id)
    form = FeelingForm(request.POST)
    if form.is_valid():
        try:
            services.say_feeling(
                actor=request.member,
                meeting=row,
                side=_side(side),
                feeling=form.cleaned_data["feeling"],
                agreed=form.cleaned_data["agreed"],
                now=request.now,
            )
            messages.success(request, _("Thank you. Nobody here sees the answer."))
            return redirect(row)
        except Refusal as refusal:
            form.add_error("agreed", str(refusal.message))
    return _feeling_page(request, row, _side(side), form, status=422)


def _side(side: str) -> str:
    if side not in SIDES:
        raise Http404
    return side


def _feeling_page(
    request: MemberRequest, row: ThreeWay, side: str, form: FeelingForm, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "steps/feeling.html",
        meeting=row,
        side=side,
        form=form,
        said=bool(getattr(row, f"{side}_feeling")),
        status=status,
    )
