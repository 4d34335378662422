"""Two years after the last contact a page goes; twelve months after, an alias without one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from entrepairs.accounts.models import AuditEntry
from entrepairs.framework.facts import collect
from entrepairs.interventions import tallies
from entrepairs.interventions.models import AliasSeen, Encounter, MonthTally, PairTally
from entrepairs.interventions.retention import forget_old_aliases
from entrepairs.people.erasure import years_before
from entrepairs.people.models import Hold, Person, Twin
from entrepairs.people.registry import at_erasure
from entrepairs.people.retention import purge_people
from entrepairs.people.services import change_person, hold_person, lift_hold
from tests.cast import NOW, TODAY, Cast, inside, sign_in
from tests.framework.standing import ground_of
from tests.interventions.scene import go_out, meet

pytestmark = pytest.mark.django_db

TWO_YEARS_AGO = years_before(TODAY, 2)


def purge(cast: Cast, now: datetime = NOW) -> tuple[int, int]:
    return purge_people(cast.a.pk, now)


def here(cast: Cast) -> set[str]:
    with inside(cast.a):
        return set(Person.objects.values_list("alias", flat=True))


def last_met(cast: Cast, person: Person, day: date) -> Person:
    with inside(cast.a):
        Person.objects.filter(pk=person.pk).update(last_contact_on=day)
        return Person.objects.get(pk=person.pk)


def contact(cast: Cast, person: Person) -> date:
    with inside(cast.a):
        return Person.objects.get(pk=person.pk).last_contact_on


# --- When ------------------------------------------------------------------------
def test_a_page_goes_two_years_after_the_last_contact_and_not_a_day_before(cast: Cast) -> None:
    last_met(cast, cast.person(alias="Hier"), TWO_YEARS_AGO - timedelta(days=1))
    last_met(cast, cast.person(alias="Demain"), TWO_YEARS_AGO)
    assert purge(cast) == (1, 0)
    assert here(cast) == {"Demain"}
    assert purge(cast, NOW + timedelta(days=1)) == (1, 0)
    assert here(cast) == set()


def test_a_leap_day_is_two_years_later_a_day_of_february() -> None:
    assert years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)


def test_purging_again_finds_nobody(cast: Cast) -> None:
    last_met(cast, cast.person(), TWO_YEARS_AGO - timedelta(days=40))
    assert purge(cast) == (1, 0)
    with inside(cast.a):
        twins, trail = Twin.objects.count(), AuditEntry.objects.count()
    assert purge(cast) == (0, 0)
    with inside(cast.a):
        assert (Twin.objects.count(), AuditEntry.objects.count()) == (twins, trail)


def test_the_trail_says_that_time_erased_and_nobody_did(cast: Cast) -> None:
    person = last_met(cast, cast.person(), TWO_YEARS_AGO - timedelta(days=1))
    purge(cast)
    with inside(cast.a):
        entry = AuditEntry.objects.get(act="erase")
        assert (entry.actor, entry.purpose, entry.thing) == (None, "retention", str(person.pk))


def test_another_organisation_is_not_touched(cast: Cast) -> None:
    person = cast.person(team=cast.cloud_team, by=cast.driss)
    with inside(cast.driss):
        Person.objects.filter(pk=person.pk).update(last_contact_on=date(2020, 1, 1))
    assert purge(cast) == (0, 0)
    with inside(cast.driss):
        assert Person.objects.filter(pk=person.pk).exists()


# --- What is a contact -------------------------------------------------------------
def test_opening_and_changing_a_page_is_no_contact(cast: Cast, client: Client) -> None:
    old = TWO_YEARS_AGO - timedelta(days=1)
    person = last_met(cast, cast.person(), old)
    opened = sign_in(client, cast.nadia).get(person.get_absolute_url())
    assert opened.status_code == 200
    with inside(cast.nadia):
        person.language = "ti"
        change_person(actor=cast.nadia, person=person, now=NOW)
    assert contact(cast, person) == old
    assert purge(cast) == (1, 0)


def test_no_session_holds_an_alias(cast: Cast, client: Client) -> None:
    """They outlive the day: what they hold would outlive the person."""
    person = cast.person()
    signed_in = sign_in(client, cast.nadia)
    signed_in.get(person.get_absolute_url())
    signed_in.post("/people/found/", {"q": person.alias})
    kept = [str(session.get_decoded()) for session in Session.objects.all()]
    assert kept
    assert not any(person.alias in said or person.alias_key in said for said in kept)


def a_meeting(cast: Cast, person: Person) -> None:
    meet(cast, go_out(cast), alias=person.alias)


def a_wish(cast: Cast, person: Person) -> None:
    cast.wished(person, "want", "wash")


def an_agreement(cast: Cast, person: Person) -> None:
    cast.agreed(person, "social", to=cast.team)


@pytest.mark.parametrize("happens", [a_meeting, a_wish, an_agreement])
def test_meeting_or_hearing_the_person_starts_the_time_again(
    cast: Cast, happens: Callable[[Cast, Person], None]
) -> None:
    person = last_met(cast, cast.person(), TWO_YEARS_AGO - timedelta(days=1))
    happens(cast, person)
    assert contact(cast, person) == TODAY
    assert purge(cast) == (0, 0)
    assert here(cast) == {person.alias}


def test_an_old_meeting_written_late_does_not_bring_the_day_back(cast: Cast) -> None:
    person = cast.person()
    meet(cast, go_out(cast, started_at=NOW - timedelta(days=3)), alias=person.alias)
    assert contact(cast, person) == TODAY


# --- Holds and faults --------------------------------------------------------------
def test_a_hold_keeps_the_page_until_it_is_lifted(cast: Cast) -> None:
    person = last_met(cast, cast.person(), TWO_YEARS_AGO - timedelta(days=1))
    with inside(cast.helene):
        hold = Hold(person=person)
        hold.reason = "Une procédure est ouverte au tribunal."
        hold_person(actor=cast.helene, hold=hold, now=NOW)
    assert purge(cast) == (0, 0)
    with inside(cast.helene):
        lift_hold(actor=cast.helene, hold=hold, now=NOW)
    assert purge(cast) == (1, 0)


def test_one_page_that_cannot_go_keeps_no_other_here(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from entrepairs.people import registry

    monkeypatch.setattr(registry, "_at_erasure", list(registry._at_erasure))

    def fail(person: Any, twin: Any) -> None:
        if person.alias == "Bloc":
            raise RuntimeError("a fault of ours")

    at_erasure(fail)
    for alias in ("Ardoise", "Bloc", "Craie"):
        last_met(cast, cast.person(alias=alias), TWO_YEARS_AGO - timedelta(days=1))
    assert purge(cast) == (2, 1)
    assert here(cast) == {"Bloc"}
    assert "Bloc" not in caplog.messages[0]


# --- Aliases without a page --------------------------------------------------------
def met(cast: Cast, alias: str, days_ago: int) -> Encounter:
    return meet(cast, go_out(cast, started_at=NOW - timedelta(days=days_ago)), alias=alias)


def aliases_left(cast: Cast) -> set[str]:
    with inside(cast.a):
        seen = set(AliasSeen.objects.exclude(alias="").values_list("alias", flat=True))
        said = set(Encounter.objects.exclude(alias="").values_list("alias", flat=True))
    return seen | said


def test_an_alias_is_forgotten_twelve_months_after_it_was_last_heard(cast: Cast) -> None:
    met(cast, "Ardoise", 366)
    met(cast, "Craie", 365)
    met(cast, "Galet", 610)
    met(cast, "Galet", 3)
    assert forget_old_aliases(cast.a.pk, TODAY) == 1
    assert aliases_left(cast) == {"Craie", "Galet"}
    assert forget_old_aliases(cast.a.pk, TODAY) == 0


def test_an_alias_that_has_a_page_stays_with_the_page(cast: Cast) -> None:
    met(cast, "Barbe grise", 500)
    cast.person(alias="Barbe grise")
    assert forget_old_aliases(cast.a.pk, TODAY) == 0
    assert aliases_left(cast) == {"Barbe grise"}


def test_the_alias_of_a_meeting_that_was_undone_is_forgotten_too(cast: Cast) -> None:
    from entrepairs.interventions.services import undo_encounter

    undone = met(cast, "Ardoise", 500)
    with inside(cast.nadia):
        undo_encounter(actor=cast.nadia, encounter=undone, now=NOW)
    assert forget_old_aliases(cast.a.pk, TODAY) == 1
    assert aliases_left(cast) == set()


# --- Figures -----------------------------------------------------------------------
def counted(cast: Cast) -> list[Any]:
    """Every tally, every figure of the board."""
    with inside(cast.a):
        months = list(MonthTally.objects.order_by("team", "month").values())
        pairs = list(PairTally.objects.order_by("team", "month", "peer", "mate").values())
    for row in (*months, *pairs):
        row.pop("id")
    with inside(cast.marc):
        readings = {key: repr(reading) for key, reading in collect(ground_of(cast)).items()}
    return [months, pairs, readings]


def test_no_figure_moves_with_a_purge_nor_with_a_count_from_nothing(cast: Cast) -> None:
    for number in range(14):
        person = cast.person(alias=f"Galet {number}")
        cast.wished(person, "want", "health" if number % 2 else "wash")
        cast.wished(person, "not_want", "no_follow_up")
        met(cast, person.alias, 30 * number)
        if number < 12:
            last_met(cast, person, TWO_YEARS_AGO - timedelta(days=1 + number))
        met(cast, f"Caillou {number}", 30 * number + 100)
    before = counted(cast)
    assert any(row["with_alias"] for row in before[0])
    assert purge(cast) == (12, 0)
    assert forget_old_aliases(cast.a.pk, TODAY) == 5
    assert counted(cast) == before
    with inside(cast.a):
        tallies.recount([cast.team.pk, cast.other_team.pk])
    assert counted(cast) == before
