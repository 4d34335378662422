"""The duty to rescue and its second look; the legal hold."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.people import access, services
from entrepairs.people.enums import Gate
from entrepairs.people.forms import HoldForm, RescueForm, ReviewForm
from entrepairs.people.gates import RESCUE_HOURS
from entrepairs.people.models import Hold, Person, Rescue
from entrepairs.people.sealing import unlock
from entrepairs.people.views.finding import find_person, team_between


# --- Going past a wish -------------------------------------------------------------
@reads
def new_rescue(request: MemberRequest, person_id: UUID, gate: str) -> HttpResponse:
    person = find_person(request, person_id)
    return _rescue_page(request, person, _gate(gate), RescueForm())


@writes
def rescue(request: MemberRequest, person_id: UUID, gate: str) -> HttpResponse:
    person, opened = find_person(request, person_id), _gate(gate)
    form = RescueForm(request.POST)
    if form.is_valid():
        written = Rescue(person=person, team=team_between(request, person), gate=opened)
        written.reason = form.cleaned_data["reason"]
        try:
            services.rescue_past_wish(actor=request.member, rescue=written, now=request.now)
            messages.warning(
                request,
                _("Written. This door is open for %(hours)s hours; the coordinator looks again.")
                % {"hours": RESCUE_HOURS},
            )
            return redirect(person)
        except Refusal as refusal:
            form.add_error("reason", str(refusal.message))
    return _rescue_page(request, person, opened, form, status=422)


def _gate(gate: str) -> Gate:
    if gate not in Gate.values:
        raise Http404
    return Gate(gate)


def _rescue_page(
    request: MemberRequest, person: Person, gate: Gate, form: RescueForm, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "people/rescue.html",
        person=person,
        gate=gate,
        form=form,
        hours=RESCUE_HOURS,
        status=status,
    )


@reads
def rescue_review(request: MemberRequest, rescue_id: UUID) -> HttpResponse:
    found = _to_review(request, rescue_id)
    return _review_page(request, found, ReviewForm())


@writes
def review_rescue(request: MemberRequest, rescue_id: UUID) -> HttpResponse:
    found = _to_review(request, rescue_id)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            services.review_rescue(
                actor=request.member,
                rescue=found,
                finding=form.cleaned_data["finding"],
                words=form.cleaned_data["words"],
                now=request.now,
            )
            return redirect(found.person)
        except Refusal as refusal:
            form.add_error("words", str(refusal.message))
    return _review_page(request, found, form, status=422)


def _to_review(request: MemberRequest, rescue_id: UUID) -> Rescue:
    rows = Rescue.objects.visible_to(request.member).select_related("person", "decided_by", "team")
    found: Rescue = get_object_or_404(rows, pk=rescue_id)
    require(access.may_review_rescue(request.member, found))
    unlock([found])
    return found


def _review_page(
    request: MemberRequest, rescue: Rescue, form: ReviewForm, status: int = 200
) -> HttpResponse:
    request.looked_at("people.rescue", rescue.pk, "second look")
    return page(
        request,
        "people/rescue_review.html",
        person=rescue.person,
        rescue=rescue,
        form=form,
        status=status,
    )


# --- Legal hold --------------------------------------------------------------------
@reads
def holding(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(access.may_hold(request.member))
    return _hold_page(request, person, HoldForm())


@writes
def hold(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(access.may_hold(request.member))
    form = HoldForm(request.POST)
    if form.is_valid() and _living(request, person) is None:
        written = Hold(person=person)
        written.reason = form.cleaned_data["reason"]
        try:
            services.hold_person(actor=request.member, hold=written, now=request.now)
            return redirect(person)
        except Refusal as refusal:
            form.add_error("reason", str(refusal.message))
    return _hold_page(request, person, form, status=422)


@writes
def lift_hold(request: MemberRequest, hold_id: UUID) -> HttpResponse:
    rows = Hold.objects.visible_to(request.member).filter(lifted_on__isnull=True)
    found = get_object_or_404(rows.select_related("person"), pk=hold_id)
    require(access.may_hold(request.member))
    services.lift_hold(actor=request.member, hold=found, now=request.now)
    return redirect(found.person)


def _living(request: MemberRequest, person: Person) -> Hold | None:
    rows = Hold.objects.visible_to(request.member).about(person).filter(lifted_on__isnull=True)
    found: Hold | None = rows.select_related("held_by").first()
    return found


def _hold_page(
    request: MemberRequest, person: Person, form: HoldForm, status: int = 200
) -> HttpResponse:
    found = _living(request, person)
    if found is not None:
        unlock([found])
    return page(request, "people/hold.html", person=person, hold=found, form=form, status=status)
