"""Corrections belong to those who made them; groups leave as data·inclusion."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from data_inclusion.schema import v1

from entrepairs.accounts.enums import Role
from entrepairs.base.refusals import Refusal
from entrepairs.directory import access, exporting, lists
from entrepairs.directory.models import Correction, OwnGroup, Service
from entrepairs.directory.refusals import (
    AlreadyWithdrawn,
    HoursNotRead,
    NothingSaid,
    NumberOfSomebody,
)
from entrepairs.directory.services import (
    Said,
    correct_service,
    forget_old_words,
    publish_group,
    restore_group,
    still_true,
    withdraw_correction,
    withdraw_group,
)
from tests.cast import Cast, acts_on, inside
from tests.directory.dumps import a_service, key, service, structure

Bring = Callable[..., Any]


def group(**changes: Any) -> OwnGroup:
    values = {
        "name": "Groupe du jeudi", "description": "On vient, on écoute.", "kind": "atelier",
        "themes": ["sante--sante-mentale", "remobilisation--lien-social"],
        "publics": ["tous-publics"], "address": "12 rue du Vieux-Pont", "commune": "Valcaillou",
        "postcode": "00120", "insee": "00120", "hours": "je 18h-20h", "phone": "01 99 00 12 34",
    }  # fmt: skip
    return OwnGroup(**{**values, **changes})


def test_a_correction_is_said_taken_back_and_told_to_the_trail(cast: Cast) -> None:
    with inside(cast.nadia):
        said = Said("papers", "  Aucun papier\n demandé. ")
        made = correct_service(actor=cast.nadia, service=a_service(), said=said, now=cast.now)
        assert (made.text, made.voice, made.team) == ("Aucun papier demandé.", "peer", cast.team)
        withdraw_correction(actor=cast.nadia, correction=made, now=cast.now)
        assert not Correction.objects.visible_to(cast.nadia).standing().exists()
        with pytest.raises(AlreadyWithdrawn):
            withdraw_correction(actor=cast.nadia, correction=made, now=cast.now)
    assert acts_on(made) == ["add", "withdraw"]


@pytest.mark.parametrize(
    ("kind", "text", "refusal"),
    [
        ("papers", "   ", NothingSaid),
        ("other", "Voir 2 55 08 14 168 025 38 au bureau", NumberOfSomebody),
    ],
)
def test_what_a_correction_must_not_be(
    cast: Cast, kind: str, text: str, refusal: type[Refusal]
) -> None:
    with inside(cast.nadia), pytest.raises(refusal):
        correct_service(actor=cast.nadia, service=a_service(), said=Said(kind, text), now=cast.now)


def test_closed_and_still_true_need_no_words(cast: Cast) -> None:
    with inside(cast.nadia):
        correct_service(actor=cast.nadia, service=a_service(), said=Said("closed"), now=cast.now)
        still_true(actor=cast.karim, service=a_service(), now=cast.now)
        assert Correction.objects.count() == 2


def test_one_takes_back_ones_own_and_the_coordination_any_of_theirs(cast: Cast) -> None:
    with inside(cast.nadia):
        made = still_true(actor=cast.nadia, service=a_service(), now=cast.now)
    may = [
        member.given_name
        for member in cast.everybody
        if access.may_withdraw_correction(member, made)
    ]
    assert may == ["Nadia", "Hélène", "Lise"]


def test_another_organisation_reads_nothing_of_it(cast: Cast) -> None:
    with inside(cast.nadia):
        still_true(actor=cast.nadia, service=a_service(), now=cast.now)
        publish_group(actor=cast.helene, group=group(), now=cast.now)
    with inside(cast.driss):
        assert not Correction.objects.exists()
        assert not OwnGroup.objects.exists()


def test_who_corrects_and_who_publishes(cast: Cast) -> None:
    correct = {role for role in Role for m in cast.everybody if m.roles == [role]
               and access.may_correct(m)}  # fmt: skip
    publish = {role for role in Role for m in cast.everybody if m.roles == [role]
               and access.may_publish_groups(m)}  # fmt: skip
    assert correct == {Role.PEER, Role.COLLEAGUE, Role.COORDINATOR}
    assert publish == {Role.COORDINATOR, Role.MANAGER, Role.PLATFORM_COORDINATOR}


def card_of(cast: Cast, name: str = "1", days: int = 0) -> lists.Card:
    moment = cast.now + timedelta(days=days)
    with inside(cast.nadia):
        found = Service.objects.select_related("structure").get(pk=key(name))
        return lists.card(cast.nadia, found, now=moment, today=moment.date())


def test_a_card_says_since_when_nobody_checked(shelves: Bring, cast: Cast) -> None:
    cast_day = cast.today
    shelves([service(date_maj=(cast_day - timedelta(days=90)).isoformat())])
    assert "3 mois" in card_of(cast).since and not card_of(cast).stale
    assert card_of(cast, days=300).stale
    with inside(cast.nadia):
        found = Service.objects.get(pk=key())
        still_true(actor=cast.nadia, service=found, now=cast.now)
    assert card_of(cast).checked_on == cast_day and card_of(cast).by
    assert not card_of(cast, days=300).stale


def test_a_card_takes_hours_and_telephone_from_its_structure(shelves: Bring, cast: Cast) -> None:
    house = structure(telephone="01 99 00 99 99", horaires_accueil="24/7")
    shelves({"structures": [house], "services": [service(telephone=None)]})
    card = card_of(cast)
    assert (card.phone, card.opening, card.door.open) == (
        "01 99 00 99 99",
        "jour et nuit, tous les jours",
        True,
    )


def test_unknown_hours_are_said_so(shelves: Bring, cast: Cast) -> None:
    shelves([service(), service("2", horaires_accueil="sur demande")])
    assert card_of(cast).door_word == card_of(cast, "2").door_word == "Horaires non connus"


# --- Our own groups -------------------------------------------------------------------
def exported(cast: Cast, *groups: OwnGroup) -> tuple[list[Any], list[Any]]:
    with inside(cast.helene):
        for each in groups:
            publish_group(actor=cast.helene, group=each, now=cast.now)
        mine = OwnGroup.objects.visible_to(cast.helene).open()
        services = json.loads(exporting.to_services(cast.a, mine))
        return services, json.loads(exporting.to_structures(cast.a, mine))


def test_what_leaves_is_of_the_format(cast: Cast) -> None:
    little = group(
        name="Aller ensemble", kind="accompagnement", themes=[], publics=["femmes", "jeunes"],
        address="", commune="", postcode="", insee="", hours="", phone="",
    )  # fmt: skip
    services, structures = exported(cast, group(), little)
    read = [v1.Service.model_validate(row) for row in services]
    (house,) = [v1.Structure.model_validate(row) for row in structures]
    assert {row.structure_id for row in read} == {house.id}
    assert house.nom == "Maison des Lucioles"
    assert {row.type.value for row in read if row.type} == {"atelier", "accompagnement"}
    assert services[1]["horaires_accueil"] == "Th 18:00-20:00"
    # No name of ours in what is published.
    assert "Parapluie" not in json.dumps(services)


def test_without_a_group_nothing_leaves(cast: Cast) -> None:
    assert exported(cast) == ([], [])


def test_what_we_publish_comes_in_elsewhere(shelves: Bring, cast: Cast) -> None:
    services, structures = exported(cast, group())
    assert shelves({"services": services, "structures": structures}).counts.refused == 0
    assert Service.objects.get().name == "Groupe du jeudi"


def test_a_group_with_hours_that_nobody_can_read_is_refused(cast: Cast) -> None:
    with inside(cast.helene), pytest.raises(HoursNotRead):
        publish_group(actor=cast.helene, group=group(hours="le jeudi"), now=cast.now)


def test_a_withdrawn_group_can_come_back(cast: Cast) -> None:
    with inside(cast.helene):
        made = publish_group(actor=cast.helene, group=group(), now=cast.now)
        withdraw_group(actor=cast.helene, group=made, now=cast.now)
        assert not OwnGroup.objects.visible_to(cast.nadia).open().exists()
        with pytest.raises(AlreadyWithdrawn):
            withdraw_group(actor=cast.helene, group=made, now=cast.now)
        restore_group(actor=cast.helene, group=made, now=cast.now)
        assert OwnGroup.objects.visible_to(cast.nadia).open().exists()


def test_old_words_are_forgotten_after_two_years(cast: Cast) -> None:
    with inside(cast.nadia):
        old = cast.now - timedelta(days=800)
        still_true(actor=cast.nadia, service=a_service(), now=old)
        still_true(actor=cast.nadia, service=a_service(), now=cast.now)
        gone = publish_group(actor=cast.helene, group=group(), now=old)
        withdraw_group(actor=cast.helene, group=gone, now=old)
        assert forget_old_words(today=cast.today) == 2
        assert forget_old_words(today=cast.today) == 0
        assert Correction.objects.count() == 1
