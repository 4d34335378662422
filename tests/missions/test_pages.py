from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.accounts.models import AuditEntry
from entrepairs.missions.models import Compensation, Engagement, Mission, Pairing, Placement
from tests.cast import REASON, TEXT, TODAY, Cast, inside, sign_in

ENGAGE = {
    "discussed_on": TODAY.isoformat(),
    "discussion": "Oui, à condition d’en reparler en juin.",
    "starts_on": TODAY.isoformat(),
    "review_on": (TODAY + timedelta(days=200)).isoformat(),
}


def url(name: str, *args: Any) -> str:
    return reverse(f"missions:{name}", args=args)


def placing(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "peer": str(cast.peer_of(cast.nadia).pk),
        "percent": "50",
        "starts_on": TODAY.isoformat(),
        "line_referent": str(cast.marc.pk),
        "day_to_day_referent": str(cast.helene.pk),
    } | changes


def urls_of(cast: Cast) -> dict[str, list[str]]:
    """Every page and every submission of the room, on one mission in force."""
    mission = cast.in_force()
    pairing = cast.paired()
    with inside(cast.helene):
        placement = Placement.objects.get(pk=mission.placement_id)
        engagement = Engagement.objects.get()
        compensation = Compensation.objects.create(
            organisation=cast.a,
            team=cast.team,
            kind="twin",
            started_on=TODAY,
            recorded_by=cast.helene,
        )
    team = cast.team.pk
    reads = [
        url("of_peer", placement.peer_id),
        url("team", team),
        url("engagement", team),
        url("withdrawal", engagement.pk),
        url("new_placement", team),
        url("placement", placement.pk),
        url("placement_ending", placement.pk),
        url("new_mission", placement.pk),
        url("mission", mission.pk),
        url("version", mission.pk, 1),
        url("print", mission.pk),
        url("edit", mission.pk),
        url("mission_ending", mission.pk),
    ]
    writes = [
        url("engage", team),
        url("withdraw", engagement.pk),
        url("pair", team),
        url("end_pairing", pairing.pk),
        url("compensate", team),
        url("end_compensation", compensation.pk),
        url("place", team),
        url("end_placement", placement.pk),
        url("start", placement.pk),
        url("save", mission.pk),
        url("sign", mission.pk),
        url("withdraw_signature", mission.pk),
        url("end_mission", mission.pk),
    ]
    return {"reads": reads, "writes": writes}


def test_a_coordinator_opens_every_page(cast: Cast, client: Client) -> None:
    every = urls_of(cast)
    sign_in(client, cast.helene)
    for address in [url("list"), url("export"), *every["reads"]]:
        answer = client.get(address)
        assert answer.status_code == 200, address


def test_outsiders_and_another_team_find_nothing(cast: Cast, client: Client) -> None:
    every = urls_of(cast)
    for member in (cast.driss, cast.lise, cast.ada, cast.claire, cast.lucie):
        sign_in(client, member)
        for address in every["reads"]:
            if member == cast.lise and "/peers/" in address:
                continue  # a coordinator sees peers, and no placement of another team
            assert client.get(address).status_code == 404, (member.given_name, address)
        for address in every["writes"]:
            assert client.post(address).status_code == 404, (member.given_name, address)


def test_roles_without_content_do_not_open_the_list(cast: Cast, client: Client) -> None:
    for member in (cast.ada, cast.claire, cast.lucie):
        assert sign_in(client, member).get(url("list")).status_code == 403


def test_the_auditor_reads_and_does_nothing(cast: Cast, client: Client) -> None:
    every = urls_of(cast)
    sign_in(client, cast.denis)
    assert client.get(url("team", cast.team.pk)).status_code == 200
    for address in every["writes"]:
        assert client.post(address).status_code == 403, address


def test_a_colleague_writes_and_pairs_and_places_nobody(cast: Cast, client: Client) -> None:
    every = urls_of(cast)
    sign_in(client, cast.karim)
    refused = [*every["writes"][:2], *every["writes"][4:8], *every["writes"][10:]]
    for address in refused:
        assert client.post(address).status_code == 403, address
    assert client.get(url("export")).status_code == 403


def test_the_wrong_method_is_said(cast: Cast, client: Client) -> None:
    every = urls_of(cast)
    sign_in(client, cast.helene)
    for address in every["reads"]:
        assert client.post(address).status_code == 405, address
    for address in every["writes"]:
        assert client.get(address).status_code == 405, address


def test_the_walk_from_refusal_to_engagement_to_placement(cast: Cast, client: Client) -> None:
    sign_in(client, cast.helene)
    refused = client.post(url("place", cast.team.pk), placing(cast))
    assert refused.status_code == 422
    assert "Belle-Étoile" in refused.content.decode()
    assert url("engagement", cast.team.pk) in refused.content.decode()
    engaged = client.post(url("engage", cast.team.pk), ENGAGE | {"sponsor": str(cast.marc.pk)})
    assert engaged.status_code == 302
    placed = client.post(url("place", cast.team.pk), placing(cast))
    assert placed.status_code == 302
    assert client.get(placed["Location"]).status_code == 200


