from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.missions import access, boards, services
from entrepairs.missions.excluded import ExcludedAct
from entrepairs.missions.forms import CharterForm, EndingForm, SignatureForm
from entrepairs.missions.models import Engagement, Mission, Placement
from entrepairs.missions.models.charters import FRAME, HEADINGS
from entrepairs.missions.reading import read_hands, read_mission
from entrepairs.missions.refusals import AlreadyAMission, WrittenMeanwhile
from entrepairs.missions.views.placements import find_placement


def find_mission(request: MemberRequest, mission_id: UUID) -> Mission:
    """A mission I see, its placement with people, its state."""
    missions = Mission.objects.visible_to(request.member).with_state()
    found = get_object_or_404(missions, pk=mission_id)
    found.placement = find_placement(request, found.placement_id)
    return found


def _name(placement: Placement) -> str:
    """How the page calls the peer: their first name."""
    member = placement.peer_member
    return member.given_name if member else _("the peer")


@reads
def mission(request: MemberRequest, mission_id: UUID) -> HttpResponse:
    return _mission_page(request, find_mission(request, mission_id))


@reads
def version(request: MemberRequest, mission_id: UUID, number: int) -> HttpResponse:
    return _mission_page(request, find_mission(request, mission_id), number=number)


@reads
def print_mission(request: MemberRequest, mission_id: UUID) -> HttpResponse:
    return _mission_page(request, find_mission(request, mission_id), "missions/print.html")


def _mission_page(
    request: MemberRequest,
    found: Mission,
    template: str = "missions/mission.html",
    status: int = 200,
    number: int | None = None,
    refusal: Any = "",
) -> HttpResponse:
    placement, member = found.placement, request.member
    aliases = access.may_read_aliases(member, placement)
    reading = read_mission(found, _name(placement), number, aliases=aliases)
    if reading is None:
        raise Http404
    if aliases and reading.said:
        request.looked_at("missions.mission", found.pk, "words of a person")
    state = boards.mission_state(found, request.today, request.now)
    return page(
        request,
        template,
        fragment="signatures" if template == "missions/mission.html" else None,
        status=status,
        mission=found,
        placement=placement,
        name=_name(placement),
        reading=reading,
        state=state,
        hands=read_hands(found, placement, reading.version),
        side=access.side_of(member, placement) if state.code != "ended" else None,
        ready=found.peer_wrote,  # type: ignore[attr-defined]
        review_on=_review(placement),
        refusal=refusal,
        may_write=access.may_write_mission(member, placement) and state.code != "ended",
        may_end=access.may_end_mission(member, found) and state.code != "ended",
    )


def _review(placement: Placement) -> Any:
    """The day the team looks again at its engagement, and with it at its missions."""
    days = Engagement.objects.filter(team=placement.team_id, withdrawn_on=None)
    return days.order_by("-review_on").values_list("review_on", flat=True).first()


@reads
def new_mission(request: MemberRequest, placement_id: UUID) -> HttpResponse:
    placement = find_placement(request, placement_id)
    require(access.may_write_mission(request.member, placement))
    return _write_page(request, placement, CharterForm())


@writes
def start(request: MemberRequest, placement_id: UUID) -> HttpResponse:
    placement = find_placement(request, placement_id)
    require(access.may_write_mission(request.member, placement))
    form = CharterForm(request.POST)
    if form.is_valid():
        try:
            begun = services.start_mission(
                actor=request.member, placement=placement, draft=form.draft(), now=request.now
            )
            return redirect(begun)
        except AlreadyAMission:
            messages.info(request, str(AlreadyAMission.message))
            return redirect(placement)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _write_page(request, placement, form, status=422)


@reads
def edit(request: MemberRequest, mission_id: UUID) -> HttpResponse:
    found = find_mission(request, mission_id)
    require(access.may_write_mission(request.member, found.placement))
    last = found.versions.latest("number")
    form = CharterForm(initial=last.text | {"based_on": last.number})
    return _write_page(request, found.placement, form, mission=found)


@writes
def save(request: MemberRequest, mission_id: UUID) -> HttpResponse:
    found = find_mission(request, mission_id)
    require(access.may_write_mission(request.member, found.placement))
    form = CharterForm(request.POST)
    if form.is_valid():
        try:
            services.edit_mission(
                actor=request.member, mission=found, draft=form.draft(), now=request.now
            )
            return redirect(found)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
            if isinstance(refusal, WrittenMeanwhile):
                form.rebase(refusal.number)
    return _write_page(request, found.placement, form, mission=found, status=422)


def _write_page(
    request: MemberRequest,
    placement: Placement,
    form: CharterForm,
    mission: Mission | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "missions/write.html",
        status=status,
        placement=placement,
        mission=mission,
        form=form,
        name=_name(placement),
        headings=[form[heading] for heading in HEADINGS],
        frame=[form[heading] for heading in FRAME],
        acts=[act.label for act in ExcludedAct],
    )


@writes
def sign(request: MemberRequest, mission_id: UUID) -> HttpResponse:
    found = find_mission(request, mission_id)
    require(access.may_sign(request.member, found.placement))
    form = SignatureForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    try:
        services.sign_mission(actor=request.member, mission=found, digest=digest, now=request.now)
    except Refusal as refusal:
        return _mission_page(request, found, status=422, refusal=refusal.message)
    messages.success(request, _("You signed this text."))
    return redirect(found)


@writes
def withdraw_signature(request: MemberRequest, mission_id: UUID) -> HttpResponse:
    found = find_mission(request, mission_id)
    require(access.may_sign(request.member, found.placement))
    try:
        services.withdraw_signature(actor=request.member, mission=found, now=request.now)
    except Refusal as refusal:
        return _mission_page(request, found, status=422, refusal=refusal.message)
    messages.success(request, _("Your signature is withdrawn. You need not say why."))
    return redirect(found)


@reads
def mission_ending(request: MemberRequest, mission_id: UUID) -> HttpResponse:
    found = find_mission(request, mission_id)
    require(access.may_end_mission(request.member, found))
    form = EndingForm(initial={"last": request.today})
    return page(
        request,
        "missions/mission_ending.html",
        mission=found,
        form=form,
        name=_name(found.placement),
    )


@writes
def end_mission(request: MemberRequest, mission_id: UUID) -> HttpResponse:
    found = find_mission(request, mission_id)
    require(access.may_end_mission(request.member, found))
    form = EndingForm(request.POST)
    if form.is_valid():
        try:
            services.end_mission(
                actor=request.member, mission=found, now=request.now, **form.cleaned_data
            )
            return redirect(found)
        except Refusal as refusal:
            form.add_error("last", str(refusal.message))
    name = _name(found.placement)
    return page(
        request, "missions/mission_ending.html", mission=found, form=form, name=name, status=422
    )
