from __future__ import annotations

from tests.database import django_db_modify_db_settings, django_db_setup

__all__ = ["django_db_modify_db_settings", "django_db_setup"]
