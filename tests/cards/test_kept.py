"""What is kept about a person: they read all of it, have it corrected, have it erased."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from entrepairs.accounts.models import AuditEntry
from entrepairs.base import clock
from entrepairs.base.clock import months_after
from entrepairs.cards import codes
from entrepairs.cards.enums import Asked
from entrepairs.cards.models import TRIES, AccessCode, RightsRequest
from entrepairs.cards.refusals import AlreadyAnswered, ReasonMissing
from entrepairs.cards.services import (
    answer_request,
    forget_codes,
    make_code,
    receive_request,
)
from entrepairs.people.models import Hold, Person, Wish
from entrepairs.people.services import hold_person
from tests.cast import Cast, inside, sign_in

pytestmark = pytest.mark.django_db
WORDS = "Une douche, oui. Un psychiatre, non."


@pytest.fixture
def person(cast: Cast) -> Person:
    person = cast.person()
    cast.wished(person, "want", "wash", WORDS)
    return person


def test_the_copy_says_every_word_in_json_and_pdf(
    cast: Cast, client: Client, person: Person
) -> None:
    sign_in(client, cast.nadia)
    told = json.loads(client.get(reverse("cards:kept_json", args=[person.pk])).content)
    wishes = next(part for part in told["sections"] if part["title"] == "Souhaits")
    assert [line["text"] for line in wishes["lines"]] == [WORDS]
    assert {fact["value"] for fact in told["facts"]} >= {"Barbe grise"}
    answer = client.get(reverse("cards:kept_pdf", args=[person.pk]))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Une douche, oui" in " ".join(text.split())


def test_a_file_is_not_named_after_the_person(cast: Cast, client: Client, person: Person) -> None:
    sign_in(client, cast.nadia)
    answer = client.get(reverse("cards:kept_pdf", args=[person.pk]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="copie.pdf"'


def test_who_looked_is_said_by_role_and_by_name_only_by_the_coordinator(
    cast: Cast, client: Client, person: Person
) -> None:
    sign_in(client, cast.nadia).get(reverse("cards:kept", args=[person.pk]))
    page = client.get(reverse("cards:looks", args=[person.pk])).content.decode()
    assert "Tournesol" not in page.partition("<main")[2]
    assert client.get(reverse("cards:looks", args=[person.pk]) + "?names=1").status_code == 403
    sign_in(client, cast.helene)
    page = client.get(reverse("cards:looks", args=[person.pk]) + "?names=1").content.decode()
    assert "Nadia Tournesol" in page


# --- codes ---------------------------------------------------------------------------
def code_for(cast: Cast, person: Person) -> str:
    with inside(cast.nadia):
        return make_code(actor=cast.nadia, person=person, now=clock.now())


def test_a_code_holds_more_than_sixty_bits_and_is_read_as_it_is_copied() -> None:
    assert len(codes.LETTERS) ** codes.SECRET >= 2**60
    handle, secret = codes.draw()
    typed = codes.shown(handle, secret).lower().replace("0", "o").replace("1", "l")
    assert codes.read(typed) == (handle, secret)
    assert codes.read("trop court") is None


def test_with_a_code_the_person_reads_alone_once(
    cast: Cast, client: Client, person: Person
) -> None:
    code = code_for(cast, person)
    opened = client.post(reverse("cards:open_code"), {"code": code}, follow=True)
    assert WORDS in opened.content.decode()
    other = Client()
    again = other.post(reverse("cards:open_code"), {"code": code})
    assert again.status_code == 422
    assert other.get(reverse("cards:mine")).status_code == 404
    with inside(cast.denis):
        entry = AuditEntry.objects.get(thing=str(person.pk), purpose="with a code")
        assert entry.actor is None


def test_ten_mistakes_close_a_code(cast: Cast, person: Person) -> None:
    code = code_for(cast, person)
    handle = code.replace(" ", "")[: codes.HANDLE]
    for n in range(TRIES):
        wrong = handle + ("0" * 12) + codes.LETTERS[n]
        assert (
            Client(REMOTE_ADDR=f"10.0.0.{n}")
            .post(reverse("cards:open_code"), {"code": wrong})
            .status_code
            == 422
        )
    right = Client(REMOTE_ADDR="10.0.1.1").post(reverse("cards:open_code"), {"code": code})
    assert right.status_code == 422


def test_a_code_lives_two_days(cast: Cast, client: Client, person: Person) -> None:
    code = code_for(cast, person)
    with inside(cast.nadia):
        AccessCode.objects.update(until=clock.now() - timedelta(minutes=1))
    assert client.post(reverse("cards:open_code"), {"code": code}).status_code == 422


def test_codes_past_their_time_are_forgotten(cast: Cast, person: Person) -> None:
    code_for(cast, person)
    with inside(cast.nadia):
        assert forget_codes(clock.now()) == 0
        assert forget_codes(clock.now() + timedelta(hours=49)) == 1


def test_what_a_code_opened_closes_after_half_an_hour(
    cast: Cast, client: Client, person: Person
) -> None:
    client.post(reverse("cards:open_code"), {"code": code_for(cast, person)})
    assert client.get(reverse("cards:mine")).status_code == 200
    session = client.session
    session["mine"] = session["mine"] | {"until": (clock.now() - timedelta(seconds=1)).isoformat()}
    session.save()
    assert client.get(reverse("cards:mine")).status_code == 404
    assert client.get(reverse("cards:mine_json")).status_code == 404


def test_the_database_holds_no_code(cast: Cast, person: Person) -> None:
    secret = code_for(cast, person).replace(" ", "")[codes.HANDLE :]
    with inside(cast.nadia):
        row = AccessCode.objects.values().get()
    assert not any(secret in str(value) for value in row.values())


# --- requests ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2027, 12, 15), date(2028, 1, 15)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_an_answer_is_due_within_a_month(asked: date, due: date) -> None:
    assert months_after(asked, 1) == due


def test_a_request_is_answered_once_and_a_refusal_says_why(cast: Cast, person: Person) -> None:
    with inside(cast.helene):
        asked = RightsRequest(person=person, kind=Asked.CORRECT)
        asked.words = "Je n’ai pas dit ça."
        receive_request(actor=cast.nadia, request=asked, now=cast.now)
        with pytest.raises(ReasonMissing):
            answer_request(
                actor=cast.helene, request=asked, outcome="refused", reason="", now=cast.now
            )
        answer_request(actor=cast.helene, request=asked, outcome="done", reason="", now=cast.now)
        with pytest.raises(AlreadyAnswered):
            answer_request(
                actor=cast.helene, request=asked, outcome="done", reason="", now=cast.now
            )


def test_erased_at_the_persons_own_hand(cast: Cast, client: Client, person: Person) -> None:
    client.post(reverse("cards:open_code"), {"code": code_for(cast, person)})
    assert client.post(reverse("cards:mine_erase"), {}).status_code == 422
    done = client.post(reverse("cards:mine_erase"), {"sure": "on"})
    assert re.search("C’est fait", done.content.decode())
    assert client.get(reverse("cards:mine")).status_code == 404
    with inside(cast.nadia):
        assert not Person.objects.exists()
        assert not AccessCode.objects.exists()
        assert not any(bytes(wish.text_sealed) for wish in Wish.objects.all())
        proof = RightsRequest.objects.get()
        assert (proof.kind, proof.outcome, proof.person_id) == ("erase", "done", None)


def test_a_legal_hold_stops_erasure_and_says_so(cast: Cast, client: Client, person: Person) -> None:
    with inside(cast.helene):
        hold = Hold(person=person)
        hold.reason = "Une réquisition écrite du parquet."
        hold_person(actor=cast.helene, hold=hold, now=cast.now)
    sign_in(client, cast.nadia)
    answer = client.post(reverse("cards:erase", args=[person.pk]), {"sure": "on"})
    assert answer.status_code == 422
    with inside(cast.nadia):
        assert Person.objects.filter(pk=person.pk).exists()
        assert RightsRequest.objects.waiting().filter(kind="erase").exists()
