"""Requests to meet a peer, without telephone or account."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.links import access, lists, services
from entrepairs.links.forms import AnswerAskForm, AskForm
from entrepairs.links.models import PeerAsk
from entrepairs.people.gentle import danger_note
from entrepairs.people.models import Person
from entrepairs.people.sealing import unlock

LATELY = 20


def find_ask(request: MemberRequest, ask_id: UUID) -> PeerAsk:
    asks = PeerAsk.objects.visible_to(request.member).select_related("person", "team")
    return get_object_or_404(asks, pk=ask_id)


@reads
def list_asks(request: MemberRequest) -> HttpResponse:
    """Those that wait, oldest first, then the latest answers."""
    require(access.may_open_links(request.member))
    waiting = list(lists.asks_waiting(request.member).oldest_first())
    answered = lists.asks_answered(request.member)[:LATELY]
    unlock([ask for ask in waiting if ask.person_id])
    if waiting:
        request.looked_at("links.peerask", "", "list")
    return page(
        request,
        "links/asks.html",
        waiting=[lists.ask_line(ask, request.today) for ask in waiting],
        answered=[lists.ask_line(ask, request.today) for ask in answered],
        usual=lists.usual_wait(request.member, request.today),
    )


@reads
def new_ask(request: MemberRequest) -> HttpResponse:
    require(access.may_open_links(request.member))
    known = Person.objects.visible_to(request.member)
    person = known.filter(pk__in=_uuid(request.GET.get("person", ""))).first()
    initial = {"person": person.pk} if person else {}
    form = AskForm(member=request.member, today=request.today, initial=initial)
    return page(request, "links/new_ask.html", form=form)


def _uuid(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []


@writes
def add_ask(request: MemberRequest) -> HttpResponse:
    require(access.may_open_links(request.member))
    form = AskForm(request.POST, member=request.member, today=request.today)
    if form.is_valid():
        try:
            services.note_ask(actor=request.member, ask=form.ask(), now=request.now)
            danger_note(request, form)
            return redirect("links:asks")
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return page(request, "links/new_ask.html", form=form, status=422)


@reads
def ask(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    return _ask_page(request, found, AnswerAskForm(initial={"met_on": request.today}))


@writes
def answer_ask(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    require(access.may_write_in(request.member, found.team))
    form = AnswerAskForm(request.POST)
    if form.is_valid():
        try:
            services.answer_ask(actor=request.member, ask=found, now=request.now, **form.answer())
            return redirect("links:ask", found.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _ask_page(request, found, form, status=422)


def _ask_page(
    request: MemberRequest, found: PeerAsk, form: AnswerAskForm, status: int = 200
) -> HttpResponse:
    unlock([found] if found.person_id else [])
    line = lists.ask_line(found, request.today)
    return page(request, "links/ask.html", line=line, ask=found, form=form, status=status)


@writes
def reopen_ask(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    require(access.may_write_in(request.member, found.team))
    services.reopen_ask(actor=request.member, ask=found, now=request.now)
    return redirect("links:ask", found.pk)
