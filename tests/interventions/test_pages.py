from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from entrepairs.accounts.models import AuditEntry, Member
from entrepairs.interventions.models import Encounter, Outing
from entrepairs.interventions.services import Going, undo_encounter
from tests.cast import NOW, Cast, inside, sign_in
from tests.interventions.scene import go_out, meet


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepairs.base.clock.now", lambda: NOW)


def get(member: Member, name: str, *args: object, query: str = "") -> Any:
    client = sign_in(Client(), member)
    return client.get(reverse(f"interventions:{name}", args=args) + query)


def post(member: Member, name: str, *args: object, **fields: Any) -> Any:
    client = sign_in(Client(), member)
    return client.post(reverse(f"interventions:{name}", args=args), fields)


def text(response: Any) -> str:
    return str(response.content.decode())


# --- The list ----------------------------------------------------------------
def test_the_list_shows_my_teams_outings_with_who_went(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing)
    shown = text(get(cast.nadia, "list"))
    assert str(outing.pk) in shown
    assert "Karim" in shown
    assert str(outing.pk) not in text(get(cast.lise, "list"))


def test_the_management_sees_outings_and_no_meeting(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing, alias="Colombe")
    assert str(outing.pk) in text(get(cast.marc, "list"))
    shown = get(cast.marc, "outing", outing.pk)
    assert shown.status_code == 200
    assert "Colombe" not in text(shown)


@pytest.mark.parametrize("who", ["claire", "ada", "denis", "lucie"])
def test_others_do_not_open_outings(cast: Cast, who: str) -> None:
    outing = go_out(cast)
    assert get(getattr(cast, who), "list").status_code == 403
    assert get(getattr(cast, who), "outing", outing.pk).status_code == 404


def test_the_list_is_filtered_by_kind_and_period(cast: Cast) -> None:
    old = go_out(cast, started_at=NOW - timedelta(days=200))
    visit = go_out(cast, kind="visit")
    shown = text(get(cast.nadia, "list"))
    assert str(visit.pk) in shown and str(old.pk) not in shown
    assert str(old.pk) in text(get(cast.nadia, "list", query="?period=all"))
    assert str(visit.pk) not in text(get(cast.nadia, "list", query="?kind=group"))


