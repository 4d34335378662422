from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.terms import local_terms
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.interventions import access, lists, services
from entrepairs.interventions.forms import EndForm, OutingForm
from entrepairs.interventions.models import UNDO_DAYS, Encounter, Outing

PAGE = 50


def find_outing(request: MemberRequest, outing_id: UUID) -> Outing:
    outings = Outing.objects.visible_to(request.member).select_related("team")
    return get_object_or_404(outings, pk=outing_id)


@reads
def list_outings(request: MemberRequest) -> HttpResponse:
    require(access.may_open_outings(request.member))
    terms = local_terms(request.member.organisation_id)
    teams = lists.teams_read_by(request.member)
    asked = lists.Asked.read(request.GET, teams)
    lines = lists.Lines(teams, terms, access.may_see_encounters(request.member))
    found = lists.find_outings(request.member, asked, request.today)
    rows = Paginator(lines.rows(found), PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "interventions/list.html",
        rows=rows,
        lines=[lines.line(row) for row in rows.object_list],
        asked=asked,
        may_go=access.may_go_out(request.member),
        may_export=access.may_export_outings(request.member),
        **lists.chips(request.GET, asked, teams, terms),
    )


@reads
def export_outings(request: MemberRequest) -> HttpResponse:
    require(access.may_export_outings(request.member))
    terms = local_terms(request.member.organisation_id)
    asked = lists.Asked.read(request.GET, lists.teams_read_by(request.member))
    outings = lists.find_outings(request.member, asked, request.today)
    request.looked_at("interventions.outing", "", "export")
    response = HttpResponse(
        lists.to_file(outings, request.member, terms), content_type="text/csv; charset=utf-8"
    )
    name = _("outings")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@reads
def months(request: MemberRequest) -> HttpResponse:
    require(access.may_see_counts(request.member))
    teams = lists.teams_read_by(request.member)
    asked = request.GET.get("team", "")
    team = next((each for each in teams if str(each.pk) == asked), teams[0] if teams else None)
    return page(
        request,
        "interventions/months.html",
        team=team,
        teams=teams,
        rows=lists.month_rows(request.member, team, request.today) if team else [],
        smallest=lists.SMALLEST,
    )


