from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Organisation
from entrepairs.accounts.services import add_member
from entrepairs.accounts.terms import local_terms
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.peers import access, lists, services
from entrepairs.peers.forms import (
    FieldsForm,
    LastDayForm,
    LoanForm,
    StatusForm,
    WelcomeForm,
    ending_on,
)
from entrepairs.peers.models import Peer, PeerShare, StatusPeriod

PAGE = 25


def find_peer(request: MemberRequest, peer_id: UUID) -> Peer:
    peers = Peer.objects.visible_to(request.member).select_related("organisation")
    found = get_object_or_404(peers.prefetch_related("member"), pk=peer_id)
    if lists.readable_member(found) is None:
        raise Http404  # the loan is over, and with it the name
    return found


def find_period(request: MemberRequest, period_id: UUID) -> StatusPeriod:
    periods = StatusPeriod.objects.visible_to(request.member).select_related("peer")
    return get_object_or_404(periods.prefetch_related("peer__member"), pk=period_id)


def find_loan(request: MemberRequest, loan_id: UUID) -> PeerShare:
    loans = PeerShare.objects.visible_to(request.member).select_related("peer", "viewer")
    return get_object_or_404(loans.prefetch_related("peer__member"), pk=loan_id)


@reads
def list_peers(request: MemberRequest) -> HttpResponse:
    require(access.may_open_peers(request.member))
    terms = local_terms(request.member.organisation_id)
    asked = lists.Asked.read(request.GET, shows_status=access.may_welcome_peer(request.member))
    found = lists.find_peers(request.member, asked, request.today)
    rows = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "peers/list.html",
        rows=rows,
        lines=[lists.Line.read(peer, terms, request.member) for peer in rows],
        asked=asked,
        status_chips=lists.status_chips(request.GET, asked, terms),
        field_chips=lists.field_chips(request.GET, asked, terms),
        may_welcome=access.may_welcome_peer(request.member),
        may_export=access.may_export_peers(request.member),
    )


