"""Saying what is really so, that it is still true, or taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.directory import access, services
from entrepairs.directory.forms import CorrectionForm
from entrepairs.directory.models import Correction
from entrepairs.directory.views.search import find_service


def find_correction(request: MemberRequest, correction_id: UUID) -> Correction:
    corrections = Correction.objects.visible_to(request.member).select_related("service")
    return get_object_or_404(corrections, pk=correction_id)


@reads
def correct(request: MemberRequest, service_id: UUID) -> HttpResponse:
    require(access.may_correct(request.member))
    found = find_service(request, service_id)
    return page(request, "directory/correct.html", service=found, form=CorrectionForm())


@writes
def say_correction(request: MemberRequest, service_id: UUID) -> HttpResponse:
    require(access.may_correct(request.member))
    found = find_service(request, service_id)
    form = CorrectionForm(request.POST)
    if form.is_valid():
        try:
            services.correct_service(
                actor=request.member, service=found, said=form.said(), now=request.now
            )
            messages.success(request, _("Kept. Everybody here will read it."))
            return redirect(found)
        except Refusal as refusal:
            form.add_error("text", str(refusal.message))
    return page(request, "directory/correct.html", service=found, form=form, status=422)


@writes
def still_true(request: MemberRequest, service_id: UUID) -> HttpResponse:
    require(access.may_correct(request.member))
    found = find_service(request, service_id)
    services.still_true(actor=request.member, service=found, now=request.now)
    messages.success(request, _("Checked today. Thank you."))
    return redirect(found)


@writes
def withdraw_correction(request: MemberRequest, correction_id: UUID) -> HttpResponse:
    correction = find_correction(request, correction_id)
    require(access.may_withdraw_correction(request.member, correction))
    services.withdraw_correction(actor=request.member, correction=correction, now=request.now)
    messages.success(request, _("Taken back."))
    return redirect(correction.service)