# --- One outing --------------------------------------------------------------
@reads
def show_outing(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    outing = find_outing(request, outing_id)
    return page(request, "interventions/outing.html", **_whole(request, outing))


def _whole(request: MemberRequest, outing: Outing, **more: Any) -> dict[str, Any]:
    """Everything the page of one outing shows to this reader."""
    terms = local_terms(request.member.organisation_id)
    met = Encounter.objects.visible_to(request.member).filter(outing=outing).newest_first()
    rows = list(met)
    if rows:
        request.looked_at("interventions.encounter", outing.pk, "outing")
    kept = [each for each in rows if each.removed_at is None]
    gone = [each for each in rows if access.still_restorable(each.removed_at, request.now)]
    noted = request.GET.get("noted", "")
    return {
        "outing": outing,
        "title": lists.title_of(outing, terms),
        "when": lists.when_of(outing),
        "names": lists.names_of(outing),
        "lines": lists.meeting_lines(kept, terms),
        "gone": lists.meeting_lines(gone, terms),
        "noted": next((each for each in kept if str(each.pk) == noted), None),
        "people": sum(each.headcount for each in kept),
        "sees_meetings": access.may_see_encounters(request.member),
        "may_record": access.may_record(request.member, outing),
        "may_remove": access.may_remove_outing(request.member, outing),
        "end_form": EndForm(),
        "undo_days": UNDO_DAYS,
        **more,
    }


@reads
def day_sheet(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    """A page for the pocket: who goes and empty lines. It never carries an alias."""
    outing = find_outing(request, outing_id)
    terms = local_terms(request.member.organisation_id)
    return page(
        request,
        "interventions/sheet.html",
        outing=outing,
        title=lists.title_of(outing, terms),
        when=lists.when_of(outing),
        names=lists.names_of(outing),
        themes=lists.theme_words(terms),
        blank=range(12),
    )


# --- Start, change, end ------------------------------------------------------
@reads
def new_outing(request: MemberRequest) -> HttpResponse:
    require(access.may_go_out(request.member))
    team = _chosen_team(request, request.GET.get("team", ""))
    return _outing_page(request, team, _outing_form(request, team))


@writes
def start_outing(request: MemberRequest) -> HttpResponse:
    require(access.may_go_out(request.member))
    team = _chosen_team(request, request.POST.get("team", ""))
    form = _outing_form(request, team, request.POST)
    if team is not None and form.is_valid():
        try:
            outing = services.start_outing(
                actor=request.member,
                outing=form.fill(Outing(team=team)),
                crew=form.going(),
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect(outing)
    return _outing_page(request, team, form, status=422)


def _chosen_team(request: MemberRequest, asked: str) -> Team | None:
    teams = lists.teams_of(request.member)
    if not asked:
        return teams[0] if teams else None
    found = [team for team in teams if str(team.pk) == asked]
    if not found:
        raise Http404  # not one of mine, or no longer
    return found[0]


def _members(request: MemberRequest, team: Team | None) -> list[Member]:
    return list(Member.objects.active(request.today).in_team(team)) if team else []


def _outing_form(request: MemberRequest, team: Team | None, *args: Any) -> OutingForm:
    members = _members(request, team)
    partner = lists.has_partner(request.member, members, request.today)
    crew = [request.member.pk, *([partner.pk] if partner else [])]
    return OutingForm(
        *args,
        members=members,
        terms=local_terms(request.member.organisation_id),
        initial={
            "kind": "round",
            "place_kind": "street",
            "crew": crew,
            "started_at": request.now,
        },
    )


def _outing_page(
    request: MemberRequest, team: Team | None, form: OutingForm, status: int = 200
) -> HttpResponse:
    teams = lists.teams_of(request.member)
    return page(request, "interventions/new.html", team=team, teams=teams, form=form, status=status)


@reads
def edit_outing(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    outing = find_outing(request, outing_id)
    require(access.may_change_outing(request.member, outing))
    return _edit_page(request, outing, _edit_form(request, outing))


@writes
def change_outing(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    outing = find_outing(request, outing_id)
    require(access.may_change_outing(request.member, outing))
    form = _edit_form(request, outing, request.POST)
    if form.is_valid():
        try:
            services.change_outing(
                actor=request.member, outing=form.fill(outing), crew=form.going(), now=request.now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect(outing)
    return _edit_page(request, outing, form, status=422)


def _edit_form(request: MemberRequest, outing: Outing, *args: Any) -> OutingForm:
    went = [going.member for going in services.crew_of(outing)]
    members = _members(request, outing.team)
    known = {member.pk for member in members}
    return OutingForm(
        *args,
        members=[*members, *(member for member in went if member.pk not in known)],
        terms=local_terms(request.member.organisation_id),
        outing=outing,
        initial={"crew": [member.pk for member in went]},
    )


def _edit_page(
    request: MemberRequest, outing: Outing, form: OutingForm, status: int = 200
) -> HttpResponse:
    return page(request, "interventions/edit.html", outing=outing, form=form, status=status)


@writes
def end_outing(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    outing = find_outing(request, outing_id)
    require(access.may_change_outing(request.member, outing))
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            services.end_outing(
                actor=request.member,
                outing=outing,
                ended_at=form.moment(request.now),
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error("ended_at", str(refusal.message))
            outing.refresh_from_db(fields=["ended_at"])
        else:
            return redirect(outing)
    whole = _whole(request, outing, end_form=form)
    return page(request, "interventions/outing.html", status=422, **whole)


@writes
def remove_outing(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    outing = find_outing(request, outing_id)
    require(access.may_remove_outing(request.member, outing))
    services.remove_outing(actor=request.member, outing=outing, now=request.now)
    return redirect(outing)


@writes
def restore_outing(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    outing = find_outing(request, outing_id)
    require(access.may_remove_outing(request.member, outing))
    try:
        services.restore_outing(actor=request.member, outing=outing, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect(outing)
