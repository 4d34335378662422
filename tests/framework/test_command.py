from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pytest

from entrepairs.framework.command import run
from entrepairs.framework.models import Framework
from entrepairs.framework.pack import PACKS

HAS = PACKS / "has_pairs_aidants_2024"
pytestmark = pytest.mark.django_db


def act(name: str, file: Path | None = None) -> int:
    return run(argparse.Namespace(act=name, file=file))


def test_check_reads_the_packs_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert act("check") == 0
    assert "99 lignes, dont 56 calculées" in capsys.readouterr().out


def test_load_then_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert act("list") == 0
    assert "Aucune recommandation" in capsys.readouterr().out
    assert act("load", HAS) == 0
    assert act("list") == 0
    assert "has-pairs-aidants 2024-01-18" in capsys.readouterr().out
    assert Framework.objects.count() == 1


def test_a_wrong_file_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(HAS, tmp_path / "pack")
    section = tmp_path / "pack" / "section_1.toml"
    section.write_text(section.read_text().replace('lever = "enforce"', 'lever = "score"', 1))
    assert act("load", tmp_path / "pack") == 1
    assert "R1.3, lever: score" in capsys.readouterr().out
    assert act("load") == 1
    assert not Framework.objects.exists()


def test_a_figure_that_is_not_computed_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(HAS, tmp_path / "pack")
    section = tmp_path / "pack" / "section_1.toml"
    section.write_text(section.read_text().replace('"seen_again"', '"happiness"'))
    assert act("check", tmp_path / "pack") == 1
    assert "R1.1, figure: happiness n’est pas calculé ici" in capsys.readouterr().out


def test_the_same_version_with_another_text_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert act("load", HAS) == 0
    shutil.copytree(HAS, tmp_path / "pack")
    section = tmp_path / "pack" / "section_7.toml"
    section.write_text(section.read_text().replace("Entre pairs", "Parmi les pairs"))
    assert act("load", tmp_path / "pack") == 1
    assert "déjà chargée" in capsys.readouterr().out
