"""The card: wishes first, what is shared with this reader, and who reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entrepairs.accounts.models import AuditEntry
from entrepairs.cards.encounters import thread
from entrepairs.cards.sections import ROOMS, drawers
from entrepairs.interventions.models import Encounter
from entrepairs.interventions.services import record_encounter, start_outing
from entrepairs.peers.models import Peer, StatusPeriod
from entrepairs.peers.services import days
from entrepairs.people.models import Person
from tests.cast import Cast, inside, sign_in
from tests.interventions.scene import an_outing, pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.nadia)


def card(client: Client, person: Person) -> str:
    address = reverse("cards:card", args=[person.pk])
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def met(cast: Cast, days: int, alias: str = "Barbe grise") -> Encounter:
    at = cast.now - timedelta(days=days)
    with inside(cast.nadia):
        outing = start_outing(
            actor=cast.nadia, outing=an_outing(cast.team, at), crew=pair(cast), now=cast.now
        )
        return record_encounter(
            actor=cast.nadia,
            outing=outing,
            encounter=Encounter(alias=alias, at=at, themes=["being"], minutes=15),
            now=cast.now,
            alias_kept=True,
        )


def test_the_card_opens_for_the_team_and_nobody_else(cast: Cast) -> None:
    person = cast.person()
    for member in cast.everybody:
        answer = sign_in(Client(), member).get(reverse("cards:card", args=[person.pk]))
        seen = member in (cast.nadia, cast.karim, cast.helene)
        assert answer.status_code == (200 if seen else 404), member


def test_each_opening_is_in_the_trail_without_a_word(nadia: Client, cast: Cast) -> None:
    person = cast.person()
    card(nadia, person)
    with inside(cast.nadia):
        (look,) = AuditEntry.objects.filter(kind="people.person", act="look")
    assert (look.thing, look.actor) == (str(person.pk), cast.nadia.pk)
    assert "Barbe" not in look.purpose


def test_every_part_of_the_card_is_drawn(nadia: Client, cast: Cast) -> None:
    assert {room for room, _draw in drawers()} >= {"links", "steps", "words"}
    assert {room for room, _draw in drawers()} <= set(ROOMS)
    text = card(nadia, cast.person())
    assert text.index('id="wish"') < text.index('id="links-part"') < text.index('id="agreed"')


def test_the_readers_are_named_and_the_rest_is_said(nadia: Client, cast: Cast) -> None:
    text = card(nadia, cast.person())
    for name in ("Nadia Tournesol", "Karim Boussole", "Hélène Parapluie"):
        assert name in text
    assert "Lise Caillou" not in text
    assert "Marc Tilleul" not in text


def test_the_name_told_is_read_by_those_whose_status_lets_them(cast: Cast) -> None:
    person = Person(alias="Barbe grise", identity="declared")
    cast.welcomed(cast.nadia, kind="volunteer")
    with inside(cast.karim):
        from entrepairs.people.services import open_person

        person.told_name = "Zinzin Zed"
        open_person(actor=cast.karim, person=person, team=cast.team, now=cast.now)
    assert "Zinzin Zed" in card(sign_in(Client(), cast.karim), person)
    volunteer = sign_in(Client(), cast.nadia)
    assert "Zinzin Zed" not in card(volunteer, person)
    cast.agreed(person, "identity", to=cast.nadia)
    assert "Zinzin Zed" in card(volunteer, person)


def test_the_thread_says_silences_and_only_what_my_teams_noted(cast: Cast) -> None:
    person = cast.person()
    for ago in (400, 160, 10):
        met(cast, ago)
    with inside(cast.nadia):
        knots = thread(cast.nadia, person, {}, cast.today)
        assert [knot.quiet for knot in knots] == [False, True, False, True, False]
        assert thread(cast.marc, person, {}, cast.today) == []


def test_earlier_meetings_are_tied_only_when_said(nadia: Client, cast: Cast) -> None:
    for ago in (30, 20):
        met(cast, ago)
    met(cast, 5, alias="Bonnet bleu")
    person = cast.person()
    address = reverse("cards:met_before", args=[person.pk])
    assert 'name="same"' in nadia.get(address).content.decode()
    tie = reverse("cards:tie_meetings", args=[person.pk])
    nadia.post(tie)
    assert tied(cast, person) == 0
    nadia.post(tie, {"same": "1"})
    assert tied(cast, person) == 2
    assert nadia.get(address).status_code == 302


def tied(cast: Cast, person: Person) -> int:
    with inside(cast.nadia):
        return int(Encounter.objects.filter(person=person).count())


def test_a_meeting_opens_a_page_and_its_alias_travels_in_no_address(
    nadia: Client, cast: Cast
) -> None:
    meeting = met(cast, 1)
    outing = nadia.get(meeting.outing.get_absolute_url()).content.decode()
    address = reverse("cards:from_meeting", args=[meeting.pk])
    assert address in outing
    assert 'value="Barbe grise"' in nadia.get(address).content.decode()
    person = cast.person()
    met(cast, 0)
    again = nadia.get(reverse("interventions:list"))
    assert "Barbe" not in again.content.decode()
    assert tied(cast, person) == 1


def test_a_card_costs_as_many_queries_for_twenty_wishes_as_for_one(
    nadia: Client, cast: Cast
) -> None:
    person = cast.person()

    def queries() -> int:
        with CaptureQueriesContext(connection) as ran:
            card(nadia, person)
        return len(ran)

    cast.wished(person, "want", "wash", "Une douche.")
    cast.wished(person, "goal", "housing", "Une clé.")
    cast.agreed(person, "social", to=cast.karim)
    met(cast, 3)
    queries()
    before = queries()
    for number in range(10):
        cast.wished(person, "want", text=f"Souhait {number}.")
        cast.wished(person, "goal", text=f"But {number}.")
        cast.agreed(person, "social", to=cast.karim)
        met(cast, number + 4)
    assert queries() <= before


def test_a_wish_to_pass_nothing_on_comes_before_agreements(nadia: Client, cast: Cast) -> None:
    person = cast.person()
    cast.agreed(person, "social", to=cast.karim)
    assert "open nothing" not in card(nadia, person)
    cast.wished(person, "not_want", "no_transmission")
    assert "open nothing" in card(nadia, person)


def test_filters_narrow_and_never_order(nadia: Client, cast: Cast) -> None:
    for alias in ("Zébulon", "Abeille"):
        cast.person(alias)
    for only in ("waits", "quiet"):
        text = nadia.get(reverse("people:list") + f"?only={only}").content.decode()
        assert "Abeille" not in text
    text: Any = nadia.get(reverse("people:list") + "?only=unknown").content.decode()
    assert text.index("Abeille") < text.index("Zébulon")


def test_a_status_that_changed_since_is_asked_about_again(nadia: Client, cast: Cast) -> None:
    person = cast.person()
    cast.agreed(person, "social", to=cast.nadia)
    hint = "ask the person again"
    cast.welcomed(cast.nadia, kind="volunteer", last=cast.today)
    assert hint not in card(nadia, person)
    with inside(cast.nadia):
        peer = Peer.objects.get()
        StatusPeriod.objects.create(
            organisation=cast.a,
            peer=peer,
            kind="structure",
            period=days(cast.today + timedelta(days=1), None),
        )
    assert hint in card(nadia, person)