@reads
def export_peers(request: MemberRequest) -> HttpResponse:
    require(access.may_export_peers(request.member))
    terms = local_terms(request.member.organisation_id)
    asked = lists.Asked.read(request.GET, shows_status=True)
    found = lists.find_peers(request.member, asked, request.today)
    request.looked_at("peers.peer", "", "export")
    response = HttpResponse(
        lists.to_file(found, terms, request.member), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{_("peers")}.csv"'
    return response


@reads
def peer(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    found = find_peer(request, peer_id)
    if access.may_see_status(request.member, found) and not access.is_myself(request.member, found):
        request.looked_at("peers.peer", found.pk, "status")
    return page(
        request, "peers/peer.html", **lists.whole_page(request.member, found, request.today)
    )


@reads
def new_peer(request: MemberRequest) -> HttpResponse:
    require(access.may_welcome_peer(request.member))
    terms = local_terms(request.member.organisation_id)
    form = WelcomeForm(terms=terms, actor=request.member, initial={"first": request.today})
    return page(request, "peers/new.html", form=form)


@writes
def add_peer(request: MemberRequest) -> HttpResponse:
    require(access.may_welcome_peer(request.member))
    terms = local_terms(request.member.organisation_id)
    form = WelcomeForm(request.POST, terms=terms, actor=request.member)
    if not form.is_valid():
        return page(request, "peers/new.html", form=form, status=422)
    actor, now = request.member, request.now
    newcomer = form.newcomer()
    if newcomer is not None:
        add_member(actor=actor, member=newcomer, teams=[], now=now)
    member = newcomer or form.cleaned_data["member"]
    added = services.welcome_peer(actor=actor, member=member, fields=form.words(), now=now)
    services.open_status_period(
        actor=actor, peer=added, kind=form.cleaned_data["kind"], period=form.period(), now=now
    )
    messages.success(request, _("Welcome to %(name)s.") % {"name": member.full_name})
    return redirect(added)


@reads
def fields(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    found = find_peer(request, peer_id)
    require(access.may_change_peer(request.member, found))
    form = FieldsForm(terms=local_terms(request.member.organisation_id), peer=found)
    return page(request, "peers/fields.html", peer=found, form=form)


@writes
def change_fields(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    found = find_peer(request, peer_id)
    require(access.may_change_peer(request.member, found))
    form = FieldsForm(request.POST, terms=local_terms(request.member.organisation_id))
    if not form.is_valid():
        return page(request, "peers/fields.html", peer=found, form=form, status=422)
    services.change_fields(actor=request.member, peer=found, fields=form.words(), now=request.now)
    return redirect(found)


@reads
def new_status(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    found = find_peer(request, peer_id)
    require(access.may_change_peer(request.member, found))
    terms = local_terms(request.member.organisation_id)
    form = StatusForm(terms=terms, initial={"first": request.today})
    return page(request, "peers/status.html", peer=found, form=form)


@writes
def open_status(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    found = find_peer(request, peer_id)
    require(access.may_change_peer(request.member, found))
    form = StatusForm(request.POST, terms=local_terms(request.member.organisation_id))
    if form.is_valid():
        try:
            services.open_status_period(
                actor=request.member,
                peer=found,
                kind=form.cleaned_data["kind"],
                period=form.period(),
                now=request.now,
            )
            return redirect(found)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return page(request, "peers/status.html", peer=found, form=form, status=422)


@reads
def status_ending(request: MemberRequest, period_id: UUID) -> HttpResponse:
    period = find_period(request, period_id)
    require(access.may_change_peer(request.member, period.peer))
    form = LastDayForm(initial=ending_on(period.last_day, request.today))
    return page(request, "peers/ending.html", **_ending(period, form))


@writes
def end_status(request: MemberRequest, period_id: UUID) -> HttpResponse:
    period = find_period(request, period_id)
    require(access.may_change_peer(request.member, period.peer))
    form = LastDayForm(request.POST)
    if form.is_valid():
        try:
            services.end_status_period(
                actor=request.member,
                period=period,
                last=form.cleaned_data["last"],
                now=request.now,
            )
            return redirect(period.peer)
        except Refusal as refusal:
            form.add_error("last", str(refusal.message))
    return page(request, "peers/ending.html", status=422, **_ending(period, form))


def _ending(period: StatusPeriod, form: LastDayForm) -> dict[str, Any]:
    return {"period": period, "peer": period.peer, "form": form}


@reads
def new_loan(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    found = find_peer(request, peer_id)
    require(access.may_lend_peer(request.member, found))
    form = LoanForm(actor=request.member, peer=found, initial={"first": request.today})
    return page(request, "peers/loan.html", **_loan(request, found, form))


@writes
def lend(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    found = find_peer(request, peer_id)
    require(access.may_lend_peer(request.member, found))
    form = LoanForm(request.POST, actor=request.member, peer=found)
    if form.is_valid():
        try:
            services.lend_peer(
                actor=request.member,
                peer=found,
                host=form.cleaned_data["host"],
                contact=form.cleaned_data["contact"],
                period=form.period(),
                now=request.now,
            )
            return redirect(found)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return page(request, "peers/loan.html", status=422, **_loan(request, found, form))


def _loan(request: MemberRequest, found: Peer, form: LoanForm) -> dict[str, Any]:
    partners = Organisation.objects.visible_to(request.member)
    return {"peer": found, "form": form, "alone": partners.count() == 1}


@reads
def loan_ending(request: MemberRequest, loan_id: UUID) -> HttpResponse:
    loan = find_loan(request, loan_id)
    require(access.may_lend_peer(request.member, loan.peer))
    form = LastDayForm(initial=ending_on(loan.last_day, request.today))
    return page(request, "peers/loan_ending.html", loan=loan, peer=loan.peer, form=form)


@writes
def end_loan(request: MemberRequest, loan_id: UUID) -> HttpResponse:
    loan = find_loan(request, loan_id)
    require(access.may_lend_peer(request.member, loan.peer))
    form = LastDayForm(request.POST)
    if form.is_valid():
        last = form.cleaned_data["last"]
        try:
            services.end_loan(actor=request.member, loan=loan, last=last, now=request.now)
            return redirect(loan.peer)
        except Refusal as refusal:
            form.add_error("last", str(refusal.message))
    return page(request, "peers/loan_ending.html", loan=loan, peer=loan.peer, form=form, status=422)
