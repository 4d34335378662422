"""A step: noted in a few taps, moved in one, undone in one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.people import lists as people_lists
from entrepairs.people.enums import Gate, WishKind
from entrepairs.people.gates import closed_gates
from entrepairs.people.gentle import danger_note
from entrepairs.people.models import Person
from entrepairs.people.sealing import unlock
from entrepairs.people.wishing import picture_word
from entrepairs.steps import access, lists, services
from entrepairs.steps.enums import Family, State, states_of
from entrepairs.steps.forms import FAMILY_ICONS, ChangeForm, DoorActForm, PlanForm, StepForm
from entrepairs.steps.models import Step, StepChange
from entrepairs.steps.refusals import AlreadyUnderWay
from entrepairs.steps.services.opening import department_of
from entrepairs.steps.views.finding import (
    find_person,
    find_step,
    refused,
    rights_for,
    team_mates,
    teams_between,
)

PAGE = 30


# --- For whom? -----------------------------------------------------------------------
@reads
def start(request: MemberRequest) -> HttpResponse:
    """From the plus of the phone: for whom is the step?"""
    require(access.may_open_steps(request.member))
    people = people_lists.people_of(request.member)
    rows = Paginator(people.by_alias(), PAGE).get_page(request.GET.get("page"))
    if rows.object_list:
        request.looked_at("people.person", "", "list")
    return page(request, "steps/start.html", rows=rows)


# --- A new step ----------------------------------------------------------------------
@reads
def new(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    families = access.families_for(rights_for(request, person))
    family = request.GET.get("family", "")
    if family not in families:
        return page(
            request,
            "steps/families.html",
            person=person,
            families=[
                {"code": each.value, "word": each.label, "icon": FAMILY_ICONS[each]}
                for each in families
            ],
            closed=len(families) < len(Family),
        )
    return _new_page(request, person, _step_form(request, person, family))


@writes
def add(request: MemberRequest, person_id: UUID, family: str) -> HttpResponse:
    person = find_person(request, person_id)
    require(family in access.families_for(rights_for(request, person)))
    form = _step_form(request, person, family, request.POST)
    why = ""
    if form.is_valid():
        try:
            services.add_step(
                actor=request.member,
                step=form.step(person),
                another=form.cleaned_data["another"],
                now=request.now,
            )
            danger_note(request, form)
            return redirect(person)
        except AlreadyUnderWay as warning:
            form.twice = True
            form.add_error(None, str(warning.message))
        except Refusal as refusal:
            why = refused(request, person, refusal)
            form.add_error(None, str(refusal.message))
    return _new_page(request, person, form, why=why, status=422)


def _step_form(request: MemberRequest, person: Person, family: str, *args: Any) -> StepForm:
    teams = teams_between(request, person)
    form = StepForm(*args, family=family, initial={"department": department_of(teams[0])})
    form.home(teams)
    form.seat(team_mates(teams, request.today))
    said = people_lists.wishes_of(request.member, person)
    wants = [wish for wish in said if wish.kind in (WishKind.WANT, WishKind.GOAL)]
    form.wishes(
        (str(wish.pk), wish.text or str(picture_word(wish.kind, wish.code)))
        for wish in unlock(wants)
    )
    return form


def _new_page(
    request: MemberRequest, person: Person, form: StepForm, why: str = "", status: int = 200
) -> HttpResponse:
    same = []
    if form.twice:
        rows = lists.steps_of(person, rights_for(request, person))
        kind = form.cleaned_data["kind"]
        same = [
            lists.step_line(row, request.today)
            for row in rows
            if (row.family, row.kind) == (form.family, kind)
        ]
    return page(
        request,
        "steps/new.html",
        person=person,
        form=form,
        family=Family(form.family),
        is_health=form.family == Family.HEALTH,
        same=same,
        why=why,
        gate=Gate.HEALTH_STEP.value,
        status=status,
    )


# --- One step ------------------------------------------------------------------------
@reads
def show(request: MemberRequest, step_id: UUID) -> HttpResponse:
    step = find_step(request, step_id)
    return _step_page(request, step, ChangeForm(family=step.family))


def _step_page(
    request: MemberRequest, step: Step, form: ChangeForm, why: str = "", status: int = 200
) -> HttpResponse:
    changes = StepChange.objects.visible_to(request.member).kept().filter(step=step)
    kind, icon, word = lists.state_of(step, request.today)
    closed = step.family == Family.HEALTH and Gate.HEALTH_STEP in closed_gates(step.person)
    return page(
        request,
        "steps/step.html",
        step=step,
        person=step.person,
        title=lists.title_of(step),
        state={"kind": kind, "icon": icon, "word": word},
        when=lists.when(step.next_at) if step.next_at else "",
        wish=_wish_words(step),
        changes=[_told(change) for change in changes.select_related("by").order_by("-at", "-id")],
        moves=_moves(step),
        form=form,
        acts=_door_acts(step),
        stopped=closed,
        why=why,
        gate=Gate.HEALTH_STEP.value,
        status=status,
    )


def _wish_words(step: Step) -> str:
    """What the person said, for which the step is."""
    if step.wish is None:
        return ""
    (wish,) = unlock([step.wish])
    return wish.text or picture_word(wish.kind, wish.code)


def _told(change: StepChange) -> dict[str, Any]:
    return {
        "word": change.get_state_display(),
        "why": change.get_door_reason_display() if change.door_reason else "",
        "on": change.on,
        "by": change.by.full_name,
    }


def _moves(step: Step) -> list[dict[str, Any]]:
    """Where the step may go in one touch; a closed door asks why first."""
    return [
        {"code": state.value, "word": state.label, "icon": lists.LOOK[state][1]}
        for state in states_of(step.family)
        if state not in (step.state, State.CLOSED_DOOR)
    ]


def _door_acts(step: Step) -> list[dict[str, Any]]:
    if step.state != State.CLOSED_DOOR:
        return []
    field: Any = DoorActForm.base_fields["how"]
    return [{"code": code, "word": word} for code, word in field.choices]


@writes
def change(request: MemberRequest, step_id: UUID) -> HttpResponse:
    step = find_step(request, step_id)
    form = ChangeForm(request.POST, family=step.family)
    why = ""
    if form.is_valid():
        try:
            services.change_state(
                actor=request.member,
                step=step,
                change=form.change(request.today),
                now=request.now,
            )
            return redirect(step)
        except Refusal as refusal:
            why = refused(request, step.person, refusal)
            form.add_error(None, str(refusal.message))
    return _step_page(request, find_step(request, step_id), form, why=why, status=422)


@writes
def undo(request: MemberRequest, step_id: UUID) -> HttpResponse:
    step = find_step(request, step_id)
    try:
        services.undo_change(actor=request.member, step=step, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect(step)


@writes
def restore(request: MemberRequest, step_id: UUID) -> HttpResponse:
    step = find_step(request, step_id)
    services.restore_step(actor=request.member, step=step, now=request.now)
    return redirect(step)


@writes
def act(request: MemberRequest, step_id: UUID) -> HttpResponse:
    step = find_step(request, step_id)
    form = DoorActForm(request.POST)
    if not form.is_valid():
        return _step_page(request, step, ChangeForm(family=step.family), status=422)
    how = form.cleaned_data["how"]
    try:
        services.act_on_door(actor=request.member, step=step, how=how, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect(step)


# --- What may be corrected -------------------------------------------------------------
@reads
def edit(request: MemberRequest, step_id: UUID) -> HttpResponse:
    step = find_step(request, step_id)
    return _edit_page(request, step, _plan_form(request, step))


@writes
def save(request: MemberRequest, step_id: UUID) -> HttpResponse:
    step = find_step(request, step_id)
    form = _plan_form(request, step, request.POST)
    why = ""
    if form.is_valid():
        try:
            services.plan_step(actor=request.member, step=form.fill(step), now=request.now)
            return redirect(step)
        except Refusal as refusal:
            why = refused(request, step.person, refusal)
            form.add_error(None, str(refusal.message))
    return _edit_page(request, step, form, why=why, status=422)


def _plan_form(request: MemberRequest, step: Step, *args: Any) -> PlanForm:
    form = PlanForm(*args, step=step)
    form.seat(team_mates(teams_between(request, step.person), request.today))
    return form


def _edit_page(
    request: MemberRequest, step: Step, form: PlanForm, why: str = "", status: int = 200
) -> HttpResponse:
    return page(
        request,
        "steps/edit.html",
        step=step,
        person=step.person,
        back=reverse("steps:step", args=[step.pk]),
        form=form,
        why=why,
        gate=Gate.HEALTH_STEP.value,
        status=status,
    )
