from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts.lists import teams_of
from entrepairs.accounts.members import memberships_of, remember_places
from entrepairs.accounts.models import Member
from entrepairs.accounts.terms import local_terms
from entrepairs.accounts.wording import roles_with_sight
from entrepairs.base.http import MemberRequest, page, reads, writes


@reads
def me(request: MemberRequest) -> HttpResponse:
    terms = local_terms(request.member.organisation_id)
    seen = Member.objects.visible_to(request.member)
    mine = get_object_or_404(seen.prefetch_related(teams_of(request.member)), pk=request.member.pk)
    return page(
        request,
        "accounts/me.html",
        one=mine,
        roles=roles_with_sight(terms, mine.roles),
        oidc=settings.OIDC_ENABLED,
    )


@writes
def switch(request: MemberRequest) -> HttpResponse:
    """Step into another of my organisations; another's answers 404."""
    assert request.member.user_id is not None
    try:
        wanted = UUID(request.POST.get("organisation", ""))
    except ValueError as error:
        raise Http404 from error
    places = {
        place.organisation_id: place for place in memberships_of(request.member.user_id, request)
    }
    if wanted not in places:
        raise Http404
    request.session["organisation"] = str(wanted)
    remember_places(request)
    name = places[wanted].organisation.name
    messages.success(request, _("You are now at %(name)s.") % {"name": name})
    return redirect("home")
