"""Papers to hand over or to pin up. What is typed is printed and forgotten."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Team
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.cards import paper_facts as facts
from entrepairs.cards.paper_forms import CardForm, PaperForm, PosterForm, ProjectForm
from entrepairs.cards.papers import card_pdf, poster_pdf
from entrepairs.links.rights import rights_of
from entrepairs.people.access import may_meet_people
from entrepairs.people.models import Person
from entrepairs.people.views.finding import find_person
from entrepairs.words.enums import PaperKind
from entrepairs.words.lists import teams_for
from entrepairs.words.services import note_printed


# --- A card for the pocket -----------------------------------------------------------
@reads
def paper(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    request.looked_at("people.person", person.pk, _("card to hand over"))
    rights = rights_of(request.member, person, request.today)
    form = _card_form(request, person, initial=facts.next_meeting(person, rights, request.now))
    return _card_page(request, person, form)


@writes
def print_paper(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    form = _card_form(request, person, request.POST)
    if not form.is_valid():
        return _card_page(request, person, form, status=422)
    request.looked_at("people.person", person.pk, _("card to hand over"))
    card = form.card(person)
    if as_pdf(request, form):
        return pdf(card_pdf(card, form.tongue), _("card"))
    return sheet(
        request, "cards/papers/card.html", form, person=person, told=asdict(card), lines=range(11)
    )


def _card_form(request: MemberRequest, person: Person, *args: Any, **more: Any) -> CardForm:
    return CardForm(
        *args,
        peers=facts.peers_for(request.member, person, request.today),
        others=facts.others_for(request.member, person, request.today),
        may_name=facts.may_name(person),
        **more,
    )


def _card_page(
    request: MemberRequest, person: Person, form: CardForm, status: int = 200
) -> HttpResponse:
    return page(request, "cards/papers/card_form.html", person=person, form=form, status=status)


# --- My project ----------------------------------------------------------------------
@reads
def project_card(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    request.looked_at("people.person", person.pk, _("project card"))
    return _project_page(request, person, _project_form(request, person))


@writes
def print_project(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    form = _project_form(request, person, request.POST)
    if not form.is_valid():
        return _project_page(request, person, form, status=422)
    request.looked_at("people.person", person.pk, _("project card"))
    _count(request, form, PaperKind.PROJECT)
    told = asdict(form.project(person))
    return sheet(
        request, "cards/papers/project.html", form, person=person, told=told, lines=range(3)
    )


def _project_form(request: MemberRequest, person: Person, *args: Any) -> ProjectForm:
    rights = rights_of(request.member, person, request.today)
    return ProjectForm(
        *args,
        mine=teams_for(request.member, person),
        may_name=facts.may_name(person),
        **facts.wishes_of(person, rights),
    )


def _project_page(
    request: MemberRequest, person: Person, form: ProjectForm, status: int = 200
) -> HttpResponse:
    return page(request, "cards/papers/project_form.html", person=person, form=form, status=status)


# --- Ask for a peer: nobody's paper ------------------------------------------------------
@reads
def poster(request: MemberRequest) -> HttpResponse:
    require(may_meet_people(request.member))
    return _poster_page(request, PosterForm(mine=_mine(request)))


@writes
def print_poster(request: MemberRequest) -> HttpResponse:
    require(may_meet_people(request.member))
    form = PosterForm(request.POST, mine=_mine(request))
    if not form.is_valid():
        return _poster_page(request, form, status=422)
    _count(request, form, PaperKind.POSTER)
    made = form.poster()
    shape = form.cleaned_data["shape"]
    if as_pdf(request, form):
        return pdf(poster_pdf(made, form.tongue), _("poster"))
    return sheet(
        request,
        "cards/papers/poster.html",
        form,
        person=None,
        told=asdict(made),
        lines=range(8),
        shape=shape,
    )


def _mine(request: MemberRequest) -> list[Team]:
    return list(Team.objects.visible_to(request.member).of(request.member).open())


def _poster_page(request: MemberRequest, form: PosterForm, status: int = 200) -> HttpResponse:
    return page(request, "cards/papers/poster_form.html", form=form, status=status)


# --- What the printer gets --------------------------------------------------------------
def _count(request: MemberRequest, form: PaperForm, kind: PaperKind) -> None:
    """How many left the printer, in which language. Never for whom."""
    note_printed(
        actor=request.member,
        team=form.cleaned_data["team"],
        kind=kind,
        language=form.cleaned_data["language"],
        now=request.now,
    )


def as_pdf(request: MemberRequest, form: PaperForm) -> bool:
    return request.POST.get("as") == "pdf" and form.tongue.has_pdf


def pdf(made: bytes, name: str) -> HttpResponse:
    """The name of the file tells of nobody."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def sheet(request: MemberRequest, paper: str, form: PaperForm, **told: Any) -> HttpResponse:
    no_pdf = request.POST.get("as") == "pdf"
    said = form.tongue
    return page(request, paper, said=said, says=said.says, no_pdf=no_pdf, **told)
