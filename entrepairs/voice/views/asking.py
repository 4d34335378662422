"""Before the screen changes hands, and the sheets of paper that are handed over instead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Team
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.people.models import Person, PersonTeam
from entrepairs.people.views.finding import find_person
from entrepairs.voice import access, kiosk, services
from entrepairs.voice.forms import AskForm, SheetsForm, TypeInForm
from entrepairs.voice.refusals import NoWayBack
from entrepairs.voice.speech import language
from entrepairs.voice.tokens import spaced
from entrepairs.voice.unlocking import can_come_back
from entrepairs.voice.views.kiosk import asked_of


def find_team(request: MemberRequest, team_id: UUID) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.member), pk=team_id)


def shared_teams(request: MemberRequest, person: Person) -> Any:
    """Teams of mine that know the person."""
    knowing = PersonTeam.objects.visible_to(request.member).filter(person=person, until=None)
    mine = Team.objects.visible_to(request.member).of(request.member).open()
    return mine.filter(pk__in=knowing.values("team"))


def only(request: MemberRequest, team: Team) -> Any:
    return Team.objects.visible_to(request.member).of(request.member).open().filter(pk=team.pk)


# --- From a person’s page, from a team’s --------------------------------------------
@reads
def ask(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    form = AskForm(
        request.member, shared_teams(request, person), initial={"language": _spoken_by(person)}
    )
    return _ask_page(request, form, person=person)


@writes
def hand_over(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    form = AskForm(request.member, shared_teams(request, person), request.POST)
    return _hand_over(request, form, person=person)


@reads
def ask_team(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = find_team(request, team_id)
    require(access.may_hand_over(request.member))
    return _ask_page(request, AskForm(request.member, only(request, team)), team=team)


@writes
def hand_over_team(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = find_team(request, team_id)
    require(access.may_hand_over(request.member))
    form = AskForm(request.member, only(request, team), request.POST)
    return _hand_over(request, form, team=team)


def _spoken_by(person: Person) -> str:
    """The texts in the language they speak best, when there are some."""
    tag = person.language.partition("-")[0]
    return tag if tag in ("en", "ar", "ps", "fa", "uk") else "fr"


def _ask_page(
    request: MemberRequest, form: AskForm, status: int = 200, **about: Any
) -> HttpResponse:
    person: Person | None = about.get("person")
    return page(
        request,
        "voice/ask.html",
        status=status,
        form=form,
        person=person,
        team=about.get("team"),
        alone_only=not access.may_read_aloud(request.member),
        sheet_form=SheetsForm(form.fields["team"].queryset, one=True) if person else None,
    )


def _hand_over(request: MemberRequest, form: AskForm, **about: Any) -> HttpResponse:
    person: Person | None = about.get("person")
    if form.is_valid():
        try:
            if not can_come_back(request.user):  # type: ignore[arg-type]
                raise NoWayBack
            asking = form.asking(person)
            handed = services.hand_over(actor=request.member, asking=asking, now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            kiosk.narrow(request, handed)
            response = redirect("voice:form")
            # Nothing of the pages before may be shown again by the browser alone.
            response.headers["Clear-Site-Data"] = '"cache"'
            return response
    return _ask_page(request, form, status=422, **about)


# --- Paper ----------------------------------------------------------------------------
@reads
def sheets(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = find_team(request, team_id)
    require(access.may_hand_over(request.member))
    return _sheets_page(request, team, SheetsForm(only(request, team)))


@writes
def print_sheets(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = find_team(request, team_id)
    require(access.may_hand_over(request.member))
    form = SheetsForm(only(request, team), request.POST)
    if not form.is_valid():
        return _sheets_page(request, team, form, status=422)
    return _paper(request, form, form.cleaned_data["number"])


def _sheets_page(
    request: MemberRequest, team: Team, form: SheetsForm, status: int = 200
) -> HttpResponse:
    return page(request, "voice/sheets.html", status=status, team=team, form=form)


@writes
def print_sheet(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """One sheet that carries the token of this person."""
    person = find_person(request, person_id)
    teams = shared_teams(request, person)
    form = SheetsForm(teams, request.POST, one=True)
    if not form.is_valid():
        return _ask_page(request, AskForm(request.member, teams), status=422, person=person)
    return _paper(request, form, 1, person)


def _paper(
    request: MemberRequest, form: SheetsForm, number: int, person: Person | None = None
) -> HttpResponse:
    """The sheets themselves: their codes are on this answer and nowhere else."""
    asking = form.asking(person)
    printed = services.print_sheets(
        actor=request.member, asking=asking, number=number, now=request.now
    )
    spoken = language(asking.language)
    return page(
        request,
        "voice/paper.html",
        say=spoken.speak(),
        spoken=spoken,
        questions=asked_of(spoken),
        codes=[spaced(each.code) for each in printed],
    )


@reads
def type_in(request: MemberRequest) -> HttpResponse:
    require(access.may_type_in(request.member))
    return page(request, "voice/type_in.html", form=TypeInForm())


@writes
def record(request: MemberRequest) -> HttpResponse:
    require(access.may_type_in(request.member))
    form = TypeInForm(request.POST)
    if form.is_valid():
        try:
            services.type_in(
                actor=request.member,
                code=form.cleaned_data["code"],
                voice=form.voice(),
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error("code", str(refusal.message))
        else:
            messages.success(request, _("This sheet is counted. Tear it up."))
            return redirect("voice:type")
    return page(request, "voice/type_in.html", status=422, form=form)
