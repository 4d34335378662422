from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import TEAM_ROLES
from entrepairs.accounts.models import Member, Team, TeamMembership
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.people.enums import Distance, How, Identity, Standing
from entrepairs.people.sealing import SealedField


def own_teams(member: Member) -> models.QuerySet[Any, Any]:
    """Where this member works today: a place that begins later opens nothing yet."""
    begun = TeamMembership.objects.holding().filter(since__lte=TruncDate(Now()))
    return begun.filter(member=member).values("team")


def by(**options: Any) -> models.ForeignKey[Any, Any]:
    """The member who wrote it down."""
    return models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", db_index=False, **options
    )


class PersonQuerySet(TenantQuerySet["Person"]):
    def visible_to(self, member: Member) -> Self:
        """Those of my teams, for those who meet people; nobody else."""
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        mine = PersonTeam.objects.filter(team__in=own_teams(member), until__isnull=True)
        here = self.filter(organisation=member.organisation_id)
        return here.filter(pk__in=mine.values("person"))

    def in_team(self, team: Any) -> Self:
        here = PersonTeam.objects.filter(team=team, until__isnull=True)
        return self.filter(pk__in=here.values("person"))

    def by_alias(self) -> Self:
        return self.order_by("alias_key", "id")


class NobodyQuerySet(TenantQuerySet[Any]):
    """Rows that no member reads: the software does, for those who may."""

    def visible_to(self, member: Member) -> Self:
        return self.none()


