"""Keys of one organisation, renewed inside its wall."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from entrepairs.base.wall import organisation_wall
from entrepairs.people import keys
from entrepairs.people.models import OrganisationKey, Person, PersonKey, Wish
from entrepairs.people.sealing import CannotOpen, unlock
from tests.cast import NOW, Cast, inside

pytestmark = pytest.mark.django_db


def text_of(cast: Cast, wish: Wish) -> str:
    with inside(cast.nadia):
        return str(unlock([Wish.objects.get(pk=wish.pk)])[0].text)


def test_a_renewal_leaves_other_organisations_alone(cast: Cast) -> None:
    wish = cast.wished(cast.person(), "want", text="Une douche.")
    cast.person(alias="Galet", team=cast.cloud_team, by=cast.driss)
    with inside(cast.c):
        before = OrganisationKey.objects.values().get()
    with inside(cast.a):
        assert keys.renew(cast.a.pk, NOW)
        assert keys.is_renewing(cast.a.pk)
        assert keys.rewrap_some(cast.a.pk, 10) == 1
        assert keys.rewrap_some(cast.a.pk, 10) == 0
        assert keys.drop_retired(cast.a.pk) == 1
        assert not keys.is_renewing(cast.a.pk)
    assert text_of(cast, wish) == "Une douche."
    with inside(cast.c):
        assert OrganisationKey.objects.values().get() == before


def test_a_key_somebody_hangs_on_is_not_dropped(cast: Cast) -> None:
    cast.person()
    with inside(cast.a):
        keys.renew(cast.a.pk, NOW)
        assert keys.drop_retired(cast.a.pk) == 0
        assert OrganisationKey.objects.count() == 2


def test_an_organisation_without_people_has_no_key_to_renew(cast: Cast) -> None:
    with inside(cast.b):
        assert not keys.renew(cast.b.pk, NOW)
        assert not OrganisationKey.objects.exists()


def test_whoever_opens_a_page_during_a_renewal_gets_the_new_key(cast: Cast) -> None:
    cast.person()
    with inside(cast.a):
        keys.renew(cast.a.pk, NOW)
    later = cast.person(alias="Galet")
    with inside(cast.a):
        assert PersonKey.objects.get(person=later).wrapper.retired_at is None


def test_a_lost_key_empties_the_words_and_gives_a_new_one(cast: Cast) -> None:
    person = cast.person()
    lost, kept = cast.wished(person, "want", text="Une douche."), cast.person(alias="Galet")
    wish = cast.wished(kept, "want", text="Un repas.")
    with inside(cast.a):
        PersonKey.objects.filter(person=person).delete()
        with pytest.raises(CannotOpen):
            unlock([Wish.objects.get(pk=lost.pk)])
        assert keys.replace_lost_keys(cast.a.pk) == 1
        assert keys.replace_lost_keys(cast.a.pk) == 0
    assert (text_of(cast, lost), text_of(cast, wish)) == ("", "Un repas.")
    assert text_of(cast, cast.wished(person, "want", text="Encore.")) == "Encore."


@pytest.mark.django_db(transaction=True)
def test_a_renewal_waits_for_a_page_being_opened_and_takes_it_along(cast: Cast) -> None:
    cast.person()
    done: list[int] = []

    def renew() -> None:
        try:
            with organisation_wall(cast.a.pk):
                keys.renew(cast.a.pk, NOW)
            with organisation_wall(cast.a.pk):
                done.append(keys.rewrap_some(cast.a.pk, 10))
                keys.drop_retired(cast.a.pk)
        finally:
            connection.close()

    renewal = threading.Thread(target=renew)
    with inside(cast.nadia):
        from entrepairs.people.services import open_person

        person = Person(alias="Galet")
        open_person(actor=cast.nadia, person=person, team=cast.team, now=NOW)
        renewal.start()
        renewal.join(0.5)
        assert renewal.is_alive(), "it waits for this transaction"
    renewal.join(20)
    assert done == [2]
    with inside(cast.a):
        assert OrganisationKey.objects.count() == 1
        assert PersonKey.objects.get(person=person).wrapper.retired_at is None
