"""The pages, as one meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.directory.models import Correction, OwnGroup, Service
from entrepairs.directory.services import Said, correct_service
from tests.cast import Cast, inside, sign_in
from tests.directory.dumps import a_service, key, old_day, service

Bring = Callable[..., Any]


def read(client: Client, name: str = "search", query: str = "", **kwargs: Any) -> str:
    response = client.get(reverse(f"directory:{name}", kwargs=kwargs) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_directory_says_what_to_do(shelves: Bring, nadia: Client) -> None:
    assert "entrepairs directory import" in read(nadia)


def test_a_card_says_where_when_what_is_really_so_and_since_when(
    shelves: Bring, cast: Cast, nadia: Client
) -> None:
    shelves([service(horaires_accueil="Mo-Fr 08:30-12:00")])
    with inside(cast.nadia):
        found = Service.objects.get(pk=key())
        said = Said("papers", "Aucun papier demandé.")
        correct_service(actor=cast.nadia, service=found, said=said, now=cast.now)
    for page in (read(nadia), read(nadia, "service", service_id=key())):
        for words in (
            "3 quai des Lavandières",
            "lun.–ven. 08:30–12:00",
            "Papiers demandés",
            "Aucun papier demandé.",
            "essai",
            "non vérifié depuis",
        ):
            assert words in page
    # Not by name: who said it is a peer.
    assert "pair-aidante" in read(nadia) and "Tournesol" not in read(
        nadia, "sheet", service_id=key()
    )


def test_filters_stay_in_the_address(shelves: Bring, nadia: Client) -> None:
    shelves([service(str(number), nom=f"Douche {number:02d}") for number in range(20)])
    page = read(nadia, query="?q=douche&place=00110&km=25")
    assert "20 services" in page and "Page 1 sur 2" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert 'value="douche"' in page and "km=25" in page and "page=2" in page
    assert "Douche 19" in read(nadia, query="?q=douche&page=2")


def test_old_entries_are_counted_and_shown_on_demand(shelves: Bring, nadia: Client) -> None:
    shelves([service(nom="Ancien", date_maj=old_day(500))])
    hidden = read(nadia)
    assert "Ancien" not in hidden and "(1)" in hidden
    assert "Ancien" in read(nadia, query="?old=1")


def test_nothing_found_offers_to_look_further(shelves: Bring, nadia: Client) -> None:
    shelves([service()])
    assert "km=50" in read(nadia, query="?q=zzz&place=00110&km=5")
    assert "Ce lieu n’est pas dans l’annuaire" in read(nadia, query="?place=Nulle-Part")


def test_choosing_for_somebody_leads_to_the_form_of_an_orientation(
    shelves: Bring, nadia: Client
) -> None:
    shelves([service()])
    person = uuid4()
    page = read(nadia, query=f"?orient={person}")
    form = reverse("steps:new_orientation", args=[person])
    assert f"{form}?service={key()}" in page
    assert f"{reverse('directory:service', args=[key()])}?orient={person}" in page
    assert f'name="orient" value="{person}"' in page
    # What is no key goes nowhere.
    assert 'name="orient"' not in read(nadia, query="?orient=javascript:alert(1)")


def test_results_alone_for_a_page_that_is_already_there(shelves: Bring, nadia: Client) -> None:
    shelves([service()])
    response = nadia.get(reverse("directory:search"), HTTP_HX_REQUEST="true")
    assert b"Douches du quai" in response.content and b"<html" not in response.content


def test_correcting_and_taking_it_back(cast: Cast, nadia: Client) -> None:
    found = a_service()
    where = reverse("directory:say_correction", args=[found.pk])
    refused = nadia.post(where, {"kind": "papers", "text": ""})
    assert refused.status_code == 422 and "Dites en quelques mots" in refused.content.decode()
    assert nadia.post(where, {"kind": "papers", "text": "Aucun papier."}).status_code == 302
    page = read(nadia, "service", service_id=found.pk)
    with inside(cast.nadia):
        made = Correction.objects.get()
    back = reverse("directory:withdraw_correction", args=[made.pk])
    assert back in page
    assert nadia.post(back).status_code == 302
    assert "Aucun papier." not in read(nadia, "service", service_id=found.pk)


def test_still_true_can_be_undone(cast: Cast, nadia: Client) -> None:
    found = a_service()
    nadia.post(reverse("directory:still_true", args=[found.pk]))
    with inside(cast.nadia):
        made = Correction.objects.get()
    page = read(nadia, "service", service_id=found.pk)
    assert reverse("directory:withdraw_correction", args=[made.pk]) in page


def test_a_number_of_somebody_is_refused_on_the_page(cast: Cast, nadia: Client) -> None:
    where = reverse("directory:say_correction", args=[a_service().pk])
    sent = {"kind": "other", "text": "Demander le 2 55 08 14 168 025 38"}
    response = nadia.post(where, sent)
    assert response.status_code == 422 and "sécurité sociale" in response.content.decode()


def test_a_link_of_a_source_is_never_a_script(shelves: Bring, nadia: Client) -> None:
    shelves([service(lien_source="https://example.org/x", nom="<script>alert(1)</script>")])
    page = read(nadia, "service", service_id=key())
    assert "<script>alert" not in page and 'href="https://example.org/x"' in page


SENT = {
    "name": "Groupe du mardi", "kind": "atelier", "description": "On vient, on écoute.",
    "themes": ["sante--sante-mentale"], "publics": ["tous-publics"], "hours": "ma 9h-12h",
    "postcode": "00120", "insee": "00120",
}  # fmt: skip


def test_a_group_is_published_changed_and_taken_away(cast: Cast, client: Client) -> None:
    sign_in(client, cast.helene)
    assert client.post(reverse("directory:add_group"), SENT).status_code == 302
    with inside(cast.helene):
        made = OwnGroup.objects.get()
    assert made.hours == "Tu 09:00-12:00"
    client.post(
        reverse("directory:change_group", args=[made.pk]), {**SENT, "name": "Groupe du soir"}
    )
    assert "Groupe du soir" in read(client, "groups")
    response = client.get(reverse("directory:export_groups", args=["services"]))
    assert [row["nom"] for row in json.loads(response.content)] == ["Groupe du soir"]
    assert client.get(reverse("directory:export_groups", args=["members"])).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": "le mardi"}, {"postcode": "12"}, {"insee": "12"}, {"name": "ab"},
        {"publics": ["tous-publics", "femmes"]}, {"themes": ["sante--magie"]}, {"kind": "fête"},
        {"description": ""},
    ],
)  # fmt: skip
def test_a_group_that_would_not_validate_is_refused_in_the_form(
    cast: Cast, client: Client, wrong: dict[str, Any]
) -> None:
    sign_in(client, cast.helene)
    assert client.post(reverse("directory:add_group"), {**SENT, **wrong}).status_code == 422
    with inside(cast.helene):
        assert not OwnGroup.objects.exists()
