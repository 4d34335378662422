from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.peers.models import Peer, PeerShare, StatusPeriod
from tests.cast import TODAY, Cast, acts_on, inside, sign_in

WELCOME = {
    "given_name": "Lila",
    "family_name": "Cerise",
    "known": ["housing"],
    "others": "marche en forêt",
    "kind": "volunteer",
    "first": "2026-11-02",
}


def test_a_coordinator_reads_the_list_and_its_filters(cast: Cast, client: Client) -> None:
    cast.welcomed(cast.nadia)
    lila = cast.new_member(cast.a, "Lila Cerise", "peer")
    cast.welcomed(lila, kind="volunteer")
    sign_in(client, cast.helene)
    page = client.get(reverse("peers:list"))
    assert page.status_code == 200
    assert b"Nadia Tournesol" in page.content
    found = client.get(reverse("peers:list"), {"q": "tournésol"})
    assert b"Nadia Tournesol" in found.content
    assert b"Lila Cerise" not in found.content
    volunteers = client.get(reverse("peers:list"), {"status": "volunteer"})
    assert b"Lila Cerise" in volunteers.content
    assert b"Nadia Tournesol" not in volunteers.content
    none = client.get(reverse("peers:list"), {"field": "exile"})
    assert b"Lila Cerise" not in none.content


def test_a_team_mate_reads_the_name_and_not_the_status(cast: Cast, client: Client) -> None:
    peer = cast.welcomed(cast.nadia, kind="hospital")
    sign_in(client, cast.karim)
    for url in (reverse("peers:list"), peer.get_absolute_url()):
        page = client.get(url)
        assert page.status_code == 200
        assert b"Nadia Tournesol" in page.content
        assert "hôpital".encode() not in page.content
        assert b"hospital" not in page.content


def test_a_peer_reads_their_own_page_with_their_status(cast: Cast, client: Client) -> None:
    peer = cast.welcomed(cast.nadia)
    page = sign_in(client, cast.nadia).get(peer.get_absolute_url())
    assert page.status_code == 200
    assert reverse("peers:new_status", args=[peer.pk]).encode() not in page.content


def test_an_outsider_finds_no_peer(cast: Cast, client: Client) -> None:
    peer = cast.welcomed(cast.nadia)
    sign_in(client, cast.driss)
    for name in ("peer", "fields", "new_status", "new_loan"):
        assert client.get(reverse(f"peers:{name}", args=[peer.pk])).status_code == 404
    for name in ("change_fields", "open_status", "lend"):
        assert client.post(reverse(f"peers:{name}", args=[peer.pk])).status_code == 404
    assert b"Tournesol" not in client.get(reverse("peers:list")).content
    assert b"Tournesol" not in client.get(reverse("peers:export")).content


def test_roles_that_see_no_content_are_refused(cast: Cast, client: Client) -> None:
    peer = cast.welcomed(cast.nadia)
    for member in (cast.ada, cast.claire, cast.lucie):
        sign_in(client, member)
        assert client.get(reverse("peers:list")).status_code == 403
        assert client.get(peer.get_absolute_url()).status_code == 404


def test_a_team_mate_may_change_nothing(cast: Cast, client: Client) -> None:
    peer = cast.welcomed(cast.nadia)
    sign_in(client, cast.karim)
    assert client.get(reverse("peers:new")).status_code == 403
    assert client.post(reverse("peers:add"), WELCOME).status_code == 403
    assert client.get(reverse("peers:export")).status_code == 403
    assert client.post(reverse("peers:open_status", args=[peer.pk])).status_code == 403
    assert client.post(reverse("peers:lend", args=[peer.pk])).status_code == 403


def test_the_wrong_method_is_said(cast: Cast, client: Client) -> None:
    sign_in(client, cast.helene)
    assert client.post(reverse("peers:list")).status_code == 405
    assert client.get(reverse("peers:add")).status_code == 405


def test_a_newcomer_is_welcomed_with_a_status(cast: Cast, client: Client) -> None:
    sign_in(client, cast.helene)
    assert client.get(reverse("peers:new")).status_code == 200
    answer = client.post(reverse("peers:add"), WELCOME)
    assert answer.status_code == 302
    with inside(cast.helene):
        peer = Peer.objects.get(member__given_name="Lila")
        assert peer.fields == ["housing", "marche en forêt"]
        assert peer.status_periods.get().kind == "volunteer"
    assert acts_on(peer) == ["add"]
    assert client.get(answer["Location"]).status_code == 200


