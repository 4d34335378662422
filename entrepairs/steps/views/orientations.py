"""A service proposed, the person's choice, the way there, and what came of it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.directory.lists import card as directory_card
from entrepairs.directory.models import Service
from entrepairs.people.enums import Gate
from entrepairs.people.models import Person
from entrepairs.steps import access, lists, services
from entrepairs.steps.enums import Choice, Outcome
from entrepairs.steps.forms import (
    CHOICE_ICONS,
    OUTCOME_ICONS,
    ChooseForm,
    GoingForm,
    OrientationForm,
    OutcomeForm,
)
from entrepairs.steps.models import Orientation
from entrepairs.steps.models.steps import TERRITORY
from entrepairs.steps.services.opening import department_of
from entrepairs.steps.views.finding import (
    find_orientation,
    find_person,
    refused,
    rights_for,
    team_mates,
    teams_between,
)


# --- Proposed ----------------------------------------------------------------------------
@reads
def new_orientation(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    form, service = _form(request, person, request.GET.get("service", ""))
    return _new_page(request, person, form, service)


@writes
def propose(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(bool(access.families_for(rights_for(request, person))))
    form, service = _form(request, person, request.POST.get("service", ""), request.POST)
    why = ""
    if form.is_valid():
        try:
            row = services.propose(
                actor=request.member, orientation=form.orientation(person), now=request.now
            )
            return redirect(row)
        except Refusal as refusal:
            why = refused(request, person, refusal)
            form.add_error(None, str(refusal.message))
    return _new_page(request, person, form, service, why=why, status=422)


def _form(
    request: MemberRequest, person: Person, wanted: str, *args: Any
) -> tuple[OrientationForm, Service | None]:
    """``wanted``: the service come from, when one comes from the directory."""
    teams = teams_between(request, person)
    seen = Service.objects.visible_to(request.member)
    service = next(iter(seen.filter(pk=wanted)), None) if _is_key(wanted) else None
    form = OrientationForm(*args, initial={"department": _department(service, teams[0])})
    form.home(teams)
    form.dress(seen, access.families_for(rights_for(request, person)), service)
    return form, service


def card_of(request: MemberRequest, service: Service | None) -> Any:
    """The service as the directory tells it, with its source and its date; or nothing."""
    if service is None:
        return None
    return directory_card(request.member, service, now=request.now, today=request.today)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _department(service: Service | None, team: Any) -> str:
    """Where the door is: that of the service, else that of the team."""
    if service is None or not service.insee:
        return department_of(team)
    overseas = service.insee.startswith(("97", "98"))
    found = service.insee[:3] if overseas else service.insee[:2]
    return found if re.match(TERRITORY, found) else ""


def _new_page(  # noqa: PLR0913
    request: MemberRequest,
    person: Person,
    form: OrientationForm,
    service: Service | None,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "steps/new_orientation.html",
        person=person,
        form=form,
        service=service,
        card=card_of(request, service),
        why=why,
        gate=Gate.HEALTH_STEP.value,
        status=status,
    )


# --- One of them -----------------------------------------------------------------------
@reads
def orientation(request: MemberRequest, orientation_id: UUID) -> HttpResponse:
    return _page(request, find_orientation(request, orientation_id))


def _page(
    request: MemberRequest,
    row: Orientation,
    form: GoingForm | None = None,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "steps/orientation.html",
        orientation=row,
        person=row.person,
        title=lists.place_of(row),
        card=card_of(request, row.service),
        line=lists.orientation_line(row),
        choices=[
            {"code": each.value, "word": each.label, "icon": CHOICE_ICONS[each]}
            for each in Choice
            if each != row.choice and not row.outcome
        ],
        wanted=row.choice == Choice.WANTS and not row.outcome,
        outcomes=[
            {"code": each.value, "word": each.label, "icon": OUTCOME_ICONS[each]}
            for each in Outcome
            if each != Outcome.CLOSED_DOOR
        ],
        form=form or _going_form(request, row),
        doors=OutcomeForm(),
        why=why,
        gate=Gate.HEALTH_STEP.value,
        status=status,
    )


def _going_form(request: MemberRequest, row: Orientation, *args: Any) -> GoingForm:
    initial = {"going_at": row.going_at, "with_member": row.with_member}
    form = GoingForm(*args, initial=initial)
    form.seat(team_mates(teams_between(request, row.person), request.today))
    return form


@writes
def choose(request: MemberRequest, orientation_id: UUID) -> HttpResponse:
    row = find_orientation(request, orientation_id)
    form = ChooseForm(request.POST)
    if not form.is_valid():
        return _page(request, row, status=422)
    choice = Choice(form.cleaned_data["choice"])
    return _done(
        request,
        row,
        lambda: services.choose(
            actor=request.member, orientation=row, choice=choice, now=request.now
        ),
    )


@writes
def plan(request: MemberRequest, orientation_id: UUID) -> HttpResponse:
    row = find_orientation(request, orientation_id)
    form = _going_form(request, row, request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    row.going_at = form.cleaned_data["going_at"]
    row.with_member = form.cleaned_data["with_member"]
    return _done(
        request,
        row,
        lambda: services.plan_going(actor=request.member, orientation=row, now=request.now),
    )


@writes
def come_back(request: MemberRequest, orientation_id: UUID) -> HttpResponse:
    row = find_orientation(request, orientation_id)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, row, status=422)
    return _done(
        request,
        row,
        lambda: services.come_back(
            actor=request.member,
            orientation=row,
            outcome=form.cleaned_data["outcome"],
            reason=form.cleaned_data["door_reason"],
            now=request.now,
        ),
    )


@writes
def remove_orientation(request: MemberRequest, orientation_id: UUID) -> HttpResponse:
    row = find_orientation(request, orientation_id)
    services.remove_orientation(actor=request.member, orientation=row, now=request.now)
    return redirect(row)


@writes
def restore_orientation(request: MemberRequest, orientation_id: UUID) -> HttpResponse:
    row = find_orientation(request, orientation_id)
    services.restore_orientation(actor=request.member, orientation=row, now=request.now)
    return redirect(row)


def _done(request: MemberRequest, row: Orientation, act: Any) -> HttpResponse:
    """Do it, or say on the page why not."""
    try:
        act()
    except Refusal as refusal:
        why = refused(request, row.person, refusal)
        messages.error(request, str(refusal.message))
        again = find_orientation(request, row.pk)
        return _page(request, again, why=why, status=422)
    return redirect(row)
