from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts import access, lists, services
from entrepairs.accounts.forms import PartnerForm
from entrepairs.accounts.models import Partnership
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal


def find_partnership(request: MemberRequest, partnership_id: UUID) -> Partnership:
    seen = Partnership.objects.visible_to(request.member)
    return get_object_or_404(seen, pk=partnership_id)


def _page(request: MemberRequest, form: PartnerForm, status: int = 200) -> HttpResponse:
    return page(
        request,
        "accounts/partners.html",
        form=form,
        bonds=lists.bonds(request.member),
        code=request.member.organisation_id.hex,
        status=status,
    )


@reads
def partners(request: MemberRequest) -> HttpResponse:
    require(access.may_partner(request.member))
    return _page(request, PartnerForm())


@writes
def propose(request: MemberRequest) -> HttpResponse:
    require(access.may_partner(request.member))
    form = PartnerForm(request.POST)
    if form.is_valid():
        partner = form.cleaned_data["code"]
        try:
            services.propose_partnership(actor=request.member, partner=partner, now=request.now)
            messages.success(request, _("Proposed. They will find it on their own page."))
            return redirect("accounts:partners")
        except Refusal as refusal:
            form.add_error("code", str(refusal.message))
    return _page(request, form, status=422)


@writes
def accept(request: MemberRequest, partnership_id: UUID) -> HttpResponse:
    found = find_partnership(request, partnership_id)
    require(access.may_partner(request.member))
    require(found.partner_id == request.member.organisation_id)
    services.accept_partnership(actor=request.member, partnership=found, now=request.now)
    messages.success(request, _("You are partners: each sees the other’s name and teams."))
    return redirect("accounts:partners")


@writes
def end(request: MemberRequest, partnership_id: UUID) -> HttpResponse:
    found = find_partnership(request, partnership_id)
    require(access.may_partner(request.member))
    services.end_partnership(actor=request.member, partnership=found, now=request.now)
    messages.success(request, _("The partnership is over."))
    return redirect("accounts:partners")
