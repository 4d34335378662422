from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.exchange.enums import OPEN, Kind, State


class ImportQuerySet(TenantQuerySet["Import"]):
    def visible_to(self, member: Member) -> Self:
        """My own imports only: the file is the one I chose, with what it holds."""
        return self.filter(organisation=member.organisation_id, created_by=member)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")


class Import(TenantModel):
    """One file on its way in. ``choice`` keeps what its owner decided about it."""

    PERSONAL = frozenset({"file_name", "choice", "created_by"})
    PLAIN = frozenset(
        {
            "kind", "team", "digest", "size", "format", "sheet", "state", "clean", "warn", "ask",
            "refuse", "progress", "total", "cancel_asked", "result", "created_at", "started_at",
            "finished_at",
        }
    )  # fmt: skip
    RETENTION = "2 years for the counts; file and corrections 7 days."

    kind = models.CharField(_("what a row is"), max_length=16, choices=Kind.choices)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=160)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    format = models.CharField(max_length=8)
    sheet = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UPLOADED)
    choice = models.JSONField(default=dict)
    clean = models.PositiveIntegerField(default=0)
    warn = models.PositiveIntegerField(default=0)
    ask = models.PositiveIntegerField(default=0)
    refuse = models.PositiveIntegerField(default=0)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "created_by", "-created_at"], name="my_imports")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("exchange:import", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def rows(self) -> int:
        return self.clean + self.warn + self.ask + self.refuse

    @property
    def importable(self) -> int:
        return self.clean + self.warn

    @property
    def percent(self) -> int:
        return min(100, self.progress * 100 // self.total) if self.total else 0


class ImportFileQuerySet(TenantQuerySet["ImportFile"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(belongs_to__in=Import.objects.visible_to(member))

    def expired(self, at: datetime) -> Self:
        return self.filter(expires_at__lte=at)


class ImportFile(TenantModel):
    """The bytes received, apart from the import so that no list ever loads them."""

    PERSONAL = frozenset({"content"})
    PLAIN = frozenset({"belongs_to", "expires_at"})
    RETENTION = "7 days after it was received, or as soon as its owner says so."

    belongs_to = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()
    expires_at = models.DateTimeField()

    objects = ImportFileQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class ImportMappingQuerySet(TenantQuerySet["ImportMapping"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(organisation=member.organisation_id)


class ImportMapping(TenantModel):
    """Where the columns of a table went last time, known by its headers."""

    PERSONAL = frozenset({"changed_by"})
    PLAIN = frozenset({"kind", "signature", "columns", "words", "changed_at"})
    RETENTION = "While the organisation uses Entrepairs; replaced at each import."

    kind = models.CharField(max_length=16, choices=Kind.choices)
    # SHA-256 of the headers as compared: no header is kept.
    signature = models.CharField(max_length=64)
    columns: models.JSONField[Any, Any] = models.JSONField(default=dict)
    words: models.JSONField[Any, Any] = models.JSONField(default=list)
    changed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = ImportMappingQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "signature"], name="one_mapping_per_table"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
