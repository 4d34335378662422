"""Doors around a person that are closed: by side ways, after leaving, twice at once."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, TeamMembership
from entrepairs.base import clock
from entrepairs.cards.models import AccessCode, RightsRequest
from entrepairs.cards.services import receive_request
from entrepairs.links.models import PeerAsk
from entrepairs.links.rights import status_of
from entrepairs.links.services import note_ask
from entrepairs.people.enums import ReaderStatus
from entrepairs.people.models import Person, PersonTeam, Rescue, Wish
from entrepairs.people.registry import kept_about
from entrepairs.people.services import (
    end_wish,
    leave_team,
    meet_in_team,
    rescue_past_wish,
    say_wish,
    tie_pages,
)
from tests.cast import ARRIVED, Cast, inside, sign_in
from tests.walls.shared import readers, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast(clock.now())


def volunteer(cast: Cast) -> Member:
    member = cast.new_member(cast.a, "Vincent Banc", Role.PEER, team=cast.team)
    cast.welcomed(member, "volunteer")
    return member


# --- by a side way ----------------------------------------------------------------------
def test_whoever_may_not_read_all_of_it_prints_no_code_that_does(
    cast: Cast, client: Client
) -> None:
    person = somebody(cast, "none")
    sign_in(client, volunteer(cast))
    assert client.post(reverse("cards:make_code", args=[person.pk])).status_code == 403
    page = client.get(reverse("cards:kept", args=[person.pk])).content.decode()
    assert reverse("cards:make_code", args=[person.pk]) not in page
    with inside(cast.karim):
        assert not AccessCode.objects.filter(person=person).exists()
    sign_in(client, cast.karim)
    assert client.post(reverse("cards:make_code", args=[person.pk])).status_code == 200


def test_a_copy_does_not_say_whether_something_is_hidden(cast: Cast, client: Client) -> None:
    """The same words whether there is a health step or none."""
    with_health, without = somebody(cast, "none"), cast.person(alias="Autre", by=cast.karim)
    sign_in(client, volunteer(cast))
    told = [_copy(client, person) for person in (with_health, without)]
    assert [part["title"] for part in told[0]["sections"] if not part["lines"]] == []
    assert told[0]["hidden"] is told[1]["hidden"] is True
    sign_in(client, cast.karim)
    assert _copy(client, with_health)["hidden"] is False


def _copy(client: Client, person: Person) -> Any:
    return json.loads(client.get(reverse("cards:kept_json", args=[person.pk])).content)


def test_a_lent_peer_without_a_status_that_day_reads_as_a_volunteer(cast: Cast) -> None:
    lent = readers(cast)["lent"]
    with inside(cast.a):
        assert status_of(lent, cast.today) == ReaderStatus.LENT
        assert status_of(lent, ARRIVED - timedelta(days=1)) == ReaderStatus.VOLUNTEER


def test_the_other_page_of_a_tie_is_told_too(cast: Cast) -> None:
    one, other = cast.person(), cast.person(alias="Autre")
    with inside(cast.nadia):
        tie_pages(actor=cast.nadia, one=one, other=other, now=cast.now)
        for person in (one, other):
            assert "people.PersonTie" in {part.model for part in kept_about(person)}


# --- after leaving ------------------------------------------------------------------------
def left(cast: Cast, person: Person) -> None:
    """The other team meets the person, and the first one no longer does."""
    with inside(cast.lise):
        meet_in_team(actor=cast.lise, person=person, team=cast.other_team, now=cast.now)
        leave_team(actor=cast.lise, person=person, team=cast.team, now=cast.now)


def test_a_request_goes_to_a_team_that_still_knows_the_person(cast: Cast) -> None:
    person = cast.person()
    left(cast, person)
    with inside(cast.lise):
        asked = receive_request(actor=cast.lise, request=_request(person), now=cast.now)
        assert asked.team_id == cast.other_team.pk


def _request(person: Person) -> RightsRequest:
    request = RightsRequest(person=person, kind="correct")
    request.words = "zqcorrige"
    return request


def test_a_team_that_left_reads_no_request_any_more(cast: Cast, client: Client) -> None:
    person = cast.person()
    with inside(cast.nadia):
        asked = receive_request(actor=cast.nadia, request=_request(person), now=cast.now)
    left(cast, person)
    page = reverse("cards:request", args=[asked.pk])
    assert sign_in(client, cast.helene).get(page).status_code == 404
    assert sign_in(client, cast.lise).get(page).status_code == 200


def test_a_team_that_left_reads_no_meeting_place_any_more(cast: Cast, client: Client) -> None:
    person = cast.person()
    with inside(cast.nadia):
        ask = PeerAsk(person=person, team=cast.team, way="word", asked_on=cast.today)
        ask.hint = "zqquai"
        note_ask(actor=cast.nadia, ask=ask, now=cast.now)
    left(cast, person)
    sign_in(client, cast.helene)
    assert client.get(reverse("links:ask", args=[ask.pk])).status_code == 404
    assert "zqquai" not in client.get(reverse("links:asks")).content.decode()


def test_the_last_team_does_not_leave(cast: Cast, client: Client) -> None:
    person = cast.person()
    sign_in(client, cast.nadia).post(reverse("people:leave_team", args=[person.pk, cast.team.pk]))
    with inside(cast.nadia):
        assert PersonTeam.objects.filter(person=person, until__isnull=True).exists()


def test_a_place_in_a_team_that_has_not_begun_opens_no_page(cast: Cast, client: Client) -> None:
    person = cast.person()
    with inside(cast.nadia):
        TeamMembership.objects.filter(member=cast.nadia).update(
            since=cast.today + timedelta(days=30)
        )
        assert not Person.objects.visible_to(cast.nadia).exists()
    sign_in(client, cast.nadia)
    assert client.get(reverse("cards:card", args=[person.pk])).status_code == 404


# --- against a wish -----------------------------------------------------------------------
def test_a_wish_to_pass_nothing_on_keeps_the_page_from_another_team(
    cast: Cast, client: Client
) -> None:
    person = cast.person(by=cast.helene)
    cast.join(cast.helene, cast.other_team)
    cast.wished(person, "not_want", "no_transmission", by=cast.helene)
    sign_in(client, cast.helene)
    join = reverse("people:join_team", args=[person.pk, cast.other_team.pk])
    client.post(join)
    with inside(cast.lise):
        assert not Person.objects.visible_to(cast.lise).exists()


def test_a_wish_ended_on_another_day_does_not_come_back_by_itself(
    cast: Cast, client: Client
) -> None:
    person = cast.person()
    wish = cast.wished(person, "want", "health")
    with inside(cast.nadia):
        past = cast.now - timedelta(days=3)
        end_wish(actor=cast.nadia, wish=wish, how="changed", now=past)
    sign_in(client, cast.nadia).post(reverse("people:restore_wish", args=[wish.pk]))
    with inside(cast.nadia):
        assert not Wish.objects.about(person).living().exists()


def test_a_second_look_is_not_looked_at_again(cast: Cast, client: Client) -> None:
    person = cast.person()
    with inside(cast.nadia):
        rescue = Rescue(person=person, team=cast.team, gate="health_step")
        rescue.reason = "Il ne respire presque plus, il fait très froid."
        rescue_past_wish(actor=cast.nadia, rescue=rescue, now=cast.now)
    sign_in(client, cast.helene)
    look = reverse("people:review_rescue", args=[rescue.pk])
    client.post(look, {"finding": "wrong", "words": "Le souhait devait tenir."})
    client.post(look, {"finding": "right", "words": "Finalement non."})
    with inside(cast.helene):
        assert Rescue.objects.get(pk=rescue.pk).finding == "wrong"


def test_what_is_said_after_midnight_is_of_the_day_that_begins(cast: Cast) -> None:
    """Half past midnight here is still yesterday in Greenwich."""
    night = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)
    person = cast.person()
    wish = Wish(person=person, kind="want", code="sleep")
    wish.text = ""
    with inside(cast.nadia):
        assert say_wish(actor=cast.nadia, wish=wish, now=night).said_on == date(2026, 11, 18)


# --- the walls of the database ---------------------------------------------------------
ROOMS = ("people", "links", "voice", "steps", "words", "cards", "directory")


def test_every_row_may_only_point_at_rows_that_its_writer_sees() -> None:
    """Foreign keys ignore policies: each is named in the check of its table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, with_check FROM pg_policies WHERE policyname = 'tenant_insert'"
        )
        checks = dict(cursor.fetchall())
    forgotten = [
        f"{model._meta.db_table}.{field.column}"
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.local_fields
        if field.remote_field
        and field.name != "organisation"
        and model._meta.db_table in checks
        and field.remote_field.model._meta.db_table in checks
        and field.column not in checks[model._meta.db_table]
    ]
    assert forgotten == []
