from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.accounts.models import Member, Organisation, Partnership, Team
from entrepairs.accounts.services import record_act
from tests.cast import NOW, Cast, acts_on, inside, sign_in

PLACE = {
    "given_name": "Lila",
    "family_name": "Cerise",
    "email": "",
    "roles": ["colleague"],
    "since": "2026-11-02",
}


def get(client: Client, name: str, /, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"accounts:{name}", args=args), query)


def post(client: Client, name: str, /, *args: Any, **values: Any) -> Any:
    return client.post(reverse(f"accounts:{name}", args=args), values)


# --- organisation ------------------------------------------------------------------
def test_a_wrong_number_is_saved_with_a_warning_that_says_why(cast: Cast, client: Client) -> None:
    sign_in(client, cast.marc)
    assert get(client, "organisation").status_code == 200
    values = {"name": "Maison des Lucioles", "kind": "establishment", "siret": "732 829 320 00075"}
    answer = post(client, "change_organisation", **values)
    assert answer.status_code == 302
    with inside(cast.a):
        assert Organisation.objects.get(pk=cast.a.pk).siret == "73282932000075"
    assert acts_on(cast.a, cast.a)[-1] == "change"


@pytest.mark.parametrize(("siret", "warns"), [("73282932000074", False), ("73282932000075", True)])
def test_only_a_wrong_number_warns(cast: Cast, client: Client, siret: str, warns: bool) -> None:
    sign_in(client, cast.marc)
    values = {"name": "Maison des Lucioles", "kind": "establishment", "siret": siret}
    page = client.post(reverse("accounts:change_organisation"), values, follow=True)
    levels = {message.level_tag for message in page.context["messages"]}
    assert ("warning" in levels) is warns


def test_a_colleague_reads_and_does_not_change_the_organisation(cast: Cast, client: Client) -> None:
    sign_in(client, cast.karim)
    assert (
        reverse("accounts:change_organisation").encode() not in get(client, "organisation").content
    )
    assert post(client, "change_organisation", name="Ailleurs").status_code == 403
    assert get(client, "change_organisation").status_code == 405


# --- members -----------------------------------------------------------------------
def test_the_list_of_members_is_searched_and_filtered(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ada)
    assert b"Karim Boussole" in get(client, "members").content
    found = get(client, "members", q="tournésol").content
    assert b"Nadia Tournesol" in found and b"Karim Boussole" not in found
    coordinators = get(client, "members", role="coordinator").content
    assert b"Lise Caillou" in coordinators and b"Nadia Tournesol" not in coordinators
    team = get(client, "members", team=str(cast.team.pk)).content
    assert b"Nadia Tournesol" in team and b"Lise Caillou" not in team


def test_one_sees_team_mates_and_nobody_else(cast: Cast, client: Client) -> None:
    sign_in(client, cast.karim)
    content = get(client, "members").content
    assert b"Nadia Tournesol" in content
    assert b"Lise Caillou" not in content
    assert get(client, "member", cast.lise.pk).status_code == 404
    assert get(client, "member", cast.nadia.pk).status_code == 200


def test_an_outsider_finds_nobody(cast: Cast, client: Client) -> None:
    sign_in(client, cast.driss)
    assert b"Tournesol" not in get(client, "members").content
    for name in ("member", "edit_member", "ending"):
        assert get(client, name, cast.karim.pk).status_code == 404
    for name in ("change_member", "end_member", "restore_member", "invite"):
        assert post(client, name, cast.karim.pk).status_code == 404
    for name in ("team",):
        assert get(client, name, cast.team.pk).status_code == 404
    for name in ("change_team", "close_team", "reopen_team"):
        assert post(client, name, cast.team.pk).status_code == 404


def test_the_address_of_a_colleague_is_for_those_who_run_teams(cast: Cast, client: Client) -> None:
    with inside(cast.a):
        cast.nadia.email = "nadia@lucioles.example.org"
        cast.nadia.save(update_fields=["email"])
    for reader, shown in ((cast.karim, False), (cast.helene, True), (cast.nadia, True)):
        sign_in(client, reader)
        content = get(client, "member", cast.nadia.pk).content
        assert (b"nadia@lucioles" in content) is shown


