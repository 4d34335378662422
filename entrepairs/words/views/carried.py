"""Words to carry: the list, a new one, one word, its answer, and telling it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Team
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.people.gates import closed_gates, note_stopped
from entrepairs.people.gentle import danger_note
from entrepairs.people.models import Person
from entrepairs.people.refusals import StoppedByWish
from entrepairs.people.sealing import unlock
from entrepairs.people.views.finding import find_person
from entrepairs.words import access, lists, services
from entrepairs.words.enums import Addressee
from entrepairs.words.forms import AnswerForm, CarryForm, RefusedForm, TellForm
from entrepairs.words.models import CarriedWord

GATE = "transmission"
PAGE = 50


def address(name: str, *args: Any) -> str:
    """Where a door of another room leads; empty while it is not built."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def find_word(request: MemberRequest, word_id: UUID) -> CarriedWord:
    words = CarriedWord.objects.visible_to(request.member).select_related(*lists.READ_WITH)
    word: CarriedWord = get_object_or_404(words, pk=word_id)
    unlock([word])
    return word


@reads
def list_words(request: MemberRequest) -> HttpResponse:
    """What waits for our answer, what waits for theirs, what is to tell, what is done."""
    require(access.may_open_words(request.member))
    member = request.member
    seen = CarriedWord.objects.visible_to(member)
    known = lists.persons_known(member, seen)
    open_lines = lists.lines((seen.waiting() | seen.to_tell()).oldest_first(), known)
    done = lists.lines(seen.settled().newest_first()[: lists.DONE_SHOWN], known)
    ours = lists.waiting_for_us(member)
    if open_lines or done:
        request.looked_at("words.carriedword", "", "list")
    return page(
        request,
        "words/list.html",
        ours=[line for line in open_lines if line.word.pk in ours],
        to_tell=[line for line in open_lines if line.knows and line.word.is_to_tell],
        waiting=[
            line
            for line in open_lines
            if line.knows and line.word.waits and not line.word.is_to_tell
            and line.word.pk not in ours
        ],
        done=done,
        delay=lists.usual_delay(lists.answered_lately(member, request.today)),
    )  # fmt: skip


# --- A new one ---------------------------------------------------------------------
@reads
def begin_word(request: MemberRequest) -> HttpResponse:
    """Whose word? Their page says so by itself; from elsewhere, one chooses."""
    require(access.may_open_words(request.member))
    met = lists.people_met(request.member)
    rows = Paginator(met, PAGE).get_page(request.GET.get("page"))
    if rows.object_list:
        request.looked_at("people.person", "", "choose")
    return page(request, "words/begin.html", rows=rows, new_person=address("people:new"))


@reads
def new_word(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    request.looked_at("people.person", person.pk, "word")
    return _new_page(request, person, _carry_form(request, person))


@writes
def add_word(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    form = _carry_form(request, person, request.POST)
    if form.is_valid():
        word = form.word(person)
        try:
            services.carry_word(
                actor=request.member,
                word=word,
                agreed=form.cleaned_data["agreed"],
                now=request.now,
            )
        except StoppedByWish as refusal:
            note_stopped(person=person, team=word.team, gate=refusal.gate, on=request.today)
            form.add_error(None, str(refusal.message))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            danger_note(request, form)
            return redirect(word)
    return _new_page(request, person, form, status=422)


def _carry_form(request: MemberRequest, person: Person, *args: Any) -> CarryForm:
    return CarryForm(
        *args,
        mine=lists.teams_for(request.member, person),
        house=lists.teams_to_carry_to(request.member),
    )


def _new_page(
    request: MemberRequest, person: Person, form: CarryForm, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "words/new.html",
        person=person,
        form=form,
        stopped=GATE in closed_gates(person),
        teams=lists.teams_for(request.member, person),
        rescue_url=address("people:new_rescue", person.pk, GATE),
        status=status,
    )


@writes
def note_refused(request: MemberRequest) -> HttpResponse:
    """They do not want it carried: one more in a count, and nothing about them."""
    require(access.may_open_words(request.member))
    mine = list(Team.objects.visible_to(request.member).of(request.member).open())
    form = RefusedForm(request.POST, mine=mine)
    require(form.is_valid())
    services.note_refused_carry(
        actor=request.member, team=form.cleaned_data["team"], now=request.now
    )
    messages.success(request, _("Respected. Nothing is kept of it but a number."))
    return redirect("words:list")


# --- One word -----------------------------------------------------------------------
@reads
def show_word(request: MemberRequest, word_id: UUID) -> HttpResponse:
    word = find_word(request, word_id)
    request.looked_at("words.carriedword", word.pk, "word")
    return _word_page(request, word)


@writes
def answer_word(request: MemberRequest, word_id: UUID) -> HttpResponse:
    word = find_word(request, word_id)
    require(access.may_answer(request.member, word))
    form = AnswerForm(request.POST, outside=word.reach == Addressee.OUTSIDE)
    if form.is_valid():
        try:
            services.answer_word(
                actor=request.member,
                word=word,
                kind=form.cleaned_data["kind"],
                text=form.cleaned_data["text"],
                on=form.day,
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            danger_note(request, form)
            return redirect(word)
    return _word_page(request, word, answer_form=form, status=422)


@writes
def tell_answer(request: MemberRequest, word_id: UUID) -> HttpResponse:
    word = find_word(request, word_id)
    require(access.may_tell(request.member, word))
    form = TellForm(request.POST)
    if form.is_valid():
        try:
            services.tell_answer(
                actor=request.member, word=word, how=form.cleaned_data["how"], now=request.now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Told. The circle is closed: said, answered, told."))
            return redirect(word)
    return _word_page(request, word, tell_form=form, status=422)


@writes
def withdraw_word(request: MemberRequest, word_id: UUID) -> HttpResponse:
    word = find_word(request, word_id)
    require(access.may_withdraw(request.member, word))
    services.withdraw_word(actor=request.member, word=word, now=request.now)
    return redirect(word)


@writes
def restore_word(request: MemberRequest, word_id: UUID) -> HttpResponse:
    word = find_word(request, word_id)
    require(access.may_withdraw(request.member, word))
    try:
        services.restore_word(actor=request.member, word=word, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect(word)


def _word_page(
    request: MemberRequest,
    word: CarriedWord,
    answer_form: AnswerForm | None = None,
    tell_form: TellForm | None = None,
    status: int = 200,
) -> HttpResponse:
    knows = access.knows_person(request.member, word)
    outside = word.reach == Addressee.OUTSIDE
    may_answer = word.waits and access.may_answer(request.member, word)
    day = {"on": request.today}
    return page(
        request,
        "words/word.html",
        line=lists.word_line(word, knows=knows),
        word=word,
        knows=knows,
        may_answer=may_answer,
        answer_form=answer_form or AnswerForm(outside=outside, initial=day),
        may_tell=knows and word.is_to_tell,
        tell_form=tell_form or TellForm(),
        may_restore=knows and access.still_restorable(word, request.today),
        sees=_sees(word),
        not_seen=_not_seen(),
        status=status,
    )


def _sees(word: CarriedWord) -> list[dict[str, str]]:
    carriers = {"who": word.team.name, "why": _("they meet the person, and carry the word")}
    if word.to_team_id is None or word.withdrawn_on is not None:
        return [carriers]
    why = _("these words, the team that carries them and the day; nothing else")
    return [carriers, {"who": word.to_team.name, "why": why}]


def _not_seen() -> list[dict[str, str]]:
    who = _("The other teams, the management, the accounts administration")
    return [{"who": who, "why": _("they read numbers only, without anybody’s words")}]
