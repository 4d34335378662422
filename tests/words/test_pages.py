"""The pages: what is refused says why, what waits is there, and nobody's name goes too far."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entrepairs.base import clock
from entrepairs.people.models import StoppedAct
from entrepairs.words.models import CarriedWord, Explanation, Jargon, RefusedCarry
from entrepairs.words.seeds import FIRST_WORDS
from entrepairs.words.services import add_jargon, begin_jargon, withdraw_word
from tests.cast import Cast, inside, sign_in
from tests.words.scene import SAID, answered, carried, to_explain

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    """Today: pages look at the clock."""
    return Cast(now=clock.now())


def sent(cast: Cast, **changes: object) -> dict[str, object]:
    body = {
        "text": SAID, "to_named": "Les Bains du Port", "named": "no_name", "agreed": "on",
        "how": "spoken", "team": str(cast.team.pk),
    }  # fmt: skip
    return {name: value for name, value in (body | changes).items() if value is not None}


def test_a_word_is_carried_and_its_page_says_what_was_agreed(cast: Cast, client: Client) -> None:
    person = cast.person()
    answer = sign_in(client, cast.nadia).post(reverse("words:add", args=[person.pk]), sent(cast))
    with inside(cast.nadia):
        word = CarriedWord.objects.get()
    assert answer["Location"] == word.get_absolute_url()
    page = client.get(word.get_absolute_url()).content.decode()
    assert SAID in page and "Les Bains du Port" in page


def test_without_the_tick_nothing_is_kept(cast: Cast, client: Client) -> None:
    url = reverse("words:add", args=[cast.person().pk])
    answer = sign_in(client, cast.nadia).post(url, sent(cast, agreed=None))
    assert answer.status_code == 422
    assert "agreed" in answer.context["form"].errors
    with inside(cast.nadia):
        assert not CarriedWord.objects.exists()


def test_a_wish_stops_it_and_the_page_says_what_one_may_do(cast: Cast, client: Client) -> None:
    person = cast.person()
    cast.wished(person, "not_want", "no_transmission")
    answer = sign_in(client, cast.nadia).post(reverse("words:add", args=[person.pk]), sent(cast))
    assert answer.status_code == 422 and answer.context["stopped"]
    with inside(cast.nadia):
        assert not CarriedWord.objects.exists()
        assert [row.gate for row in StoppedAct.objects.all()] == ["transmission"]
    card = client.get(person.get_absolute_url()).content.decode()
    assert reverse("words:new", args=[person.pk]) not in card


def test_a_refusal_leaves_a_number_and_no_person(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nadia).post(reverse("words:refused"), {"team": str(cast.team.pk)})
    with inside(cast.nadia):
        assert RefusedCarry.objects.get().team_id == cast.team.pk
    other = client.post(reverse("words:refused"), {"team": str(cast.other_team.pk)})
    assert other.status_code == 403


def test_the_other_team_reads_the_words_and_no_name(cast: Cast, client: Client) -> None:
    word = carried(cast)
    page = sign_in(client, cast.lise).get(word.get_absolute_url()).content.decode()
    assert SAID in page and cast.team.name in page
    assert "Barbe grise" not in page and str(word.person_id) not in page


def test_the_other_team_reads_the_alias_when_the_person_wants_it(
    cast: Cast, client: Client
) -> None:
    word = carried(cast, named="alias")
    assert "Barbe grise" in sign_in(client, cast.lise).get(word.get_absolute_url()).content.decode()


def test_from_carried_to_answered_to_told(cast: Cast, client: Client) -> None:
    word = carried(cast)
    body = {"kind": "yes", "text": "Oui, le jeudi jusqu’à 20 h."}
    assert (
        sign_in(Client(), cast.nadia)
        .post(reverse("words:answer", args=[word.pk]), body)
        .status_code
        == 403
    )
    sign_in(client, cast.lise).post(reverse("words:answer", args=[word.pk]), body)
    assert client.post(reverse("words:tell", args=[word.pk]), {"how": "spoken"}).status_code == 403
    sign_in(client, cast.nadia)
    today = client.get(reverse("today"))
    assert word.get_absolute_url() in {line.url for line in today.context["call"]}
    assert "20 h" in client.get(reverse("words:list")).content.decode()
    client.post(reverse("words:tell", args=[word.pk]), {"how": "spoken"})
    today = client.get(reverse("today"))
    assert word.get_absolute_url() not in {line.url for line in today.context["call"]}
    again = client.post(reverse("words:tell", args=[word.pk]), {"how": "spoken"})
    assert again.status_code == 422


def test_an_answer_before_any_word_of_it_is_refused(cast: Cast, client: Client) -> None:
    word = carried(cast)
    told = sign_in(client, cast.nadia).post(
        reverse("words:tell", args=[word.pk]), {"how": "spoken"}
    )
    assert told.status_code == 422


def test_after_a_week_the_word_waits_on_two_pages(cast: Cast, client: Client) -> None:
    word = carried(cast)
    url = word.get_absolute_url()
    assert url not in _waiting(client, cast, "lise", "call")
    with inside(cast.nadia):
        CarriedWord.objects.update(agreed_on=cast.today - timedelta(days=7))
    assert url in _waiting(client, cast, "lise", "call")
    assert url in _waiting(client, cast, "nadia", "calm")
    assert url not in _waiting(client, cast, "karim", "calm")
    with inside(cast.nadia):
        withdraw_word(actor=cast.nadia, word=word, now=cast.now)
    assert url not in _waiting(client, cast, "lise", "call")


def _waiting(client: Client, cast: Cast, who: str, kind: str) -> set[str]:
    page = sign_in(client, getattr(cast, who)).get(reverse("today"))
    return {line.url for line in page.context[kind]}


def test_the_usual_delay_is_said_from_five_answers_on(cast: Cast, client: Client) -> None:
    person = cast.person()
    words = [answered(cast, carried(cast, person)) for _each in range(4)]
    sign_in(client, cast.nadia)
    assert client.get(reverse("words:list")).context["delay"] == ""
    words.append(answered(cast, carried(cast, person)))
    with inside(cast.nadia):
        CarriedWord.objects.update(agreed_on=cast.today - timedelta(days=3))
    said = client.get(reverse("words:list")).context["delay"]
    assert "5" in said and "3" in said


def test_the_card_shows_what_is_to_tell_and_to_explain(cast: Cast, client: Client) -> None:
    person = cast.person()
    word = answered(cast, carried(cast, person))
    made = to_explain(cast, person)
    card = sign_in(client, cast.nadia).get(person.get_absolute_url()).content.decode()
    assert reverse("words:tell", args=[word.pk]) in card
    assert reverse("words:explanation", args=[made.pk]) in card


def test_an_explanation_from_page_to_page(cast: Cast, client: Client) -> None:
    person = cast.person()
    sign_in(client, cast.karim)
    body = {"text": "Une adresse pour recevoir le courrier.", "team": str(cast.team.pk)}
    client.post(reverse("words:add_explanation", args=[person.pk]), body)
    with inside(cast.karim):
        made = Explanation.objects.get()
    url = reverse("words:explained", args=[made.pk])
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"understood": "a_bit"}).status_code == 302
    assert client.post(url, {"understood": "yes"}).status_code == 422


def test_an_empty_list_of_jargon_offers_a_first_one(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nadia)
    assert reverse("words:begin_jargon") in client.get(reverse("words:jargon")).content.decode()
    client.post(reverse("words:begin_jargon"))
    page = client.get(reverse("words:jargon"))
    assert len(page.context["rows"]) == len(FIRST_WORDS)
    found = client.get(reverse("words:jargon"), {"q": "DOMICILIÀTION"})
    assert [row.term for row in found.context["rows"]] == ["Domiciliation"]
    assert client.get(reverse("words:print_jargon")).status_code == 200


def test_a_word_is_on_the_list_once(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nadia)
    body = {"term": "siao", "meaning": "Le service qui cherche une place."}
    assert client.post(reverse("words:add_jargon"), body).status_code == 302
    assert client.post(reverse("words:add_jargon"), body | {"term": "SIAO"}).status_code == 422
    with inside(cast.nadia):
        kept = Jargon.objects.get()
    client.post(reverse("words:remove_jargon", args=[kept.pk]))
    assert client.post(reverse("words:add_jargon"), body).status_code == 302
    client.post(reverse("words:restore_jargon", args=[kept.pk]))
    with inside(cast.nadia):
        assert Jargon.objects.living().count() == 1


def test_a_first_list_leaves_ones_own_words(cast: Cast) -> None:
    with inside(cast.nadia):
        own = Jargon(term="SIAO", meaning="Chez nous : Josiane.")
        add_jargon(actor=cast.nadia, jargon=own, now=cast.now)
        begin_jargon(actor=cast.nadia, words=FIRST_WORDS, now=cast.now)
        assert Jargon.objects.get(term_key="siao").meaning == "Chez nous : Josiane."


def test_the_list_costs_the_same_for_many(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nadia)
    answered(cast, carried(cast))

    def cost() -> int:
        client.get(reverse("words:list"))
        with CaptureQueriesContext(connection) as ran:
            assert client.get(reverse("words:list")).status_code == 200
        return len(ran)

    before = cost()
    for number in range(6):
        answered(cast, carried(cast, cast.person(alias=f"Casquette {number}")))
    assert cost() == before
