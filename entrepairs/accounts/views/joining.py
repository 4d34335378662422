"""Taking one's place with a link: the only pages of this room open to everybody.

Whatever is wrong with a link, the answer is the same page: nobody learns which
organisations, people or links exist.
"""

from __future__ import annotations

from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.accounts import links, services
from entrepairs.accounts.forms import JoinForm
from entrepairs.accounts.members import remember_places
from entrepairs.accounts.models import Invitation, Member, User
from entrepairs.base import clock
from entrepairs.base.http import MemberRequest, page
from entrepairs.base.refusals import Refusal
from entrepairs.base.wall import open_wall

BACKEND = "django.contrib.auth.backends.ModelBackend"


def spent(request: HttpRequest) -> HttpResponse:
    return page(request, "accounts/join_spent.html", status=404)


def too_often(request: HttpRequest, token: str) -> bool:
    """Count a try of this link and of this address on the network (ACCOUNT_RATE_LIMITS)."""
    return not ratelimit.consume(request, action="join", key=token)


def _read(link: links.Link, **wall: Any) -> Invitation:
    with open_wall(organisation=link.organisation, read_only=True, **wall):
        return services.open_invitation(
            organisation=link.organisation,
            invitation=link.invitation,
            secret=link.secret,
            now=clock.now(),
        )


@login_not_required
@require_safe
def join(request: HttpRequest, token: str) -> HttpResponse:
    link = links.read(token)
    if link is None:
        return spent(request)
    try:
        invitation = _read(link)
    except services.InvitationSpent:
        return spent(request)
    form = JoinForm(initial={"email": invitation.email})
    return _page(request, token, invitation, form)


def _page(
    request: HttpRequest, token: str, invitation: Invitation, form: JoinForm, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "accounts/join.html",
        token=token,
        given_name=invitation.member.given_name,
        organisation=invitation.organisation.name,
        form=form,
        status=status,
    )


@login_not_required
@require_POST
def accept(request: HttpRequest, token: str) -> HttpResponse:
    link = links.read(token)
    if link is None:
        return spent(request)
    if too_often(request, token):
        return page(request, "accounts/join_slowly.html", status=429)
    try:
        invitation = _read(link)
    except services.InvitationSpent:
        return spent(request)
    form = JoinForm(request.POST)
    signed_in = request.user.is_authenticated
    if not signed_in and not form.is_valid():
        return _page(request, token, invitation, form, status=422)
    try:
        user = cast(User, request.user) if signed_in else None
        member = _take_place(link, user, form)
    except services.InvitationSpent:
        return spent(request)
    except Refusal as refusal:
        shown = JoinForm(request.POST if not signed_in else {})
        shown.errors.clear()
        shown.add_error(None, str(refusal.message))
        return _page(request, token, invitation, shown, status=422)
    return _come_in(request, member, new=not signed_in)


def _take_place(link: links.Link, user: User | None, form: JoinForm) -> Member:
    """Create the user if needed and tie the member to it, in one transaction."""
    now = clock.now()
    with open_wall(organisation=link.organisation, user=user.pk if user else None):
        if user is None:
            email, password = form.cleaned_data["email"], form.cleaned_data["password"]
            user = services.make_user(email=email, password=password, now=now)
        return services.accept_invitation(
            organisation=link.organisation,
            invitation=link.invitation,
            secret=link.secret,
            user=user,
            now=now,
        )


def _come_in(request: HttpRequest, member: Member, *, new: bool) -> HttpResponse:
    user = cast(User, member.user)
    if new:
        login(request, user, backend=BACKEND)
        record_authentication(request, user, method="password", email=user.email)
    request.session["organisation"] = str(member.organisation_id)
    asked = cast(MemberRequest, request)
    asked.today = clock.day_of(clock.now())
    with open_wall(organisation=member.organisation_id, user=user.pk, read_only=True):
        remember_places(asked)
    messages.success(request, _("Welcome, %(name)s.") % {"name": member.given_name})
    return redirect("home")