class Person(TenantModel):
    """Somebody met, under an alias of their choice. Nothing but the alias is ever needed."""

    PERSONAL = frozenset(
        {"alias", "alias_key", "identity", "told_name_sealed", "language", "distance",
         "opened_by", "last_contact_on"}
    )  # fmt: skip
    PLAIN = frozenset({"opened_on", "standing"})
    RETENTION = "2 years after the last contact, then erased; an anonymous twin remains."

    alias = models.CharField(_("alias"), max_length=40)
    alias_key = models.CharField(max_length=60, editable=False)
    identity = models.CharField(
        _("what they say of who they are"),
        max_length=12,
        choices=Identity.choices,
        default=Identity.PSEUDONYM,
    )
    # Only when the person wants it written: class `identity` of the sharing matrix.
    told_name_sealed = SealedField()
    told_name: str
    # BCP-47, or empty.
    language = models.CharField(_("language they speak best"), max_length=16, blank=True)
    # None: not asked. A list: what they said, once, at the first meeting.
    distance = ArrayField(
        models.CharField(max_length=12, choices=Distance.choices), null=True, blank=True
    )
    standing = models.CharField(
        max_length=12, choices=Standing.choices, default=Standing.ORDINARY, editable=False
    )
    opened_on = models.DateField(editable=False)
    opened_by = by(editable=False)
    # An encounter, a step, a word, a voice: never a page that is opened.
    last_contact_on = models.DateField(editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["alias_key", "id"]
        verbose_name = _("person")
        indexes = [
            models.Index(fields=["organisation", "alias_key"], name="person_by_alias"),
            models.Index(fields=["organisation", "last_contact_on"], name="person_by_contact"),
        ]
        constraints = [
            models.CheckConstraint(name="person_has_alias", condition=~Q(alias="")),
            models.CheckConstraint(
                name="person_distance_known",
                condition=Q(distance__isnull=True)
                | Q(distance__contained_by=[value.value for value in Distance]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        try:
            return reverse("cards:card", args=[self.pk])
        except NoReverseMatch:
            return reverse("people:list")


class OrganisationKey(TenantModel):
    """Wraps the keys of people; itself wrapped by a root key outside the database."""

    PERSONAL = frozenset()
    PLAIN = frozenset({"root", "wrapped", "retired_at"})
    RETENTION = "Until the last key it wraps is wrapped by the next one."

    root = models.CharField(max_length=20)
    wrapped = models.BinaryField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = NobodyQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(retired_at__isnull=True),
                name="one_living_organisation_key",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PersonKey(TenantModel):
    """The key of what is written about one person. Without it nothing opens, ever."""

    PERSONAL = frozenset({"person", "wrapped"})
    PLAIN = frozenset({"wrapper"})
    RETENTION = "Destroyed with the person; copies in key backups for 30 days at most."

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    wrapper = models.ForeignKey(OrganisationKey, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()

    objects = NobodyQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class Twin(TenantModel):
    """What remains of an erased person: somebody, in a team, from a month to a month.

    It holds together the rows that statistics count, and leads to nobody.
    """

    PERSONAL = frozenset({"opened_by"})
    PLAIN = frozenset({"team", "opened_month", "ended_month", "distance", "wanted_health"})
    RETENTION = "While the organisation uses Entrepairs: it tells of nobody."

    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    # In what capacity the page was opened is part of what is counted.
    opened_by = by(null=True, editable=False)
    opened_month = models.DateField()
    ended_month = models.DateField()
    distance = ArrayField(models.CharField(max_length=12), null=True, blank=True)
    # "yes", "no" or "": whether a health step was among the wishes.
    wanted_health = models.CharField(max_length=4, blank=True)

    objects = NobodyQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


def of_person(related: str = "+", **options: Any) -> models.ForeignKey[Any, Any]:
    """The person a row is about; ``None`` once they are erased and the row is a twin's."""
    return models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name=related, **options
    )


def of_twin() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        Twin, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )


def somebody(name: str) -> models.CheckConstraint:
    """A row is about a person or about a twin, never both, never nobody."""
    return models.CheckConstraint(
        name=name,
        condition=Q(person__isnull=False, twin__isnull=True)
        | Q(person__isnull=True, twin__isnull=False),
    )


class AboutQuerySet(TenantQuerySet[Any]):
    """Rows about a person: read by the teams of that person, and nobody else."""

    def visible_to(self, member: Member) -> Self:
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        return self.filter(person__in=Person.objects.visible_to(member))

    def about(self, person: Person) -> Self:
        return self.filter(person=person)


class PersonTeam(TenantModel):
    """A team that knows the person."""

    PERSONAL = frozenset({"person"})
    PLAIN = frozenset({"team", "since", "until"})
    RETENTION = "As long as the person."

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="teams")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = AboutQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "person"], name="person_once_per_team"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PersonTieQuerySet(TenantQuerySet["PersonTie"]):
    def visible_to(self, member: Member) -> Self:
        seen = Person.objects.visible_to(member)
        return self.filter(one__in=seen, other__in=seen)

    def living(self) -> Self:
        return self.filter(untied_on__isnull=True)


class PersonTie(TenantModel):
    """Two pages said to be one and the same person: tied and untied, never merged."""

    PERSONAL = frozenset({"one", "other", "tied_by"})
    PLAIN = frozenset({"tied_on", "untied_on"})
    RETENTION = "As long as both pages."

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    tied_on = models.DateField()
    tied_by = by()
    untied_on = models.DateField(null=True, blank=True)

    objects = PersonTieQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "one", "other"],
                condition=Q(untied_on__isnull=True),
                name="tied_once",
            ),
            models.CheckConstraint(name="tied_in_order", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Hold(TenantModel):
    """A legal hold: erasure waits, for a written reason that the person can read."""

    PERSONAL = frozenset({"person", "reason_sealed", "held_by", "lifted_by"})
    PLAIN = frozenset({"since", "lifted_on"})
    RETENTION = "As long as the person."

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason_sealed = SealedField()
    reason: str
    since = models.DateField()
    held_by = by()
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = by(null=True, blank=True)

    objects = AboutQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(lifted_on__isnull=True),
                name="one_living_hold",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_living(self) -> bool:
        return self.lifted_on is None


def how_said(label: Any) -> models.CharField[str, str]:
    return models.CharField(label, max_length=8, choices=How.choices, default=How.SPOKEN)


def day_or_never(label: Any = "") -> models.DateField[date | None, date | None]:
    return models.DateField(label, null=True, blank=True)
