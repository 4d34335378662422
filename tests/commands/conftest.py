from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from entrepairs.server import EmbeddedServer

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
    with psycopg.connect(running.owner_url) as owner:
        owner.execute(TABLES.encode())
    yield running
    running.stop()