def test_the_exception_is_written_and_shows(cast: Cast, client: Client) -> None:
    sign_in(client, cast.helene)
    short = client.post(url("place", cast.team.pk), placing(cast, exception_reason="Vite"))
    assert short.status_code == 422
    assert b"Vite" in short.content
    placed = client.post(url("place", cast.team.pk), placing(cast, exception_reason=REASON))
    assert placed.status_code == 302
    assert REASON in client.get(url("team", cast.team.pk)).content.decode()
    assert REASON in client.get(url("export")).content.decode("utf-8-sig")


def test_a_share_above_full_time_comes_back_with_its_words(cast: Cast, client: Client) -> None:
    cast.placed()
    cast.engaged(cast.other_team)
    sign_in(client, cast.marc)
    answer = client.post(url("place", cast.other_team.pk), placing(cast, percent="60"))
    assert answer.status_code == 422
    assert b"110" in answer.content


def test_a_mission_is_begun_edited_signed_and_shown(cast: Cast, client: Client) -> None:
    placement = cast.placed()
    sign_in(client, cast.helene)
    begun = client.post(url("start", placement.pk), TEXT | {"based_on": "0"})
    assert begun.status_code == 302
    with inside(cast.helene):
        mission = Mission.objects.get()
    sign_in(client, cast.nadia)
    text = TEXT | {"activities": "Écouter, toujours.", "based_on": "1"}
    assert client.post(url("save", mission.pk), text).status_code == 302
    shown = client.get(url("mission", mission.pk)).content.decode()
    assert "<ins>" in shown
    assert "Nadia Tournesol" in shown
    with inside(cast.nadia):
        digest = mission.versions.latest("number").digest
    for member in (cast.nadia, cast.helene):
        sign_in(client, member)
        assert digest in client.get(url("mission", mission.pk)).content.decode()
        answer = client.post(url("sign", mission.pk), {"digest": digest})
        assert answer.status_code == 302
    with inside(cast.helene):
        assert Mission.objects.in_force(TODAY).exists()
    printed = client.get(url("print", mission.pk)).content.decode()
    assert digest[:8] in printed
    assert digest[-8:] in printed


def test_an_excluded_act_comes_back_with_its_words_and_the_text(cast: Cast, client: Client) -> None:
    mission = cast.written(cast.placed())
    sign_in(client, cast.helene)
    text = TEXT | {"activities": "Préparer les piluliers.", "based_on": "2"}
    answer = client.post(url("save", mission.pk), text)
    assert answer.status_code == 422
    assert answer.content.decode().count("Préparer les piluliers") >= 2


def test_a_stale_edit_keeps_the_words_and_can_be_saved_again(cast: Cast, client: Client) -> None:
    mission = cast.written(cast.placed())
    sign_in(client, cast.karim)
    text = TEXT | {"activities": "Marcher ensemble.", "based_on": "1"}
    answer = client.post(url("save", mission.pk), text)
    assert answer.status_code == 422
    assert b"Marcher ensemble." in answer.content
    assert b'name="based_on" value="2"' in answer.content


def test_signing_another_text_is_refused_with_the_page(cast: Cast, client: Client) -> None:
    mission = cast.written(cast.placed())
    sign_in(client, cast.helene)
    answer = client.post(url("sign", mission.pk), {"digest": "0" * 64})
    assert answer.status_code == 422
    assert b'role="alert"' in answer.content


def test_an_unknown_version_is_not_found(cast: Cast, client: Client) -> None:
    mission = cast.written(cast.placed())
    sign_in(client, cast.helene)
    assert client.get(url("version", mission.pk, 9)).status_code == 404
    assert client.get(url("mission", uuid4())).status_code == 404


def test_words_of_a_person_are_on_a_leaf(cast: Cast, client: Client) -> None:
    mission = cast.written(cast.placed())
    sign_in(client, cast.nadia)
    text = TEXT | {
        "with_whom": "Qu’elle vienne même quand je ne parle pas.",
        "based_on": "2",
        "said_by": "Colombe",
    }
    assert client.post(url("save", mission.pk), text).status_code == 422
    assert client.post(url("save", mission.pk), text | {"read_back": "on"}).status_code == 302
    shown = client.get(url("mission", mission.pk)).content.decode()
    assert "Colombe" in shown
    assert 'class="leaf"' in shown


