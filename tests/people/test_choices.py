"""Wishes, goals, agreements, rescues and holds, page by page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.base import clock
from entrepairs.base.clock import months_after
from entrepairs.people.enums import Gate
from entrepairs.people.gates import closed_gates, require_open
from entrepairs.people.models import Agreement, Hold, Person, Rescue, StoppedAct, Wish
from tests.cast import TODAY, Cast, inside, sign_in

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
REASON = "Ne respirait plus, les secours ont été appelés."


@pytest.fixture
def nadia(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.nadia)


@pytest.fixture
def person(cast: Cast) -> Person:
    return cast.person()


def post(client: Client, name: str, *args: Any, **body: Any) -> Any:
    return client.post(reverse(name, args=args), body, headers=ENGLISH)


def shown(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args), headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def gates(cast: Cast, person: Person) -> set[str]:
    with inside(cast.nadia):
        return closed_gates(person)


# --- wishes ------------------------------------------------------------------------
def test_a_wish_in_words_or_in_pictures_is_first_on_the_card(
    nadia: Client, cast: Cast, person: Person
) -> None:
    post(nadia, "people:say_wish", person.pk, "want", text="Une douche, oui.", how="spoken")
    post(nadia, "people:say_wish", person.pk, "not_want", code="no_health", how="picture")
    text = shown(nadia, "cards:card", person.pk)
    assert "Une douche, oui." in text
    assert text.index("Une douche") < text.index('id="met"')
    assert gates(cast, person) == {"health_step"}
    assert reverse("people:new_rescue", args=[person.pk, "health_step"]) in text


def test_an_empty_wish_is_no_wish(nadia: Client, person: Person) -> None:
    assert post(nadia, "people:say_wish", person.pk, "want", how="spoken").status_code == 422


def test_a_social_security_number_is_refused_in_a_wish(nadia: Client, person: Person) -> None:
    said = "Mon numéro : 2 84 07 75 999 999 53"
    answer = post(nadia, "people:say_wish", person.pk, "want", text=said, how="spoken")
    assert answer.status_code == 422


def test_a_picture_of_another_kind_is_refused(nadia: Client, person: Person) -> None:
    answer = post(nadia, "people:say_wish", person.pk, "want", code="no_health", how="spoken")
    assert answer.status_code == 422
    unknown = nadia.get(reverse("people:new_wish", args=[person.pk, "diagnosis"]))
    assert unknown.status_code == 404


def test_the_shared_experience_is_not_proposed(nadia: Client, person: Person) -> None:
    text = shown(nadia, "people:new_wish", person.pk, "preference")
    assert "only if the person asks for it" in text


def test_an_ended_wish_comes_back_in_one_touch(nadia: Client, cast: Cast, person: Person) -> None:
    wish = cast.wished(person, "not_want", "no_health", "Pas de psychiatre.")
    answer = post(nadia, "people:end_wish", wish.pk, how="mistake")
    assert gates(cast, person) == set()
    undo = reverse("people:restore_wish", args=[wish.pk])
    assert undo in nadia.get(answer["Location"]).content.decode()
    nadia.post(undo)
    assert gates(cast, person) == {"health_step"}


def test_a_refusal_is_never_reached(nadia: Client, cast: Cast, person: Person) -> None:
    wish = cast.wished(person, "not_want", "no_health")
    assert post(nadia, "people:end_wish", wish.pk, how="reached").status_code == 422


def test_where_one_is_with_a_goal_is_their_own_word(
    nadia: Client, cast: Cast, person: Person
) -> None:
    goal = cast.wished(person, "goal", "housing", "Une chambre avec une clé.")
    post(nadia, "people:say_where", goal.pk, place="on_the_way")
    assert "on the way" in shown(nadia, "cards:card", person.pk)
    want = cast.wished(person, "want", "wash")
    assert nadia.get(reverse("people:where", args=[want.pk])).status_code == 404


# --- agreements --------------------------------------------------------------------
def agree(client: Client, cast: Cast, person: Person, **more: Any) -> Any:
    body = {
        "who": "member",
        "member": cast.karim.pk,
        "classes": ["social"],
        "how": "spoken",
        "until": (TODAY + timedelta(days=30)).isoformat(),
    }
    return post(client, "people:give_agreement", person.pk, **(body | more))


def agreements(cast: Cast) -> list[Agreement]:
    with inside(cast.nadia):
        return list(Agreement.objects.all())


def test_the_sentence_is_read_out_before_it_is_kept(
    nadia: Client, cast: Cast, person: Person
) -> None:
    heard = agree(nadia, cast, person).content.decode()
    assert "Barbe grise lets Karim Boussole know" in heard
    assert agreements(cast) == []
    assert agree(nadia, cast, person, said="1").status_code == 302
    assert agreements(cast)[0].classes == ["social"]
    assert "Karim Boussole" in shown(nadia, "people:agreements", person.pk)


def test_the_sentence_can_be_corrected(nadia: Client, cast: Cast, person: Person) -> None:
    text = agree(nadia, cast, person, correct="1").content.decode()
    assert "lets Karim Boussole know" not in text
    assert 'type="radio" name="who"' in text


def test_it_is_taken_back_at_once(nadia: Client, cast: Cast, person: Person) -> None:
    agreement = cast.agreed(person, "social", to=cast.nadia)
    post(nadia, "people:revoke", agreement.pk)
    assert agreements(cast)[0].state(cast.today) == "revoked"


@pytest.mark.parametrize(
    "wrong",
    [
        {"who": "named"},
        {"classes": []},
        {"classes": ["peer_notes"]},
        {"until": (TODAY - timedelta(days=1)).isoformat()},
        {"until": (TODAY + timedelta(days=500)).isoformat()},
        {"member": "00000000-0000-4000-8000-000000000000"},
    ],
)
def test_what_is_missing_or_too_long_is_refused(
    nadia: Client, cast: Cast, person: Person, wrong: dict[str, Any]
) -> None:
    assert agree(nadia, cast, person, said="1", **wrong).status_code == 422
    assert agreements(cast) == []


def test_nothing_passed_on_stops_an_agreement_and_is_counted_without_a_name(
    nadia: Client, cast: Cast, person: Person
) -> None:
    cast.wished(person, "not_want", "no_transmission")
    answer = agree(nadia, cast, person, said="1")
    assert answer.status_code == 422
    assert reverse("people:new_rescue", args=[person.pk, "share"]) in answer.content.decode()
    with inside(cast.nadia):
        (stopped,) = StoppedAct.objects.all()
    assert (stopped.gate, stopped.on) == ("share", clock.day_of(clock.now()))
    assert {field.name for field in StoppedAct._meta.fields}.isdisjoint({"member", "actor", "by"})


def test_three_months_end_on_the_same_day_or_the_last_one() -> None:
    day = TODAY.replace(month=11, day=30)
    assert months_after(day, 3).isoformat() == "2027-02-28"
    assert months_after(TODAY, 12) == TODAY.replace(year=TODAY.year + 1)


# --- rescues and holds ---------------------------------------------------------------
def test_a_rescue_needs_a_reason_opens_one_door_and_is_seen_by_all(
    nadia: Client, cast: Cast, person: Person
) -> None:
    cast.wished(person, "not_want", "no_health")
    refused = post(nadia, "people:rescue", person.pk, "health_step", reason="Urgent.")
    assert refused.status_code == 422
    assert post(nadia, "people:rescue", person.pk, "health_step", reason=REASON).status_code == 302
    with inside(cast.nadia):
        require_open(person, Gate.HEALTH_STEP, now=cast.now)
    assert REASON in shown(nadia, "cards:card", person.pk)
    unknown = nadia.get(reverse("people:new_rescue", args=[person.pk, "any"]))
    assert unknown.status_code == 404


def test_the_second_look_is_somebody_else_s(nadia: Client, cast: Cast, person: Person) -> None:
    post(nadia, "people:rescue", person.pk, "health_step", reason=REASON)
    with inside(cast.nadia):
        rescue = Rescue.objects.get()
    look = reverse("people:rescue_review", args=[rescue.pk])
    assert nadia.get(look).status_code == 403
    helene = sign_in(Client(), cast.helene)
    assert look in helene.get(reverse("today")).content.decode()
    assert REASON in helene.get(look).content.decode()
    post(helene, "people:review_rescue", rescue.pk, finding="wrong", words="Il fallait demander.")
    assert "Il fallait demander." in shown(nadia, "cards:card", person.pk)
    assert look not in helene.get(reverse("today")).content.decode()


def test_a_hold_is_written_read_and_lifted(cast: Cast, person: Person) -> None:
    helene = sign_in(Client(), cast.helene)
    reason = "Demande écrite du juge, reçue hier."
    post(helene, "people:hold", person.pk, reason=reason)
    assert reason in shown(helene, "cards:card", person.pk)
    assert post(helene, "people:hold", person.pk, reason=reason).status_code == 422
    with inside(cast.helene):
        hold = Hold.objects.get()
    post(helene, "people:lift_hold", hold.pk)
    assert reason not in shown(helene, "cards:card", person.pk)


def test_what_was_said_is_a_contact(nadia: Client, cast: Cast) -> None:
    person = cast.person("Abeille")
    with inside(cast.nadia):
        Person.objects.filter(pk=person.pk).update(last_contact_on=TODAY - timedelta(days=400))
    shown(nadia, "cards:card", person.pk)
    with inside(cast.nadia):
        assert Person.objects.get(pk=person.pk).last_contact_on < TODAY
    post(nadia, "people:say_wish", person.pk, "want", code="wash", how="spoken")
    with inside(cast.nadia):
        assert Person.objects.get(pk=person.pk).last_contact_on >= TODAY
        assert Wish.objects.count() == 1
