"""Each thing doctor looks for, brought about once on a server of its own."""

from __future__ import annotations

import psycopg
import pytest

from entrepairs import command
from entrepairs.commands import exits
from entrepairs.commands.doctor import examine
from entrepairs.commands.examinations import examine_secrets
from entrepairs.server import EmbeddedServer


def as_admin(server: EmbeddedServer, *statements: str) -> None:
    with psycopg.connect(server.superuser_url, autocommit=True) as admin:
        for statement in statements:
            admin.execute(statement.encode())


def findings(url: str) -> list[str]:
    found, _ = examine(url)
    assert all(finding.mend for finding in found)
    return [finding.what for finding in found]


def test_a_sound_installation_has_nothing_to_report(
    server: EmbeddedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["doctor"]) == exits.DONE
    assert "Rien à signaler" in capsys.readouterr().out


def test_a_finding_says_how_to_mend_it_and_exits_non_zero(
    server: EmbeddedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    as_admin(server, "ALTER ROLE entrepairs_app BYPASSRLS")
    assert command.main(["doctor"]) == exits.FOUND
    assert "ALTER ROLE entrepairs_app NOBYPASSRLS;" in capsys.readouterr().out


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes"])
def test_weak_durability_is_found(server: EmbeddedServer, setting: str) -> None:
    as_admin(server, f"ALTER SYSTEM SET {setting} = off", "SELECT pg_reload_conf()")
    until_reloaded(server, setting)
    (found,) = findings(server.app_url)
    assert found.startswith(f"{setting} est coupé")


def until_reloaded(server: EmbeddedServer, setting: str) -> None:
    import time

    for _ in range(100):
        with psycopg.connect(server.app_url) as app:
            if app.execute(f"SHOW {setting}".encode()).fetchone() == ("off",):
                return
        time.sleep(0.05)
    raise AssertionError("the setting was not read again")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("ALTER ROLE entrepairs_app SUPERUSER", "est superutilisateur"),
        ("ALTER ROLE entrepairs_app BYPASSRLS", "contourne les règles de lignes"),
        ("CREATE TABLE mine (); ALTER TABLE mine OWNER TO entrepairs_app", "possède la base"),
        ("GRANT entrepairs_owner TO entrepairs_app", "est membre du rôle propriétaire"),
    ],
)
def test_a_role_above_the_walls_is_found(
    server: EmbeddedServer, statement: str, words: str
) -> None:
    as_admin(server, statement)
    found = [what for what in findings(server.app_url) if "rôle de l’application" in what]
    assert len(found) == 1
    assert words in found[0]


def test_the_owner_in_the_place_of_the_application_is_found(server: EmbeddedServer) -> None:
    (found,) = findings(server.owner_url)
    assert "possède la base" in found


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE things DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE things NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY tenant_select ON things",
        "DROP POLICY owner_all ON things",
        "ALTER POLICY owner_all ON things TO PUBLIC",
    ],
)
def test_a_table_without_its_whole_wall_is_found(server: EmbeddedServer, statement: str) -> None:
    as_admin(server, statement)
    (found,) = findings(server.app_url)
    assert "La table things" in found


@pytest.mark.parametrize(
    "statement",
    [
        "REVOKE SELECT ON things FROM entrepairs_app",
        "GRANT TRUNCATE ON things TO entrepairs_app",
        "CREATE TABLE accounts_auditentry (); GRANT ALL ON accounts_auditentry TO entrepairs_app",
    ],
)
def test_too_many_or_too_few_rights_are_found(server: EmbeddedServer, statement: str) -> None:
    as_admin(server, statement)
    (found,) = findings(server.app_url)
    assert found.startswith("L’application a trop ou trop peu de droits")


def test_an_old_postgresql_is_found(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entrepairs.commands import examinations

    monkeypatch.setattr(examinations, "LEAST_VERSION", 990000)
    (found,) = findings(server.app_url)
    assert "trop ancien" in found


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"ALLOWED_HOSTS": "pairs.example.org"}, ["SECRET_KEY"]),
        ({"ALLOWED_HOSTS": "pairs.example.org", "SECRET_KEY": "short"}, ["SECRET_KEY"]),
        ({"SECRET_KEY": "x" * 50}, ["ALLOWED_HOSTS"]),
        ({"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "*"}, ["ALLOWED_HOSTS"]),
        ({"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "pairs.example.org"}, []),
    ],
)
def test_missing_secrets_are_found_in_production(
    environment: dict[str, str], words: list[str]
) -> None:
    found = examine_secrets({"ENTREPAIRS_ENV": "production", **environment})
    assert [finding.what.split(" ")[0] for finding in found] == words


def test_secrets_may_be_missing_elsewhere() -> None:
    assert examine_secrets({"ENTREPAIRS_ENV": "demo"}) == []


def test_the_throwaway_server_is_named_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["doctor"]) == exits.DONE
    assert "serveur jetable des tests" in capsys.readouterr().out
