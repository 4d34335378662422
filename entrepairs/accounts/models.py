from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import (
    TEAM_ROLES,
    WHOLE_ORGANISATION,
    Act,
    OrganisationKind,
    Role,
    Sector,
    TeamKind,
)
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet, WalledModel


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A key to the door: an e-mail and its proofs. Names live in ``Member``.

    Shared by all organisations, so without row-level security. No superuser and no
    permission tables: there is no admin site.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"email", "password", "last_login"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"is_active", "language", "joined_at"})
    RETENTION: ClassVar[str] = "While one membership lives, then 12 months."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=8, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_email_lower", condition=Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.email


class OrganisationQuerySet(TenantQuerySet["Organisation"]):
    def visible_to(self, member: Member) -> Self:
        """My organisation and its partners."""
        mine = Partnership.objects.visible_to(member)
        partners = mine.filter(accepted_on__isnull=False)
        return self.filter(
            Q(pk=member.organisation_id)
            | Q(pk__in=partners.values("organisation_id"))
            | Q(pk__in=partners.values("partner_id"))
        )


class Organisation(WalledModel):
    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"name", "kind", "sector", "siret", "finess", "rna", "created_at"}
    )
    RETENTION: ClassVar[str] = "While the organisation uses Entrepairs."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind.choices)
    sector = models.CharField(_("sector"), max_length=16, choices=Sector.choices, blank=True)
    siret = models.CharField(_("SIRET"), max_length=20, blank=True)
    finess = models.CharField(_("FINESS"), max_length=12, blank=True)
    rna = models.CharField(_("RNA"), max_length=12, blank=True)
    created_at = models.DateTimeField()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.name


class PartnershipQuerySet(TenantQuerySet["Partnership"]):
    def visible_to(self, member: Member) -> Self:
        mine = member.organisation_id
        return self.filter(Q(organisation=mine) | Q(partner=mine))