def test_the_list_costs_the_same_queries_for_one_and_for_twenty_rows(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    go_out(cast)
    client = sign_in(Client(), cast.nadia)
    address = reverse("interventions:list")
    with django_assert_max_num_queries(30) as one:
        client.get(address)
    for _number in range(19):
        meet(cast, go_out(cast))
    with django_assert_max_num_queries(30) as twenty:
        client.get(address)
    assert len(one) == len(twenty)


def test_the_file_holds_what_the_list_shows_and_no_alias(cast: Cast) -> None:
    meet(cast, go_out(cast, area="=1+1"), alias="Colombe")
    shown = text(get(cast.nadia, "export"))
    assert "Colombe" not in shown
    assert "'=1+1" in shown
    assert "round" in shown
    with inside(cast.a):
        assert AuditEntry.objects.filter(
            kind="interventions.outing", thing="", purpose="export"
        ).exists()


def test_the_trail_keeps_nothing_of_what_an_address_says(cast: Cast) -> None:
    get(cast.nadia, "export", query="?q=Colombe&kind=round")
    with inside(cast.a):
        told = AuditEntry.objects.filter(kind="interventions.outing", act="look")
        assert list(told.values_list("thing", "purpose")) == [("", "export")]


# --- One outing --------------------------------------------------------------
def test_reading_the_meetings_of_an_outing_is_recorded(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing, alias="Colombe")
    assert "Colombe" in text(get(cast.karim, "outing", outing.pk))
    with inside(cast.a):
        looks = AuditEntry.objects.filter(act="look", kind="interventions.encounter")
        assert looks.get().actor == cast.karim.pk


def test_a_stranger_finds_nothing_at_any_address(cast: Cast) -> None:
    outing = go_out(cast)
    met = meet(cast, outing)
    for name in ("outing", "sheet", "edit", "meet"):
        assert get(cast.driss, name, outing.pk).status_code == 404
    for name in ("change", "end", "remove", "restore", "record"):
        assert post(cast.driss, name, outing.pk).status_code == 404
    for name in ("undo", "restore_encounter"):
        assert post(cast.driss, name, met.pk).status_code == 404


def test_the_management_may_not_write(cast: Cast) -> None:
    outing = go_out(cast)
    met = meet(cast, outing)
    for name in ("edit", "meet"):
        assert get(cast.marc, name, outing.pk).status_code == 403
    for name in ("change", "end", "remove", "restore", "record"):
        assert post(cast.marc, name, outing.pk).status_code == 403
    assert post(cast.marc, "undo", met.pk).status_code == 404
    assert get(cast.marc, "note").status_code == 403
    assert post(cast.marc, "now").status_code == 403


@pytest.mark.parametrize("name", ["start", "now"])
def test_what_writes_does_not_answer_to_reading(cast: Cast, name: str) -> None:
    assert get(cast.nadia, name).status_code == 405


@pytest.mark.parametrize("name", ["list", "export", "months", "new", "note"])
def test_what_reads_does_not_answer_to_writing(cast: Cast, name: str) -> None:
    assert post(cast.nadia, name).status_code == 405


def test_each_page_of_an_outing_keeps_to_its_method(cast: Cast) -> None:
    outing = go_out(cast)
    met = meet(cast, outing)
    for name in ("outing", "sheet", "edit", "meet"):
        assert post(cast.nadia, name, outing.pk).status_code == 405
    for name in ("change", "end", "remove", "restore", "record"):
        assert get(cast.nadia, name, outing.pk).status_code == 405
    for name in ("undo", "restore_encounter"):
        assert get(cast.nadia, name, met.pk).status_code == 405


# --- Going out ---------------------------------------------------------------
def outing_fields(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "team": cast.team.pk,
        "kind": "round",
        "place_kind": "station",
        "area": "",
        "crew": [cast.nadia.pk, cast.karim.pk],
        "started_at": "2026-11-16T09:00",
        **changes,
    }


def test_an_outing_starts_from_its_page(cast: Cast) -> None:
    assert get(cast.nadia, "new").status_code == 200
    answer = post(cast.nadia, "start", **outing_fields(cast))
    with inside(cast.a):
        outing = Outing.objects.get()
    assert answer.url == outing.get_absolute_url()
    assert (outing.peers, outing.others) == (1, 1)


def test_what_is_refused_is_said_on_the_form(cast: Cast) -> None:
    answer = post(cast.nadia, "start", **outing_fields(cast, area="48.8584, 2.2945"))
    assert answer.status_code == 422
    assert post(cast.nadia, "start", **outing_fields(cast, crew=[])).status_code == 422
    with inside(cast.a):
        assert not Outing.objects.exists()


def test_an_outing_is_not_started_in_another_team(cast: Cast) -> None:
    post(cast.nadia, "start", **outing_fields(cast, team=cast.other_team.pk))
    with inside(cast.a):
        assert not Outing.objects.filter(team=cast.other_team).exists()


def test_an_outing_is_corrected_ended_removed_and_put_back(cast: Cast) -> None:
    outing = go_out(cast)
    assert get(cast.karim, "edit", outing.pk).status_code == 200
    assert (
        post(
            cast.karim, "change", outing.pk, **outing_fields(cast, crew=[cast.karim.pk])
        ).status_code
        == 302
    )
    assert post(cast.karim, "change", outing.pk, kind="?").status_code == 422
    assert post(cast.karim, "end", outing.pk).status_code == 302
    assert post(cast.karim, "end", outing.pk, ended_at="2026-11-15T09:00").status_code == 422
    assert post(cast.karim, "remove", outing.pk).status_code == 403
    assert post(cast.nadia, "remove", outing.pk).status_code == 302
    assert "retirée" in text(get(cast.nadia, "outing", outing.pk)).lower()
    assert post(cast.nadia, "restore", outing.pk).status_code == 302
    with inside(cast.a):
        outing.refresh_from_db()
    assert (outing.removed_at, outing.ended_at, outing.is_solo) == (None, NOW, True)


def test_the_sheet_for_the_pocket_carries_no_nickname(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing, alias="Colombe")
    shown = get(cast.nadia, "sheet", outing.pk)
    assert shown.status_code == 200
    assert "Colombe" not in text(shown)


# --- Meeting somebody --------------------------------------------------------
def test_a_meeting_is_noted_with_nothing_but_one_tap(cast: Cast) -> None:
    outing = go_out(cast)
    assert get(cast.nadia, "meet", outing.pk).status_code == 200
    answer = post(cast.nadia, "record", outing.pk, who="anon", token=uuid4())
    with inside(cast.a):
        met = Encounter.objects.get()
    assert answer.url.endswith(f"?noted={met.pk}")
    assert (met.seen, met.recorded_as) == ("unknown", "peer")
    assert reverse("interventions:undo", args=[met.pk]) in text(
        sign_in(Client(), cast.nadia).get(answer.url)
    )


def test_the_nicknames_of_the_team_are_one_tap_away(cast: Cast) -> None:
    outing = go_out(cast)
    for number in range(10):
        meet(cast, outing, alias=f"Alias {number}")
    shown = text(get(cast.karim, "meet", outing.pk))
    assert shown.count('value="known:') == 8
    with inside(cast.a):
        assert AuditEntry.objects.filter(kind="interventions.aliasseen").exists()


def test_a_known_nickname_is_seen_again(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing, alias="Colombe")
    fields = {"who": "known:Colombe", "themes": ["rights", "health"], "minutes": "15"}
    assert post(cast.nadia, "record", outing.pk, **fields).status_code == 302
    with inside(cast.a):
        met = Encounter.objects.get(minutes=15)
    assert (met.alias, met.seen, met.themes, met.minutes) == (
        "Colombe",
        "again",
        ["health", "rights"],
        15,
    )


def test_an_hour_after_midnight_is_of_the_same_night(cast: Cast) -> None:
    evening = (NOW - timedelta(days=1)).replace(hour=20)
    outing = go_out(cast, started_at=evening)
    post(cast.nadia, "record", outing.pk, who="anon", hour="00:30")
    with inside(cast.a):
        met = Encounter.objects.get()
    assert (met.at.isoformat(), met.day) == ("2026-11-15T23:30:00+00:00", outing.day)


def test_two_clicks_note_one_meeting(cast: Cast) -> None:
    outing, token = go_out(cast), uuid4()
    for _click in range(2):
        post(cast.nadia, "record", outing.pk, who="anon", token=token)
        post(cast.nadia, "now", who="anon", token=token, **now_fields(cast))
    with inside(cast.a):
        assert Encounter.objects.count() == 1
        assert Outing.objects.count() == 1


def test_a_name_like_a_civil_one_is_asked_about_once(cast: Cast) -> None:
    outing = go_out(cast)
    fields = {"who": "first", "alias": "Jean Tartempion"}
    answer = post(cast.nadia, "record", outing.pk, **fields)
    assert answer.status_code == 422
    assert 'name="alias_kept"' in text(answer)
    assert post(cast.nadia, "record", outing.pk, alias_kept="on", **fields).status_code == 302


@pytest.mark.parametrize(
    "fields",
    [
        {"who": "other"},
        {"who": "anon", "alias": "Colombe"},
        {"who": "other", "alias": "185057800608491"},
        {"who": "nobody"},
        {"themes": ["weather"]},
        {"headcount": "0"},
        {"who": "known:" + "x" * 41},
        {"who": "known:185057800608491"},
    ],
)
def test_what_cannot_be_is_asked_again(cast: Cast, fields: dict[str, Any]) -> None:
    assert post(cast.nadia, "record", go_out(cast).pk, **fields).status_code == 422


def test_a_meeting_is_undone_and_put_back(cast: Cast) -> None:
    outing = go_out(cast)
    met = meet(cast, outing, alias="Colombe")
    assert post(cast.karim, "undo", met.pk).status_code == 302
    assert reverse("interventions:restore_encounter", args=[met.pk]) in text(
        get(cast.karim, "outing", outing.pk)
    )
    assert post(cast.karim, "restore_encounter", met.pk).status_code == 302
    with inside(cast.a):
        met.refresh_from_db()
    assert met.removed_at is None


def test_what_was_undone_long_ago_is_no_longer_offered(cast: Cast) -> None:
    outing = go_out(cast)
    met = meet(cast, outing)
    with inside(cast.nadia):
        undo_encounter(actor=cast.nadia, encounter=met, now=NOW - timedelta(days=31))
    address = reverse("interventions:restore_encounter", args=[met.pk])
    assert address not in text(get(cast.nadia, "outing", outing.pk))


# --- Just now ----------------------------------------------------------------
def now_fields(cast: Cast) -> dict[str, Any]:
    return {"team": cast.team.pk, "place_kind": "street", "mate": cast.karim.pk}


def test_the_plus_opens_my_outing_of_the_moment(cast: Cast) -> None:
    outing = go_out(cast)
    assert get(cast.nadia, "note").url == reverse("interventions:meet", args=[outing.pk])
    assert get(cast.helene, "note").status_code == 200


def test_a_meeting_just_now_starts_the_outing_too(cast: Cast) -> None:
    answer = post(cast.nadia, "now", who="first", alias="Colombe", **now_fields(cast))
    assert answer.status_code == 302
    with inside(cast.a):
        outing = Outing.objects.get()
        assert Encounter.objects.get().outing == outing
    assert outing.is_paired


def test_a_refused_meeting_starts_no_outing(cast: Cast) -> None:
    answer = post(cast.nadia, "now", who="first", alias="Jean Tartempion", **now_fields(cast))
    assert answer.status_code == 422
    with inside(cast.a):
        assert not Outing.objects.exists()


def test_somebody_without_a_team_is_told_what_to_do(cast: Cast) -> None:
    assert "équipe" in text(get(cast.omar, "note"))


# --- Months ------------------------------------------------------------------
def test_months_show_what_the_team_did_and_hide_figures_about_few_people(cast: Cast) -> None:
    outing = go_out(cast)
    meet(cast, outing, headcount=4)
    assert "moins de 5 personnes" in text(get(cast.nadia, "months"))
    meet(cast, outing, headcount=2)
    assert "moins de 5 personnes" not in text(
        get(cast.marc, "months", query=f"?team={cast.team.pk}")
    )
    assert get(cast.denis, "months").status_code == 200
    assert get(cast.lucie, "months").status_code == 403


def test_a_lone_outing_asks_why(cast: Cast) -> None:
    outing = go_out(cast, [Going(cast.nadia, as_peer=True)])
    assert reverse("interventions:edit", args=[outing.pk]) in text(
        get(cast.nadia, "outing", outing.pk)
    )
