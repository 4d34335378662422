"""What is kept about a person: shown, printed, asked about, erased, by anybody they ask."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.cards import access, services
from entrepairs.cards.copy import Copy, as_json, as_pdf, copy_of, looks_at
from entrepairs.cards.forms import AnswerForm, EraseForm, RequestForm
from entrepairs.cards.models import RightsRequest
from entrepairs.links.rights import Rights, rights_of
from entrepairs.people.models import Person
from entrepairs.people.sealing import unlock
from entrepairs.people.views.finding import find_person


def _copy(request: MemberRequest, person: Person, purpose: str) -> Copy:
    """What this member may show; the reading is recorded."""
    request.looked_at("people.person", person.pk, purpose)
    return copy_of(person, now=request.now, may=_rights(request, person).may)


def _rights(request: MemberRequest, person: Person) -> Rights:
    return rights_of(request.member, person, request.today)


@reads
def kept(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(access.may_show_kept(request.member))
    waiting = RightsRequest.objects.visible_to(request.member).about(person).waiting()
    return page(
        request,
        "cards/kept.html",
        person=person,
        copy=_copy(request, person, _("shown to the person")),
        waiting=unlock(waiting.order_by("asked_on", "id")),
        today=request.today,
        may_make_code=access.may_make_code(_rights(request, person)),
    )


@reads
def kept_json(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(access.may_show_kept(request.member))
    return as_file(as_json(_copy(request, person, _("copy for the person"))), "json")


@reads
def kept_pdf(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(access.may_show_kept(request.member))
    return as_file(as_pdf(_copy(request, person, _("copy for the person"))), "pdf")


def as_file(content: bytes, ending: str) -> HttpResponse:
    """A file whose name says nothing of whom it is about."""
    response = HttpResponse(content, content_type=f"application/{ending}")
    response.headers["Content-Disposition"] = f'attachment; filename="copie.{ending}"'
    return response


@reads
def looks(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Who looked: a role and a day; the names when the person asks, by the coordinator."""
    person = find_person(request, person_id)
    names = request.GET.get("names") == "1"
    require(access.may_name_readers(request.member) if names else True)
    purpose = _("names of readers, asked by the person") if names else _("readers of the page")
    request.looked_at("people.person", person.pk, purpose)
    return page(
        request,
        "cards/looks.html",
        person=person,
        looks=looks_at(person, names=names),
        names=names,
        may_name=access.may_name_readers(request.member),
    )


@writes
def make_code(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Shown once, to be handed over on paper."""
    person = find_person(request, person_id)
    require(access.may_make_code(_rights(request, person)))
    code = services.make_code(actor=request.member, person=person, now=request.now)
    return page(request, "cards/code.html", person=person, code=code, lives=services.LIVES)


# --- What they ask ---------------------------------------------------------------
@reads
def new_request(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(access.may_show_kept(request.member))
    return page(request, "cards/request_new.html", person=person, form=RequestForm())


@writes
def ask(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(access.may_show_kept(request.member))
    form = RequestForm(request.POST)
    if form.is_valid():
        try:
            asked = form.request()
            asked.person = person
            services.receive_request(actor=request.member, request=asked, now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Noted. The answer is due within a month."))
            return redirect("cards:kept", person.pk)
    return page(request, "cards/request_new.html", person=person, form=form, status=422)


def _asked(request: MemberRequest, request_id: UUID) -> RightsRequest:
    rows = RightsRequest.objects.visible_to(request.member).select_related("person", "team")
    return get_object_or_404(rows, pk=request_id)


@reads
def request_page(request: MemberRequest, request_id: UUID) -> HttpResponse:
    asked = _asked(request, request_id)
    return _request_page(request, asked, AnswerForm())


def _request_page(
    request: MemberRequest, asked: RightsRequest, form: AnswerForm, status: int = 200
) -> HttpResponse:
    if asked.person_id:
        request.looked_at("people.person", asked.person_id, _("a request of the person"))
    unlock([asked])
    return page(
        request,
        "cards/request.html",
        asked=asked,
        form=form,
        may_answer=access.may_answer(request.member, asked),
        late=asked.is_late(request.today),
        status=status,
    )


@writes
def answer(request: MemberRequest, request_id: UUID) -> HttpResponse:
    asked = _asked(request, request_id)
    require(access.may_answer(request.member, asked))
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            services.answer_request(
                actor=request.member, request=asked, now=request.now, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Answered. Tell the person, or have it told."))
            return redirect("cards:request", asked.pk)
    return _request_page(request, asked, form, status=422)


# --- Erasing -----------------------------------------------------------------------
@reads
def new_erasure(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    require(access.may_show_kept(request.member))
    return page(request, "cards/erase.html", person=person, form=EraseForm())


@writes
def erase(request: MemberRequest, person_id: UUID) -> HttpResponse:
    # A second erasure waits for the first, and finds nobody.
    seen = Person.objects.visible_to(request.member).select_for_update(of=("self",))
    person = get_object_or_404(seen, pk=person_id)
    require(access.may_show_kept(request.member))
    form = EraseForm(request.POST)
    if form.is_valid():
        try:
            services.erase_on_request(actor=request.member, person=person, now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Erased. Nothing about this person is left here."))
            return redirect("people:list")
    return page(request, "cards/erase.html", person=person, form=form, status=422)
