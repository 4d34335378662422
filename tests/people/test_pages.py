"""The pages of people: opened under an alias, seen by their teams, changed as they say."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.people.models import Person, PersonTie
from tests.cast import Cast, inside, sign_in

pytestmark = pytest.mark.django_db
NEW = {"alias": "Barbe grise", "adult": "adult", "identity": "pseudonym"}


def ask(client: Client, name: str, *args: Any, **body: Any) -> Any:
    address = reverse(name, args=args)
    return client.post(address, body) if body else client.get(address)


@pytest.fixture
def nadia(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.nadia)


def people(cast: Cast) -> list[Person]:
    with inside(cast.nadia):
        return list(Person.objects.all())


def test_an_alias_opens_a_page(nadia: Client, cast: Cast) -> None:
    answer = ask(nadia, "people:add", **NEW, team=cast.team.pk, language="ti")
    assert answer.status_code == 302
    (person,) = people(cast)
    assert (person.alias, person.language, person.distance) == ("Barbe grise", "ti", None)
    assert "Barbe" not in answer["Location"]


def test_under_18_nothing_is_kept_and_119_is_shown(nadia: Client, cast: Cast) -> None:
    answer = nadia.post(reverse("people:add"), NEW | {"adult": "under_18"}, follow=True)
    assert "119" in answer.content.decode()
    assert people(cast) == []


def test_a_drawn_word_is_anonymous(nadia: Client) -> None:
    text = nadia.get(reverse("people:new") + "?draw=1").content.decode()
    assert 'value="anonymous"' in text.split("checked")[0].rsplit("<input", 1)[1]
    assert 'name="alias" value="' in text


def test_a_look_alike_is_shown_once_then_the_page_is_opened(nadia: Client, cast: Cast) -> None:
    cast.person("Barbe grise")
    body = NEW | {"alias": "Barbegris", "team": cast.team.pk}
    asked = ask(nadia, "people:add", **body)
    assert asked.status_code == 422
    assert "Barbe grise" in asked.content.decode()
    assert ask(nadia, "people:add", **body, kept="1").status_code == 302
    assert len(people(cast)) == 2


def test_another_team_s_alias_is_no_look_alike(nadia: Client, cast: Cast) -> None:
    cast.person("Barbe grise", team=cast.other_team, by=cast.lise)
    assert ask(nadia, "people:add", **NEW, team=cast.team.pk).status_code == 302


def test_a_told_name_is_kept_only_when_they_gave_one(nadia: Client, cast: Cast) -> None:
    ask(nadia, "people:add", **NEW, team=cast.team.pk, told_name="Zed Zinzin")
    (person,) = people(cast)
    assert not person.told_name_sealed
    address = reverse("people:save_change", args=[person.pk])
    told = {"alias": "Barbe grise", "identity": "declared", "told_name": "Zed Zinzin"}
    nadia.post(address, told)
    (person,) = people(cast)
    kept = bytes(person.told_name_sealed)
    assert kept
    assert "Zinzin" not in ask(nadia, "people:change", person.pk).content.decode()
    nadia.post(address, told | {"told_name": ""})
    assert people(cast)[0].told_name_sealed
    nadia.post(address, told | {"identity": "pseudonym", "told_name": ""})
    assert not people(cast)[0].told_name_sealed


def test_the_list_is_by_alias_and_finds_without_accents(nadia: Client, cast: Cast) -> None:
    for alias in ("Zébulon", "Écharpe", "Abeille"):
        cast.person(alias)
    text = ask(nadia, "people:list").content.decode()
    assert text.index("Abeille") < text.index("Écharpe") < text.index("Zébulon")
    found = nadia.post(reverse("people:look_up"), {"q": "echarp"}).content.decode()
    assert "Écharpe" in found
    assert "Zébulon" not in found


def test_a_list_never_searches_words(nadia: Client, cast: Cast) -> None:
    cast.wished(cast.person("Abeille"), "want", text="Une douche.")
    assert "Abeille" not in nadia.post(reverse("people:look_up"), {"q": "douche"}).content.decode()


def test_an_empty_list_says_that_most_meetings_need_no_page(nadia: Client) -> None:
    assert reverse("people:new") in ask(nadia, "people:list").content.decode()


def test_two_pages_are_tied_and_untied_never_merged(nadia: Client, cast: Cast) -> None:
    one, other = cast.person("Abeille"), cast.person("Abeil")
    assert ask(nadia, "people:tie", one.pk, other=other.pk).status_code == 302
    for each, its_twin in ((one, other), (other, one)):
        assert its_twin.alias in ask(nadia, "cards:card", each.pk).content.decode()
    with inside(cast.nadia):
        tie = PersonTie.objects.get()
    nadia.post(reverse("people:untie", args=[tie.pk]))
    assert "Abeil<" not in ask(nadia, "cards:card", one.pk).content.decode()
    assert len(people(cast)) == 2


def test_a_page_is_not_tied_to_one_i_do_not_see(nadia: Client, cast: Cast) -> None:
    one = cast.person("Abeille")
    hidden = cast.person("Caillou", team=cast.other_team, by=cast.lise)
    assert ask(nadia, "people:tie", one.pk, other=hidden.pk).status_code == 422


def test_a_team_that_leaves_no_longer_sees_the_page(nadia: Client, cast: Cast) -> None:
    cast.join(cast.nadia, cast.other_team)
    person = cast.person("Abeille")
    join, leave = (
        reverse(f"people:{verb}_team", args=[person.pk, team.pk])
        for verb, team in (("join", cast.other_team), ("leave", cast.team))
    )
    nadia.post(join)
    assert sees(cast, cast.lise, person.pk)
    nadia.post(leave)
    assert not sees(cast, cast.karim, person.pk)
    assert sees(cast, cast.lise, person.pk)


def test_the_last_team_does_not_leave(nadia: Client, cast: Cast) -> None:
    person = cast.person("Abeille")
    nadia.post(reverse("people:leave_team", args=[person.pk, cast.team.pk]))
    assert sees(cast, cast.nadia, person.pk)


def sees(cast: Cast, member: Any, pk: UUID) -> bool:
    with inside(member):
        return bool(Person.objects.visible_to(member).filter(pk=pk).exists())


def test_said_to_be_under_18_the_page_says_so_to_the_team(nadia: Client, cast: Cast) -> None:
    person = cast.person("Abeille")
    nadia.post(reverse("people:protect", args=[person.pk]))
    assert reverse("people:under_18") in ask(nadia, "cards:card", person.pk).content.decode()
    assert people(cast)[0].standing == "under_18"


def test_no_alias_is_in_a_title(nadia: Client, cast: Cast) -> None:
    person = cast.person("Abeille")
    for name in ("cards:card", "people:change", "people:teams", "people:same", "people:agreements"):
        text = ask(nadia, name, person.pk).content.decode()
        assert "Abeille" not in text.partition("</title>")[0], name