def test_a_form_that_cannot_be_comes_back_with_its_words(cast: Cast, client: Client) -> None:
    sign_in(client, cast.helene)
    answer = client.post(reverse("peers:add"), WELCOME | {"given_name": "", "last": "2026-01-01"})
    assert answer.status_code == 422
    assert b"Cerise" in answer.content


def test_two_statuses_at_once_are_refused_naming_the_first(cast: Cast, client: Client) -> None:
    peer = cast.welcomed(cast.nadia)
    sign_in(client, cast.helene)
    values = {"kind": "volunteer", "first": TODAY.isoformat()}
    answer = client.post(reverse("peers:open_status", args=[peer.pk]), values)
    assert answer.status_code == 422
    assert b"6 janvier 2025" in answer.content


def test_a_status_is_ended_then_the_next_one_opened(cast: Cast, client: Client) -> None:
    peer = cast.welcomed(cast.nadia)
    with inside(cast.helene):
        period = StatusPeriod.objects.get(peer=peer)
    sign_in(client, cast.helene)
    assert client.get(reverse("peers:status_ending", args=[period.pk])).status_code == 200
    answer = client.post(reverse("peers:end_status", args=[period.pk]), {"last": TODAY.isoformat()})
    assert answer.status_code == 302
    tomorrow = TODAY + timedelta(days=1)
    values = {"kind": "hospital", "first": tomorrow.isoformat()}
    answer = client.post(reverse("peers:open_status", args=[peer.pk]), values)
    assert answer.status_code == 302
    assert b"15 novembre" not in client.get(peer.get_absolute_url()).content
    assert acts_on(period) == ["end"]


def test_fields_are_changed(cast: Cast, client: Client) -> None:
    peer = cast.welcomed(cast.nadia)
    sign_in(client, cast.helene)
    assert client.get(reverse("peers:fields", args=[peer.pk])).status_code == 200
    answer = client.post(
        reverse("peers:change_fields", args=[peer.pk]), {"known": ["exile"], "others": " , "}
    )
    assert answer.status_code == 302
    with inside(cast.helene):
        peer.refresh_from_db()
    assert peer.fields == ["exile"]


def test_the_platform_lends_and_the_host_reads(cast: Cast, client: Client) -> None:
    peer = cast.welcomed(cast.omar, kind="lent")
    sign_in(client, cast.ines)
    assert client.get(reverse("peers:new_loan", args=[peer.pk])).status_code == 200
    values = {"host": str(cast.a.pk), "contact": str(cast.ines.pk), "first": TODAY.isoformat()}
    answer = client.post(reverse("peers:lend", args=[peer.pk]), values)
    assert answer.status_code == 302, answer.content.decode()
    again = client.post(reverse("peers:lend", args=[peer.pk]), values)
    assert again.status_code == 422
    sign_in(client, cast.helene)
    seen = client.get(reverse("peers:list"))
    assert b"Omar Lanterne" in seen.content
    assert client.get(peer.get_absolute_url()).status_code == 200
    assert client.post(reverse("peers:open_status", args=[peer.pk])).status_code == 403
    with inside(cast.ines):
        loan = PeerShare.objects.get()
    assert client.get(reverse("peers:loan_ending", args=[loan.pk])).status_code == 403
    sign_in(client, cast.ines)
    assert client.get(reverse("peers:loan_ending", args=[loan.pk])).status_code == 200
    answer = client.post(reverse("peers:end_loan", args=[loan.pk]), {"last": TODAY.isoformat()})
    assert answer.status_code == 302


def test_the_list_leaves_as_a_file_and_it_is_noted(cast: Cast, client: Client) -> None:
    cast.welcomed(cast.nadia)
    sign_in(client, cast.helene)
    answer = client.get(reverse("peers:export"), {"status": "structure"})
    assert "Tournesol" in answer.content.decode("utf-8-sig")
    assert "structure" in answer.content.decode("utf-8-sig")
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(
    cast: Cast, client: Client, count: int, django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        cast.welcomed(cast.new_member(cast.a, f"Prénom Nuée{number}", "peer"))
    sign_in(client, cast.helene)
    client.get(reverse("peers:list"))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert client.get(reverse("peers:list")).status_code == 200