@pytest.mark.parametrize("who", ["marc", "denis"])
def test_only_those_who_meet_people_read_who_said_it(cast: Cast, client: Client, who: str) -> None:
    """The words are for everybody of the mission, the alias for the team."""
    mission = cast.written(cast.placed())
    words = TEXT | {"with_whom": "Qu’elle vienne.", "based_on": "2", "read_back": "on"}
    sign_in(client, cast.nadia).post(url("save", mission.pk), words | {"said_by": "Colombe"})
    assert "Colombe" in client.get(url("mission", mission.pk)).content.decode()
    reader = sign_in(Client(), getattr(cast, who))
    for address in (url("mission", mission.pk), url("version", mission.pk, 3)):
        shown = reader.get(address).content.decode()
        assert "Qu’elle vienne." in shown
        assert "Colombe" not in shown
    with inside(cast.a):
        looks = AuditEntry.objects.filter(act="look", kind="missions.mission")
        assert list(looks.values_list("actor", "thing")) == [(cast.nadia.pk, str(mission.pk))]


def test_a_signature_is_withdrawn_from_the_page(cast: Cast, client: Client) -> None:
    mission = cast.in_force()
    sign_in(client, cast.nadia)
    assert client.post(url("withdraw_signature", mission.pk)).status_code == 302
    assert client.post(url("withdraw_signature", mission.pk)).status_code == 422


def test_a_lone_peer_is_shown_with_three_ways(cast: Cast, client: Client) -> None:
    cast.placed()
    sign_in(client, cast.helene)
    shown = client.get(url("team", cast.team.pk)).content.decode()
    assert 'id="alone"' in shown
    answer = client.post(url("compensate", cast.team.pk), {"kind": "twin", "note": "avec Lila"})
    assert answer.status_code == 302
    assert "avec Lila" in client.get(url("team", cast.team.pk)).content.decode()
    assert client.post(url("compensate", cast.team.pk), {"kind": "none"}).status_code == 422
    assert "Belle-Étoile" in client.get(url("list"), {"show": "alone"}).content.decode()
    with inside(cast.helene):
        compensation = Compensation.objects.get()
    assert client.post(url("end_compensation", compensation.pk)).status_code == 302


def test_a_binome_is_made_and_ended_from_the_page(cast: Cast, client: Client) -> None:
    sign_in(client, cast.karim)
    both = {"peer_member": str(cast.nadia.pk), "colleague": str(cast.karim.pk)}
    assert client.post(url("pair", cast.team.pk), both).status_code == 302
    assert client.post(url("pair", cast.team.pk), both).status_code == 422
    with inside(cast.karim):
        pairing = Pairing.objects.get()
    assert client.post(url("end_pairing", pairing.pk)).status_code == 302
    assert client.get(url("team", cast.team.pk)).status_code == 200


def test_a_team_steps_back_and_is_told_who_stays(cast: Cast, client: Client) -> None:
    cast.placed()
    with inside(cast.helene):
        engagement = Engagement.objects.get()
    sign_in(client, cast.helene)
    assert client.get(url("withdrawal", engagement.pk)).status_code == 200
    values = {"on": TODAY.isoformat(), "reason": ""}
    assert client.post(url("withdraw", engagement.pk), values).status_code == 422
    values["reason"] = "Nous ne sommes pas prêts."
    assert client.post(url("withdraw", engagement.pk), values).status_code == 302
    assert client.get(url("list"), {"show": "open"}).status_code == 200


def test_placement_and_mission_are_ended_from_their_pages(cast: Cast, client: Client) -> None:
    mission = cast.in_force()
    sign_in(client, cast.helene)
    ending = {"last": TODAY.isoformat(), "reason": "planned"}
    assert client.post(url("end_mission", mission.pk), ending).status_code == 302
    assert client.post(url("end_placement", mission.placement_id), {"last": ""}).status_code == 422
    assert client.post(url("end_placement", mission.placement_id), ending).status_code == 302
    assert client.get(url("team", cast.team.pk)).status_code == 200
    assert client.get(url("mission", mission.pk)).status_code == 200


def test_the_platform_follows_its_lent_peer(cast: Cast, client: Client) -> None:
    placement = cast.placed_from_the_platform()
    mission = cast.written(placement, cast.helene, cast.omar)
    sign_in(client, cast.ines)
    assert "Omar Lanterne" in client.get(url("list")).content.decode()
    for address in (
        url("placement", placement.pk),
        url("mission", mission.pk),
        url("print", mission.pk),
        url("edit", mission.pk),
    ):
        assert client.get(address).status_code == 200, address
    assert client.get(url("team", cast.team.pk)).status_code == 404
    assert client.post(url("sign", mission.pk), {"digest": "x"}).status_code == 403


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_of_teams_costs_the_same_for_one_and_for_twenty(
    cast: Cast, client: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        peer = cast.new_member(cast.a, f"Prénom Nuée{number}", "peer")  # type: ignore[arg-type]
        team = cast.new_team(cast.a, f"Équipe {number}", "chrs")  # type: ignore[arg-type]
        cast.placed(cast.peer_of(peer), team)
    sign_in(client, cast.marc)
    client.get(url("list"))
    with django_assert_max_num_queries(32):
        assert client.get(url("list")).status_code == 200
