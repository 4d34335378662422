"""The same road from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from entrepairs.accounts.models import Member
from entrepairs.exchange import command
from entrepairs.exchange.models import Import
from entrepairs.interventions.models import Encounter
from tests.cast import Cast, inside
from tests.engines.sheets.made import encounter, person
from tests.exchange.bringing import encounters, people


def options(path: Path, **changes: Any) -> argparse.Namespace:
    given = {
        "file": path, "kind": "people", "organisation": "Maison des Lucioles",
        "actor": "helene.parapluie@example.org", "team": None, "dry_run": False, "refused": None,
    }  # fmt: skip
    return argparse.Namespace(**{**given, **changes})


@pytest.fixture
def a_list(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_bytes(people([*person(name="Lampion"), ""], [*person(start="31/02/2026"), ""]))
    return path


def test_a_file_goes_in_and_what_stays_out_is_said(
    cast: Cast, a_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = tmp_path / "refus.csv"
    assert command.run(options(a_list, refused=refused)) == command.FOUND
    with inside(cast.a):
        assert Member.objects.filter(family_name="Lampion").exists()
    assert "31/02/2026" in refused.read_text("utf-8-sig")
    assert "1" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(cast: Cast, a_list: Path) -> None:
    assert command.run(options(a_list, dry_run=True)) == command.FOUND
    with inside(cast.helene):
        assert not Import.objects.exists()


def test_encounters_go_to_the_only_team_of_their_coordinator(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(encounters(encounter(crew="Nadia + Karim")))
    assert command.run(options(path, kind="rencontres")) == command.DONE
    with inside(cast.a):
        assert Encounter.objects.get().team_id == cast.team.pk


@pytest.mark.parametrize(
    "changes",
    [{"kind": "chats"}, {"actor": "nobody@example.org"}, {"organisation": "Les Nuages"},
     {"file": Path("/nowhere.csv")}],
)  # fmt: skip
def test_a_word_that_names_nothing_is_said(
    cast: Cast, a_list: Path, changes: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.run(options(a_list, **changes)) == command.MISUSED
    assert capsys.readouterr().err


def test_who_may_not_import_is_refused(
    cast: Cast, a_list: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = options(a_list, actor="nadia.tournesol@example.org")
    assert command.run(asked) == command.REFUSED
    assert capsys.readouterr().err
