from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts import access, lists, services
from entrepairs.accounts.forms import TeamForm
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.terms import local_terms, word_for
from entrepairs.accounts.wording import number_warnings
from entrepairs.base.http import MemberRequest, page, reads, require, writes

PAGE = 25


def find_team(request: MemberRequest, team_id: UUID) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.member), pk=team_id)


@reads
def teams(request: MemberRequest) -> HttpResponse:
    require(access.may_open_teams(request.member))
    name, closed = request.GET.get("q", "").strip()[:80], request.GET.get("closed") == "1"
    terms = local_terms(request.member.organisation_id)
    found = lists.teams_counted(request.member, name, closed)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    chips = lists.chips(
        request.GET, "closed", "1" if closed else "", [("1", _("Closed teams"))], _("Open teams")
    )
    return page(
        request,
        "accounts/teams.html",
        rows=shown,
        lines=[{"team": team, "kind": word_for(f"team.{team.kind}", terms)} for team in shown],
        chips=chips,
        name=name,
        asked=bool(name or closed),
        may_add=access.may_add_team(request.member),
    )


@reads
def new_team(request: MemberRequest) -> HttpResponse:
    require(access.may_add_team(request.member))
    form = TeamForm(terms=local_terms(request.member.organisation_id))
    return page(request, "accounts/team_new.html", form=form)


@writes
def add_team(request: MemberRequest) -> HttpResponse:
    require(access.may_add_team(request.member))
    form = TeamForm(request.POST, terms=local_terms(request.member.organisation_id))
    if not form.is_valid():
        return page(request, "accounts/team_new.html", form=form, status=422)
    team = form.save(commit=False)
    team.opened_on = request.today
    services.add_team(actor=request.member, team=team, now=request.now)
    _warn(request, form)
    messages.success(request, _("%(name)s is open.") % {"name": team.name})
    return redirect(team)


def _warn(request: MemberRequest, form: TeamForm) -> None:
    for warning in number_warnings(finess=form.cleaned_data["finess"]):
        messages.warning(request, warning)


@reads
def team(request: MemberRequest, team_id: UUID) -> HttpResponse:
    found = find_team(request, team_id)
    terms = local_terms(request.member.organisation_id)
    may_change = access.may_change_team(request.member, found)
    form = TeamForm(instance=found, terms=terms) if may_change else None
    return page(request, "accounts/team.html", **_team(request, found, terms, form))


def _team(
    request: MemberRequest, found: Team, terms: dict[str, str], form: TeamForm | None
) -> dict[str, Any]:
    mates = Member.objects.visible_to(request.member).in_team(found).active(request.today)
    lines = [
        lists.Line.read(member, terms)
        for member in mates.prefetch_related(lists.teams_of(request.member))
    ]
    return {
        "team": found,
        "kind": word_for(f"team.{found.kind}", terms),
        "form": form,
        "lines": lines,
        "may_close": access.may_add_team(request.member),
    }


@writes
def change_team(request: MemberRequest, team_id: UUID) -> HttpResponse:
    found = find_team(request, team_id)
    require(access.may_change_team(request.member, found))
    terms = local_terms(request.member.organisation_id)
    form = TeamForm(request.POST, instance=found, terms=terms)
    if not form.is_valid():
        shown = _team(request, found, terms, form)
        return page(request, "accounts/team.html", status=422, **shown)
    services.change_team(actor=request.member, team=form.save(commit=False), now=request.now)
    _warn(request, form)
    messages.success(request, _("Saved."))
    return redirect("accounts:team", team_id)


@writes
def close_team(request: MemberRequest, team_id: UUID) -> HttpResponse:
    found = find_team(request, team_id)
    require(access.may_add_team(request.member))
    services.close_team(actor=request.member, team=found, now=request.now)
    return redirect(found)


@writes
def reopen_team(request: MemberRequest, team_id: UUID) -> HttpResponse:
    found = find_team(request, team_id)
    require(access.may_add_team(request.member))
    services.reopen_team(actor=request.member, team=found, now=request.now)
    return redirect(found)