class Partnership(TenantModel):
    """Two organisations that lend and host peers: each sees the other's name and teams.

    Proposed by one, in force only once the other has accepted.
    """

    PERSONAL = frozenset()
    PLAIN = frozenset({"partner", "since", "accepted_on"})
    RETENTION = "While it lives, then 5 years."

    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    accepted_on = models.DateField(null=True, blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "partner"], name="partnership_once"),
            models.CheckConstraint(
                name="partnership_between_two", condition=~Q(organisation=F("partner"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} – {self.partner_id}"


class TeamQuerySet(TenantQuerySet["Team"]):
    def of(self, member: Member) -> Self:
        """The teams this member belongs to today or will belong to."""
        return self.filter(
            pk__in=TeamMembership.objects.holding().filter(member=member).values("team")
        )

    def visible_to(self, member: Member) -> Self:
        """My teams; every team of my organisation for the roles that see the whole of it."""
        own = self.filter(organisation=member.organisation_id)
        if member.sees_whole_organisation or member.has(Role.ADMIN):
            return own
        if member.roles_in(TEAM_ROLES):
            return own.of(member)
        return self.none()

    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def of_partners(self, member: Member) -> Self:
        """Teams of partner organisations: their name and kind, to lend a peer to."""
        return self.exclude(organisation=member.organisation_id)


class Team(TenantModel):
    PERSONAL = frozenset()
    PLAIN = frozenset({"name", "kind", "sector", "finess", "opened_on", "closed_on"})
    RETENTION = "While the organisation uses Entrepairs."

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=TeamKind.choices)
    sector = models.CharField(_("sector"), max_length=16, choices=Sector.choices, blank=True)
    finess = models.CharField(_("FINESS"), max_length=12, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:team", args=[self.pk])


class MemberQuerySet(TenantQuerySet["Member"]):
    def active(self, on: date) -> Self:
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)

    def with_role(self, *roles: str) -> Self:
        return self.filter(roles__overlap=list(roles))

    def in_team(self, team: Team) -> Self:
        return self.filter(
            pk__in=TeamMembership.objects.holding().filter(team=team).values("member")
        )

    def visible_to(self, member: Member) -> Self:
        """People I work with.

        My team-mates and the members named to us by a partner; everybody in my
        organisation for the roles that see the whole of it and for accounts.
        """
        own = Q(organisation=member.organisation_id)
        named = Q(pk__in=MemberShare.objects.received(member).values("member"))
        if member.sees_whole_organisation or member.has(Role.ADMIN):
            return self.filter(own | named)
        mates = (
            TeamMembership.objects.holding()
            .filter(team__in=Team.objects.of(member))
            .values("member")
        )
        mine = Q(pk=member.pk) | Q(pk__in=mates)
        if member.has(Role.COORDINATOR):
            mine |= named
        return self.filter(mine)


class Member(TenantModel):
    """One person in one organisation, with roles: *the* actor of every service."""

    PERSONAL = frozenset(
        {"user", "given_name", "family_name", "chosen_title", "email", "phone", "name_key"}
    )
    PLAIN = frozenset({"roles", "since", "until"})
    RETENTION = "12 months after the last day, then the name is erased."

    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_name = models.CharField(_("first name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    chosen_title = models.CharField(_("title, in their words"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=32, blank=True)
    roles = ArrayField(models.CharField(max_length=24, choices=Role.choices), default=list)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    # Lower case, without accents: sort order and look-up (no ICU, no unaccent).
    name_key = models.CharField(max_length=170, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["name_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="member_once"),
            models.CheckConstraint(
                name="member_roles_known",
                condition=Q(roles__contained_by=[role.value for role in Role]),
            ),
            models.CheckConstraint(
                name="member_leaves_after_arriving",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("accounts:member", args=[self.pk])

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def has(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)

    def roles_in(self, roles: frozenset[Role]) -> bool:
        return any(role in roles for role in self.roles)

    @property
    def sees_whole_organisation(self) -> bool:
        return self.roles_in(WHOLE_ORGANISATION)


class MemberShareQuerySet(TenantQuerySet["MemberShare"]):
    def visible_to(self, member: Member) -> Self:
        mine = member.organisation_id
        return self.filter(Q(organisation=mine) | Q(viewer=mine))

    def received(self, member: Member) -> Self:
        """Names given to us that still hold today (the policy `named_to_us` says the same)."""
        live = Q(until__isnull=True) | Q(until__gte=TruncDate(Now()))
        return self.filter(live, viewer=member.organisation_id)


class MemberShare(TenantModel):
    """A member named to a partner organisation (a lent peer, their line référent)."""

    PERSONAL = frozenset({"member"})
    PLAIN = frozenset({"viewer", "since", "until"})
    RETENTION = "While the loan lives, then 12 months."

    viewer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = MemberShareQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "viewer", "member"], name="member_share_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.viewer_id}"


class TeamMembershipQuerySet(TenantQuerySet["TeamMembership"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(team__in=Team.objects.visible_to(member))

    def on(self, day: date) -> Self:
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def holding(self) -> Self:
        """Not left, and not past the day that was agreed: an end foreseen needs no hand."""
        agreed = Q(agreed_until__isnull=True) | Q(agreed_until__gte=TruncDate(Now()))
        return self.filter(agreed, until__isnull=True)


class TeamMembership(TenantModel):
    PERSONAL = frozenset({"member"})
    PLAIN = frozenset({"team", "since", "until", "agreed_until"})
    RETENTION = "12 months after the member's last day."

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    # The last day of the placement that gave this place, while it lasts.
    agreed_until = models.DateField(null=True, blank=True)

    objects = TeamMembershipQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "member"],
                condition=Q(until__isnull=True),
                name="team_membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.team_id}"


class InvitationQuerySet(TenantQuerySet["Invitation"]):
    def pending(self, at: datetime) -> Self:
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)

    def visible_to(self, member: Member) -> Self:
        if member.has(Role.ADMIN):
            return self.filter(organisation=member.organisation_id)
        return self.none()


class Invitation(TenantModel):
    """A link that lets one person take their place as a member, once."""

    PERSONAL = frozenset({"member", "email", "invited_by"})
    PLAIN = frozenset({"secret_digest", "expires_at", "accepted_at", "revoked_at"})
    RETENTION = "30 days after it was accepted, revoked or expired."

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    # SHA-256 of the secret in the link: the database alone opens no door.
    secret_digest = models.CharField(max_length=64)
    invited_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class LocalTermQuerySet(TenantQuerySet["LocalTerm"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(organisation=member.organisation_id)


class LocalTerm(TenantModel):
    """The word an organisation uses for a canonical concept (R2.8).

    ``concept`` is ``role.peer``, ``status.lent``, ``activity.listening``…; the code
    stays in every export beside the local label.
    """

    PERSONAL = frozenset()
    PLAIN = frozenset({"concept", "label"})
    RETENTION = "While the organisation uses Entrepairs."

    concept = models.CharField(max_length=60)
    label = models.CharField(_("our word"), max_length=60)

    objects = LocalTermQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "concept"], name="one_word_per_concept")
        ]

    def __str__(self) -> str:
        return self.label


class AuditEntryQuerySet(TenantQuerySet["AuditEntry"]):
    def visible_to(self, member: Member) -> Self:
        """The whole trail for the auditor, only my own acts for anybody else."""
        own = self.filter(organisation=member.organisation_id)
        return own if member.has(Role.AUDITOR) else own.filter(actor=member.pk)


class AuditEntry(WalledModel):
    """Who did or opened what, when and why; identifiers only, never content.

    The application may insert and read; a trigger refuses changes and removals.
    Nothing here is a foreign key: the trail outlives what it names.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"actor"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"at", "act", "kind", "thing", "purpose"})
    RETENTION: ClassVar[str] = "12 months (CNIL: 6 to 12), removed by the owner role only."

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    act = models.CharField(max_length=12, choices=Act.choices)
    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=200, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["organisation", "-at"], name="audit_by_day")]

    def __str__(self) -> str:
        return f"{self.act} {self.kind}"
