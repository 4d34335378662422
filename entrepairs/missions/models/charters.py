from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Organisation
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.missions.enums import EndReason, MissionState, Side, Voice
from entrepairs.missions.models.teams import Placement


class MissionQuerySet(TenantQuerySet["Mission"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(placement__in=Placement.objects.visible_to(member))

    def not_ended(self, on: date) -> Self:
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))

    def with_state(self) -> Self:
        """Adds what ``Mission.state`` reads: the current text and who signed *that* text."""
        versions = MissionVersion.objects.filter(mission=OuterRef("pk"))
        current = versions.order_by("-number")
        signed = Signature.objects.live().filter(
            mission=OuterRef("pk"), version=OuterRef("current_version")
        )
        return self.annotate(
            current_version=Subquery(current.values("pk")[:1]),
            current_number=Subquery(current.values("number")[:1]),
            current_digest=Subquery(current.values("digest")[:1]),
            current_since=Subquery(current.values("written_at")[:1]),
            first_written_at=Subquery(versions.order_by("number").values("written_at")[:1]),
            peer_wrote=Exists(versions.filter(voice=Voice.PEER)),
        ).annotate(
            peer_signed=Exists(signed.filter(side=Side.PEER)),
            team_signed=Exists(signed.filter(side=Side.TEAM)),
        )

    def in_force(self, on: date) -> Self:
        """Written by the peer too, and the same text signed by both sides."""
        return (
            self.with_state()
            .not_ended(on)
            .filter(peer_wrote=True, peer_signed=True, team_signed=True)
        )

    def unsigned(self, on: date) -> Self:
        both = Q(peer_wrote=True, peer_signed=True, team_signed=True)
        return self.with_state().not_ended(on).exclude(both)

    def unsigned_since(self, moment: datetime, on: date) -> Self:
        """Begun before ``moment`` and still not in force."""
        return self.unsigned(on).filter(first_written_at__lt=moment)


class Mission(TenantModel):
    """What a peer does in a team, written together. Its state is derived, never stored."""

    PERSONAL = frozenset()
    PLAIN = frozenset({"host", "placement", "ended_on", "end_reason"})
    RETENTION = "5 years after its end."

    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="missions")
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=16, choices=EndReason.choices, blank=True)

    objects = MissionQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [
            # One mission at a time for a placement: a second one would be a second truth.
            models.UniqueConstraint(
                fields=["organisation", "placement"],
                condition=Q(ended_on__isnull=True),
                name="one_mission_per_placement",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("missions:mission", args=[self.pk])

    def state(self, on: date) -> MissionState:
        """Needs ``with_state()``."""
        row: Any = self
        if self.ended_on is not None and self.ended_on < on:
            return MissionState.ENDED
        if not row.peer_wrote or not (row.peer_signed or row.team_signed):
            return MissionState.DRAFT
        if row.peer_signed and row.team_signed:
            return MissionState.IN_FORCE
        return MissionState.WAITING


# Headings of the text, in the order in which they are read and hashed.
HEADINGS = ("domain", "responsibilities", "activities", "not_done")
FRAME = ("with_whom", "secrecy", "emergencies", "conflict", "ending")
# What must not be empty when somebody signs (R6.18).
MANDATORY = HEADINGS


class MissionVersionQuerySet(TenantQuerySet["MissionVersion"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(mission__in=Mission.objects.visible_to(member))


class MissionVersion(TenantModel):
    """One saved text. A trigger refuses to change it: the next edit is the next version."""

    PERSONAL = frozenset({"author", "said_by"})
    PLAIN = frozenset(
        {"host", "mission", "number", "voice", "read_back", "written_at", "digest"}
        | {*HEADINGS, *FRAME}
    )
    RETENTION = "With its mission; ``said_by`` is an alias, erased 12 months after the end."

    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(max_length=16, choices=Voice.choices)
    # An alias, when the words added are those of a person accompanied.
    said_by = models.CharField(max_length=60, blank=True)
    # The words were read back aloud and are kept with the person's agreement.
    read_back = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    domain = models.TextField(_("Field"), blank=True, max_length=6000)
    responsibilities = models.TextField(_("Responsibilities"), blank=True, max_length=6000)
    activities = models.TextField(_("Activities"), blank=True, max_length=6000)
    not_done = models.TextField(_("What the peer does not do"), blank=True, max_length=6000)
    with_whom = models.TextField(_("With whom"), blank=True, max_length=6000)
    secrecy = models.TextField(_("What stays between us"), blank=True, max_length=6000)
    emergencies = models.TextField(_("In an emergency"), blank=True, max_length=6000)
    conflict = models.TextField(_("When we disagree"), blank=True, max_length=6000)
    ending = models.TextField(_("How it can end"), blank=True, max_length=6000)
    # SHA-256 of the canonical text (missions/canonical.py).
    digest = models.CharField(max_length=64)

    TEXT: ClassVar[tuple[str, ...]] = HEADINGS + FRAME

    objects = MissionVersionQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "mission", "number"], name="version_numbered_once"
            ),
            models.CheckConstraint(
                name="version_said_by_a_person",
                condition=(Q(voice=Voice.PERSON) & ~Q(said_by="") & Q(read_back=True))
                | (~Q(voice=Voice.PERSON) & Q(said_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mission_id} v{self.number}"

    @property
    def text(self) -> dict[str, str]:
        return {heading: getattr(self, heading) for heading in self.TEXT}


class SignatureQuerySet(TenantQuerySet["Signature"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(mission__in=Mission.objects.visible_to(member))

    def live(self) -> Self:
        """Not withdrawn. It counts only while its version is the current one."""
        return self.filter(withdrawn_at__isnull=True)


class Signature(TenantModel):
    """One side's agreement to one exact text."""

    PERSONAL = frozenset({"member"})
    PLAIN = frozenset({"host", "mission", "version", "side", "digest", "signed_at", "withdrawn_at"})
    RETENTION = "With its mission; the name 12 months after the member’s last day."

    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="signatures")
    version = models.ForeignKey(MissionVersion, on_delete=models.CASCADE, related_name="signatures")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version", "side"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_signature_per_side",
            ),
            models.UniqueConstraint(
                fields=["organisation", "version", "member"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_side_per_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.signed_at}"
