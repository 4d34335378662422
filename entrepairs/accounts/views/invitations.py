from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.mail import send_mail
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from entrepairs.accounts import access, links, services
from entrepairs.accounts.forms import InviteForm
from entrepairs.accounts.models import Invitation
from entrepairs.accounts.views.members import _member_page, find_member
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal

PAGE = 50


@reads
def invitations(request: MemberRequest) -> HttpResponse:
    require(access.may_manage_accounts(request.member))
    waiting = Invitation.objects.visible_to(request.member).pending(request.now)
    found = waiting.select_related("member").order_by("expires_at", "id")
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return page(request, "accounts/invitations.html", rows=shown)


@writes
def invite(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Make the link: shown on this answer only, and sent."""
    found = find_member(request, member_id)
    require(access.may_change_member(request.member, found))
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            invitation, secret = services.invite(
                actor=request.member,
                member=found,
                email=form.cleaned_data["email"],
                now=request.now,
            )
            link = _address(request, invitation, secret)
            transaction.on_commit(lambda: _send(request, invitation, link), robust=True)
            return _member_page(request, found, link=link)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _member_page(request, found, invite_form=form, status=422)


def _address(request: MemberRequest, invitation: Invitation, secret: str) -> str:
    link = links.Link(invitation.organisation_id, invitation.pk, secret)
    return request.build_absolute_uri(reverse("accounts:join", args=[links.written(link)]))


def _send(request: MemberRequest, invitation: Invitation, link: str) -> None:
    organisation = request.member.organisation.name
    body = render_to_string(
        "accounts/email/invitation.txt",
        {
            "given_name": invitation.member.given_name,
            "organisation": organisation,
            "sender": request.member.full_name,
            "link": link,
            "days": services.INVITATION_DAYS,
        },
    )
    subject = _("%(organisation)s is waiting for you on Entrepairs")
    send_mail(subject % {"organisation": organisation}, body, None, [invitation.email])


@writes
def revoke(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    require(access.may_manage_accounts(request.member))
    seen = Invitation.objects.visible_to(request.member).pending(request.now)
    invitation = get_object_or_404(seen.select_related("member"), pk=invitation_id)
    services.revoke_invitation(actor=request.member, invitation=invitation, now=request.now)
    messages.success(request, _("The link no longer works."))
    return redirect(invitation.member)
