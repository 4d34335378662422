"""The sharing matrix, cell by cell: status × class × surface × agreement of the person.

The table below is ours. Search and e-mail are stricter than it: there is no search in what
was said of people, and no message about them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member
from entrepairs.links.rights import rights_of, status_of
from entrepairs.peers.models import StatusPeriod
from entrepairs.people import sharing
from entrepairs.people.enums import SHAREABLE, DataClass, ReaderStatus
from entrepairs.people.models import Person
from entrepairs.people.registry import holdings
from entrepairs.people.services import revoke_agreement
from tests.cast import Cast, inside, sign_in
from tests.walls.shared import (
    CLASSES,
    STATES,
    STATUSES,
    SURFACES,
    Found,
    look_everywhere,
    readers,
    right_now,
    somebody,
    surfaces,
    token,
)

# logistics, chosen, safety, social, health, identity, the peer's file, the peer's notes
TABLE = {
    "professional": "allow allow allow allow allow allow never never",
    "structure": "allow allow allow allow consent allow never own",
    "hospital": "allow allow allow consent consent consent never own",
    "lent": "allow allow allow consent consent consent never own",
    "volunteer": "allow allow allow consent never consent never own",
}
RIGHT = {
    (status, what): right
    for status, row in TABLE.items()
    for what, right in zip(CLASSES, row.split(), strict=True)
}
CELLS = list(product(STATUSES, CLASSES, SURFACES, STATES))
SHOWN_ON = ("page", "export", "pdf")
# Beside the project, when it is there: parents[3], as the spreadsheets of the imports.
THE_SAME_IN_THE_SOURCE = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "sharing_matrix.json"
)


def expected(status: str, what: str, surface: str, state: str) -> bool:
    """``own`` is for what a peer wrote for themself: nothing of a person's page holds any."""
    right = RIGHT[status, what]
    reads = right == "allow" or (right == "consent" and state == "active")
    if what in ("peer_file", "peer_notes"):
        assert not reads
    return reads and surface in SHOWN_ON


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Iterator[Found]:
    """Everything read once, in a transaction that is given up."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            mail.outbox = []
            yield look_everywhere(Client(), Cast(right_now()))
            transaction.set_rollback(True)
        connection.close()


@pytest.mark.parametrize(("status", "what", "surface", "state"), CELLS)
def test_a_cell_of_the_matrix_holds(
    found: Found, status: str, what: str, surface: str, state: str
) -> None:
    assert (what in found[status, state, surface]) is expected(status, what, surface, state)


def test_every_cell_is_asked() -> None:
    assert len(CELLS) == 800
    assert {status.value for status in ReaderStatus} == set(STATUSES)


def test_the_table_of_the_software_is_this_one() -> None:
    said = {
        (status.value, what.value): right.value
        for status, row in sharing.MATRIX.items()
        for what, right in row.items()
    }
    assert said == RIGHT


@pytest.mark.skipif(not THE_SAME_IN_THE_SOURCE.exists(), reason="the source is not here")
def test_the_table_is_that_of_the_source() -> None:
    source = json.loads(THE_SAME_IN_THE_SOURCE.read_text("utf-8"))
    codes = dict(zip(("P", "S1", "S2", "S3", "S4"), STATUSES, strict=True))
    classes = dict(
        zip(
            ("logistique", "choisi_par_la_personne", "alerte_securite", "social", "sante",
             "identite_etat_civil", "dossier_du_pair", "notes_du_pair"),
            CLASSES,
            strict=True,
        )
    )  # fmt: skip
    cells = source["cells"].items()
    told = {
        (codes[status], classes[what]): right
        for status, row in cells
        for what, right in row.items()
    }
    assert told == RIGHT


# --- the peer's own file and notes --------------------------------------------------------
def test_no_table_holds_a_file_or_notes_of_a_peer() -> None:
    """By schema: no long text about a peer, and nothing of a person is of these classes."""
    assert not {DataClass.PEER_FILE, DataClass.PEER_NOTES} & set(SHAREABLE)
    assert all(each.data_class in SHAREABLE for each in holdings())
    texts = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("peers").get_models()
        for field in model._meta.local_fields
        if isinstance(field, (models.TextField, models.BinaryField))
    ]
    assert texts == []


# --- beside the cells -------------------------------------------------------------------
@pytest.fixture
def now_cast(db: None) -> Cast:
    return Cast(right_now())


def classes_read(reader: Member, person: Person, cast: Cast) -> set[str]:
    with inside(reader):
        rights = rights_of(reader, person, cast.today)
    return {what.value for what in DataClass if rights.may(what)}


BARE = {"logistics", "chosen", "safety"}


def test_a_wish_to_pass_nothing_on_makes_agreements_inert(now_cast: Cast, client: Client) -> None:
    cast = now_cast
    person, who = somebody(cast, "active"), readers(cast)
    for reader in who.values():
        cast.agreed(person, "social", "health", "identity", to=reader)
    cast.wished(person, "not_want", "no_transmission", by=cast.karim)
    assert classes_read(who["hospital"], person, cast) == BARE
    assert classes_read(who["structure"], person, cast) == BARE | {"social", "identity"}
    sign_in(client, who["hospital"])
    for text in surfaces(client, person).values():
        assert token("social", "active") not in text
        assert token("health", "active") not in text
        assert token("identity", "active") not in text


def test_what_is_taken_back_is_closed_in_the_same_request(now_cast: Cast) -> None:
    cast = now_cast
    cast.welcomed(cast.nadia, "hospital")
    person = cast.person()
    agreement = cast.agreed(person, "health", to=cast.nadia)
    with inside(cast.nadia):
        assert rights_of(cast.nadia, person, cast.today).may(DataClass.HEALTH)
        revoke_agreement(actor=cast.nadia, agreement=agreement, now=cast.now)
        assert not rights_of(cast.nadia, person, cast.today).may(DataClass.HEALTH)


def test_an_agreement_taken_back_by_its_button_closes_the_next_page(
    now_cast: Cast, client: Client
) -> None:
    cast = now_cast
    cast.welcomed(cast.nadia, "hospital")
    person = somebody(cast, "active")
    agreement = cast.agreed(person, "social", to=cast.nadia)
    sign_in(client, cast.nadia)
    page = reverse("cards:card", args=[person.pk])
    assert token("social", "active") in client.get(page).content.decode()
    client.post(reverse("people:revoke", args=[agreement.pk]))
    assert token("social", "active") not in client.get(page).content.decode()


def test_an_agreement_to_somebody_else_opens_nothing(now_cast: Cast) -> None:
    cast = now_cast
    cast.welcomed(cast.nadia, "hospital")
    person = cast.person()
    cast.agreed(person, "health", to=cast.karim)
    cast.agreed(person, "health", to=cast.other_team)
    assert classes_read(cast.nadia, person, cast) == BARE


def test_an_agreement_to_my_team_opens_it_to_me_until_i_leave(now_cast: Cast) -> None:
    cast = now_cast
    cast.welcomed(cast.nadia, "hospital")
    person = cast.person()
    cast.agreed(person, "health", to=cast.team)
    assert classes_read(cast.nadia, person, cast) == BARE | {"health"}
    with inside(cast.nadia):
        cast.nadia.memberships.update(until=cast.today)
    assert "health" not in classes_read(cast.nadia, person, cast)


def test_a_peer_whose_status_has_ended_reads_as_a_volunteer(now_cast: Cast) -> None:
    cast = now_cast
    peer = cast.welcomed(cast.nadia, "structure", last=cast.today - timedelta(days=1))
    person = cast.person()
    cast.agreed(person, "health", "social", to=cast.nadia)
    assert classes_read(cast.nadia, person, cast) == BARE | {"social"}
    with inside(cast.nadia):
        StatusPeriod.objects.filter(peer=peer).delete()
        assert status_of(cast.nadia, cast.today) == ReaderStatus.VOLUNTEER


def test_a_coordinator_who_is_a_volunteer_peer_reads_as_a_volunteer(now_cast: Cast) -> None:
    cast = now_cast
    both = cast.new_member(
        cast.a, "Rose Double", Role.PEER, Role.COORDINATOR, Role.COLLEAGUE, team=cast.team
    )
    cast.welcomed(both, "volunteer")
    assert classes_read(both, cast.person(), cast) == BARE


def test_whoever_meets_nobody_reads_nothing(now_cast: Cast) -> None:
    cast = now_cast
    person = cast.person()
    for member in (cast.marc, cast.claire, cast.ada, cast.denis, cast.lucie):
        cast.agreed(person, "health", to=member)
        assert classes_read(member, person, cast) == set()
