from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Team
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.missions import access, lists, services
from entrepairs.missions.forms import (
    CompensationForm,
    EngagementForm,
    PairingForm,
    WithdrawalForm,
)
from entrepairs.missions.models import Compensation, Engagement, Pairing, Placement
from entrepairs.peers.models import Peer


def find_team(request: MemberRequest, team_id: UUID) -> Team:
    """A team of mine; accounts administrators see teams elsewhere, not here."""
    if not access.may_open_teams(request.member):
        raise Http404
    return get_object_or_404(Team.objects.visible_to(request.member), pk=team_id)


@reads
def list_teams(request: MemberRequest) -> HttpResponse:
    require(access.may_open_teams(request.member))
    return page(
        request,
        "missions/list.html",
        may_export=access.may_export_teams(request.member),
        **lists.all_teams(request.member, request.GET, request.today, request.now),
    )


@reads
def export_teams(request: MemberRequest) -> HttpResponse:
    require(access.may_export_teams(request.member))
    request.looked_at("missions.placement", "", "export")
    content = lists.to_file(request.member, request.today, request.now)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_("teams")}.csv"'
    return response


@reads
def team(request: MemberRequest, team_id: UUID) -> HttpResponse:
    return _team_page(request, find_team(request, team_id))


def _team_page(
    request: MemberRequest, found: Team, status: int = 200, **forms: Any
) -> HttpResponse:
    shown = lists.one_team(request.member, found, request.today, request.now)
    defaults: dict[str, Any] = {
        "pairing_form": PairingForm(team=found),
        "compensation_form": CompensationForm(),
    }
    return page(request, "missions/team.html", status=status, **shown, **(defaults | forms))


@reads
def of_peer(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    peers = Peer.objects.visible_to(request.member).prefetch_related("member")
    found = get_object_or_404(peers, pk=peer_id)
    placements = Placement.objects.visible_to(request.member).filter(peer=found)
    return page(
        request,
        "missions/of_peer.html",
        peer=found,
        **lists.of_peer(request.member, placements, request.today, request.now),
    )


@reads
def engagement(request: MemberRequest, team_id: UUID) -> HttpResponse:
    found = find_team(request, team_id)
    require(access.may_engage_team(request.member, found))
    form = EngagementForm(actor=request.member, today=request.today)
    return page(request, "missions/engagement.html", team=found, form=form)


@writes
def engage(request: MemberRequest, team_id: UUID) -> HttpResponse:
    found = find_team(request, team_id)
    require(access.may_engage_team(request.member, found))
    form = EngagementForm(request.POST, actor=request.member, today=request.today)
    if form.is_valid():
        try:
            services.engage_team(
                actor=request.member, engagement=form.engagement(found), now=request.now
            )
            messages.success(request, _("The engagement of the team is recorded."))
            return redirect("missions:team", found.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return page(request, "missions/engagement.html", team=found, form=form, status=422)


def find_engagement(request: MemberRequest, engagement_id: UUID) -> Engagement:
    engagements = Engagement.objects.visible_to(request.member).select_related("team")
    return get_object_or_404(engagements, pk=engagement_id)


@reads
def withdrawal(request: MemberRequest, engagement_id: UUID) -> HttpResponse:
    found = find_engagement(request, engagement_id)
    require(access.may_engage_team(request.member, found.team))
    form = WithdrawalForm(initial={"on": request.today})
    return _withdrawal_page(request, found, form)


@writes
def withdraw(request: MemberRequest, engagement_id: UUID) -> HttpResponse:
    found = find_engagement(request, engagement_id)
    require(access.may_engage_team(request.member, found.team))
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        try:
            services.withdraw_engagement(
                actor=request.member, engagement=found, now=request.now, **form.cleaned_data
            )
            return redirect("missions:team", found.team_id)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _withdrawal_page(request, found, form, status=422)


def _withdrawal_page(
    request: MemberRequest, found: Engagement, form: WithdrawalForm, status: int = 200
) -> HttpResponse:
    staying = Placement.objects.filter(team=found.team).not_over(request.today).count()
    return page(
        request,
        "missions/withdrawal.html",
        engagement=found,
        team=found.team,
        staying=staying,
        form=form,
        status=status,
    )


@writes
def pair(request: MemberRequest, team_id: UUID) -> HttpResponse:
    found = find_team(request, team_id)
    require(access.may_pair(request.member, found))
    form = PairingForm(request.POST, team=found)
    if form.is_valid():
        try:
            services.pair_members(
                actor=request.member, team=found, now=request.now, **form.cleaned_data
            )
            return redirect("missions:team", found.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _team_page(request, found, status=422, pairing_form=form)


@writes
def end_pairing(request: MemberRequest, pairing_id: UUID) -> HttpResponse:
    pairs = Pairing.objects.visible_to(request.member).select_related("team")
    found = get_object_or_404(pairs, pk=pairing_id)
    require(access.may_pair(request.member, found.team))
    services.end_pairing(actor=request.member, pairing=found, last=request.today, now=request.now)
    return redirect("missions:team", found.team_id)


@writes
def compensate(request: MemberRequest, team_id: UUID) -> HttpResponse:
    found = find_team(request, team_id)
    require(access.may_compensate(request.member, found))
    form = CompensationForm(request.POST)
    if not form.is_valid():
        return _team_page(request, found, status=422, compensation_form=form)
    services.offer_compensation(
        actor=request.member,
        compensation=form.compensation(found, request.today),
        now=request.now,
    )
    return redirect("missions:team", found.pk)


@writes
def end_compensation(request: MemberRequest, compensation_id: UUID) -> HttpResponse:
    rows = Compensation.objects.visible_to(request.member).select_related("team")
    found = get_object_or_404(rows, pk=compensation_id)
    require(access.may_compensate(request.member, found.team))
    services.end_compensation(
        actor=request.member, compensation=found, last=request.today, now=request.now
    )
    return redirect("missions:team", found.team_id)
