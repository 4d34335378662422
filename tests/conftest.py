from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.database import django_db_modify_db_settings, django_db_setup

if TYPE_CHECKING:
    from tests.cast import Cast

__all__ = ["django_db_modify_db_settings", "django_db_setup"]


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody of ``tests/cast.py``, fresh for each test."""
    from tests.cast import Cast

    return Cast()
