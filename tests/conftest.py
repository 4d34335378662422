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


@pytest.fixture(autouse=True, scope="session")
def a_day_is_not_a_moment() -> None:
    """A moment put into a day loses its hour, and sometimes its day, without a word."""
    from datetime import datetime

    from django.db import models

    kept = models.DateField.to_python

    def to_python(self: models.DateField[object, object], value: object) -> object:
        if type(self) is models.DateField and isinstance(value, datetime):
            raise TypeError(f"{self.name} is a day, and {value} a moment: use clock.day_of")
        return kept(self, value)

    models.DateField.to_python = to_python  # type: ignore[method-assign]
