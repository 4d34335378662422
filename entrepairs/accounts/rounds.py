"""Work that goes round all organisations: retention, rotation of keys, replay of erasures.

It opens the wall of each in turn; nothing but their identifiers is read across.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from entrepairs.accounts.models import Organisation
from entrepairs.base.wall import open_wall


def every_organisation() -> list[UUID]:
    with open_wall(organisation=None, read_only=not connection.in_atomic_block):
        _ask("on")
        found = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
        _ask("")
    return found


def _ask(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.round', %s, true)", [value])
