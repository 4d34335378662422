"""Our own groups: shown, published, changed, withdrawn, taken away as data·inclusion."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.directory import access, exporting, lists, services
from entrepairs.directory.forms import GroupForm
from entrepairs.directory.models import OwnGroup


def find_group(request: MemberRequest, group_id: UUID) -> OwnGroup:
    return get_object_or_404(OwnGroup.objects.visible_to(request.member), pk=group_id)


@reads
def list_groups(request: MemberRequest) -> HttpResponse:
    groups = OwnGroup.objects.visible_to(request.member).open()
    return page(
        request,
        "directory/groups.html",
        lines=[lists.GroupLine.read(group) for group in groups],
        may_publish=access.may_publish_groups(request.member),
    )


@reads
def group(request: MemberRequest, group_id: UUID) -> HttpResponse:
    found = find_group(request, group_id)
    return page(
        request,
        "directory/group.html",
        line=lists.GroupLine.read(found),
        group=found,
        may_change=access.may_change_group(request.member, found),
    )


@reads
def new_group(request: MemberRequest) -> HttpResponse:
    require(access.may_publish_groups(request.member))
    return page(request, "directory/group_form.html", form=GroupForm(), group=None)


@writes
def add_group(request: MemberRequest) -> HttpResponse:
    require(access.may_publish_groups(request.member))
    form = GroupForm(request.POST)
    if form.is_valid():
        try:
            added = services.publish_group(
                actor=request.member, group=form.save(commit=False), now=request.now
            )
            return redirect(added)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return page(request, "directory/group_form.html", form=form, group=None, status=422)


@reads
def edit_group(request: MemberRequest, group_id: UUID) -> HttpResponse:
    found = find_group(request, group_id)
    require(access.may_change_group(request.member, found))
    return page(request, "directory/group_form.html", form=GroupForm(instance=found), group=found)


@writes
def change_group(request: MemberRequest, group_id: UUID) -> HttpResponse:
    found = find_group(request, group_id)
    require(access.may_change_group(request.member, found))
    form = GroupForm(request.POST, instance=found)
    if form.is_valid():
        try:
            changed = form.save(commit=False)
            services.change_group(actor=request.member, group=changed, now=request.now)
            return redirect(changed)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return page(request, "directory/group_form.html", form=form, group=found, status=422)


@writes
def withdraw_group(request: MemberRequest, group_id: UUID) -> HttpResponse:
    found = find_group(request, group_id)
    require(access.may_change_group(request.member, found))
    try:
        services.withdraw_group(actor=request.member, group=found, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect(found)


@writes
def restore_group(request: MemberRequest, group_id: UUID) -> HttpResponse:
    found = find_group(request, group_id)
    require(access.may_change_group(request.member, found))
    services.restore_group(actor=request.member, group=found, now=request.now)
    messages.success(request, _("It is in the list again."))
    return redirect(found)


@reads
def export_groups(request: MemberRequest, what: str) -> HttpResponse:
    require(access.may_publish_groups(request.member))
    if what not in exporting.WHATS:
        raise Http404
    groups = OwnGroup.objects.visible_to(request.member).open()
    write = exporting.to_services if what == "services" else exporting.to_structures
    content = write(request.member.organisation, groups)
    response = HttpResponse(content, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{what}.json"'
    return response
