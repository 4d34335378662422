"""Identifiers of others in what one sends: another team's, another person's, another house's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.accounts.models import TeamMembership
from entrepairs.base import clock
from entrepairs.cards.services import make_code
from entrepairs.interventions.models import Outing
from entrepairs.links.models import Link, PeerAsk
from entrepairs.people.models import Agreement, Person, PersonTie
from entrepairs.steps.models import Step
from entrepairs.words.models import CarriedWord
from tests.cast import Cast, inside, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast(clock.now())


@pytest.fixture
def karim(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.karim)


def rows(cast: Cast, model: Any) -> int:
    with inside(cast.karim):
        return int(model.objects.count())


@pytest.mark.parametrize("given", ["team", "with_member", "wish"])
def test_a_step_takes_nothing_from_elsewhere(cast: Cast, karim: Client, given: str) -> None:
    person, stranger = cast.person(), cast.person(alias="Autre", team=cast.other_team, by=cast.lise)
    cast.wished(person, "want", "rights", by=cast.karim)
    other = {
        "team": cast.other_team.pk,
        "with_member": cast.lise.pk,
        "wish": cast.wished(stranger, "want", "rights", by=cast.lise).pk,
    }
    body = {"kind": "other", "chosen_by": "person", "team": cast.team.pk, given: other[given]}
    answer = karim.post(reverse("steps:add", args=[person.pk, "rights"]), body)
    assert answer.status_code == 422
    assert rows(cast, Step) == 0


@pytest.mark.parametrize("who", ["outsider", "other house"])
def test_an_agreement_names_nobody_of_another_house(cast: Cast, karim: Client, who: str) -> None:
    person = cast.person()
    named = (
        {"who": "member", "member": cast.driss.pk}
        if who == "outsider"
        else {"who": "team", "team": cast.cloud_team.pk}
    )
    until = (cast.today + timedelta(days=9)).isoformat()
    body = {"classes": "social", "how": "spoken", "until": until, "said": "1", **named}
    answer = karim.post(reverse("people:give_agreement", args=[person.pk]), body)
    assert answer.status_code == 422
    assert rows(cast, Agreement) == 0


@pytest.mark.parametrize("given", ["to_team", "team"])
def test_a_word_is_carried_by_mine_and_to_the_house(cast: Cast, karim: Client, given: str) -> None:
    person = cast.person()
    elsewhere = {"to_team": cast.cloud_team.pk, "team": cast.other_team.pk}
    body = {"text": "Ouvrez plus tard.", "to_team": cast.other_team.pk, "team": cast.team.pk,
            "named": "no_name", "agreed": "on", "how": "spoken"}  # fmt: skip
    answer = karim.post(reverse("words:add", args=[person.pk]), body | {given: elsewhere[given]})
    assert answer.status_code == 422
    assert rows(cast, CarriedWord) == 0


def test_nobody_of_another_team_is_asked_for_nor_named(cast: Cast, karim: Client) -> None:
    stranger = cast.person(alias="Zébulon", team=cast.other_team, by=cast.lise)
    page = karim.get(f"{reverse('links:new_ask')}?person={stranger.pk}").content.decode()
    assert "Zébulon" not in page
    body = {"way": "word", "asked_on": cast.today.isoformat(), "hint": "au quai",
            "person": stranger.pk, "team": cast.team.pk}  # fmt: skip
    answer = karim.post(reverse("links:add_ask"), body)
    assert answer.status_code == 422
    assert "Zébulon" not in answer.content.decode()
    assert rows(cast, PeerAsk) == 0


def test_pages_of_two_teams_are_not_tied_by_one(cast: Cast, karim: Client) -> None:
    person, stranger = cast.person(), cast.person(alias="Autre", team=cast.other_team, by=cast.lise)
    answer = karim.post(reverse("people:tie", args=[person.pk]), {"other": stranger.pk})
    assert answer.status_code == 422
    assert rows(cast, PersonTie) == 0


def test_a_page_opens_in_a_team_of_mine(cast: Cast, karim: Client) -> None:
    body = {"alias": "Brume", "identity": "pseudonym", "adult": "adult", "team": cast.other_team.pk}
    assert karim.post(reverse("people:add"), body).status_code == 422
    assert rows(cast, Person) == 0


def test_a_link_opens_in_a_team_of_mine_with_its_peer(cast: Cast, karim: Client) -> None:
    person = cast.person()
    said = {"asked": "person", "how": "spoken", "said": "Oui."}
    page = reverse("links:open", args=[person.pk])
    elsewhere = {**said, "team": cast.other_team.pk, "peer": cast.nadia.pk}
    assert karim.post(page, elsewhere).status_code == 404
    nobodys = {**said, "team": cast.team.pk, "peer": cast.omar.pk}
    assert karim.post(page, nobodys).status_code == 422
    assert rows(cast, Link) == 0


def test_a_team_joins_only_by_one_of_its_own(cast: Cast, karim: Client) -> None:
    person = cast.person()
    for name in ("people:join_team", "people:leave_team"):
        for team in (cast.other_team, cast.cloud_team):
            assert karim.post(reverse(name, args=[person.pk, team.pk])).status_code == 404


def test_the_same_with_ones_own_is_kept(cast: Cast, karim: Client) -> None:
    """The refusals above are about whose identifiers these are, and nothing else."""
    person, other = cast.person(), cast.person(alias="Autre")
    until = (cast.today + timedelta(days=9)).isoformat()
    mine = {"team": cast.team.pk, "how": "spoken"}
    sent = {
        ("steps:add", "rights"): {"kind": "other", "chosen_by": "person"},
        ("people:give_agreement",): {
            "who": "team", "classes": "social", "until": until, "said": "1",
        },
        ("words:add",): {
            "text": "Ouvrez plus tard.", "to_team": cast.other_team.pk, "named": "no_name",
            "agreed": "on",
        },
        ("people:tie",): {"other": other.pk},
        ("links:open",): {"asked": "person", "said": "Oui.", "peer": cast.nadia.pk},
    }  # fmt: skip
    for (name, *more), body in sent.items():
        answer = karim.post(reverse(name, args=[person.pk, *more]), mine | body)
        assert answer.status_code == 302, name
    ask = {"way": "word", "asked_on": cast.today.isoformat(), "hint": "au quai"}
    assert (
        karim.post(reverse("links:add_ask"), mine | ask | {"person": person.pk}).status_code == 302
    )
    new = {"alias": "Brume", "identity": "pseudonym", "adult": "adult"}
    assert karim.post(reverse("people:add"), mine | new).status_code == 302


# --- a code in a browser where somebody is signed in --------------------------------------
def test_a_code_opens_beside_a_member_and_goes_with_their_session(
    cast: Cast, karim: Client
) -> None:
    person = cast.person()
    with inside(cast.karim):
        code = make_code(actor=cast.karim, person=person, now=clock.now())
    before = karim.session.session_key
    assert karim.post(reverse("cards:open_code"), {"code": code}).status_code == 302
    assert karim.session.session_key != before
    assert karim.get(reverse("cards:mine")).status_code == 200
    answer = karim.get(reverse("cards:mine_json"))
    assert "no-store" in answer.headers["Cache-Control"]
    karim.logout()
    assert karim.get(reverse("cards:mine")).status_code == 404


# --- a place that begins later -----------------------------------------------------------
def test_a_place_that_has_not_begun_shows_no_outing(cast: Cast) -> None:
    with inside(cast.karim):
        Outing.objects.create(
            organisation=cast.a, team=cast.team, kind="round", place_kind="street",
            started_at=cast.now, day=cast.today, recorded_by=cast.karim,
        )  # fmt: skip
        assert Outing.objects.visible_to(cast.karim).exists()
        later = cast.today + timedelta(days=30)
        TeamMembership.objects.filter(member=cast.karim).update(since=later)
        assert not Outing.objects.visible_to(cast.karim).exists()