def test_only_accounts_make_a_place(cast: Cast, client: Client) -> None:
    sign_in(client, cast.helene)
    assert get(client, "new_member").status_code == 403
    assert post(client, "add_member", **PLACE).status_code == 403
    assert post(client, "end_member", cast.karim.pk).status_code == 403
    assert get(client, "export_members", "csv").status_code == 403


def test_a_place_is_made_changed_ended_and_restored(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ada)
    assert get(client, "new_member").status_code == 200
    answer = post(client, "add_member", **PLACE, teams=[str(cast.team.pk)])
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    with inside(cast.a):
        lila = Member.objects.get(given_name="Lila")
    assert get(client, "edit_member", lila.pk).status_code == 200
    changed = PLACE | {"roles": ["colleague", "supporter"]}
    assert post(client, "change_member", lila.pk, **changed).status_code == 302
    assert get(client, "ending", lila.pk).status_code == 200
    assert post(client, "end_member", lila.pk, last_day="2026-11-20").status_code == 302
    assert post(client, "restore_member", lila.pk).status_code == 302
    assert acts_on(lila) == ["add", "change", "end", "change"]


def test_a_form_without_a_role_comes_back(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ada)
    assert post(client, "add_member", **(PLACE | {"roles": []})).status_code == 422


def test_the_last_administrator_is_told_beside_the_field(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ada)
    page = post(client, "end_member", cast.ada.pk, last_day="2026-11-20")
    assert page.status_code == 422
    assert page.context["form"].errors["last_day"]


def test_the_file_of_members_keeps_codes_and_runs_no_formula(cast: Cast, client: Client) -> None:
    with inside(cast.a):
        cast.karim.chosen_title = "=1+1"
        cast.karim.save(update_fields=["chosen_title"])
    sign_in(client, cast.ada)
    text = get(client, "export_members", "csv").content.decode("utf-8-sig")
    assert "colleague" in text
    assert "'=1+1" in text
    with inside(cast.a):
        from entrepairs.accounts.models import AuditEntry

        assert AuditEntry.objects.filter(act="look", kind="accounts.member").exists()


# --- teams -------------------------------------------------------------------------
def test_a_team_is_opened_changed_and_closed(cast: Cast, client: Client) -> None:
    sign_in(client, cast.marc)
    assert get(client, "new_team").status_code == 200
    answer = post(client, "add_team", name="Le Quai", kind="chrs", finess="123456789")
    with inside(cast.a):
        quai = Team.objects.get(name="Le Quai")
    assert answer["Location"] == quai.get_absolute_url()
    assert client.get(answer["Location"]).status_code == 200
    assert (
        post(client, "change_team", quai.pk, name="Le Grand Quai", kind="chrs").status_code == 302
    )
    assert post(client, "close_team", quai.pk).status_code == 302
    assert b"Le Grand Quai" not in get(client, "teams").content
    assert b"Le Grand Quai" in get(client, "teams", closed="1").content
    assert post(client, "add_team", name="").status_code == 422


def test_a_coordinator_changes_their_own_team_and_opens_none(cast: Cast, client: Client) -> None:
    sign_in(client, cast.helene)
    assert get(client, "teams").status_code == 200
    assert get(client, "team", cast.team.pk).status_code == 200
    assert get(client, "team", cast.other_team.pk).status_code == 404
    assert get(client, "new_team").status_code == 403
    assert post(client, "close_team", cast.team.pk).status_code == 403


# --- words -------------------------------------------------------------------------
def test_words_are_renamed_and_shown_in_place_of_ours(cast: Cast, client: Client) -> None:
    sign_in(client, cast.helene)
    answer = client.post(reverse("accounts:rename"), {"role.peer": "Médiatrice de santé"})
    assert answer.status_code == 302
    page = get(client, "words").content.decode()
    assert 'value="Médiatrice de santé"' in page
    assert "Médiatrice de santé" in get(client, "member", cast.nadia.pk).content.decode()


def test_a_colleague_reads_the_words_only(cast: Cast, client: Client) -> None:
    sign_in(client, cast.karim)
    assert b"<input name=" not in get(client, "words").content
    assert post(client, "rename").status_code == 403


