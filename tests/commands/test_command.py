"""The console command, as a shell sees it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from entrepairs import command
from entrepairs.commands import exits

VERBS = (
    "demo",
    "serve",
    "work",
    "migrate",
    "import",
    "framework",
    "directory",
    "bench",
    "backup",
    "restore",
    "replay",
    "keys",
    "purge",
    "scrub",
    "doctor",
)


def entrepairs(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "entrepairs.command", *words],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_verbs_are_the_documented_ones() -> None:
    assert list(command.VERBS) == list(VERBS)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "codes de sortie :"),
        ({"LANG": "fr_FR.UTF-8"}, "codes de sortie :"),
        ({"LANG": "C.UTF-8"}, "exit codes:"),
        ({"LANG": "en_GB.UTF-8", "ENTREPAIRS_LANGUAGE": "fr"}, "codes de sortie :"),
    ],
)
def test_the_help_follows_the_locale(environment: dict[str, str], words: str) -> None:
    shown = entrepairs("--help", **environment)
    assert shown.returncode == exits.DONE
    assert words in shown.stdout


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_verb_has_its_help_in_both_languages(
    verb: str, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTREPAIRS_LANGUAGE", raising=False)
    with pytest.raises(SystemExit) as left:
        command.main(["--lang", language, verb, "--help"])
    shown = capsys.readouterr().out
    assert left.value.code == exits.DONE
    assert ("utilisation :" in shown) == (language == "fr")
    words = getattr(command.VERBS[verb], "FRENCH" if language == "fr" else "ENGLISH")
    assert re.sub(r"\s+", " ", words) in re.sub(r"\s+", " ", shown)


@pytest.mark.parametrize("epilog", [command.FRENCH_EPILOG, command.ENGLISH_EPILOG])
def test_the_exit_codes_in_the_help_are_those_of_the_program(epilog: str) -> None:
    documented = {int(number) for number in re.findall(r"^  (\d)  ", epilog, re.M)}
    assert documented == {exits.DONE, exits.REFUSED, exits.MISUSED, exits.FOUND}


def test_a_misunderstood_command_line_says_so_in_french(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(["backup"])
    assert left.value.code == exits.MISUSED
    assert "erreur : il manque : FILE" in capsys.readouterr().err


def test_an_address_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    nowhere = f"postgresql://entrepairs_app@/entrepairs?host={tmp_path}"
    refused = entrepairs("doctor", DATABASE_URL=nowhere)
    assert refused.returncode == exits.REFUSED
    assert refused.stderr.startswith("La base de données ne répond pas")
    assert "Traceback" not in refused.stderr


def test_a_folder_that_cannot_be_used_is_one_sentence_and_a_non_zero_exit(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = entrepairs("migrate", ENTREPAIRS_HOME=str(tmp_path / "file"))
    assert refused.returncode == exits.REFUSED
    assert refused.stderr.strip().endswith("n’est pas un dossier : choisissez-en un autre.")
    assert len(refused.stderr.strip().splitlines()) == 1


def test_migrating_needs_the_owner(tmp_path: Path) -> None:
    refused = entrepairs("migrate", DATABASE_URL="postgresql://entrepairs_app@/entrepairs")
    assert refused.returncode == exits.REFUSED
    assert "Il manque l’adresse DATABASE_OWNER_URL" in refused.stderr
