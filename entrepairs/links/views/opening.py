"""A person chooses among the peers of a team; the peer chosen is asked."""

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
from entrepairs.links import access, lists, services
from entrepairs.links.forms import OpenForm
from entrepairs.links.models import Link, Proposal
from entrepairs.people.gates import note_stopped
from entrepairs.people.gentle import danger_note
from entrepairs.people.lists import my_teams_that_know
from entrepairs.people.models import Person
from entrepairs.people.refusals import StoppedByWish
from entrepairs.people.sealing import unlock
from entrepairs.people.views.finding import find_person


def _team(request: MemberRequest, person: Person) -> tuple[Team, list[Team]]:
    """The team asked for in the address, else the first of mine that knows the person."""
    teams = list(my_teams_that_know(request.member, person))
    wanted = request.POST.get("team") or request.GET.get("team")
    found = [team for team in teams if str(team.pk) == wanted] if wanted else teams
    if not found:
        raise Http404
    return found[0], teams


@reads
def new(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    request.looked_at("people.person", person.pk, "link")
    team, _teams = _team(request, person)
    return _new_page(request, person, OpenForm(peers=lists.choices(person, team, request.today)))


@writes
def open_link(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Mine opens at once; another peer is asked first; nobody is an answer too."""
    person = find_person(request, person_id)
    team, _teams = _team(request, person)
    form = OpenForm(request.POST, peers=lists.choices(person, team, request.today))
    if form.is_valid() and form.chosen is None:
        for free in _underway(person, team, request).filter(peer_member__isnull=True):
            services.drop_proposal(actor=request.member, proposal=free, now=request.now)
        messages.success(request, _("Nobody for now: it can be asked again at any time."))
        return redirect(person)
    if form.is_valid() and _proposed(request, person, team, form):
        return redirect(person)
    return _new_page(request, person, form, status=422)


def _underway(person: Person, team: Team, request: MemberRequest) -> Any:
    return Proposal.objects.visible_to(request.member).filter(person=person, team=team)


def _proposed(request: MemberRequest, person: Person, team: Team, form: OpenForm) -> bool:
    assert form.chosen is not None
    try:
        made = services.propose_peer(
            actor=request.member,
            person=person,
            team=team,
            peer_member=form.chosen,
            wished=form.wished,
            now=request.now,
        )
    except StoppedByWish as refusal:
        note_stopped(person=person, team=team, gate=refusal.gate, on=request.today)
        form.add_error(None, str(refusal.message))
        form.stopped = refusal.gate  # type: ignore[attr-defined]
        return False
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    danger_note(request, form)
    if isinstance(made, Link):
        messages.success(request, _("The link is open."))
    else:
        name = {"name": form.chosen.given_name}
        messages.success(request, _("%(name)s is being asked.") % name)
    return True


def _new_page(
    request: MemberRequest, person: Person, form: OpenForm, status: int = 200
) -> HttpResponse:
    team, teams = _team(request, person)
    return page(
        request,
        "links/new.html",
        person=person,
        team=team,
        chips=[
            {"word": each.name, "url": f"?team={each.pk}", "on": each.pk == team.pk}
            for each in teams
        ]
        if len(teams) > 1
        else [],
        form=form,
        number=len(form.peers),
        underway=_underway(person, team, request).exclude(peer_member__isnull=True).first(),
        said=lists.preferences(person),
        stopped=getattr(form, "stopped", ""),
        status=status,
    )


# --- a peer is asked -------------------------------------------------------------------
def find_proposal(request: MemberRequest, proposal_id: UUID) -> Proposal:
    proposals = Proposal.objects.visible_to(request.member)
    found = get_object_or_404(
        proposals.select_related("person", "team", "peer_member"), pk=proposal_id
    )
    return found


@reads
def proposal(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    found = find_proposal(request, proposal_id)
    request.looked_at("people.person", found.person_id, "link")
    unlock([found])
    return page(
        request,
        "links/proposal.html",
        proposal=found,
        mine=access.may_answer(request.member, found),
        said=lists.preferences(found.person),
        writes=access.may_write_in(request.member, found.team),
    )


@writes
def answer(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """Yes opens the link; no takes the name away, and nobody is told whose it was."""
    found = find_proposal(request, proposal_id)
    require(access.may_answer(request.member, found))
    yes = request.POST.get("answer") == "yes"
    try:
        services.answer_proposal(actor=request.member, proposal=found, yes=yes, now=request.now)
    except StoppedByWish as refusal:
        gate = refusal.gate
        note_stopped(person=found.person, team=found.team, gate=gate, on=request.today)
        messages.warning(request, str(refusal.message))
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
    return redirect(found.person)


@writes
def free(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """The person would rather have somebody else: the place is open again."""
    found = find_proposal(request, proposal_id)
    require(access.may_write_in(request.member, found.team))
    services.free_proposal(actor=request.member, proposal=found, now=request.now)
    return redirect("links:new", found.person_id)


@writes
def drop(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """Nobody for now."""
    found = find_proposal(request, proposal_id)
    require(access.may_write_in(request.member, found.team))
    person = found.person
    services.drop_proposal(actor=request.member, proposal=found, now=request.now)
    return redirect(person)
