from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from entrepairs.accounts import access
from entrepairs.accounts import trail as trails
from entrepairs.accounts.forms import TrailForm
from entrepairs.base.http import MemberRequest, page, reads


@reads
def trail(request: MemberRequest) -> HttpResponse:
    """The auditor reads the whole trail, everybody else their own acts."""
    whole = access.may_read_trail(request.member)
    form = TrailForm(request.GET, reader=request.member, whole=whole)
    asked = form.cleaned_data if form.is_valid() else {}
    found = trails.find_entries(request.member, asked)
    shown = Paginator(found, trails.PAGE).get_page(request.GET.get("page"))
    if whole:
        request.looked_at("accounts.auditentry", "", "audit")
    return page(
        request,
        "accounts/trail.html",
        form=form,
        rows=shown,
        lines=trails.lines(request.member, shown),
        whole=whole,
    )
