from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts import access, lists, services
from entrepairs.accounts.forms import InviteForm, LastDayForm, MemberForm
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.terms import local_terms
from entrepairs.accounts.wording import roles_with_sight
from entrepairs.base.exports import EXTENSIONS, table_file
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal

PAGE = 50


def find_member(request: MemberRequest, member_id: UUID) -> Member:
    seen = Member.objects.visible_to(request.member)
    own = seen.filter(organisation=request.member.organisation_id).select_related("user")
    return get_object_or_404(own.prefetch_related(lists.teams_of(request.member)), pk=member_id)


@reads
def members(request: MemberRequest) -> HttpResponse:
    reader = request.member
    terms = local_terms(reader.organisation_id)
    teams = list(Team.objects.visible_to(reader).open())
    asked = lists.Asked.read(request.GET, teams)
    found = lists.find_members(reader, asked, request.today)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "accounts/members.html",
        rows=shown,
        lines=[lists.Line.read(member, terms) for member in shown],
        asked=asked,
        role_chips=lists.role_chips(reader, request.GET, asked, terms),
        team_chips=lists.team_chips(request.GET, asked, teams) if len(teams) > 1 else [],
        gone_chips=_gone_chips(request, asked),
        may_add=access.may_manage_accounts(reader),
        may_export=access.may_export_members(reader),
    )


def _gone_chips(request: MemberRequest, asked: lists.Asked) -> list[dict[str, Any]]:
    words = [("1", _("Those who left"))]
    return lists.chips(request.GET, "gone", "1" if asked.gone else "", words, _("Those here"))


@reads
def export_members(request: MemberRequest, extension: str) -> HttpResponse:
    require(access.may_export_members(request.member))
    terms = local_terms(request.member.organisation_id)
    asked = lists.Asked.read(request.GET, Team.objects.visible_to(request.member))
    found = lists.find_members(request.member, asked, request.today)
    request.looked_at("accounts.member", "", "export")
    kind = extension if extension in EXTENSIONS else "csv"
    return table_file(_("members"), kind, lists.header(), lists.rows(found, terms))


@reads
def member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    return _member_page(request, find_member(request, member_id))


def _member_page(
    request: MemberRequest,
    found: Member,
    invite_form: InviteForm | None = None,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    terms = local_terms(request.member.organisation_id)
    return page(
        request,
        "accounts/member.html",
        status=status,
        roles=roles_with_sight(terms, found.roles),
        invite_form=invite_form or InviteForm(initial={"email": found.email}),
        link=link,
        today=request.today,
        **lists.member_page(request.member, found, terms, request.now),
    )


@reads
def new_member(request: MemberRequest) -> HttpResponse:
    require(access.may_manage_accounts(request.member))
    terms = local_terms(request.member.organisation_id)
    form = MemberForm(terms=terms, actor=request.member, initial={"since": request.today})
    return page(request, "accounts/member_new.html", form=form)


@writes
def add_member(request: MemberRequest) -> HttpResponse:
    require(access.may_manage_accounts(request.member))
    terms = local_terms(request.member.organisation_id)
    form = MemberForm(request.POST, terms=terms, actor=request.member)
    if not form.is_valid():
        return page(request, "accounts/member_new.html", form=form, status=422)
    added = services.add_member(
        actor=request.member,
        member=form.save(commit=False),
        teams=form.cleaned_data["teams"],
        now=request.now,
    )
    messages.success(
        request,
        _("%(name)s has a place here. Send them a link to come in.") % {"name": added.full_name},
    )
    return redirect(added)


@reads
def edit_member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    found = find_member(request, member_id)
    require(access.may_change_member(request.member, found))
    terms = local_terms(request.member.organisation_id)
    form = MemberForm(instance=found, terms=terms, actor=request.member)
    return page(request, "accounts/member_edit.html", one=found, form=form)


@writes
def change_member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    found = find_member(request, member_id)
    require(access.may_change_member(request.member, found))
    terms = local_terms(request.member.organisation_id)
    form = MemberForm(request.POST, instance=found, terms=terms, actor=request.member)
    if form.is_valid():
        try:
            services.change_member(
                actor=request.member,
                member=form.save(commit=False),
                teams=form.cleaned_data["teams"],
                now=request.now,
            )
            messages.success(request, _("Saved."))
            return redirect(found)
        except Refusal as refusal:
            form.add_error("roles", str(refusal.message))
    return page(request, "accounts/member_edit.html", one=found, form=form, status=422)


@reads
def ending(request: MemberRequest, member_id: UUID) -> HttpResponse:
    found = find_member(request, member_id)
    require(access.may_change_member(request.member, found))
    form = LastDayForm(initial={"last_day": found.until or request.today})
    return page(request, "accounts/member_ending.html", one=found, form=form)


@writes
def end_member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    found = find_member(request, member_id)
    require(access.may_change_member(request.member, found))
    form = LastDayForm(request.POST)
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            services.end_membership(
                actor=request.member, member=found, last_day=last_day, now=request.now
            )
            return redirect(found)
        except Refusal as refusal:
            form.add_error("last_day", str(refusal.message))
    return page(request, "accounts/member_ending.html", one=found, form=form, status=422)


@writes
def restore_member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    found = find_member(request, member_id)
    require(access.may_change_member(request.member, found))
    try:
        services.restore_membership(actor=request.member, member=found, now=request.now)
        messages.success(request, _("%(name)s is back.") % {"name": found.full_name})
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect(found)
