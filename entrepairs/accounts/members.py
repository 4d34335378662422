"""Which member is asking: one user may belong to several organisations."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entrepairs.accounts.enums import READS_PEOPLE
from entrepairs.accounts.models import Member, User
from entrepairs.base.http import MemberRequest
from entrepairs.base.wall import current_wall, enter_organisation


def resolve_member(request: MemberRequest) -> HttpResponse | None:
    """Set ``request.member``, or answer another page: no organisation, no second factor.

    Runs inside the wall the decorator opened: one query when the session already
    names an organisation, two on the first page.
    """
    member = _member_of(request)
    if member is None:
        return render(request, "accounts/nowhere.html", status=403)
    request.member = member
    if needs_second_factor(request, member):
        return redirect(_second_factor_page(request))
    return None


def _second_factor_page(request: HttpRequest) -> str:
    """Where to show the second factor one has, else where to add one."""
    user = cast(User, request.user)
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if Authenticator.Type.TOTP in kinds:
        return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"
    if Authenticator.Type.WEBAUTHN in kinds:
        back = urlencode({"next": request.get_full_path()})
        return f"{reverse('mfa_reauthenticate_webauthn')}?{back}"
    return reverse("mfa_index")


def _member_of(request: MemberRequest) -> Member | None:
    if isinstance(request.user, AnonymousUser):
        return None
    mine = (
        Member.objects.active(request.today)
        .filter(user=request.user)
        .select_related("organisation")
        .order_by("since", "id")
    )
    wall = current_wall()
    if wall and wall.organisation:
        member = mine.filter(organisation=wall.organisation).first()
        if member is not None:
            return member
    member = mine.first()
    if member is None:
        return None
    remember_places(request)
    enter_organisation(member.organisation_id)
    request.session["organisation"] = str(member.organisation_id)
    return member


def remember_places(request: MemberRequest) -> None:
    """Keep the names of my organisations in the session, for the switch in the top bar."""
    places = memberships_of(cast(User, request.user).pk, request)
    request.session["places"] = [
        {"id": str(place.organisation_id), "name": place.organisation.name} for place in places
    ]


def memberships_of(user_id: UUID, request: MemberRequest) -> list[Member]:
    """My places in every organisation, for the switch in the top bar."""
    return list(
        Member.objects.active(request.today)
        .filter(Q(user_id=user_id))
        .select_related("organisation")
        .order_by("organisation__name")
    )


def needs_second_factor(request: HttpRequest, member: Member) -> bool:
    if not settings.REQUIRE_SECOND_FACTOR or not member.roles_in(READS_PEOPLE):
        return False
    records = get_authentication_records(request, request.user)
    return not any(record.get("method") == "mfa" for record in records)
