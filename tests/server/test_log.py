from __future__ import annotations

from pathlib import Path

import pytest

from entrepairs.server.log import last_words, plain_sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ('could not write to file "pg_wal/xlogtemp.1": No space left on device', "est plein"),
        ("could not open file: Permission denied", "pas le droit"),
        ("incorrect checksum in control file", "abîmé"),
        ("database files are incompatible with server", "abîmé"),
        ('lock file "postmaster.pid" already exists', "Un autre serveur"),
        ("something never seen", "n’a pas démarré"),
    ],
)
def test_what_postgresql_says_is_told_plainly(words: str, sentence: str) -> None:
    told = plain_sentence(words, Path("/house"))
    assert sentence in told
    assert words in told


def test_words_said_to_clients_are_not_the_reason(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    log.write_text(
        "LOG:  nothing\nPANIC:  could not write\nFATAL:  the database system is starting up\n"
    )
    assert last_words(log, 0) == "could not write"
    assert last_words(log, log.stat().st_size) == ""


def test_the_sentences_are_in_english_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPAIRS_LANGUAGE", "en")
    assert plain_sentence("No space left on device", Path("/house")).startswith("The disk of")
