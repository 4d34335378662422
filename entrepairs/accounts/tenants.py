from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from entrepairs.base.querysets import TenantQuerySet, WalledModel


class TenantModel(WalledModel):
    """A row of one organisation.

    Every field but the key and the organisation is named in ``PERSONAL`` or in
    ``PLAIN``, and ``RETENTION`` says how long the row is kept and from when: a
    house test fails on a field without a side. The table needs a policy of
    ``base.rls`` in the migration that creates it.
    """

    PERSONAL: ClassVar[frozenset[str]]
    PLAIN: ClassVar[frozenset[str]]
    RETENTION: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
