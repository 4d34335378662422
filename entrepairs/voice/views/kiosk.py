"""The screen handed over. Nothing here names anybody of the house, nor the person."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import override

from entrepairs.accounts.models import Team
from entrepairs.base.http import MemberRequest, page, reads, writes
from entrepairs.voice import kiosk, services
from entrepairs.voice.enums import Answer, Degree, More, Question
from entrepairs.voice.forms import AnswersForm
from entrepairs.voice.kiosk import Handed
from entrepairs.voice.speech import FRENCH, Language, chosen, languages
from entrepairs.voice.unlocking import (
    DEMO_PHRASE,
    UnlockForm,
    can_come_back,
    has_passkey,
    passkey_request,
)

HOME = "/"


def _say(request: MemberRequest, template: str, status: int = 200, **more: Any) -> HttpResponse:
    """A page in the language of the person, whatever that of the house is."""
    spoken: Language = more["spoken"]
    with override(spoken.tag if spoken.tag in ("fr", "en") else FRENCH):
        return page(
            request, template, status=status, say=spoken.speak(), others=languages(), **more
        )


@reads
def form(request: MemberRequest) -> HttpResponse:
    handed = kiosk.handed(request)
    if handed is None:
        return redirect(HOME)
    if handed.ended:
        return redirect("voice:thanks")
    return _questions(request, handed, chosen(request.GET.get("in"), handed.language))


def _questions(
    request: MemberRequest, handed: Handed, spoken: Language, answers: AnswersForm | None = None
) -> HttpResponse:
    said = answers.data if answers else {}
    return _say(
        request,
        "voice/form.html",
        status=422 if answers else 200,
        spoken=spoken,
        ticket=handed.ticket,
        unclear=answers is not None,
        questions=asked_of(spoken, said),
        more=[_asked(spoken, one.value, Degree.values, said) for one in More],
    )


def asked_of(spoken: Language, said: Any = None) -> list[dict[str, Any]]:
    """The four questions, as a screen or a sheet shows them."""
    return [_asked(spoken, one.value, Answer.values, said or {}) for one in Question]


def _asked(spoken: Language, name: str, values: list[str], said: Any) -> dict[str, Any]:
    """One question: its words, its picture, and four answers."""
    say, picked = spoken.speak(), said.get(name, "")
    return {
        "name": name,
        "words": say[name],
        "answers": [(value, say[value], value == picked) for value in values],
    }


@writes
def give(request: MemberRequest) -> HttpResponse:
    handed = kiosk.handed(request)
    if handed is None:
        return redirect(HOME)
    # A page that came back from elsewhere, or a second tap: one voice, no more.
    if handed.ended or request.POST.get("ticket") != handed.ticket:
        return redirect("voice:thanks" if handed.ended else "voice:form")
    spoken = chosen(request.POST.get("language"), handed.language)
    answers = AnswersForm(request.POST)
    if not answers.is_valid():
        return _questions(request, handed, spoken, answers)
    voice = answers.voice()
    voice.language, voice.wording = spoken.tag, spoken.wording
    organisation = request.member.organisation_id
    services.give_voice(handed=handed, voice=voice, organisation=organisation, now=request.now)
    kiosk.end(request, handed, "given")
    return _thanks(spoken)


@writes
def stop(request: MemberRequest) -> HttpResponse:
    """The person stops: nothing of what they touched is kept."""
    handed = kiosk.handed(request)
    if handed is None:
        return redirect(HOME)
    if not handed.ended:
        kiosk.end(request, handed, "stopped")
    return _thanks(chosen(request.POST.get("language"), handed.language))


def _thanks(spoken: Language) -> HttpResponse:
    response = redirect("voice:thanks")
    response["Location"] += f"?in={spoken.code}"
    return response


@reads
def thanks(request: MemberRequest) -> HttpResponse:
    handed = kiosk.handed(request)
    if handed is None:
        return redirect(HOME)
    if not handed.ended:
        return redirect("voice:form")
    spoken = chosen(request.GET.get("in"), handed.language)
    return _say(request, "voice/thanks.html", spoken=spoken, stopped=handed.ended == "stopped")


@writes
def next_person(request: MemberRequest) -> HttpResponse:
    handed = kiosk.handed(request)
    if handed is None:
        return redirect(HOME)
    if handed.ended:
        kiosk.for_another(request, handed)
    return redirect("voice:form")


@reads
def unlock(request: MemberRequest) -> HttpResponse:
    if kiosk.handed(request) is None:
        return redirect(HOME)
    return _unlock_page(request, UnlockForm(request))


@writes
def widen(request: MemberRequest) -> HttpResponse:
    handed = kiosk.handed(request)
    if handed is None:
        return redirect(HOME)
    form = UnlockForm(request, request.POST)
    if not form.is_valid():
        return _unlock_page(request, form, status=422)
    team = Team.objects.visible_to(request.member).filter(pk=handed.team_id).first()
    if team is not None:
        services.take_back(actor=request.member, team=team, now=request.now)
    kiosk.widen(request)
    return redirect(HOME)


def _unlock_page(request: MemberRequest, form: UnlockForm, status: int = 200) -> HttpResponse:
    user: Any = request.user
    key = has_passkey(user)
    return page(
        request,
        "voice/unlock.html",
        status=status,
        form=form,
        passkey=passkey_request(user) if key else None,
        demo_phrase=DEMO_PHRASE if _only_demo(user) else "",
    )


def _only_demo(user: Any) -> bool:
    return can_come_back(user) and not user.has_usable_password() and not has_passkey(user)
