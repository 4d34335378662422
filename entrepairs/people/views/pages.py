"""The list, a new page, what changes on it, the teams that know the person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.people import access, lists, services
from entrepairs.people.drawn import draw_alias
from entrepairs.people.enums import Identity
from entrepairs.people.forms import ChangeForm, NewForm
from entrepairs.people.models import Person
from entrepairs.people.sealing import unlock
from entrepairs.people.views.finding import after_opening, find_person

PAGE = 30
# Look-ups have one page: a letter more is quicker than a second one.
MOST = 200


@reads
def list_people(request: MemberRequest) -> HttpResponse:
    require(access.may_meet_people(request.member))
    return _list(request, request.GET, "", PAGE)


@writes
def look_up(request: MemberRequest) -> HttpResponse:
    """A read that is sent: an alias never stands in an address, a history or a log."""
    require(access.may_meet_people(request.member))
    return _list(request, request.POST, request.POST.get("q", ""), MOST)


def _list(request: MemberRequest, query: QueryDict, alias: str, size: int) -> HttpResponse:
    teams = lists.teams_of(request.member)
    asked = lists.Asked.read(query, teams, alias)
    found = lists.find_people(request.member, asked, request.today)
    rows = Paginator(found, size).get_page(query.get("page"))
    if rows.object_list:
        request.looked_at("people.person", "", "list")
    return page(
        request,
        "people/list.html",
        rows=rows,
        lines=lists.lines(rows.object_list, with_teams=len(teams) > 1),
        asked=asked,
        has_team=bool(teams),
        team_chips=lists.team_chips(query, asked, teams),
        only_chips=lists.only_chips(query, asked),
    )


# --- A new page --------------------------------------------------------------------
@reads
def new(request: MemberRequest) -> HttpResponse:
    require(access.may_meet_people(request.member))
    initial: dict[str, Any] = {"identity": Identity.PSEUDONYM}
    if "draw" in request.GET:
        initial = {
            "identity": Identity.ANONYMOUS,
            "alias": draw_alias(lists.taken_keys(request.member)),
        }
    teams = lists.teams_of(request.member)
    return page(request, "people/new.html", **new_context(NewForm(teams=teams, initial=initial)))


def new_context(form: NewForm, alike: list[lists.Line] | None = None) -> dict[str, Any]:
    """Also used by the page that begins from a meeting."""
    return {"form": form, "alike": alike or []}


@writes
def add(request: MemberRequest) -> HttpResponse:
    require(access.may_meet_people(request.member))
    form = NewForm(request.POST, teams=lists.teams_of(request.member))
    if form.is_child:
        return redirect("people:under_18")
    alike = _alike(request, form)
    if form.is_valid() and not alike:
        try:
            opened = services.open_person(
                actor=request.member,
                person=form.fill(Person()),
                team=form.cleaned_data["team"],
                now=request.now,
            )
            return redirect(after_opening(opened))
        except Refusal as refusal:
            form.add_error("alias", str(refusal.message))
    return page(request, "people/new.html", status=422, **new_context(form, alike))


def _alike(request: MemberRequest, form: NewForm) -> list[lists.Line]:
    """Shown once: then “it is somebody else” keeps the alias as it is."""
    form.is_valid()
    alias = form.cleaned_data.get("alias", "")
    if not alias or request.POST.get(form.kept_name):
        return []
    return lists.alike_in_my_teams(request.member, alias)


@reads
def under_18(request: MemberRequest) -> HttpResponse:
    """Whom to ring and what to do. Nothing is written down."""
    require(access.may_meet_people(request.member))
    coordinators = lists.coordinators_of(request.member, request.today)
    return page(request, "people/under_18.html", coordinators=coordinators)


# --- What changes ------------------------------------------------------------------
@reads
def change(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    return page(request, "people/change.html", person=person, form=ChangeForm(person=person))


@writes
def save_change(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    form = ChangeForm(request.POST, person=person)
    if form.is_valid():
        try:
            unlock([person])
            services.change_person(actor=request.member, person=form.fill(person), now=request.now)
            return redirect(person)
        except Refusal as refusal:
            form.add_error("alias", str(refusal.message))
    return page(request, "people/change.html", person=person, form=form, status=422)
