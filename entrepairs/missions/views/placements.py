from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Team
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.missions import access, boards, services
from entrepairs.missions.forms import EndingForm, PlacementForm
from entrepairs.missions.models import Engagement, Placement
from entrepairs.missions.refusals import ExceptionTooShort, NoEngagement
from entrepairs.missions.views.teams import find_team


def find_placement(request: MemberRequest, placement_id: UUID) -> Placement:
    placements = Placement.objects.visible_to(request.member).with_people()
    return get_object_or_404(placements, pk=placement_id)


@reads
def placement(request: MemberRequest, placement_id: UUID) -> HttpResponse:
    found = find_placement(request, placement_id)
    line = boards.placement_lines([found], request.today, request.now)[0]
    engaged = Engagement.objects.filter(team=found.team).live(request.today).exists()
    return page(
        request,
        "missions/placement.html",
        line=line,
        placement=found,
        engaged=engaged,
        here=found.host_id == request.member.organisation_id,
        may_end=access.may_end_placement(request.member, found) and not line.over,
        may_write=access.may_write_mission(request.member, found) and not line.over,
    )


@reads
def new_placement(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = find_team(request, team_id)
    require(access.may_place_peer(request.member, team))
    form = PlacementForm(actor=request.member, initial={"starts_on": request.today})
    engaged = Engagement.objects.filter(team=team).live(request.today).exists()
    return _form_page(request, team, form, engaged=engaged)


@writes
def place(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = find_team(request, team_id)
    require(access.may_place_peer(request.member, team))
    form = PlacementForm(request.POST, actor=request.member)
    engaged = True
    if form.is_valid():
        try:
            placed = services.place_peer(
                actor=request.member, placement=form.placement(team), now=request.now
            )
            messages.success(request, _("The peer is placed. Now write the mission together."))
            return redirect(placed)
        except (NoEngagement, ExceptionTooShort) as refusal:
            engaged = False
            form.add_error("exception_reason", str(refusal.message))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    engaged = engaged and not form.data.get("exception_reason")
    return _form_page(request, team, form, engaged=engaged, status=422)


def _form_page(
    request: MemberRequest, team: Team, form: PlacementForm, *, engaged: bool, status: int = 200
) -> HttpResponse:
    # Not optional here: it is the other way out.
    form.fields["exception_reason"].required = not engaged
    return page(
        request, "missions/place.html", team=team, form=form, engaged=engaged, status=status
    )


@reads
def ending(request: MemberRequest, placement_id: UUID) -> HttpResponse:
    found = find_placement(request, placement_id)
    require(access.may_end_placement(request.member, found))
    form = EndingForm(initial={"last": request.today})
    return _ending_page(request, found, form)


@writes
def end(request: MemberRequest, placement_id: UUID) -> HttpResponse:
    found = find_placement(request, placement_id)
    require(access.may_end_placement(request.member, found))
    form = EndingForm(request.POST)
    if form.is_valid():
        try:
            services.end_placement(
                actor=request.member, placement=found, now=request.now, **form.cleaned_data
            )
            return redirect(found)
        except Refusal as refusal:
            form.add_error("last", str(refusal.message))
    return _ending_page(request, found, form, status=422)


def _ending_page(
    request: MemberRequest, found: Placement, form: EndingForm, status: int = 200
) -> HttpResponse:
    name = boards.named(found.peer_member, _("A peer once lent to us"))
    return page(
        request,
        "missions/placement_ending.html",
        placement=found,
        name=name,
        form=form,
        status=status,
    )
