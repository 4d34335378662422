from __future__ import annotations

import stat
from pathlib import Path

import psycopg
import pytest

from entrepairs import command
from entrepairs.commands import exits
from entrepairs.server import EmbeddedServer


def rows(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as owner:
        return owner.execute("SELECT * FROM things ORDER BY id").fetchall()


def empty_the_database(server: EmbeddedServer) -> None:
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("DROP DATABASE entrepairs")
        admin.execute("CREATE DATABASE entrepairs OWNER entrepairs_owner")


def test_a_backup_holds_every_organisation_and_comes_back_whole(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    before, copy = rows(server.owner_url), tmp_path / "copy.dump"
    assert command.main(["backup", str(copy)]) == exits.DONE
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    empty_the_database(server)
    assert command.main(["restore", str(copy), "--without-keys"]) == exits.DONE
    assert rows(server.owner_url) == before and len(before) == 2
    # The walls came back too: the application sees nothing outside one.
    assert rows(server.app_url) == []


def test_a_restore_never_overwrites(
    server: EmbeddedServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.dump"
    command.main(["backup", str(copy)])
    assert command.main(["restore", str(copy), "--without-keys"]) == exits.REFUSED
    assert "La base n’est pas vide" in capsys.readouterr().err


def test_a_backup_never_overwrites(server: EmbeddedServer, tmp_path: Path) -> None:
    copy = tmp_path / "copy.dump"
    copy.write_text("precious")
    assert command.main(["backup", str(copy)]) == exits.REFUSED
    assert copy.read_text() == "precious"


def test_a_file_that_is_no_backup_changes_nothing(
    server: EmbeddedServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty_the_database(server)
    wrong = tmp_path / "wrong.dump"
    wrong.write_text("not a backup")
    assert command.main(["restore", str(wrong), "--without-keys"]) == exits.REFUSED
    assert "pg_restore s’est arrêté" in capsys.readouterr().err


def test_a_backup_that_cannot_be_written_leaves_nothing(
    server: EmbeddedServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["backup", str(tmp_path / "nowhere" / "copy")]) == exits.REFUSED
    assert "Impossible d’écrire" in capsys.readouterr().err


def test_the_password_is_not_on_the_command_line_of_pg_dump(
    server: EmbeddedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entrepairs.commands import dumps

    seen: list[str] = []
    run = dumps.subprocess.run

    def spy(words, **options):  # type: ignore[no-untyped-def]
        seen.extend(words)
        return run(words, **options)

    monkeypatch.setattr(dumps.subprocess, "run", spy)
    command.main(["backup", str(tmp_path / "copy.dump")])
    assert seen and server.folder.password("entrepairs_owner") not in " ".join(seen)
