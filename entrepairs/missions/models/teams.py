from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import TEAM_ROLES
from entrepairs.accounts.models import Member, Organisation, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.missions.enums import CompensationKind, EndReason
from entrepairs.peers.models import Peer, StatusPeriod

EXCEPTION_LENGTH = 20


class EngagementQuerySet(TenantQuerySet["Engagement"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(team__in=Team.objects.visible_to(member)).exclude_admin(member)

    def exclude_admin(self, member: Member) -> Self:
        """Accounts administrators see teams, and nothing of what teams do."""
        sees = member.sees_whole_organisation or member.roles_in(TEAM_ROLES)
        return self if sees else self.none()

    def of_partners(self, member: Member) -> Self:
        """Engagements that partners let us read: dates, to lend a peer in good order."""
        partners = Organisation.objects.visible_to(member).values("pk")
        return self.filter(organisation__in=partners).exclude(organisation=member.organisation_id)

    def live(self, on: date) -> Self:
        """Begun, not withdrawn, not past its review date."""
        return self.filter(starts_on__lte=on, review_on__gte=on).filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
        )

    def review_due(self, before: date) -> Self:
        return self.filter(withdrawn_on__isnull=True, review_on__lt=before)


class Engagement(TenantModel):
    """A team says, for a year at most, that it volunteers to work with peers (R1.3, R5.1)."""

    PERSONAL = frozenset({"sponsor", "recorded_by"})
    PLAIN = frozenset(
        {
            "team",
            "discussed_on",
            "discussion",
            "starts_on",
            "review_on",
            "withdrawn_on",
            "withdrawal_reason",
            "recorded_at",
        }
    )
    RETENTION = (
        "While the organisation uses Entrepairs; the sponsor’s name 12 months after leaving."
    )

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="engagements")
    discussed_on = models.DateField(_("discussed on"))
    discussion = models.TextField(_("what the team said"), max_length=4000)
    sponsor = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("starts on"))
    review_on = models.DateField(_("to be reviewed by"))
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True, max_length=2000)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = EngagementQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="engagement_is_reviewed_later", condition=Q(review_on__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="engagement_follows_its_discussion",
                condition=Q(starts_on__gte=F("discussed_on")),
            ),
            models.CheckConstraint(
                name="engagement_withdrawn_with_reason",
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.starts_on}"

    def is_live(self, on: date) -> bool:
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= on
        return self.starts_on <= on <= self.review_on and not withdrawn


