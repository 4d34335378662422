"""What is sealed, what a wish stops, what erasure leaves."""

from __future__ import annotations

import pytest
from django.db import connection

from entrepairs.people.enums import Gate
from entrepairs.people.erasure import erase_person
from entrepairs.people.gates import agreed_classes, closed_gates, require_open
from entrepairs.people.models import Person, PersonKey, Twin, Wish
from entrepairs.people.refusals import NoWish, StoppedByWish, UnderAge
from entrepairs.people.sealing import CannotOpen, Locked, unlock
from entrepairs.people.services import open_person, revoke_agreement
from tests.cast import Cast, inside

pytestmark = pytest.mark.django_db


def test_words_are_sealed_in_the_table_and_open_with_the_persons_key(cast: Cast) -> None:
    wish = cast.wished(cast.person(), "want", "wash", "Une douche, oui.")
    with inside(cast.nadia):
        stored = Wish.objects.get(pk=wish.pk)
        assert b"douche" not in bytes(stored.text_sealed)
        with pytest.raises(Locked):
            _ = stored.text
        assert unlock([stored])[0].text == "Une douche, oui."


def test_words_moved_to_another_row_do_not_open(cast: Cast) -> None:
    person = cast.person()
    one = cast.wished(person, "want", text="Une douche.")
    other = cast.wished(person, "want", text="Un café.")
    with inside(cast.nadia):
        Wish.objects.filter(pk=other.pk).update(text_sealed=bytes(one.text_sealed))
        with pytest.raises(CannotOpen):
            unlock([Wish.objects.get(pk=other.pk)])


def test_a_team_sees_its_people_and_nobody_else_does(cast: Cast) -> None:
    person = cast.person()
    seen = {}
    for member in cast.everybody:
        with inside(member):
            mine = Person.objects.visible_to(member)
            seen[member.given_name] = mine.filter(pk=person.pk).exists()
    assert {name for name, yes in seen.items() if yes} == {"Nadia", "Karim", "Hélène"}


def test_another_organisation_reads_nothing_without_visible_to(cast: Cast) -> None:
    cast.wished(cast.person(), "want", text="Une douche.")
    with inside(cast.driss):
        assert not Person.objects.exists()
        assert not Wish.objects.exists()
        assert not PersonKey.objects.exists()


def test_a_wish_closes_its_gate_until_it_is_taken_back(cast: Cast) -> None:
    person = cast.person()
    with inside(cast.nadia), pytest.raises(NoWish):
        require_open(person, Gate.HEALTH_STEP, now=cast.now)
    cast.wished(person, "want", "health")
    with inside(cast.nadia):
        require_open(person, Gate.HEALTH_STEP, now=cast.now)
    refusal = cast.wished(person, "not_want", "no_health", "Pas de psychiatre.")
    with inside(cast.nadia):
        with pytest.raises(StoppedByWish):
            require_open(person, Gate.HEALTH_STEP, now=cast.now)
        Wish.objects.filter(pk=refusal.pk).update(ended_on=cast.today)
        require_open(person, Gate.HEALTH_STEP, now=cast.now)


def test_nothing_passed_on_stops_agreements_too(cast: Cast) -> None:
    person = cast.person()
    cast.agreed(person, "social", to=cast.nadia)
    with inside(cast.nadia):
        assert agreed_classes(cast.nadia, person, cast.today) == {"social"}
    cast.wished(person, "not_want", "no_transmission")
    with inside(cast.nadia):
        assert closed_gates(person) == {"transmission", "share"}
        assert agreed_classes(cast.nadia, person, cast.today) == frozenset()


def test_a_revoked_agreement_opens_nothing_at_once(cast: Cast) -> None:
    person = cast.person()
    agreement = cast.agreed(person, "social", to=cast.team)
    with inside(cast.nadia):
        assert agreed_classes(cast.nadia, person, cast.today) == {"social"}
        revoke_agreement(actor=cast.nadia, agreement=agreement, now=cast.now)
        assert agreed_classes(cast.nadia, person, cast.today) == frozenset()


def test_under_18_no_page_is_opened(cast: Cast) -> None:
    with inside(cast.nadia), pytest.raises(UnderAge):
        open_person(
            actor=cast.nadia,
            person=Person(alias="Petit Caillou"),
            team=cast.team,
            now=cast.now,
            under_18=True,
        )


def test_erasure_leaves_counts_and_no_word(cast: Cast) -> None:
    person = cast.person()
    wish = cast.wished(person, "want", "health", "Voir une dentiste.")
    cast.agreed(person, "social", to=cast.nadia)
    with inside(cast.nadia):
        twin = erase_person(actor=cast.nadia, person=person, purpose="asked", now=cast.now)
        assert not Person.objects.filter(pk=person.pk).exists()
        assert not PersonKey.objects.exists()
        left = Wish.objects.get(pk=wish.pk)
        assert (left.person_id, left.twin_id, bytes(left.text_sealed)) == (None, twin.pk, b"")
        assert Twin.objects.get().wanted_health == "yes"
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_agreement WHERE to_member_id IS NOT NULL")
            assert cursor.fetchone() == (0,)
