from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.directory.dumps import bring, empty_the_directory


@pytest.fixture
def shelves(django_db_setup: None) -> Callable[..., Any]:
    """An empty directory, and the way to fill it. Ask for it before ``cast``: what the
    test itself has written must not stand in the owner's way."""
    empty_the_directory()
    return bring


@pytest.fixture
def nadia(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.nadia)
