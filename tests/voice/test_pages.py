"""The screen handed over: what it opens, what it refuses, how it is taken back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from entrepairs.accounts.models import AuditEntry, Member
from entrepairs.base import clock
from entrepairs.voice.counts import closed_quarters
from entrepairs.voice.kiosk import KEY
from entrepairs.voice.models import PaperSheet, Voice
from entrepairs.voice.services import TAKEN_BACK
from tests.cast import Cast, inside, sign_in
from tests.house.tree import addresses
from tests.voice.conftest import Gave

pytestmark = pytest.mark.django_db
FORM = "/voice/now/"
ALL_YES = dict.fromkeys(("understood", "respected", "useful", "go_on"), "yes")


@pytest.fixture(autouse=True)
def no_tries_left_over() -> None:
    cache.clear()


@pytest.fixture
def screen(cast: Cast, client: Client, key: str) -> Client:
    """Nadia’s screen, handed over to somebody who reads Arabic."""
    sign_in(client, cast.nadia)
    answer = hand_over(client, cast, language="ar")
    assert (answer.status_code, answer["Location"]) == (302, FORM)
    return client


def hand_over(client: Client, cast: Cast, **said: str) -> Any:
    person = cast.person()
    body = {"team": str(cast.team.pk), "language": "fr", "helped_by": "nobody"} | said
    return client.post(reverse("voice:hand_over", args=[person.pk]), body)


def ticket(client: Client) -> str:
    return str(client.session[KEY]["ticket"])


def narrowed(client: Client) -> bool:
    return KEY in client.session


def kept(cast: Cast) -> list[Voice]:
    with inside(cast.team):
        return list(Voice.objects.all())


def address_of(name: str, route: str) -> str | None:
    """Any address of this route: what it is about does not matter here."""
    filled = re.sub(r"<uuid:\w+>", str(uuid4()), route)
    filled = re.sub(r"<[^>]+>", "zz", filled)
    return "/" + filled if not set(filled) & set("(?^$*\\") else None


# --- Narrowed -------------------------------------------------------------------------
def test_every_address_of_the_house_is_the_questions_or_a_refusal(screen: Client) -> None:
    from entrepairs.voice.middleware import OPEN

    asked = 0
    for found in addresses():
        address = address_of(found.name, found.route)
        if found.name in OPEN or address is None:
            continue
        asked += 1
        answer = screen.get(address)
        assert (answer.status_code, answer.get("Location")) == (302, FORM), address
        assert screen.post(address).status_code == 403, address
        assert screen.get(address, headers={"HX-Request": "true"}).status_code == 403, address
    assert asked > 150


@pytest.mark.parametrize(
    "address",
    ["/account/logout/", "/account/login/", "/account/password/change/", "/leave/", "/language/"],
)
def test_neither_signing_out_nor_the_language_of_the_house_opens(
    screen: Client, address: str
) -> None:
    assert screen.post(address).status_code == 403
    assert screen.get(address)["Location"] == FORM
    assert narrowed(screen)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_no_other_method_passes(screen: Client, method: str) -> None:
    assert getattr(screen, method)("/people/").status_code == 403


def test_an_address_that_is_nowhere_leads_back_too(screen: Client) -> None:
    assert screen.get("/nowhere/at/all/")["Location"] == FORM


def test_the_emergency_numbers_still_open(screen: Client) -> None:
    assert screen.get(reverse("emergency")).status_code == 200


def test_the_screen_names_nobody(screen: Client, cast: Cast) -> None:
    pages = [screen.get(FORM), screen.get(reverse("voice:unlock"))]
    screen.post(reverse("voice:give"), {"ticket": ticket(screen)} | ALL_YES)
    pages.append(screen.get(reverse("voice:thanks")))
    for answer in pages:
        text = answer.content.decode()
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-store"
        for name in ("Nadia", "Tournesol", "Barbe", "Belle", "Lucioles", str(cast.nadia.pk)):
            assert name not in text
    assert 'dir="rtl"' in pages[0].content.decode()


def test_the_session_says_nothing_of_the_person(screen: Client, cast: Cast) -> None:
    from entrepairs.people.models import Person

    with inside(cast.nadia):
        (person,) = Person.objects.all()
    assert str(person.pk) not in str(dict(screen.session))


def test_a_session_that_was_signed_out_elsewhere_asks_to_sign_in(screen: Client) -> None:
    session = screen.session
    for name in ("_auth_user_id", "_auth_user_backend", "_auth_user_hash"):
        session.pop(name, None)
    session.save()
    assert screen.get("/people/")["Location"].startswith(reverse("account_login"))


# --- Handing over -----------------------------------------------------------------------
def test_a_peer_is_offered_no_other_way_than_alone(cast: Cast, client: Client, key: str) -> None:
    sign_in(client, cast.nadia)
    person = cast.person()
    text = client.get(reverse("voice:ask", args=[person.pk])).content.decode()
    assert 'value="nobody"' in text
    assert 'value="colleague"' not in text
    answer = hand_over(client, cast, helped_by="colleague")
    assert answer.status_code == 422
    assert not narrowed(client)


def test_whoever_is_their_peer_is_told_to_ask_a_colleague(
    cast: Cast, client: Client, key: str
) -> None:
    sign_in(client, cast.karim)
    answer = hand_over(client, cast, helped_by="colleague", by_their_peer="on")
    assert answer.status_code == 422
    assert "Demandez à un·e collègue" in answer.content.decode()
    assert not narrowed(client)


def test_whoever_could_not_come_back_does_not_leave(cast: Cast, client: Client) -> None:
    cast.nadia.user.set_unusable_password()
    cast.nadia.user.save()
    sign_in(client, cast.nadia)
    answer = hand_over(client, cast)
    assert answer.status_code == 422
    assert not narrowed(client)


def test_the_page_before_is_forgotten_by_the_browser(cast: Cast, client: Client, key: str) -> None:
    sign_in(client, cast.nadia)
    assert hand_over(client, cast)["Clear-Site-Data"] == '"cache"'


def test_a_person_of_another_team_cannot_be_asked(cast: Cast, client: Client, key: str) -> None:
    person = cast.person()
    for stranger in (cast.lise, cast.driss):
        sign_in(client, stranger)
        for name in ("hand_over", "print_sheet"):
            assert client.post(reverse(f"voice:{name}", args=[person.pk])).status_code == 404


# --- Answering ----------------------------------------------------------------------------
def test_a_voice_is_kept_in_the_language_it_was_given_in(screen: Client, cast: Cast) -> None:
    said = ALL_YES | {"useful": "no", "hope": "some", "language": "uk"}
    answer = screen.post(reverse("voice:give"), {"ticket": ticket(screen)} | said)
    assert answer["Location"] == "/voice/now/thanks/?in=uk"
    (voice,) = kept(cast)
    assert (voice.language, voice.useful, voice.hope, voice.trust) == ("uk", "no", "some", "")
    assert voice.asked_by_id is None
    assert narrowed(screen)
    assert screen.get("/people/")["Location"] == FORM
    assert screen.get(FORM)["Location"] == "/voice/now/thanks/"


def test_what_is_left_aside_is_a_silence(screen: Client, cast: Cast) -> None:
    screen.post(reverse("voice:give"), {"ticket": ticket(screen), "understood": "a_bit"})
    (voice,) = kept(cast)
    assert (voice.understood, voice.respected, voice.go_on) == ("a_bit", "skip", "skip")


def test_easy_french_is_written_down_as_such(screen: Client, cast: Cast) -> None:
    body = {"ticket": ticket(screen), "language": "fr-facile"}
    screen.post(reverse("voice:give"), body | ALL_YES)
    (voice,) = kept(cast)
    assert (voice.language, voice.wording) == ("fr", "easy")


def test_sending_twice_or_an_old_page_gives_one_voice(screen: Client, cast: Cast) -> None:
    body = {"ticket": ticket(screen)} | ALL_YES
    for _tap in range(2):
        assert screen.post(reverse("voice:give"), body).status_code == 302
    screen.post(reverse("voice:next"))
    assert screen.post(reverse("voice:give"), body)["Location"] == FORM
    assert len(kept(cast)) == 1


def test_an_answer_that_is_none_is_asked_again(screen: Client, cast: Cast) -> None:
    body = {"ticket": ticket(screen)} | ALL_YES | {"useful": "perhaps"}
    answer = screen.post(reverse("voice:give"), body)
    assert answer.status_code == 422
    assert kept(cast) == []


def test_stopping_keeps_nothing(screen: Client, cast: Cast) -> None:
    screen.post(reverse("voice:stop"), {"ticket": ticket(screen)} | ALL_YES)
    assert kept(cast) == []
    assert narrowed(screen)
    assert screen.get(reverse("voice:thanks")).status_code == 200


def test_the_next_person_is_somebody_else_and_alone(cast: Cast, client: Client, key: str) -> None:
    sign_in(client, cast.karim)
    hand_over(client, cast, helped_by="colleague")
    for _person in range(2):
        client.post(reverse("voice:give"), {"ticket": ticket(client)} | ALL_YES)
        client.post(reverse("voice:next"))
    first, second = sorted(kept(cast), key=lambda voice: voice.asked_by_id is None)
    assert first.respondent != second.respondent
    assert (second.asked_by_id, second.way, second.preference_stated) == (None, "screen", "")


# --- Taking it back -----------------------------------------------------------------------
def take_back(client: Client, secret: str) -> int:
    return client.post(reverse("voice:widen"), {"secret": secret}).status_code


def test_a_wrong_passphrase_leaves_it_narrowed_and_the_right_one_widens(
    screen: Client, cast: Cast, key: str
) -> None:
    assert take_back(screen, "pas celle-là") == 422
    assert narrowed(screen)
    assert take_back(screen, key) == 302
    assert not narrowed(screen)
    assert screen.get(reverse("today")).status_code == 200
    with inside(cast.nadia):
        assert AuditEntry.objects.get(purpose=TAKEN_BACK).thing == str(cast.team.pk)


def test_tries_are_counted(screen: Client, key: str) -> None:
    for _try in range(5):
        take_back(screen, "pas celle-là")
    assert take_back(screen, key) == 422
    assert narrowed(screen)


def test_a_recovery_code_widens_once(screen: Client, cast: Cast) -> None:
    code = RecoveryCodes.activate(cast.nadia.user).get_unused_codes()[0]
    assert take_back(screen, code) == 302
    hand_over(screen, cast)
    assert take_back(screen, code) == 422


@pytest.mark.parametrize("secret", ["", " ", "entrepairs"])
def test_neither_nothing_nor_the_phrase_of_the_demo_widens(screen: Client, secret: str) -> None:
    assert take_back(screen, secret) == 422
    assert narrowed(screen)


def test_a_passkey_that_is_none_does_not_widen(screen: Client) -> None:
    answer = screen.post(reverse("voice:widen"), {"credential": "{}"})
    assert answer.status_code == 422
    assert narrowed(screen)


# --- Paper ------------------------------------------------------------------------------
def test_printed_codes_are_typed_in_once_each(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nadia)
    body = {"team": str(cast.team.pk), "language": "fa", "number": "3"}
    paper = client.post(reverse("voice:print_sheets", args=[cast.team.pk]), body)
    codes = re.findall(r'<b dir="ltr">([^<]+)</b>', paper.content.decode())
    assert len(set(codes)) == 3
    sign_in(client, cast.karim)
    body = {"code": codes[0].lower(), "understood": "no"}
    assert client.post(reverse("voice:record"), body).status_code == 302
    refused = client.post(reverse("voice:record"), body)
    assert refused.status_code == 422
    assert "déjà" in refused.content.decode()
    (voice,) = kept(cast)
    assert (voice.language, voice.understood, voice.respected) == ("fa", "no", "skip")
    with inside(cast.karim):
        assert PaperSheet.objects.waiting().count() == 2


def test_a_peer_does_not_type_sheets_in(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nadia)
    assert client.get(reverse("voice:type")).status_code == 403
    assert client.post(reverse("voice:record"), {"code": "X"}).status_code == 403


# --- Results ------------------------------------------------------------------------------
def results(client: Client, cast: Cast, member: Member) -> str:
    sign_in(client, member)
    page = client.get(reverse("voice:results", args=[cast.team.pk])).content.decode()
    file = client.get(reverse("voice:export", args=[cast.team.pk])).content.decode()
    return page + file


def last_quarter() -> date:
    """A day of the last closed quarter, for a page that looks at the clock."""
    return closed_quarters(clock.day_of(clock.now()))[0].first


def test_ten_people_show_nothing_on_the_page_nor_in_the_file(
    cast: Cast, client: Client, gave: Gave
) -> None:
    for _each in range(10):
        gave(understood="no", on=last_quarter())
    text = results(client, cast, cast.helene)
    assert "Est-ce qu’on vous a compris" not in text
    assert "moins de 11 personnes" in text


def test_eleven_people_show_to_the_team_and_those_who_look_after_it(
    cast: Cast, client: Client, gave: Gave
) -> None:
    for number in range(11):
        gave(understood="no" if number < 4 else "yes", on=last_quarter())
    for member in (cast.nadia, cast.karim, cast.helene, cast.marc, cast.denis):
        text = results(client, cast, member)
        assert "11 personnes ont répondu" in text
        assert ";7;0;4;" in text.replace(",", ";")
    for stranger, status in ((cast.lise, 404), (cast.driss, 404), (cast.ada, 403)):
        sign_in(client, stranger)
        answer = client.get(reverse("voice:results", args=[cast.team.pk]))
        assert answer.status_code == status


def test_what_was_answered_this_quarter_waits_for_its_end(
    cast: Cast, client: Client, gave: Gave
) -> None:
    for _each in range(12):
        gave(on=clock.day_of(clock.now()))
    assert "12 personnes" not in results(client, cast, cast.helene)
