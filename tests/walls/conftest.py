"""Each wall alone: policies switched off by the owner, or ``visible_to`` by a patch."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from entrepairs.base.querysets import TenantQuerySet
from tests.database import owner_connection
from tests.walls.world import World, furnish

WALLED = "SELECT relname FROM pg_class WHERE relrowsecurity ORDER BY relname"


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    """A walk is refused a thousand times; each would be logged with its traceback."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(db: None) -> World:
    return furnish(World())


@pytest.fixture
def policies_off(django_db_setup: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """PostgreSQL shows every row to everybody. Ask for it before ``world``."""
    assert "db" not in request.fixturenames[: request.fixturenames.index("policies_off")]
    with owner_connection() as owner:
        tables = [name for (name,) in owner.execute(WALLED)]
        assert len(tables) > 15
        for table in tables:
            owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY".encode())
    yield
    with owner_connection() as owner:
        for table in tables:
            owner.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY".encode())


@pytest.fixture
def policy_forgotten(django_db_setup: None) -> Iterator[str]:
    """One table without its policies: the planted fault of the second wall."""
    table = "peers_peer"
    with owner_connection() as owner:
        owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY".encode())
    yield table
    with owner_connection() as owner:
        owner.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY".encode())


def querysets(base: type = TenantQuerySet) -> Iterator[type]:
    for kind in base.__subclasses__():
        yield kind
        yield from querysets(kind)


@pytest.fixture
def everything_visible(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views ask ``visible_to``, and it hides nothing."""
    found = [kind for kind in querysets() if "visible_to" in vars(kind)]
    assert len(found) > 15
    for kind in found:
        monkeypatch.setattr(kind, "visible_to", lambda self, member: self)
