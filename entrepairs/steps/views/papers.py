"""What the person keeps in a pocket: the way somewhere, the list of their steps."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from entrepairs.base.clock import day_of
from entrepairs.base.http import MemberRequest, page, reads, require
from entrepairs.people.enums import NotWant
from entrepairs.people.models import Person, Wish
from entrepairs.steps import access, lists
from entrepairs.steps.enums import Choice, Family
from entrepairs.steps.models import Orientation
from entrepairs.steps.views.finding import find_orientation, find_person, rights_for
from entrepairs.steps.views.orientations import card_of

# Languages in which the labels of a paper are known; somebody else reads both.
LABELS = ("fr", "en")


def languages_for(person: Person) -> list[str]:
    """The person's language when we have it, else both of ours."""
    spoken = person.language.partition("-")[0]
    return [spoken] if spoken in LABELS else list(LABELS)


def _words() -> dict[str, str]:
    return {
        "where": _("Where"),
        "when": _("When"),
        "with": _("Going along"),
        "hello": _("The way"),
        "free": _("You go if you want to. Nothing happens if you do not."),
        "said": _("Known here as"),
    }


def in_languages(person: Person, row: Orientation, today: date) -> list[dict[str, Any]]:
    """The same few labels in each language, with the hour said in it while it is to come."""
    ahead = row.going_at if row.going_at and day_of(row.going_at) >= today else None
    shown = []
    for code in languages_for(person):
        with override(code):
            hour = lists.when(ahead) if ahead else ""
            shown.append({"code": code, "words": _words(), "hour": hour})
    return shown


@reads
def route_card(request: MemberRequest, orientation_id: UUID) -> HttpResponse:
    """Only once the person chose to go: a way shown is not an order."""
    row = find_orientation(request, orientation_id)
    require(row.choice == Choice.WANTS)
    named, may_name = _named(request, row.person)
    return page(
        request,
        "steps/route_card.html",
        orientation=row,
        place=lists.place_of(row),
        card=card_of(request, row.service),
        languages=in_languages(row.person, row, request.today),
        guide=row.with_member.given_name if row.with_member else "",
        alias=row.person.alias if named else "",
        may_name=may_name,
        named=named,
    )


@reads
def paper(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """The short list of steps. Without health, unless the person wants it on paper."""
    person = find_person(request, person_id)
    rights = rights_for(request, person)
    may_health = access.may_note(rights, Family.HEALTH)
    with_health = may_health and request.GET.get("health") == "1"
    rows = lists.steps_of(person, rights)
    shown = [row for row in rows if with_health or row.family != Family.HEALTH]
    lines = [lists.step_line(row, request.today) for row in shown]
    named, may_name = _named(request, person)
    request.looked_at("people.person", person.pk, "paper")
    return page(
        request,
        "steps/paper.html",
        person=person,
        lines=[line for line in lines if not line.behind],
        behind=[line for line in lines if line.behind][:5],
        alias=person.alias if named else "",
        named=named,
        may_name=may_name,
        may_health=may_health,
        with_health=with_health,
        day=date_format(localtime(request.now), "j F Y"),
        language=get_language(),
    )


def _named(request: MemberRequest, person: Person) -> tuple[bool, bool]:
    """Whether the alias is printed, and whether one may ask: only if the person wants it."""
    said = Wish.objects.visible_to(request.member).about(person)
    may = not said.refusing(NotWant.NO_NAME_ON_PAPER).exists()
    return may and request.GET.get("alias") == "1", may
