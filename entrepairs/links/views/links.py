"""The list of links, one link, and what one does with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entrepairs.accounts.enums import Role
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.links import access, lists, services
from entrepairs.links.enums import State
from entrepairs.links.forms import EndForm, PartsForm, ReviewForm
from entrepairs.links.models import Link, LinkReview
from entrepairs.links.services.opening import YEAR
from entrepairs.links.views.finding import find_link, my_link
from entrepairs.people.gentle import danger_note
from entrepairs.people.sealing import unlock

PAGE = 50


@reads
def list_links(request: MemberRequest) -> HttpResponse:
    require(access.may_open_links(request.member))
    member = request.member
    links = Link.objects.visible_to(member).open()
    mine = request.GET.get("whose") == "mine"
    if mine:
        links = links.filter(peer_member=member)
    found = Paginator(links.by_alias().with_people(), PAGE).get_page(request.GET.get("page"))
    if found.paginator.count:
        request.looked_at("links.link", "", "list")
    return page(
        request,
        "links/list.html",
        lines=[lists.line_of(member, link, request.today) for link in found],
        found=found,
        mine=mine,
        chips=[
            {"word": _("All of my teams"), "url": "?", "on": not mine},
            {"word": _("Mine"), "url": "?whose=mine", "on": mine},
        ]
        if member.has(Role.PEER)
        else [],
        proposals=lists.proposals_for(member),
        waiting=lists.waiting_people(member),
        sees_quiet=access.may_see_quiet(member),
        leaving=lists.leaving(member, request.today) if access.may_hand_over(member) else [],
    )


@reads
def link(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = find_link(request, link_id)
    request.looked_at("people.person", found.person_id, "link")
    reviews = LinkReview.objects.visible_to(request.member).filter(link=found)
    rows = list(reviews.order_by("-reviewed_on", "id"))
    line = lists.line_of(request.member, found, request.today)
    unlock([] if line.nameless else [found, *rows])
    return page(
        request,
        "links/link.html",
        link=found,
        line=line,
        reviews=rows,
        writes=access.may_write(request.member, found),
        undo=request.GET.get("undo", ""),
    )


# --- silence and sleep -----------------------------------------------------------------
def _done(found: Link, undo: str) -> HttpResponse:
    return redirect(f"{found.get_absolute_url()}?undo={undo}")


@writes
def see(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    quiet = found.state(request.today) != State.OPEN
    try:
        services.see_link(actor=request.member, link=found, now=request.now)
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
        return redirect(found)
    return _done(found, "see" if quiet else "")


@writes
def unsee(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    services.unsee_link(actor=request.member, link=found, now=request.now)
    return redirect(found)


@writes
def sleep(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    try:
        services.sleep_link(actor=request.member, link=found, now=request.now)
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
        return redirect(found)
    return _done(found, "sleep")


@writes
def unsleep(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    try:
        services.unsleep_link(actor=request.member, link=found, now=request.now)
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
    return redirect(found)


# --- ends --------------------------------------------------------------------------------
@reads
def ending(request: MemberRequest, link_id: UUID) -> HttpResponse:
    return _ending_page(request, my_link(request, link_id), EndForm())


@writes
def end(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    form = EndForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.end_link(actor=request.member, link=found, reason=reason, now=request.now)
            return redirect(found)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _ending_page(request, found, form, status=422)


def _ending_page(
    request: MemberRequest, found: Link, form: EndForm, status: int = 200
) -> HttpResponse:
    line = lists.line_of(request.member, found, request.today)
    return page(request, "links/ending.html", link=found, line=line, form=form, status=status)


@writes
def reopen(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    try:
        services.reopen_link(actor=request.member, link=found, now=request.now)
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
    return redirect(found)


@reads
def another(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    return page(request, "links/another.html", link=found)


@writes
def ask_another(request: MemberRequest, link_id: UUID) -> HttpResponse:
    """Another peer, at the person's word. Nothing is asked, nothing is kept of whom."""
    found = my_link(request, link_id)
    try:
        services.ask_for_another(actor=request.member, link=found, now=request.now)
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
        return redirect(found)
    return redirect("links:new", found.person_id)


# --- the review, who does what -------------------------------------------------------------
@reads
def review(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    return _review_page(request, found, ReviewForm(initial={"next_on": request.today + YEAR}))


@writes
def write_review(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            services.write_review(
                actor=request.member, link=found, review=form.review(), now=request.now
            )
            danger_note(request, form)
            return redirect(found)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _review_page(request, found, form, status=422)


def _review_page(
    request: MemberRequest, found: Link, form: ReviewForm, status: int = 200
) -> HttpResponse:
    return page(request, "links/review.html", link=found, form=form, status=status)


@reads
def parts(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    unlock([found])
    return _parts_page(request, found, PartsForm(link=found))


@writes
def share_parts(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = my_link(request, link_id)
    unlock([found])
    form = PartsForm(request.POST, link=found)
    if form.is_valid():
        try:
            services.share_parts(
                actor=request.member, link=found, parts=form.parts(), now=request.now
            )
            danger_note(request, form)
            return redirect(found)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _parts_page(request, found, form, status=422)


def _parts_page(
    request: MemberRequest, found: Link, form: PartsForm, status: int = 200
) -> HttpResponse:
    return page(request, "links/parts.html", link=found, form=form, status=status)
