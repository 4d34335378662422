"""What each reader is shown, what is refused and how it is said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from entrepairs.accounts.models import Member
from entrepairs.links.rights import rights_of
from entrepairs.people.models import Person, StoppedAct
from entrepairs.steps.models import Orientation, Step, ThreeWay
from entrepairs.steps.on_card import on_card
from tests.cast import NOW, Cast, inside, sign_in
from tests.steps.scene import SECRET, health_step, met_in_three, moved, proposed, stepped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepairs.base.clock.now", lambda: NOW)


def get(member: Member, name: str, *args: object, query: str = "") -> Any:
    return sign_in(Client(), member).get(reverse(f"steps:{name}", args=args) + query)


def post(member: Member, name: str, *args: object, **fields: Any) -> Any:
    return sign_in(Client(), member).post(reverse(f"steps:{name}", args=args), fields)


def text(response: Any) -> str:
    return str(response.content.decode())


def add(cast: Cast, member: Member, person: Person, family: str, **fields: Any) -> Any:
    values = {"team": cast.team.pk, "kind": "shower", "chosen_by": "person"} | fields
    return post(member, "add", person.pk, family, **values)


# --- Noting ------------------------------------------------------------------------
def test_a_step_is_noted_in_three_taps(cast: Cast) -> None:
    person = cast.person()
    answer = add(cast, cast.karim, person, "housing")
    assert answer.status_code == 302
    with inside(cast.karim):
        assert Step.objects.get().kind == "shower"


def test_without_a_wish_the_page_leads_to_noting_one(cast: Cast) -> None:
    person = cast.person()
    answer = add(cast, cast.karim, person, "health", kind="dentist")
    assert answer.status_code == 422
    assert reverse("people:new_wish", args=[person.pk, "want"]) in text(answer)
    assert reverse("people:new_rescue", args=[person.pk, "health_step"]) in text(answer)
    with inside(cast.karim):
        assert not Step.objects.exists()


def test_what_a_wish_stops_is_said_and_counted_without_a_name(cast: Cast) -> None:
    person = cast.person()
    cast.wished(person, "not_want", "no_health", "Pas de psychiatre.")
    for _again in range(2):
        answer = add(cast, cast.karim, person, "health", kind="cmp")
        assert answer.status_code == 422
    assert reverse("people:new_rescue", args=[person.pk, "health_step"]) in text(answer)
    with inside(cast.karim):
        assert not Step.objects.exists()
        assert [row.gate for row in StoppedAct.objects.all()] == ["health_step"]


def test_the_same_step_is_shown_before_it_is_noted_twice(cast: Cast) -> None:
    person = cast.person()
    step = stepped(cast, person)
    answer = add(cast, cast.karim, person, "housing")
    assert answer.status_code == 422
    assert step.get_absolute_url() in text(answer)
    assert add(cast, cast.karim, person, "housing", another="on").status_code == 302


def test_a_judging_word_is_said_gently_once(cast: Cast) -> None:
    person = cast.person()
    label = "Il est manipulateur"
    assert add(cast, cast.karim, person, "housing", label=label).status_code == 422
    assert add(cast, cast.karim, person, "housing", label=label, kept="1").status_code == 302


# --- What is closed is not there -----------------------------------------------------
VOLUNTEER_PAGES = ("step", "edit")


def test_a_volunteer_never_finds_a_health_step(cast: Cast) -> None:
    cast.welcomed(cast.nadia, "volunteer")
    person = cast.person()
    cast.agreed(person, "social", "health", to=cast.nadia)
    step = health_step(cast, person)
    for page in VOLUNTEER_PAGES:
        assert get(cast.nadia, page, step.pk).status_code == 404
        assert SECRET in text(get(cast.karim, page, step.pk))
    assert post(cast.nadia, "change", step.pk, state="stopped").status_code == 404
    for query in ("", "?health=1"):
        assert SECRET not in text(get(cast.nadia, "paper", person.pk, query=query))
    card = sign_in(Client(), cast.nadia).get(person.get_absolute_url())
    assert SECRET not in text(card)
    today = sign_in(Client(), cast.nadia).get(reverse("today"))
    assert SECRET not in text(today)
    assert add(cast, cast.nadia, person, "health", kind="gp").status_code == 403


@pytest.mark.parametrize("status", ["volunteer", "structure", "hospital"])
@pytest.mark.parametrize("agreed", [(), ("social",), ("social", "health")])
def test_the_card_lists_what_status_and_agreement_open(
    cast: Cast, status: str, agreed: tuple[str, ...]
) -> None:
    cast.welcomed(cast.nadia, status)
    person = cast.person()
    if agreed:
        cast.agreed(person, *agreed, to=cast.nadia)
    health_step(cast, person)
    stepped(cast, person, label="Aux bains")
    with inside(cast.nadia):
        rights = rights_of(cast.nadia, person, cast.today)
        card = on_card(cast.nadia, person, rights, cast.today)
    titles = [line.title for line in card["steps_open"]]
    social = status == "structure" or "social" in agreed
    health = status != "volunteer" and "health" in agreed
    assert ("Aux bains" in titles) == social
    assert len(titles) == social + health
    assert card["steps_closed"] == (not (social and health))


def test_the_sentence_is_the_same_whether_or_not_something_is_hidden(cast: Cast) -> None:
    cast.welcomed(cast.nadia, "volunteer")
    empty, full = cast.person(), cast.person("Kiosque")
    health_step(cast, full)
    stepped(cast, full)
    pages = []
    for person in (empty, full):
        with inside(cast.nadia):
            rights = rights_of(cast.nadia, person, cast.today)
            pages.append(on_card(cast.nadia, person, rights, cast.today))
    assert pages[0] == pages[1]


def test_another_team_finds_nothing(cast: Cast) -> None:
    step = stepped(cast, cast.person())
    for member in (cast.lise, cast.marc, cast.denis, cast.driss, cast.ada):
        assert get(member, "step", step.pk).status_code == 404


def test_the_card_asks_as_much_for_ten_steps_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = cast.person()
    for _number in range(10):
        stepped(cast, person, label="Encore", with_member=cast.karim)
    with inside(cast.karim):
        rights = rights_of(cast.karim, person, cast.today)
        with django_assert_num_queries(4):
            assert len(on_card(cast.karim, person, rights, cast.today)["steps_open"]) == 10


# --- Moving ------------------------------------------------------------------------
def test_a_step_moves_in_one_touch_and_back_in_one(cast: Cast) -> None:
    step = stepped(cast, cast.person())
    assert post(cast.karim, "change", step.pk, state="done").status_code == 302
    assert post(cast.karim, "undo", step.pk).status_code == 302
    assert post(cast.karim, "undo", step.pk).status_code == 302
    shown = text(get(cast.karim, "step", step.pk))
    assert reverse("steps:restore", args=[step.pk]) in shown


def test_a_closed_door_asks_why(cast: Cast) -> None:
    step = stepped(cast, cast.person())
    assert post(cast.karim, "change", step.pk, state="closed_door").status_code == 422
    answer = post(cast.karim, "change", step.pk, state="closed_door", door_reason="animal")
    assert answer.status_code == 302
    assert post(cast.karim, "act", step.pk, how="told").status_code == 302
    with inside(cast.karim):
        assert Step.objects.get().door_act == "told"


# --- Papers ------------------------------------------------------------------------
def test_paper_holds_no_health_and_no_alias_unless_wanted(cast: Cast) -> None:
    person = cast.person("Barbe grise")
    health_step(cast, person)
    stepped(cast, person, label="Aux bains")
    plain = text(get(cast.karim, "paper", person.pk)).split("<article")[1].split("</article")[0]
    assert "Aux bains" in plain and SECRET not in plain and "Barbe grise" not in plain
    whole = text(get(cast.karim, "paper", person.pk, query="?health=1&alias=1"))
    whole = whole.split("<article")[1].split("</article")[0]
    assert SECRET in whole and "Barbe grise" in whole


def test_who_wants_no_name_on_paper_has_none(cast: Cast) -> None:
    person = cast.person("Barbe grise")
    cast.wished(person, "not_want", "no_name_on_paper")
    whole = text(get(cast.karim, "paper", person.pk, query="?alias=1"))
    assert "Barbe grise" not in whole.split("<article")[1].split("</article")[0]


def test_a_way_is_printed_once_chosen_in_a_language_they_read(cast: Cast) -> None:
    person = cast.person(language="ti")
    row = proposed(cast, person)
    assert get(cast.karim, "route_card", row.pk).status_code == 403
    going = proposed(cast, person, choice="wants")
    hour = (NOW + timedelta(days=1)).strftime("%Y-%m-%dT09:00")
    answer = post(cast.karim, "plan", going.pk, going_at=hour, with_member=cast.karim.pk)
    assert answer.status_code == 302
    card = text(get(cast.karim, "route_card", going.pk)).split("<article")[1].split("</article")[0]
    assert 'lang="fr"' in card and 'lang="en"' in card
    assert "Karim" in card and "Boussole" not in card and "Les Bains du Port" in card
    assert "mardi 17 novembre" in card.lower() and "Tuesday" in card


def test_no_title_carries_an_alias(cast: Cast) -> None:
    person = cast.person("Barbe grise")
    step, row = stepped(cast, person), proposed(cast, person, choice="wants")
    meeting = met_in_three(cast, person)
    for name, key in (
        ("step", step.pk), ("edit", step.pk), ("orientation", row.pk), ("route_card", row.pk),
        ("meeting", meeting.pk), ("new", person.pk), ("paper", person.pk),
        ("new_meeting", person.pk), ("new_orientation", person.pk),
    ):  # fmt: skip
        shown = text(get(cast.karim, name, key))
        assert "Barbe" not in shown.split("<title>")[1].split("</title>")[0], name


# --- Orientation: never without the person's choice ------------------------------------
def test_nothing_comes_back_before_the_person_chose_to_go(cast: Cast) -> None:
    row = proposed(cast, cast.person())
    for name, fields in (
        ("come_back", {"outcome": "reached"}), ("plan", {"going_at": ""}),
    ):  # fmt: skip
        assert post(cast.karim, name, row.pk, **fields).status_code == 422
    assert post(cast.karim, "choose", row.pk, choice="no").status_code == 302
    assert post(cast.karim, "come_back", row.pk, outcome="reached").status_code == 422
    assert post(cast.karim, "choose", row.pk, choice="wants").status_code == 302
    assert post(cast.karim, "come_back", row.pk, outcome="closed_door").status_code == 422
    answer = post(
        cast.karim, "come_back", row.pk, outcome="closed_door", door_reason="waiting_list"
    )
    assert answer.status_code == 302
    assert post(cast.karim, "choose", row.pk, choice="no").status_code == 422
    with inside(cast.karim):
        kept = Orientation.objects.get()
        assert (kept.outcome, kept.door_reason) == ("closed_door", "waiting_list")


def test_a_health_service_is_not_proposed_without_a_wish(cast: Cast) -> None:
    person = cast.person()
    answer = post(
        cast.karim, "propose", person.pk, team=cast.team.pk, family="health", words="Au CMP"
    )
    assert answer.status_code == 422
    assert reverse("people:new_wish", args=[person.pk, "want"]) in text(answer)


# --- Three of us -----------------------------------------------------------------------
def test_a_feeling_once_kept_is_shown_nowhere(cast: Cast) -> None:
    meeting = met_in_three(cast, cast.person())
    page = ("keep_feeling", meeting.pk, "person")
    assert post(cast.nadia, *page, feeling="hard").status_code == 422
    assert post(cast.nadia, *page, feeling="hard", agreed="on").status_code == 302
    for name, args in (("meeting", [meeting.pk]), ("feeling", [meeting.pk, "person"])):
        shown = text(get(cast.nadia, name, *args)).lower()
        assert "difficile" not in shown and "hard" not in shown
    assert post(cast.nadia, *page, feeling="not_said").status_code == 302
    with inside(cast.nadia):
        assert ThreeWay.objects.get().person_feeling == "not_said"


def test_the_history_shows_each_place_it_stood(cast: Cast) -> None:
    step = stepped(cast, cast.person())
    moved(cast, step, "closed_door", "language", now=NOW)
    shown = text(get(cast.karim, "step", step.pk))
    assert "Karim Boussole" in shown and "langue" in shown.lower()
