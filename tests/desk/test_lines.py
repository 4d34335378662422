from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from entrepairs.accounts.models import Partnership
from entrepairs.base import clock
from entrepairs.interventions.models import Outing
from tests.cast import Cast, inside, sign_in


def day_of(client: Client, member: Any) -> dict[str, list[Any]]:
    page = sign_in(client, member).get(reverse("today"))
    assert page.status_code == 200
    return {kind: page.context[kind] for kind in ("call", "settle", "calm")}


def addresses(lines: dict[str, list[Any]]) -> set[str]:
    return {line.url for kind in lines.values() for line in kind}


def cast_of_today() -> Cast:
    return Cast(now=clock.now())


def test_a_text_without_the_peers_words_waits_for_the_peer(db: None, client: Client) -> None:
    cast = cast_of_today()
    mission = cast.written(cast.placed(), cast.helene)
    url = mission.get_absolute_url()
    assert url in {line.url for line in day_of(client, cast.nadia)["settle"]}
    assert url in {line.url for line in day_of(client, cast.helene)["calm"]}
    assert url not in addresses(day_of(client, cast.lise))


def test_a_signature_is_asked_of_each_side_until_both_are_there(db: None, client: Client) -> None:
    cast = cast_of_today()
    mission = cast.written(cast.placed())
    url = mission.get_absolute_url()
    for member in (cast.nadia, cast.helene):
        assert url in {line.url for line in day_of(client, member)["settle"]}
    cast.signed(mission)
    for member in (cast.nadia, cast.helene):
        assert url not in addresses(day_of(client, member))


def test_a_signature_unanswered_for_a_week_is_somebody_who_waits(db: None, client: Client) -> None:
    cast = Cast(now=clock.now() - timedelta(days=9))
    mission = cast.written(cast.placed())
    cast.signed(mission, cast.nadia)
    urls = {line.url for line in day_of(client, cast.helene)["call"]}
    assert urls == {mission.get_absolute_url()}


def test_a_lone_peer_is_said_to_those_who_may_do_something(db: None, client: Client) -> None:
    cast = cast_of_today()
    cast.placed()
    url = reverse("missions:team", args=[cast.team.pk]) + "#alone"
    assert url in addresses(day_of(client, cast.helene))
    for member in (cast.nadia, cast.karim, cast.lise, cast.denis):
        assert url not in addresses(day_of(client, member))


def test_a_team_that_never_said_yes_is_for_a_quiet_moment(db: None, client: Client) -> None:
    cast = cast_of_today()
    url = reverse("missions:engagement", args=[cast.team.pk])
    assert url in {line.url for line in day_of(client, cast.helene)["calm"]}
    cast.engaged(cast.team)
    assert url not in addresses(day_of(client, cast.helene))


def test_an_outing_without_an_end_is_to_settle(db: None, client: Client) -> None:
    cast = cast_of_today()
    started = cast.now - timedelta(hours=13)
    with inside(cast.karim):
        outing = Outing.objects.create(
            organisation=cast.a,
            team=cast.team,
            kind="round",
            place_kind="street",
            started_at=started,
            day=clock.day_of(started),
            recorded_by=cast.karim,
            recorded_as="colleague",
        )
    url = outing.get_absolute_url()
    assert url in {line.url for line in day_of(client, cast.karim)["settle"]}
    assert url in addresses(day_of(client, cast.helene))
    for member in (cast.nadia, cast.lise, cast.driss):
        assert url not in addresses(day_of(client, member))


def test_a_partner_who_proposes_waits_for_an_answer(db: None, client: Client) -> None:
    cast = cast_of_today()
    with inside(cast.driss):
        Partnership.objects.create(organisation=cast.c, partner=cast.a, since=cast.today)
    (line,) = day_of(client, cast.marc)["call"]
    assert line.url == reverse("accounts:partners")
    assert "Les Nuages" in line.title
    assert day_of(client, cast.helene)["call"] == []


def test_an_outsider_has_nothing_of_ours_in_their_day(db: None, client: Client) -> None:
    cast = cast_of_today()
    cast.in_force()
    page = sign_in(client, cast.driss).get(reverse("today")).content
    for name in (b"Tournesol", b"toile", b"Lucioles"):
        assert name not in page


def test_an_empty_day_says_what_to_do_next(db: None, client: Client) -> None:
    cast = cast_of_today()
    page = sign_in(client, cast.claire).get(reverse("today"))
    assert [step.url for step in page.context["steps"]] == [reverse("accounts:me")]


def test_the_day_takes_no_form(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nadia)
    assert client.post(reverse("today")).status_code == 405
    assert client.post(reverse("search")).status_code == 405
