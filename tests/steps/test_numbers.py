"""Closed doors and counts: in people, hidden under eleven, unchanged by an erasure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entrepairs.people.erasure import erase_person
from entrepairs.people.models import Person
from entrepairs.steps.counts import Counts, count_steps
from entrepairs.steps.doors import Period, count_doors, to_rows
from entrepairs.steps.services import act_on_door, say_feeling
from tests.cast import NOW, Cast, inside, sign_in
from tests.steps.scene import health_step, met_in_three, moved, proposed, stepped

pytestmark = pytest.mark.django_db
OCTOBER = NOW - timedelta(days=30)
YEAR = Period(2026, date(2026, 1, 1), date(2026, 10, 31))
PERIOD = (NOW.date() - timedelta(days=60), NOW.date())


def closed(
    cast: Cast, number: int, reason: str = "animal", family: str = "housing", **fields: Any
) -> list[Person]:
    kinds = {"housing": "shelter", "papers": "vote"}
    people = [cast.person(f"Caillou {family} {reason} {each}") for each in range(number)]
    for person in people:
        stepped(
            cast, person, family=family, kind=kinds[family], state="closed_door",
            door_reason=reason, asked_on=OCTOBER.date(), state_on=OCTOBER.date(), **fields,
        )  # fmt: skip
    return people


def test_ten_people_are_hidden_and_eleven_are_shown(cast: Cast) -> None:
    people = closed(cast, 10, department="69")
    stepped(
        cast, people[0], family="housing", kind="siao", state="closed_door", door_reason="animal",
        asked_on=OCTOBER.date(), state_on=OCTOBER.date(), department="69",
    )  # fmt: skip
    with inside(cast.helene):
        (part,) = count_doors(cast.helene, YEAR).parts
        assert part[0] == "69"
        assert part[1].at("animal", "housing") is None
        assert "10" not in str(list(to_rows(count_doors(cast.helene, YEAR))))
    person = cast.person("Le onzième")
    row = proposed(cast, person, choice="wants", department="69")
    with inside(cast.karim):
        type(row).objects.filter(pk=row.pk).update(
            outcome="closed_door", door_reason="animal", outcome_on=OCTOBER.date()
        )
    with inside(cast.helene):
        ((_name, table),) = count_doors(cast.helene, YEAR).parts
        assert table.at("animal", "housing") == table.at("", "") == 11


def test_departments_are_never_added_up(cast: Cast) -> None:
    closed(cast, 6, department="69")
    closed(cast, 6, "papers", department="01")
    with inside(cast.helene):
        parts = count_doors(cast.helene, YEAR).parts
    assert [name for name, _part in parts] == ["01", "69"]
    assert all(number in (None, 0) for _name, part in parts for number in part.cells.values())


def test_an_erased_person_still_counts(cast: Cast) -> None:
    people = closed(cast, 11)
    with inside(cast.helene):
        before = list(to_rows(count_doors(cast.helene, YEAR)))
        erase_person(actor=cast.helene, person=people[0], purpose="asked", now=cast.now)
        assert list(to_rows(count_doors(cast.helene, YEAR))) == before
        assert any(11 in row for row in before)


def test_each_sees_the_doors_of_the_teams_they_see(cast: Cast) -> None:
    closed(cast, 11)
    shown = {}
    for member in (cast.nadia, cast.helene, cast.marc, cast.denis, cast.lise):
        with inside(member):
            shown[member.given_name] = bool(count_doors(member, YEAR).parts)
    assert shown == {"Nadia": True, "Hélène": True, "Marc": True, "Denis": True, "Lise": False}


def test_the_page_and_the_file_tell_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepairs.base.clock.now", lambda: NOW)
    closed(cast, 12)
    closed(cast, 3, "language", "papers")
    client = sign_in(Client(), cast.marc)
    page = client.get(reverse("steps:doors")).content.decode()
    assert "12" in page and "Caillou" not in page
    file = client.get(reverse("steps:doors_file"))
    assert file.headers["Content-Type"].startswith("text/csv")
    told = file.content.decode("utf-8-sig")
    assert "Caillou" not in told and ";3" not in told
    for member in (cast.claire, cast.ada, cast.lucie):
        assert sign_in(Client(), member).get(reverse("steps:doors")).status_code == 403


def test_a_period_is_whole_months_and_never_of_ones_own_choosing() -> None:
    assert Period.read("2026", NOW.date()).last == date(2026, 10, 31)
    assert Period.read("2025", NOW.date()).last == date(2025, 12, 31)
    assert Period.read("1999", NOW.date()).year == 2026
    assert Period.read("", date(2027, 1, 20)).year == 2026


# --- For the board -----------------------------------------------------------------------
def counts(cast: Cast) -> Counts:
    with inside(cast.helene):
        return count_steps([cast.team.pk], *PERIOD)


def test_steps_are_counted_by_what_became_of_them(cast: Cast) -> None:
    person = cast.person()
    stepped(cast, person, with_member=cast.karim)
    moved(cast, stepped(cast, person, kind="locker"), "done")
    door = moved(cast, stepped(cast, person, kind="shelter"), "closed_door", "animal")
    with inside(cast.karim):
        act_on_door(actor=cast.karim, step=door, how="told", now=cast.now)
    moved(cast, stepped(cast, cast.person("Kiosque"), kind="siao"), "refused")
    stepped(cast, person, family="rights", kind="domiciliation")
    found = counts(cast)
    housing = found.families["housing"]
    assert (housing.asked, housing.people, housing.reached) == (4, 2, 1)
    assert (housing.closed_door, housing.doors_acted_on) == (1, 1)
    assert (housing.refused_by_person, housing.accompanied, housing.lost) == (1, 1, 0)
    assert (found.citizenship.asked, found.insertion.asked) == (1, 4)


def test_health_counts_wishes_contacts_and_refusals_respected(cast: Cast) -> None:
    step = health_step(cast, cast.person())
    moved(cast, step, "first_contact")
    moved(cast, step, "contact_again", now=cast.now + timedelta(minutes=5))
    cast.wished(cast.person("Kiosque"), "want", "health")
    cast.wished(cast.person("Parasol"), "not_want", "no_health")
    health = counts(cast).health
    assert health is not None
    assert (health.wished, health.kept_within_six_months) == (2, 1)
    assert (health.first_contact, health.contact_again) == (1, 1)
    assert (health.refusals, health.refusals_respected, health.respected) == (1, 1, 2)
    assert health.steps_without_wish == 0


def test_orientations_and_meetings_are_counted(cast: Cast) -> None:
    person = cast.person()
    proposed(cast, person)
    proposed(cast, person, choice="wants")
    meeting = met_in_three(cast, person)
    for side in ("person", "professional"):
        with inside(cast.nadia):
            say_feeling(
                actor=cast.nadia, meeting=meeting, side=side, feeling="good", agreed=True,
                now=cast.now,
            )  # fmt: skip
    found = counts(cast)
    assert found.orientations is not None
    assert (found.orientations.proposed, found.orientations.chosen) == (2, 1)
    assert (found.three_way, found.feeling_pairs) == (1, 1)
    with inside(cast.helene):
        assert count_doors(cast.helene, YEAR).pairs is None


def test_counting_asks_the_same_number_of_questions_and_survives_an_erasure(cast: Cast) -> None:
    def asked() -> tuple[int, Counts]:
        with CaptureQueriesContext(connection) as ran:
            found = counts(cast)
        return len(ran), found

    person = cast.person()
    moved(cast, health_step(cast, person), "first_contact")
    few, _found = asked()
    for number in range(5):
        stepped(cast, cast.person(f"Caillou {number}"))
    many, before = asked()
    assert many == few
    with inside(cast.helene):
        erase_person(actor=cast.helene, person=person, purpose="asked", now=cast.now)
    assert asked()[1] == before