class PlacementQuerySet(TenantQuerySet["Placement"]):
    def here(self, member: Member) -> Self:
        mine = member.organisation_id
        return self.filter(Q(organisation=mine) | Q(host=mine))

    def visible_to(self, member: Member) -> Self:
        """All of my organisation's for the roles that see it whole; else mine and my teams'."""
        if member.sees_whole_organisation:
            return self.here(member)
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        return self.here(member).filter(Q(team__in=Team.objects.of(member)) | self._mine(member))

    def of(self, member: Member) -> Self:
        """The placements of this member as a peer, at home or in a host organisation."""
        return self.filter(self._mine(member))

    @staticmethod
    def _mine(member: Member) -> Q:
        mine = Q(peer__member=member) | Q(host_member=member)
        if member.user_id:
            mine |= Q(peer__member__user=member.user_id)
        return mine

    def live(self, on: date) -> Self:
        return self.filter(starts_on__lte=on).not_over(on)

    def not_over(self, on: date) -> Self:
        """Running on that day, or still to come."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def between(self, first: date, last: date) -> Self:
        return self.filter(starts_on__lte=last).not_over(first)

    def exceptions(self) -> Self:
        """Placed in a team without a live engagement, with a written reason."""
        return self.exclude(exception_reason="")

    def lent(self) -> Self:
        return self.exclude(organisation=F("host"))

    def with_people(self) -> Self:
        """Team, peer and members in a constant number of queries.

        Members are fetched apart: one of the other organisation may no longer be
        readable, and a join would hide the whole placement.
        """
        return self.select_related("team", "peer", "host").prefetch_related(
            "peer__member", "host_member", "line_referent", "day_to_day_referent"
        )


class Placement(TenantModel):
    """A peer in a team, for a share of their time. Read by both organisations of a loan."""

    PERSONAL = frozenset(
        {
            "peer",
            "status_period",
            "line_referent",
            "day_to_day_referent",
            "host_member",
            "recorded_by",
        }
    )
    PLAIN = frozenset(
        {
            "host",
            "team",
            "share",
            "starts_on",
            "ends_on",
            "exception_reason",
            "end_reason",
            "end_note",
            "recorded_at",
        }
    )
    RETENTION = "5 years after its end; names 12 months after the members’ last day."

    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="placements")
    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="placements")
    status_period = models.ForeignKey(
        StatusPeriod, on_delete=models.PROTECT, related_name="placements"
    )
    share = models.DecimalField(
        _("share of time"),
        max_digits=3,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(1))],
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    line_referent = models.ForeignKey(
        Member, verbose_name=_("line référent"), on_delete=models.PROTECT, related_name="+"
    )
    day_to_day_referent = models.ForeignKey(
        Member, verbose_name=_("day-to-day référent"), on_delete=models.PROTECT, related_name="+"
    )
    # The place of a lent peer among the host's own members.
    host_member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    exception_reason = models.TextField(_("reason of the exception"), blank=True, max_length=2000)
    end_reason = models.CharField(max_length=16, choices=EndReason.choices, blank=True)
    end_note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PlacementQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["-starts_on", "id"]
        indexes = [
            models.Index(fields=["organisation", "team"], name="placement_by_team"),
            models.Index(fields=["host", "starts_on"], name="placement_by_host"),
        ]
        constraints = [
            models.CheckConstraint(
                name="placement_share_is_a_share",
                condition=Q(share__gt=0) & Q(share__lte=1),
            ),
            models.CheckConstraint(
                name="placement_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="placement_ends_with_reason",
                condition=Q(end_reason="") | Q(ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("missions:placement", args=[self.pk])

    @property
    def is_lent(self) -> bool:
        return self.organisation_id != self.host_id

    @property
    def peer_member(self) -> Member | None:
        """The peer among our members if they are lent to us, else at home; may be unreadable."""
        return self.host_member or self.readable("member", self.peer)

    @property
    def peer_users(self) -> set[UUID]:
        """The user behind the peer, if they have one."""
        members = (self.host_member, self.readable("member", self.peer))
        return {member.user_id for member in members if member and member.user_id}

    def readable(self, name: str, of: models.Model | None = None) -> Member | None:
        """A member named here, or ``None`` once the other organisation stopped naming them."""
        try:
            found: Member | None = getattr(of or self, name)
        except Member.DoesNotExist:
            return None
        return found

    @property
    def percent(self) -> int:
        return int(self.share * 100)

    def is_live(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


class PairingQuerySet(TenantQuerySet["Pairing"]):
    def visible_to(self, member: Member) -> Self:
        if not (member.sees_whole_organisation or member.roles_in(TEAM_ROLES)):
            return self.none()
        return self.filter(team__in=Team.objects.visible_to(member))

    def live(self, on: date) -> Self:
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))


class Pairing(TenantModel):
    """A binôme: the peer and the colleague who go out together (R6.21)."""

    PERSONAL = frozenset({"peer_member", "colleague"})
    PLAIN = frozenset({"team", "since", "until"})
    RETENTION = "12 months after the last day of either member."

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="pairings")
    peer_member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    colleague = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["-since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "peer_member", "colleague"],
                condition=Q(until__isnull=True),
                name="pairing_once",
            ),
            models.CheckConstraint(
                name="pairing_is_of_two", condition=~Q(peer_member=F("colleague"))
            ),
            models.CheckConstraint(
                name="pairing_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.peer_member_id} – {self.colleague_id}"


class CompensationQuerySet(TenantQuerySet["Compensation"]):
    def visible_to(self, member: Member) -> Self:
        if not (member.sees_whole_organisation or member.roles_in(TEAM_ROLES)):
            return self.none()
        return self.filter(team__in=Team.objects.visible_to(member))

    def live(self, on: date) -> Self:
        return self.filter(started_on__lte=on).filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=on)
        )


class Compensation(TenantModel):
    """What a team started so that its only peer is not alone (R6.22)."""

    PERSONAL = frozenset({"recorded_by"})
    PLAIN = frozenset({"team", "kind", "started_on", "ended_on", "note"})
    RETENTION = "5 years after its end."

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="compensations")
    kind = models.CharField(max_length=16, choices=CompensationKind.choices)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    objects = CompensationQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["-started_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="compensation_ends_after_it_starts",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.kind}"
