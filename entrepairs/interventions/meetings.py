"""The pages of one encounter: three taps, undone in one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from entrepairs.accounts.terms import local_terms
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.interventions import access, lists, services
from entrepairs.interventions.forms import MeetForm, NowForm
from entrepairs.interventions.models import Encounter, Outing
from entrepairs.interventions.refusals import CivilIdentity
from entrepairs.interventions.views import find_outing


def find_encounter(request: MemberRequest, encounter_id: UUID) -> Encounter:
    met = Encounter.objects.visible_to(request.member).select_related("outing")
    return get_object_or_404(met, pk=encounter_id)


def _after(encounter: Encounter) -> HttpResponse:
    """The outing, with the bar that undoes what was just noted."""
    address = reverse("interventions:outing", args=[encounter.outing_id])
    return redirect(f"{address}?noted={encounter.pk}")


# --- In an outing ------------------------------------------------------------
@reads
def meet(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    outing = find_outing(request, outing_id)
    require(access.may_record(request.member, outing))
    return _meet_page(request, outing, MeetForm())


@writes
def record_encounter(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    outing = _own_outing(request, outing_id)
    form = MeetForm(request.POST)
    if form.is_valid():
        met = _recorded(request, outing, form)
        if met is not None:
            return _after(met)
    return _meet_page(request, outing, form, status=422)


def _own_outing(request: MemberRequest, outing_id: UUID) -> Outing:
    """An outing of my teams in one query; 403 for those who only read it."""
    outing = Outing.objects.of_teams_of(request.member).filter(pk=outing_id).first()
    if outing is None:
        outing = find_outing(request, outing_id)
        require(access.may_record(request.member, outing))
    return outing


def _recorded(request: MemberRequest, outing: Outing, form: MeetForm) -> Encounter | None:
    """The encounter, or nothing and the reason on the form."""
    try:
        return services.record_encounter(
            actor=request.member,
            outing=outing,
            encounter=form.encounter(outing, request.now),
            alias_kept=form.alias_accepted,
            now=request.now,
        )
    except CivilIdentity as warning:
        form.warn()
        form.add_error("alias", str(warning.message))
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
    return None


def _meet_page(
    request: MemberRequest, outing: Outing | None, form: MeetForm, status: int = 200
) -> HttpResponse:
    known = lists.recent_aliases(request.member, outing.team_id if outing else None)
    form.dress(known, local_terms(request.member.organisation_id))
    if known:
        request.looked_at("interventions.aliasseen", known[0].team_id, "note")
    return page(request, "interventions/meet.html", outing=outing, form=form, status=status)


# --- Just now ----------------------------------------------------------------
@reads
def note(request: MemberRequest) -> HttpResponse:
    """The plus of the phone: my outing of the moment, or one that starts with the meeting."""
    require(access.may_go_out(request.member))
    outing = _my_outing(request)
    if outing is not None:
        return redirect("interventions:meet", outing.pk)
    form = _now_form(request)
    if not form.teams:
        return page(request, "interventions/no_team.html")
    return _meet_page(request, None, form)


@writes
def meet_now(request: MemberRequest) -> HttpResponse:
    require(access.may_go_out(request.member))
    form = _now_form(request, request.POST)
    if not form.is_valid():
        return _meet_page(request, None, form, status=422)
    before = _already_noted(request, form)
    if before is not None:
        return _after(before)
    try:
        services.check_alias(form.cleaned_data["alias"], kept=form.alias_accepted)
        outing = services.start_outing(
            actor=request.member,
            outing=form.outing(request.now),
            crew=form.going(request.member),
            now=request.now,
        )
    except CivilIdentity as warning:
        form.warn()
        form.add_error("alias", str(warning.message))
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
    else:
        met = _recorded(request, outing, form)
        if met is not None:
            return _after(met)
    return _meet_page(request, None, form, status=422)


def _already_noted(request: MemberRequest, form: NowForm) -> Encounter | None:
    """A second click must not start a second outing."""
    token = form.cleaned_data["token"]
    return (
        Encounter.objects.visible_to(request.member).filter(token=token).first() if token else None
    )


def _my_outing(request: MemberRequest) -> Outing | None:
    mine = Outing.objects.of_teams_of(request.member).open(request.now)
    return mine.with_member(request.member).newest_first().first()


def _now_form(request: MemberRequest, *args: Any) -> NowForm:
    teams = lists.teams_of(request.member)
    mates = lists.mates_of(request.member, teams, request.today)
    partner = lists.has_partner(request.member, mates, request.today)
    return NowForm(
        *args,
        terms=local_terms(request.member.organisation_id),
        teams=teams,
        mates=mates,
        initial={
            "team": teams[0].pk if len(teams) == 1 else None,
            "place_kind": "street",
            "mate": str(partner.pk) if partner else "",
        },
    )


# --- Undo --------------------------------------------------------------------
@writes
def undo(request: MemberRequest, encounter_id: UUID) -> HttpResponse:
    encounter = find_encounter(request, encounter_id)
    require(access.may_undo(request.member, encounter))
    services.undo_encounter(actor=request.member, encounter=encounter, now=request.now)
    return redirect(encounter.outing)


@writes
def restore(request: MemberRequest, encounter_id: UUID) -> HttpResponse:
    encounter = find_encounter(request, encounter_id)
    require(access.may_undo(request.member, encounter))
    try:
        services.restore_encounter(actor=request.member, encounter=encounter, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect(encounter.outing)
