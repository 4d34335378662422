from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts import access, services
from entrepairs.accounts.forms import OrganisationForm
from entrepairs.accounts.models import Organisation
from entrepairs.accounts.wording import number_warnings
from entrepairs.base.http import MemberRequest, page, reads, require, writes


def own_organisation(request: MemberRequest) -> Organisation:
    seen = Organisation.objects.visible_to(request.member)
    return get_object_or_404(seen, pk=request.member.organisation_id)


@reads
def organisation(request: MemberRequest) -> HttpResponse:
    mine = own_organisation(request)
    may_change = access.may_change_organisation(request.member, mine)
    form = OrganisationForm(instance=mine) if may_change else None
    return page(request, "accounts/organisation.html", organisation=mine, form=form)


@writes
def change_organisation(request: MemberRequest) -> HttpResponse:
    mine = own_organisation(request)
    require(access.may_change_organisation(request.member, mine))
    form = OrganisationForm(request.POST, instance=mine)
    if not form.is_valid():
        return page(request, "accounts/organisation.html", organisation=mine, form=form, status=422)
    changed = form.save(commit=False)
    services.change_organisation(actor=request.member, organisation=changed, now=request.now)
    messages.success(request, _("Saved."))
    numbers = {name: form.cleaned_data[name] for name in ("siret", "finess", "rna")}
    for warning in number_warnings(**numbers):
        messages.warning(request, warning)
    return redirect("accounts:organisation")
