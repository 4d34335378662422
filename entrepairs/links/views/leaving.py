"""For the coordinator: links gone quiet, and the links of a peer who leaves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from entrepairs.accounts.models import Member
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.links import access, lists, services
from entrepairs.links.enums import Answer
from entrepairs.links.forms import HandForm
from entrepairs.links.models import Link
from entrepairs.links.views.finding import my_link
from entrepairs.people.gates import note_stopped
from entrepairs.people.gentle import danger_note
from entrepairs.people.refusals import StoppedByWish


@reads
def quiet(request: MemberRequest) -> HttpResponse:
    require(access.may_see_quiet(request.member))
    links = Link.objects.visible_to(request.member).quiet(request.today)
    by_day = request.GET.get("order") == "day"
    ordered = links.order_by("last_seen_on", "id") if by_day else links.by_alias()
    found = lists.lines(request.member, ordered, request.today)
    if found:
        request.looked_at("links.link", "", "quiet")
    return page(request, "links/quiet.html", lines=found, by_day=by_day)


@reads
def handover(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Every open link of one peer, and what each person was asked."""
    require(access.may_hand_over(request.member))
    peer = get_object_or_404(Member.objects.visible_to(request.member), pk=member_id)
    links = list(lists.links_of(request.member, peer).with_people())
    answers = lists.answers_of(links)
    if links:
        request.looked_at("links.link", "", "handover")
    return page(
        request,
        "links/handover.html",
        peer=peer,
        rows=[
            {
                "line": lists.line_of(request.member, link, request.today),
                "asked": answers.get(link.pk),
            }
            for link in links
        ],
    )


@reads
def handing(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = _to_hand(request, link_id)
    return _handing_page(request, found, _form(request, found))


@writes
def hand_over(request: MemberRequest, link_id: UUID) -> HttpResponse:
    found = _to_hand(request, link_id)
    peer_id = found.peer_member_id
    form = _form(request, found, request.POST)
    if form.is_valid():
        try:
            services.hand_over(
                actor=request.member, link=found, asked=form.asked(), now=request.now
            )
            danger_note(request, form)
            return redirect("links:handover", peer_id)
        except StoppedByWish as refusal:
            gate = refusal.gate
            note_stopped(person=found.person, team=found.team, gate=gate, on=request.today)
            form.add_error(None, str(refusal.message))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _handing_page(request, found, form, status=422)


def _to_hand(request: MemberRequest, link_id: UUID) -> Link:
    found = my_link(request, link_id)
    require(access.may_hand_over(request.member))
    require(found.peer_member_id is not None)
    return found


def _form(request: MemberRequest, found: Link, *args: Any) -> HandForm:
    peers = lists.choices(found.person, found.team, request.today)
    return HandForm(*args, peers=peers, initial={"answer": Answer.NOT_MET_YET})


def _handing_page(
    request: MemberRequest, found: Link, form: HandForm, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "links/handing.html",
        link=found,
        form=form,
        number=len(form.peers),
        said=lists.preferences(found.person),
        status=status,
    )
