"""The words of the trade, said plainly: a list that the whole house keeps together."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.base.words import plain
from entrepairs.words import access, services
from entrepairs.words.forms import JargonForm
from entrepairs.words.models import Jargon
from entrepairs.words.seeds import FIRST_WORDS

LONGEST = 60


def find_jargon(request: MemberRequest, jargon_id: UUID) -> Jargon:
    return get_object_or_404(Jargon.objects.visible_to(request.member), pk=jargon_id)


@reads
def list_jargon(request: MemberRequest) -> HttpResponse:
    require(access.may_read_jargon(request.member))
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST]
    rows = list(Jargon.objects.visible_to(request.member).living().by_term())
    return page(
        request,
        "words/jargon.html",
        "list",
        rows=_matching(rows, asked),
        asked=asked,
        total=len(rows),
        may_write=access.may_write_jargon(request.member),
        first_words=FIRST_WORDS[:3],
        number=len(FIRST_WORDS),
    )


def _matching(rows: list[Jargon], asked: str) -> list[Jargon]:
    """By the word or its meaning, without accents: a house has some hundreds of them."""
    wanted = plain(asked)
    return [row for row in rows if wanted in row.term_key or wanted in plain(row.meaning)]


@reads
def print_jargon(request: MemberRequest) -> HttpResponse:
    require(access.may_read_jargon(request.member))
    rows = Jargon.objects.visible_to(request.member).living().by_term()
    return page(request, "words/jargon_print.html", rows=rows, day=request.today)


@reads
def new_jargon(request: MemberRequest) -> HttpResponse:
    require(access.may_write_jargon(request.member))
    form = JargonForm(initial={"term": request.GET.get("term", "")[:LONGEST]})
    return page(request, "words/jargon_form.html", form=form, jargon=None)


@writes
def add_jargon(request: MemberRequest) -> HttpResponse:
    require(access.may_write_jargon(request.member))
    form = JargonForm(request.POST)
    if form.is_valid():
        try:
            services.add_jargon(actor=request.member, jargon=form.fill(Jargon()), now=request.now)
        except Refusal as refusal:
            form.add_error("term", str(refusal.message))
        else:
            messages.success(request, _("Added to the list of the house."))
            return redirect("words:jargon")
    return page(request, "words/jargon_form.html", form=form, jargon=None, status=422)


@writes
def begin_jargon(request: MemberRequest) -> HttpResponse:
    require(access.may_write_jargon(request.member))
    services.begin_jargon(actor=request.member, words=FIRST_WORDS, now=request.now)
    return redirect("words:jargon")


@reads
def edit_jargon(request: MemberRequest, jargon_id: UUID) -> HttpResponse:
    jargon = find_jargon(request, jargon_id)
    require(access.may_write_jargon(request.member))
    kept = {name: getattr(jargon, name) for name in ("term", "meaning", "others")}
    form = JargonForm(initial=kept)
    return page(request, "words/jargon_form.html", form=form, jargon=jargon)


@writes
def change_jargon(request: MemberRequest, jargon_id: UUID) -> HttpResponse:
    jargon = find_jargon(request, jargon_id)
    require(access.may_write_jargon(request.member))
    form = JargonForm(request.POST)
    if form.is_valid():
        try:
            services.change_jargon(actor=request.member, jargon=form.fill(jargon), now=request.now)
        except Refusal as refusal:
            form.add_error("term", str(refusal.message))
        else:
            return redirect("words:jargon")
    return page(request, "words/jargon_form.html", form=form, jargon=jargon, status=422)


@writes
def remove_jargon(request: MemberRequest, jargon_id: UUID) -> HttpResponse:
    jargon = find_jargon(request, jargon_id)
    require(access.may_write_jargon(request.member))
    services.remove_jargon(actor=request.member, jargon=jargon, now=request.now)
    return redirect("words:edit_jargon", jargon.pk)


@writes
def restore_jargon(request: MemberRequest, jargon_id: UUID) -> HttpResponse:
    jargon = find_jargon(request, jargon_id)
    require(access.may_write_jargon(request.member))
    try:
        services.restore_jargon(actor=request.member, jargon=jargon, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("words:jargon")
