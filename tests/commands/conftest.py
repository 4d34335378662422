from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from entrepairs.base.sealing import add_root
from entrepairs.server import EmbeddedServer
from tests.commands.house import House

TABLES = """
CREATE TABLE things (id int PRIMARY KEY, organisation_id uuid, word text);
ALTER TABLE things ENABLE ROW LEVEL SECURITY;
ALTER TABLE things FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_select ON things FOR SELECT TO entrepairs_app
  USING (organisation_id = NULLIF(current_setting('app.organisation', true), '')::uuid);
CREATE POLICY owner_all ON things TO entrepairs_owner USING (true) WITH CHECK (true);
INSERT INTO things VALUES (1, gen_random_uuid(), 'un'), (2, gen_random_uuid(), 'deux');
GRANT SELECT, INSERT, UPDATE, DELETE ON things TO entrepairs_app;
"""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedServer]:
    """A server of our own with one walled table, named as the environment names it."""
    import psycopg

    running = EmbeddedServer.start(tmp_path / "house")
    monkeypatch.setenv("DATABASE_URL", running.app_url)
    monkeypatch.setenv("DATABASE_OWNER_URL", running.owner_url)
    monkeypatch.setenv("ROOT_KEY_FILE", str(tmp_path / "house" / "root.keys"))
    monkeypatch.setenv("ERASURE_REGISTER", str(tmp_path / "house" / "erasures.log"))
    (tmp_path / "house" / "erasures.log").touch(mode=0o600)
    add_root(tmp_path / "house" / "root.keys")
    with psycopg.connect(running.owner_url) as owner:
        owner.execute(TABLES.encode())
    yield running
    running.stop()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation that is up to date and empty; copied, never started."""
    folder = tmp_path_factory.mktemp("template") / "house"
    house = House(folder)
    house.done("keys", "new", house.roots)
    house.done("migrate")
    house.server.stop()
    (folder / "socket").rmdir()
    return folder


@pytest.fixture
def house(migrated: Path, tmp_path: Path) -> Iterator[House]:
    """An installation of our own, on a server that may lose everything in a power cut."""
    made = House(tmp_path / "home", migrated)
    yield made
    made.server.stop()
