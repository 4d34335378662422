from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import WHOLE_ORGANISATION, Role
from entrepairs.accounts.models import Member, Organisation, Team, TeamMembership
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.peers.enums import Status

SEES_ALL_PEERS = WHOLE_ORGANISATION | {Role.COORDINATOR}


def point(field: str) -> Func:
    """A range of one identifier, so that a GiST index can exclude on it."""
    return Func(F(field), F(field), Value("[]"), function="uuidrange")


def real_period(name: str) -> models.CheckConstraint:
    """An empty range overlaps nothing; a range without beginning says nothing."""
    return models.CheckConstraint(
        name=name, condition=Q(period__isempty=False) & Q(period__lower_inf=False)
    )


class PeerQuerySet(TenantQuerySet["Peer"]):
    def of_organisation(self, member: Member) -> Self:
        """Peers of my organisation, and those a partner lends or lent to it."""
        lent = PeerShare.objects.filter(viewer=member.organisation_id).values("peer")
        return self.filter(Q(organisation=member.organisation_id) | Q(pk__in=lent))

    def visible_to(self, member: Member) -> Self:
        """Every peer for those who place them and the auditor; else myself and team-mates."""
        here = self.of_organisation(member)
        if member.roles_in(SEES_ALL_PEERS):
            return here
        if not member.has(Role.PEER, Role.COLLEAGUE):
            return self.none()
        mates = TeamMembership.objects.holding().filter(team__in=Team.objects.of(member))
        mine = Q(member=member) | Q(member__in=mates.values("member"))
        # A lent peer has a member in each organisation, tied by the same user.
        users = mates.filter(member__user__isnull=False).values("member__user")
        mine |= Q(member__user__in=users)
        if member.user_id:
            mine |= Q(member__user=member.user_id)
        return here.filter(mine)

    def with_status_on(self, day: date) -> Self:
        """Adds ``status``: the kind of the period that holds ``day``, or ``None``."""
        holding = StatusPeriod.objects.filter(peer=models.OuterRef("pk")).on(day)
        return self.annotate(status=models.Subquery(holding.values("kind")[:1]))


class Peer(TenantModel):
    """A peer support worker. Nothing here about an illness, or a life."""

    PERSONAL = frozenset({"member"})
    PLAIN = frozenset({"fields"})
    RETENTION = "12 months after the member's last day."

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="peer")
    # Codes of ``enums.Field``, or the organisation's own words.
    fields = ArrayField(
        models.CharField(max_length=60), default=list, verbose_name=_("fields of intervention")
    )

    objects = PeerQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["member__name_key", "id"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("peers:peer", args=[self.pk])


class StatusPeriodQuerySet(TenantQuerySet["StatusPeriod"]):
    def visible_to(self, member: Member) -> Self:
        """Those who place peers and the auditor; a peer sees their own."""
        if member.roles_in(SEES_ALL_PEERS):
            here = Q(organisation=member.organisation_id) | Q(kind=Status.LENT)
            return self.filter(here, peer__in=Peer.objects.visible_to(member))
        own = Q(peer__member=member)
        if member.user_id:
            own |= Q(peer__member__user=member.user_id)
        return self.filter(own)

    def on(self, day: date) -> Self:
        return self.filter(period__contains=day)

    def overlapping(self, period: object) -> Self:
        return self.filter(period__overlap=period)


class StatusPeriod(TenantModel):
    """What a peer is to their employer, from a day to another. Never a current value."""

    PERSONAL = frozenset({"peer"})
    PLAIN = frozenset({"kind", "period"})
    RETENTION = "5 years after its end (proof of status), without the peer's name after 12 months."

    peer = models.ForeignKey(Peer, on_delete=models.CASCADE, related_name="status_periods")
    kind = models.CharField(_("status"), max_length=16, choices=Status.choices)
    period = DateRangeField(_("period"))

    objects = StatusPeriodQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["period", "id"]
        constraints = [
            real_period("status_period_is_real"),
            ExclusionConstraint(
                name="one_status_at_a_time",
                expressions=[
                    (point("peer"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"

    @property
    def first_day(self) -> date:
        return self.period.lower

    @property
    def last_day(self) -> date | None:
        """The last day included; ``None`` while it has no end."""
        return self.period.upper and self.period.upper - timedelta(days=1)


class PeerShareQuerySet(TenantQuerySet["PeerShare"]):
    def visible_to(self, member: Member) -> Self:
        mine = member.organisation_id
        ours = self.filter(Q(organisation=mine) | Q(viewer=mine))
        if member.roles_in(SEES_ALL_PEERS):
            return ours
        return ours.filter(peer__in=Peer.objects.visible_to(member))

    def on(self, day: date) -> Self:
        return self.filter(period__contains=day)

    def open_after(self, day: date) -> Self:
        """Loans that hold on ``day`` or later."""
        return self.filter(period__overlap=DateRange(day, None))


class PeerShare(TenantModel):
    """A loan: for a period, a partner organisation may see this peer and place them."""

    PERSONAL = frozenset({"peer", "contact"})
    PLAIN = frozenset({"viewer", "period"})
    RETENTION = "5 years after the end of the loan."

    viewer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, on_delete=models.CASCADE, related_name="shares")
    contact = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    period = DateRangeField(_("period"))

    objects = PeerShareQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["period", "id"]
        constraints = [
            real_period("peer_share_is_real"),
            ExclusionConstraint(
                name="one_loan_at_a_time",
                expressions=[
                    (point("peer"), RangeOperators.OVERLAPS),
                    (point("viewer"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.peer_id} → {self.viewer_id}"

    @property
    def first_day(self) -> date:
        return self.period.lower

    @property
    def last_day(self) -> date | None:
        return self.period.upper and self.period.upper - timedelta(days=1)
