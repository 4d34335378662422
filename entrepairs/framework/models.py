from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import TEAM_ROLES
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.framework.enums import Speaker, StatementKind
from entrepairs.framework.pack import Pack, pack_from


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def newest_first(self) -> Self:
        return self.order_by("-version", "-loaded_at")


class Framework(models.Model):
    """One version of a recommendation, as it was loaded. Shared by all organisations.

    Never changed afterwards (a trigger refuses): a changed text is a new version, so
    that what was read under the old one can be read again.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"code", "version", "digest", "content", "loaded_at"}
    )
    RETENTION: ClassVar[str] = "While the program is used: readings refer to it."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    # SHA-256 of the canonical JSON of ``content``.
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="framework_loaded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def pack(self) -> Pack:
        return _pack_of(self.digest, _Content(self.content))


class _Content:
    """The dictionary, hashed by nothing: the digest beside it is the key."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content)


@lru_cache(maxsize=16)
def _pack_of(digest: str, content: _Content) -> Pack:
    return pack_from(content.data)


class StatementQuerySet(TenantQuerySet["Statement"]):
    def visible_to(self, member: Member) -> Self:
        """What was declared in my teams or for all; a confirmation, only its author."""
        own = self.filter(organisation=member.organisation_id)
        if not (member.sees_whole_organisation or member.roles_in(TEAM_ROLES)):
            return self.none()
        said = Q(team__isnull=True) | Q(team__in=Team.objects.visible_to(member))
        return own.filter((said & ~Q(kind=StatementKind.CONFIRMATION)) | Q(member=member))

    def live(self, on: date) -> Self:
        """Said by that day, and not taken back on it or before."""
        return self.filter(said_on__lte=on).filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
        )

    def of(self, member: Member) -> Self:
        return self.filter(member=member)


class Statement(TenantModel):
    """What a member says about one row: that it is so, where it is written, that it is true.

    A confirmation is counted and never shown to anybody else: not who gave it, and not
    how many when they are few.
    """

    PERSONAL = frozenset({"member", "text"})
    PLAIN = frozenset(
        {"team", "criterion", "framework", "kind", "voice", "said_on", "withdrawn_on"}
    )
    RETENTION = "3 years; the author’s name 12 months after their last day."

    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    criterion = models.CharField(max_length=8)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=StatementKind.choices)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(max_length=16, choices=Speaker.choices)
    text = models.TextField(_("in your words"), blank=True, max_length=600)
    said_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["-said_on", "id"]
        indexes = [
            models.Index(fields=["organisation", "framework", "criterion"], name="said_of_a_row"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "framework", "criterion", "member"],
                condition=Q(withdrawn_on__isnull=True, kind=StatementKind.CONFIRMATION),
                name="one_confirmation_each",
            ),
            models.CheckConstraint(
                name="confirmed_by_those_concerned",
                condition=~Q(kind=StatementKind.CONFIRMATION)
                | Q(voice__in=[Speaker.PEER, Speaker.COLLEAGUE]),
            ),
            models.CheckConstraint(
                name="statement_says_something",
                condition=Q(kind=StatementKind.CONFIRMATION) | ~Q(text=""),
            ),
            models.CheckConstraint(
                name="statement_withdrawn_later",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("said_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.criterion}"
