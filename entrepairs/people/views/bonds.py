"""Which teams know the person, which pages are theirs, and the path of those under 18."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Team
from entrepairs.base.http import MemberRequest, page, reads, writes
from entrepairs.base.refusals import Refusal
from entrepairs.people import lists, services
from entrepairs.people.forms import TieForm
from entrepairs.people.models import Person, PersonTie
from entrepairs.people.refusals import StoppedByWish
from entrepairs.people.views.finding import find_person, stopped


# --- Teams -------------------------------------------------------------------------
@reads
def teams(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    mine = lists.my_teams_that_know(request.member, person)
    known = lists.teams_that_know(person)
    return page(
        request,
        "people/teams.html",
        person=person,
        mine=mine,
        others=[team for team in known if team not in mine],
        to_join=lists.my_other_teams(request.member, person),
        last=len(known) == 1,
    )


@writes
def join_team(request: MemberRequest, person_id: UUID, team_id: UUID) -> HttpResponse:
    """Another team of mine meets the person too."""
    person = find_person(request, person_id)
    team = get_object_or_404(Team.objects.visible_to(request.member).of(request.member), pk=team_id)
    try:
        services.meet_in_team(actor=request.member, person=person, team=team, now=request.now)
    except StoppedByWish as refusal:
        stopped(request, person, refusal.gate)
        messages.error(request, str(refusal.message))
    return redirect("people:teams", person.pk)


@writes
def leave_team(request: MemberRequest, person_id: UUID, team_id: UUID) -> HttpResponse:
    """The team no longer knows the person; the page may not be mine any more."""
    person = find_person(request, person_id)
    team = get_object_or_404(Team.objects.visible_to(request.member).of(request.member), pk=team_id)
    try:
        services.leave_team(actor=request.member, person=person, team=team, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return redirect("people:teams", person.pk)
    messages.success(request, _("%(team)s no longer sees this page.") % {"team": team.name})
    still = Person.objects.visible_to(request.member).filter(pk=person.pk).exists()
    return redirect("people:teams", person.pk) if still else redirect("people:list")


# --- The same person ---------------------------------------------------------------
@reads
def same(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    return _same_page(request, person, _tie_form(request, person))


@writes
def tie(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    form = _tie_form(request, person, request.POST)
    if form.is_valid():
        try:
            services.tie_pages(
                actor=request.member,
                one=person,
                other=form.cleaned_data["other"],
                now=request.now,
            )
            return redirect(person)
        except Refusal as refusal:
            form.add_error("other", str(refusal.message))
    return _same_page(request, person, form, status=422)


def _tie_form(request: MemberRequest, person: Person, *args: object) -> TieForm:
    people = lists.people_of(request.member).exclude(pk=person.pk).by_alias()
    return TieForm(*args, people=people)


def _same_page(
    request: MemberRequest, person: Person, form: TieForm, status: int = 200
) -> HttpResponse:
    alike = lists.alike_in_my_teams(request.member, person.alias, apart_from=person)
    ties = lists.ties_of(request.member, person)
    tied = {other.pk for _tie, other in ties}
    return page(
        request,
        "people/same.html",
        person=person,
        form=form,
        ties=ties,
        alike=[line for line in alike if line.person.pk not in tied],
        status=status,
    )


@writes
def untie(request: MemberRequest, tie_id: UUID) -> HttpResponse:
    tied = get_object_or_404(
        PersonTie.objects.visible_to(request.member).living().select_related("one"), pk=tie_id
    )
    services.untie_pages(actor=request.member, tie=tied, now=request.now)
    messages.success(request, _("The two pages are apart again. Nothing was merged."))
    return redirect(tied.one)


# --- Under 18 ----------------------------------------------------------------------
@reads
def child(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    return page(request, "people/child.html", person=person)


@writes
def protect(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    services.protect_child(actor=request.member, person=person, now=request.now)
    return redirect("people:under_18")
