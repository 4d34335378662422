"""The card of a person: what they want first, then what is shared with them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.accounts.terms import local_terms
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.cards import encounters, reading
from entrepairs.cards.sections import reasons_of, sections, state_of
from entrepairs.interventions.access import may_record
from entrepairs.interventions.models import Encounter
from entrepairs.links.rights import rights_of
from entrepairs.people.access import may_meet_people
from entrepairs.people.enums import Identity
from entrepairs.people.forms import NewForm
from entrepairs.people.lists import teams_of
from entrepairs.people.models import Person
from entrepairs.people.views.pages import new_context


def find_person(request: MemberRequest, person_id: UUID) -> Person:
    people = Person.objects.visible_to(request.member).select_related("opened_by")
    return get_object_or_404(people, pk=person_id)


@reads
def card(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    request.looked_at("people.person", person.pk, _("page opened"))
    terms = local_terms(request.member.organisation_id)
    rights = rights_of(request.member, person, request.today)
    shown = reading.whole_card(request, person, rights, terms)
    drawn = sections(request, person, rights)
    state = None if shown["under_18"] else state_of(drawn)
    return page(
        request,
        "cards/card.html",
        person=person,
        card_rights=rights,
        first=[section for section in drawn if section.room == "links"],
        sections=[section for section in drawn if section.room != "links"],
        state=state or reading.state_words(person),
        thread=encounters.thread(request.member, person, terms, request.today),
        sees=reading.who_sees(shown.pop("readers"), reasons_of(drawn), terms),
        looks=reading.looks_lately(person, request.now),
        ended=reading.just_ended(request, person),
        **shown,
    )


# --- From a meeting to a page, and back ----------------------------------------------
@reads
def from_meeting(request: MemberRequest, encounter_id: UUID) -> HttpResponse:
    """A new page that begins with the alias of a meeting: it never travels in an address."""
    rows = Encounter.objects.visible_to(request.member).kept().select_related("outing")
    met = get_object_or_404(rows.exclude(alias=""), pk=encounter_id)
    require(may_meet_people(request.member) and may_record(request.member, met.outing))
    if met.person_id is not None:
        return redirect("cards:card", met.person_id)
    request.looked_at("interventions.encounter", met.pk, _("open a page"))
    initial = {"alias": met.alias, "team": met.team_id, "identity": Identity.PSEUDONYM}
    form = NewForm(teams=teams_of(request.member), initial=initial)
    return page(request, "people/new.html", **new_context(form))


@reads
def met_before(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Earlier meetings under the same alias: tied if the writer says it is the same person."""
    person = find_person(request, person_id)
    rows = list(encounters.met_before(request.member, person).newest_first()[:50])
    if not rows:
        return redirect(person)
    request.looked_at("interventions.encounter", person.pk, _("meetings under the same alias"))
    return page(request, "cards/met_before.html", person=person, rows=rows)


@writes
def tie_meetings(request: MemberRequest, person_id: UUID) -> HttpResponse:
    person = find_person(request, person_id)
    if request.POST.get("same"):
        encounters.tie_meetings(actor=request.member, person=person, now=request.now)
    return redirect(person)
