from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from entrepairs.accounts.models import AuditEntry
from entrepairs.interventions.models import AliasSeen
from tests.cast import TODAY, Cast, inside, sign_in


def found(client: Client, member: Any, text: str) -> set[str]:
    page = sign_in(client, member).post(reverse("find"), {"q": text})
    assert page.status_code == 200
    return {hit.word for group in page.context["groups"] for hit in group.hits}


def knows(cast: Cast) -> None:
    with inside(cast.a):
        AliasSeen.objects.create(
            organisation=cast.a,
            team=cast.team,
            alias="Bonnet bleu",
            alias_key="bonnet bleu",
            first_on=TODAY,
            last_on=TODAY,
            times=1,
        )


def test_an_alias_is_found_by_its_team_and_by_nobody_else(cast: Cast, client: Client) -> None:
    knows(cast)
    assert "Bonnet bleu" in found(client, cast.karim, "BONNET")
    for member in (cast.lise, cast.marc, cast.ada, cast.denis, cast.claire, cast.driss):
        assert "Bonnet bleu" not in found(client, member, "bonnet")


def test_a_search_that_shows_an_alias_is_in_the_trail(cast: Cast, client: Client) -> None:
    knows(cast)
    found(client, cast.karim, "bonnet")
    with inside(cast.a):
        rows = AuditEntry.objects.filter(actor=cast.karim.pk, act="look")
        assert [row.kind for row in rows] == ["interventions.aliasseen"]


def test_people_and_teams_are_found_without_accents(cast: Cast, client: Client) -> None:
    assert "Hélène Parapluie" in found(client, cast.karim, "helene")
    assert "Belle-Étoile" in found(client, cast.karim, "etoile")
    assert "Lise Caillou" not in found(client, cast.karim, "lise")
    assert found(client, cast.driss, "parapluie") == set()


def test_only_pages_that_would_open_are_found(cast: Cast, client: Client) -> None:
    for member in cast.everybody:
        page = sign_in(client, member).post(reverse("find"), {"q": "an"})
        for group in page.context["groups"]:
            for hit in group.hits:
                assert client.get(hit.url).status_code == 200, (member, hit)


def test_one_letter_searches_nothing(cast: Cast, client: Client) -> None:
    assert found(client, cast.karim, "e") == set()
