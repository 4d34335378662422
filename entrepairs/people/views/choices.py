"""Wishes, goals and agreements: what the person said, in a few taps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest, page, reads, writes
from entrepairs.base.refusals import Refusal
from entrepairs.people import lists, services
from entrepairs.people.enums import Where, WishKind
from entrepairs.people.forms import AgreementForm, EndWishForm, WhereForm, WishForm
from entrepairs.people.gentle import danger_note
from entrepairs.people.models import Agreement, Person, Wish
from entrepairs.people.refusals import StoppedByWish
from entrepairs.people.sealing import unlock
from entrepairs.people.sentences import classes_words, recipient, sentence
from entrepairs.people.views.finding import find_person, stopped
from entrepairs.people.wishing import KIND_ICONS, picture_word


def find_wish(request: MemberRequest, wish_id: UUID) -> Wish:
    wishes = Wish.objects.visible_to(request.member).select_related("person")
    return get_object_or_404(wishes, pk=wish_id)


# --- Wishes ------------------------------------------------------------------------
@reads
def new_wish(request: MemberRequest, person_id: UUID, kind: str) -> HttpResponse:
    person = find_person(request, person_id)
    return _wish_page(request, person, WishForm(kind=_kind(kind)))


@writes
def say_wish(request: MemberRequest, person_id: UUID, kind: str) -> HttpResponse:
    person = find_person(request, person_id)
    form = WishForm(request.POST, kind=_kind(kind))
    if form.is_valid():
        try:
            services.say_wish(actor=request.member, wish=form.wish(person), now=request.now)
            danger_note(request, form)
            return redirect(person)
        except Refusal as refusal:
            form.add_error("text", str(refusal.message))
    return _wish_page(request, person, form, status=422)


def _kind(kind: str) -> str:
    if kind not in WishKind.values:
        raise Http404
    return kind


def _wish_page(
    request: MemberRequest, person: Person, form: WishForm, status: int = 200
) -> HttpResponse:
    kinds = [
        {"code": kind.value, "word": kind.label, "icon": KIND_ICONS[kind]} for kind in WishKind
    ]
    return page(
        request,
        "people/wish.html",
        person=person,
        form=form,
        kinds=kinds,
        kind_word=WishKind(form.kind).label,
        status=status,
    )


@reads
def ending_wish(request: MemberRequest, wish_id: UUID) -> HttpResponse:
    wish = find_wish(request, wish_id)
    return _ending_page(request, wish, EndWishForm(wish=wish))


@writes
def end_wish(request: MemberRequest, wish_id: UUID) -> HttpResponse:
    wish = find_wish(request, wish_id)
    form = EndWishForm(request.POST, wish=wish)
    if not form.is_valid():
        return _ending_page(request, wish, form, status=422)
    how = form.cleaned_data["how"]
    services.end_wish(actor=request.member, wish=wish, how=how, now=request.now)
    return redirect(f"{wish.person.get_absolute_url()}?ended={wish.pk}")


def _ending_page(
    request: MemberRequest, wish: Wish, form: EndWishForm, status: int = 200
) -> HttpResponse:
    unlock([wish])
    return page(
        request,
        "people/end_wish.html",
        person=wish.person,
        wish=wish,
        picture=picture_word(wish.kind, wish.code),
        form=form,
        status=status,
    )


@writes
def restore_wish(request: MemberRequest, wish_id: UUID) -> HttpResponse:
    wish = find_wish(request, wish_id)
    try:
        services.restore_wish(actor=request.member, wish=wish, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect(wish.person)


@reads
def where(request: MemberRequest, wish_id: UUID) -> HttpResponse:
    goal = _goal(request, wish_id)
    return _where_page(request, goal, WhereForm())


@writes
def say_where(request: MemberRequest, wish_id: UUID) -> HttpResponse:
    goal = _goal(request, wish_id)
    form = WhereForm(request.POST)
    if not form.is_valid():
        return _where_page(request, goal, form, status=422)
    place = Where(form.cleaned_data["place"])
    services.say_where(actor=request.member, goal=goal, place=place, now=request.now)
    return redirect(goal.person)


def _goal(request: MemberRequest, wish_id: UUID) -> Wish:
    wish = find_wish(request, wish_id)
    if wish.kind != WishKind.GOAL:
        raise Http404
    return wish


def _where_page(
    request: MemberRequest, goal: Wish, form: WhereForm, status: int = 200
) -> HttpResponse:
    unlock([goal])
    return page(
        request,
        "people/where.html",
        person=goal.person,
        goal=goal,
        picture=picture_word(goal.kind, goal.code),
        form=form,
        status=status,
    )


# --- Agreements --------------------------------------------------------------------
@reads
def agreements(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    lines = agreement_lines(request, person)
    return page(
        request,
        "people/agreements.html",
        person=person,
        living=[line for line in lines if line["state"] == "active"],
        past=[line for line in lines if line["state"] != "active"],
    )


def agreement_lines(request: MemberRequest, person: Person) -> list[dict[str, Any]]:
    rows = unlock(lists.agreements_of(request.member, person))
    return [
        {
            "agreement": row,
            "who": recipient(row),
            "what": classes_words(row),
            "how": row.get_how_display(),
            "state": row.state(request.today),
        }
        for row in rows
    ]


@reads
def new_agreement(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    return _agreement_page(request, person, _agreement_form(request))


@writes
def give_agreement(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Shown once as a sentence to read out; ``said`` means that the person heard it."""
    person = find_person(request, person_id)
    form = _agreement_form(request, request.POST)
    gate = ""
    if form.is_valid() and "correct" not in request.POST:
        agreement = form.agreement(person)
        if not request.POST.get("said"):
            said = sentence(agreement, person.alias)
            return _agreement_page(request, person, form, status=422, said=said)
        try:
            services.give_agreement(actor=request.member, agreement=agreement, now=request.now)
            return redirect("people:agreements", person.pk)
        except StoppedByWish as refusal:
            gate = refusal.gate
            stopped(request, person, gate)
            form.add_error(None, str(refusal.message))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _agreement_page(request, person, form, status=422, gate=gate)


def _agreement_form(request: MemberRequest, *args: Any) -> AgreementForm:
    return AgreementForm(
        *args,
        members=lists.members_to_name(request.member, request.today),
        teams=lists.teams_to_name(request.member),
        today=request.today,
    )


def _agreement_page(
    request: MemberRequest,
    person: Person,
    form: AgreementForm,
    **more: Any,
) -> HttpResponse:
    shown = {"said": "", "gate": ""} | more
    return page(request, "people/agreement.html", person=person, form=form, **shown)


@writes
def revoke(request: MemberRequest, agreement_id: UUID) -> HttpResponse:
    rows = Agreement.objects.visible_to(request.member).select_related("person")
    agreement = get_object_or_404(rows, pk=agreement_id)
    services.revoke_agreement(actor=request.member, agreement=agreement, now=request.now)
    messages.success(request, _("Taken back. Nothing is read any more from this moment on."))
    return redirect("people:agreements", agreement.person_id)
