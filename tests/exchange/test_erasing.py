"""A received file that names somebody goes with them."""

from __future__ import annotations

import pytest

from entrepairs.exchange.models import Import, ImportFile
from entrepairs.interventions.models import Encounter
from entrepairs.people.erasure import erase_person
from entrepairs.people.models import Person
from tests.cast import Cast, inside
from tests.engines.sheets.made import encounter
from tests.exchange.bringing import bring, encounters, take_in

pytestmark = pytest.mark.django_db


def erase(cast: Cast, person: Person) -> None:
    with inside(cast.nadia):
        erase_person(actor=cast.nadia, person=person, purpose="asked", now=cast.now)


def row(alias: str) -> list[str]:
    return encounter(person=alias, crew="Nadia + Karim")


@pytest.mark.parametrize("written", ["Barbe grise", "  BARBE  GRISE ", "vu Barbe-Grise, hier"])
def test_a_file_that_names_the_person_is_erased_with_them(cast: Cast, written: str) -> None:
    import_ = bring(cast.helene, encounters(row(written)), cast.team, name="Barbe grise.csv")
    erase(cast, cast.person(alias="Barbe Grise"))
    with inside(cast.helene):
        assert not ImportFile.objects.exists()
        left = Import.objects.get(pk=import_.pk)
        assert (left.file_name, left.choice) == ("", {})


def test_a_file_that_names_somebody_else_stays(cast: Cast) -> None:
    bring(cast.helene, encounters(row("Barbe griseante"), row("Galet")), cast.team)
    erase(cast, cast.person(alias="Barbe grise"))
    with inside(cast.helene):
        assert ImportFile.objects.count() == 1


def test_the_reference_of_an_imported_meeting_can_no_longer_be_guessed(cast: Cast) -> None:
    """It is made from the alias: the one who guesses the alias would find it again."""
    take_in(cast.helene, encounters(row("Barbe grise"), row("Galet")), cast.team)
    with inside(cast.helene):
        before = dict(Encounter.objects.values_list("alias", "import_ref"))
    erase(cast, cast.person(alias="Barbe grise"))
    with inside(cast.helene):
        after = dict(Encounter.objects.values_list("alias", "import_ref"))
    assert after["Galet"] == before["Galet"]
    assert after[""].startswith("~")
    assert before["Barbe grise"] not in after.values()


def test_what_was_typed_over_a_cell_is_looked_at_too(cast: Cast) -> None:
    import_ = bring(cast.helene, encounters(row("Galet")), cast.team)
    with inside(cast.helene):
        Import.objects.filter(pk=import_.pk).update(choice={"corrections": {"D2": "Barbe grise"}})
    erase(cast, cast.person(alias="Barbe grise"))
    with inside(cast.helene):
        assert not ImportFile.objects.exists()


def test_a_file_that_cannot_be_read_any_more_is_not_kept(cast: Cast) -> None:
    import_ = bring(cast.helene, encounters(row("Galet")), cast.team)
    with inside(cast.helene):
        ImportFile.objects.filter(belongs_to=import_).update(content=b"\x00\x01")
    erase(cast, cast.person(alias="Barbe grise"))
    with inside(cast.helene):
        assert not ImportFile.objects.exists()


def test_the_page_of_the_import_says_that_its_file_is_gone(cast: Cast, client) -> None:  # type: ignore[no-untyped-def]
    from tests.cast import sign_in

    import_ = bring(cast.helene, encounters(row("Barbe grise")), cast.team)
    erase(cast, cast.person(alias="Barbe grise"))
    shown = sign_in(client, cast.helene).get(import_.get_absolute_url()).content.decode()
    assert "Barbe grise" not in shown
    assert "n’est plus gardé" in shown
