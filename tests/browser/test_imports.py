"""A file walks in, in a real browser, with and without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entrepairs.exchange.models import Import
from entrepairs.exchange.running import run_import
from tests.browser.visit import DESK, PHONE, accessibility_faults, overflow, shoot
from tests.cast import NOW, inside
from tests.engines.sheets.made import encounter, person
from tests.exchange.bringing import bring, encounters, people

if TYPE_CHECKING:
    from tests.browser.conftest import Visit
    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)

TABS = ("cells", "words", "names", "doubles", "sensitive", "said", "rows")


def doubtful() -> bytes:
    return encounters(
        encounter(notes="bipolaire"),
        encounter(crew="Zoé + Nadia"),
        encounter(date="45931", person="Mme Carton"),
        encounter(date="31/02/2026"),
        encounter(),
        encounter(person="moustache", minutes="un moment"),
    )


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("tab", TABS)
def test_each_part_of_the_preview_reads_well(
    visit: Visit, cast: Cast, width: int, tab: str
) -> None:
    import_ = bring(cast.helene, doubtful(), cast.team)
    page = visit(f"/imports/{import_.pk}/?tab={tab}", width=width, member=cast.helene)
    shoot(page, f"import-{tab}-{width}")
    assert accessibility_faults(page) == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", ["", "new/", "columns"])
def test_the_other_pages_read_well(visit: Visit, cast: Cast, width: int, name: str) -> None:
    import_ = bring(cast.helene, doubtful(), cast.team)
    path = f"/imports/{import_.pk}/columns/" if name == "columns" else f"/imports/{name}"
    page = visit(path, width=width, member=cast.helene)
    assert accessibility_faults(page) == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_corrected_and_goes_in(visit: Visit, cast: Cast, script: bool) -> None:
    content = people(
        [*person(name="Lampion"), ""], [*person(name="Grelot", start="31/02/2026"), ""]
    )
    page = visit("/imports/new/", member=cast.helene, script=script)
    page.get_by_label("Fichier").set_input_files(
        {"name": "liste.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Lire ce fichier").click()
    page.get_by_role("button", name="Voir ce qui entrerait").click()
    page.get_by_label("E3").fill("28/02/2026")
    page.get_by_role("button", name="Garder ces corrections").click()
    page.get_by_role("button", name="Importer 2 lignes").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Import en cours"
    with inside(cast.helene):
        run_import(Import.objects.get().pk, NOW)
    if script:
        page.get_by_role("heading", name="Ce qui est entré").wait_for()
    else:
        page.get_by_role("link", name="Voir où il en est").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Ce qui est entré"
