"""The other way round: what a team wants to explain to somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest, page, reads, writes
from entrepairs.base.refusals import Refusal
from entrepairs.people.gentle import danger_note
from entrepairs.people.models import Person
from entrepairs.people.sealing import unlock
from entrepairs.people.views.finding import find_person
from entrepairs.words import lists, services
from entrepairs.words.forms import ExplainedForm, ExplainForm
from entrepairs.words.models import Explanation


def find_explanation(request: MemberRequest, explanation_id: UUID) -> Explanation:
    seen = Explanation.objects.visible_to(request.member).select_related("person", "team")
    found: Explanation = get_object_or_404(seen, pk=explanation_id)
    unlock([found])
    return found


@reads
def new_explanation(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    request.looked_at("people.person", person.pk, "explain")
    return _new_page(request, person, _form(request, person))


@writes
def add_explanation(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    form = _form(request, person, request.POST)
    if form.is_valid():
        try:
            made = services.want_explained(
                actor=request.member, explanation=form.explanation(person), now=request.now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            danger_note(request, form)
            return redirect("words:explanation", made.pk)
    return _new_page(request, person, form, status=422)


def _form(request: MemberRequest, person: Person, *args: Any) -> ExplainForm:
    return ExplainForm(*args, mine=lists.teams_for(request.member, person))


def _new_page(
    request: MemberRequest, person: Person, form: ExplainForm, status: int = 200
) -> HttpResponse:
    return page(request, "words/explain.html", person=person, form=form, status=status)


@reads
def show_explanation(request: MemberRequest, explanation_id: UUID) -> HttpResponse:
    explanation = find_explanation(request, explanation_id)
    request.looked_at("people.person", explanation.person_id, "explain")
    return _page(request, explanation, ExplainedForm())


@writes
def explained(request: MemberRequest, explanation_id: UUID) -> HttpResponse:
    explanation = find_explanation(request, explanation_id)
    form = ExplainedForm(request.POST)
    if form.is_valid():
        try:
            services.explained(
                actor=request.member,
                explanation=explanation,
                understood=form.cleaned_data["understood"],
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Noted: it was explained."))
            return redirect(explanation.person)
    return _page(request, explanation, form, status=422)


@writes
def drop_explanation(request: MemberRequest, explanation_id: UUID) -> HttpResponse:
    explanation = find_explanation(request, explanation_id)
    services.drop_explanation(actor=request.member, explanation=explanation, now=request.now)
    messages.success(request, _("Taken off the list."))
    return redirect(explanation.person)


def _page(
    request: MemberRequest, explanation: Explanation, form: ExplainedForm, status: int = 200
) -> HttpResponse:
    return page(
        request, "words/explanation.html", explanation=explanation, form=form, status=status
    )