# --- partners ----------------------------------------------------------------------
def test_a_partnership_is_proposed_by_code_and_accepted(cast: Cast, client: Client) -> None:
    sign_in(client, cast.marc)
    assert post(client, "propose", code="123").status_code == 422
    assert post(client, "propose", code=cast.c.pk.hex).status_code == 302
    assert b"Les Nuages" not in get(client, "partners").content
    with inside(cast.a):
        bond = Partnership.objects.get(partner=cast.c)
    assert post(client, "accept_partnership", bond.pk).status_code == 403
    sign_in(client, cast.driss)
    assert b"Maison des Lucioles" in get(client, "partners").content
    assert post(client, "accept_partnership", bond.pk).status_code == 302
    sign_in(client, cast.marc)
    assert b"Les Nuages" in get(client, "partners").content
    assert post(client, "end_partnership", bond.pk).status_code == 302
    assert b"Les Nuages" not in get(client, "partners").content


def test_partners_are_for_the_management(cast: Cast, client: Client) -> None:
    sign_in(client, cast.karim)
    assert get(client, "partners").status_code == 403
    assert post(client, "propose", code=cast.c.pk.hex).status_code == 403


# --- trail -------------------------------------------------------------------------
def test_the_auditor_reads_the_whole_trail_and_others_their_own(cast: Cast, client: Client) -> None:
    with inside(cast.a):
        record_act(actor=cast.helene, action="add", thing=cast.team, now=NOW)
        record_act(actor=cast.karim, action="end", thing=cast.team, now=NOW)
    sign_in(client, cast.denis)
    assert len(get(client, "trail").context["lines"]) == 2
    sign_in(client, cast.karim)
    lines = get(client, "trail").context["lines"]
    assert [line.who for line in lines] == ["Karim Boussole"]


def test_the_trail_is_filtered_by_person_day_and_act(cast: Cast, client: Client) -> None:
    with inside(cast.a):
        record_act(actor=cast.helene, action="add", thing=cast.team, now=NOW)
        record_act(actor=cast.karim, action="end", thing=cast.team, now=NOW)
    sign_in(client, cast.denis)
    for query, number in (
        ({"person": str(cast.helene.pk)}, 1),
        ({"day": "2026-11-16"}, 2),
        ({"day": "2026-11-17"}, 0),
        ({"act": "end"}, 1),
    ):
        assert len(get(client, "trail", **query).context["lines"]) == number, query


def test_the_trail_costs_the_same_for_one_row_or_many(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, cast.denis)
    get(client, "trail")
    with inside(cast.a):
        for member in (cast.helene, cast.karim, cast.nadia, cast.marc) * 30:
            record_act(actor=member, action="add", thing=cast.team, now=NOW)
    with django_assert_max_num_queries(20):
        page = get(client, "trail")
    assert len(page.context["lines"]) == 100


# --- me ----------------------------------------------------------------------------
def test_my_page_says_what_i_see(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nadia)
    page = get(client, "me")
    assert page.status_code == 200
    assert reverse("mfa_index").encode() in page.content


def test_one_steps_into_another_of_ones_organisations_and_no_other(
    cast: Cast, client: Client
) -> None:
    with inside(cast.b):
        Member.objects.create(
            organisation=cast.b,
            user=cast.nadia.user,
            given_name="Nadia",
            roles=["peer"],
            since=cast.nadia.since,
            name_key="nadia",
        )
    sign_in(client, cast.nadia)
    assert post(client, "switch", organisation=str(cast.b.pk)).status_code == 302
    assert b"Plateforme Passerelle" in get(client, "me").content
    assert post(client, "switch", organisation=str(cast.c.pk)).status_code == 404
    assert post(client, "switch", organisation="x").status_code == 404
    assert get(client, "switch").status_code == 405


def test_an_account_without_a_place_is_told_what_to_do(cast: Cast, client: Client) -> None:
    with inside(cast.a):
        Member.objects.filter(pk=cast.karim.pk).update(until=cast.karim.since)
    sign_in(client, cast.karim)
    page = client.get(reverse("today"))
    assert page.status_code == 403
    assert reverse("account_logout").encode() in page.content
