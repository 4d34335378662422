from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from entrepairs.accounts.models import LocalTerm, Organisation
from entrepairs.framework.facts import house
from entrepairs.framework.facts.house import ABOUT_A_LIFE
from entrepairs.framework.models import Framework
from tests.cast import Cast, inside
from tests.framework.standing import figure, ground_of, rung


def word(cast: Cast, concept: str, label: str) -> LocalTerm:
    with inside(cast.a):
        return LocalTerm.objects.create(organisation=cast.a, concept=concept, label=label)


def test_2_8_a_word_of_our_own_counts_and_a_copy_does_not(cast: Cast, framework: Framework) -> None:
    word(cast, "role.colleague", "Colleague")
    assert figure(cast, "local_words") == (0, 0)
    ours = word(cast, "role.peer", "Médiateur de rue")
    assert figure(cast, "local_words") == (1, 1)
    assert rung(cast, framework, "R2.8") == 2
    with inside(cast.a):
        ours.delete()
    assert rung(cast, framework, "R2.8") == 0


def test_2_8_a_word_tied_to_nothing_counts_against(cast: Cast) -> None:
    word(cast, "role.gone", "Veilleur")
    assert figure(cast, "local_words") == (0, 1)


def test_2_1_a_partner_counts_only_once_it_accepted(cast: Cast, framework: Framework) -> None:
    assert figure(cast, "peer_run_organisations") == (0, 2)
    with inside(cast.b):
        Organisation.objects.filter(pk=cast.b.pk).update(kind="peer_association")
    assert figure(cast, "peer_run_organisations") == (1, 2)
    assert rung(cast, framework, "R2.1") == 2
    with inside(cast.b):
        Organisation.objects.filter(pk=cast.b.pk).update(kind="platform")
    assert rung(cast, framework, "R2.1") == 0


def test_2_12_no_table_asks_for_a_life(cast: Cast, framework: Framework) -> None:
    met, total = figure(cast, "tables_without_story")
    assert met == total > 20
    assert rung(cast, framework, "R2.12") == 3


@pytest.mark.parametrize("name", ["diagnosis", "nationality", "life_story", "illness", "migration"])
def test_2_12_a_field_about_a_life_would_be_seen(name: str) -> None:
    assert ABOUT_A_LIFE.search(name)


@pytest.mark.parametrize("name", ["organisation", "original", "starts_on", "discussion", "fields"])
def test_2_12_other_fields_are_left_alone(name: str) -> None:
    assert not ABOUT_A_LIFE.search(name)


def test_2_12_falls_with_one_such_field(monkeypatch: pytest.MonkeyPatch) -> None:
    model = SimpleNamespace(
        __module__="entrepairs.people.models",
        _meta=SimpleNamespace(
            get_fields=lambda: [SimpleNamespace(name="diagnosis")], label="people.Person"
        ),
    )
    monkeypatch.setattr(house.apps, "get_models", lambda: [model])
    assert [case.met for case in house.tables_without_story()] == [False]


def test_4_5_a_version_counts_while_its_content_gives_its_fingerprint(
    cast: Cast, framework: Framework
) -> None:
    assert rung(cast, framework, "R4.5") == 3
    ground = ground_of(cast)
    ground.frameworks[0].content["version"] = "2024-02-30"
    assert [case.met for case in house.versions_kept(ground)] == [False]


def test_7_12_every_row_of_the_sheet_says_where_it_comes_from(
    cast: Cast, framework: Framework
) -> None:
    assert figure(cast, "sourced_rows") == (99, 99)
    assert rung(cast, framework, "R7.12") == 3


def test_7_12_a_row_without_a_known_part_would_not_count(
    cast: Cast, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = framework.pack
    lost = replace(pack, rows=(replace(pack.rows[0], part="nowhere"),))
    monkeypatch.setattr(Framework, "pack", property(lambda _self: lost))
    ground: Any = ground_of(cast)
    assert [case.met for case in house.sourced_rows(ground)] == [False]
