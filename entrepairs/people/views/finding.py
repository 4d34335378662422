"""What every page of people begins with."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from entrepairs.accounts.models import Team
from entrepairs.base.http import MemberRequest
from entrepairs.people import lists
from entrepairs.people.gates import note_stopped
from entrepairs.people.models import Person


def find_person(request: MemberRequest, person_id: UUID) -> Person:
    """404 for everybody but those who meet people in the person's teams."""
    return get_object_or_404(Person.objects.visible_to(request.member), pk=person_id)


def team_between(request: MemberRequest, person: Person) -> Team:
    """A team of mine that knows the person: there is one, since I see them."""
    teams = lists.my_teams_that_know(request.member, person)
    if not teams:
        raise Http404
    return teams[0]


def stopped(request: MemberRequest, person: Person, gate: str) -> None:
    """Count, without saying who tried, that a wish stopped something."""
    note_stopped(person=person, team=team_between(request, person), gate=gate, on=request.today)


def after_opening(person: Person) -> str:
    """The page that proposes to tie earlier meetings, once its room is there."""
    try:
        return reverse("cards:met_before", args=[person.pk])
    except NoReverseMatch:
        return person.get_absolute_url()
