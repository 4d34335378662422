from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import GeneratedField, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.directory.enums import CorrectionKind, GroupKind, LoadState, Voice

# An entry that nobody checked for longer is hidden until one asks for it (O3).
STALE_AFTER = timedelta(days=365)
_NOTHING: frozenset[str] = frozenset()


def stale_limit(today: date) -> date:
    """Entries last checked before this day are old."""
    return today - STALE_AFTER


def codes(length: int = 120) -> ArrayField:
    return ArrayField(models.CharField(max_length=length), default=list, blank=True)


# --- Shared: brought in by the owner's command, read by everybody --------------------
class LoadQuerySet(models.QuerySet["Load"]):
    def visible_to(self, member: Member) -> Self:
        """Every member: what was brought in, and when, concerns nobody in particular."""
        return self

    def done(self) -> Self:
        return self.filter(state=LoadState.DONE)


class Load(models.Model):
    """One file brought into the directory. Shared: the application only reads it."""

    PERSONAL: ClassVar[frozenset[str]] = _NOTHING
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"file_name", "digest", "sources", "state", "partial", "started_at", "finished_at", "read",
         "refused", "created", "changed", "same", "gone", "deleted"}
    )  # fmt: skip
    RETENTION: ClassVar[str] = "While an entry brought in by it is in the directory."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file_name = models.CharField(max_length=160)
    digest = models.CharField(max_length=64)
    sources = codes()
    state = models.CharField(max_length=8, choices=LoadState.choices)
    # Only some rows of each source: those absent say nothing.
    partial = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    read = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    deleted = models.PositiveIntegerField(default=0)

    objects = LoadQuerySet.as_manager()

    class Meta:
        ordering = ["-finished_at", "id"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"


class Entry(models.Model):
    """What structures and services have in common in data·inclusion v1."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # Who publishes it, and its identifier there; ``id`` is drawn from both.
    source = models.CharField(max_length=120)
    ref = models.CharField(max_length=300)
    name = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    link = models.CharField(max_length=2100, blank=True)
    checked_on = models.DateField()
    address = models.TextField(blank=True)
    address_more = models.TextField(blank=True)
    commune = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    insee = models.CharField(max_length=5, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    hours = models.TextField(blank=True)
    gone_on = models.DateField(null=True)
    digest = models.CharField(max_length=32)
    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


ENTRY = frozenset(
    {"source", "ref", "name", "description", "link", "checked_on", "address", "address_more",
     "commune", "postcode", "insee", "lat", "lon", "phone", "email", "hours", "gone_on", "digest",
     "load"}
)  # fmt: skip


class StructureQuerySet(models.QuerySet["Structure"]):
    def visible_to(self, member: Member) -> Self:
        return self


class Structure(Entry):
    """Who runs services."""

    PERSONAL: ClassVar[frozenset[str]] = _NOTHING
    PLAIN: ClassVar[frozenset[str]] = ENTRY | {
        "name_words", "siret", "website", "access_link", "networks",
    }  # fmt: skip
    RETENTION: ClassVar[str] = "Until its source no longer has it, then while a service needs it."

    name_words = models.CharField(max_length=200)
    siret = models.CharField(max_length=14, blank=True)
    website = models.CharField(max_length=2100, blank=True)
    access_link = models.CharField(max_length=2100, blank=True)
    networks = codes()

    objects = StructureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "ref"], name="structure_once_per_source")
        ]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, member: Member) -> Self:
        """Every member, whatever their role: the directory is public information."""
        return self

    def present(self) -> Self:
        """Still at its source when it was last brought in."""
        return self.filter(gone_on__isnull=True)

    def fresh(self, member: Member, today: date) -> Self:
        """Checked within twelve months, by its source or by somebody here."""
        limit = stale_limit(today)
        here = Correction.objects.visible_to(member).checked_since(limit)
        return self.filter(Q(checked_on__gte=limit) | Q(pk__in=here))


class Service(Entry):
    """A place or a person one may be shown the way to (data·inclusion v1).

    The name of a contact person, which the format allows, is never kept.
    """

    PERSONAL: ClassVar[frozenset[str]] = _NOTHING
    PLAIN: ClassVar[frozenset[str]] = ENTRY | {
        "structure", "structure_ref", "kind", "themes", "fee", "fee_more", "publics",
        "publics_more", "conditions", "commune_key", "name_key", "welcome", "zone", "ask_link",
        "ask_modes", "asked_by", "ask_more", "weekly_hours", "weeks", "plain_words",
        "structure_words", "words",
    }  # fmt: skip
    RETENTION: ClassVar[str] = (
        "Until its source no longer has it, then while a correction or an orientation points at it."
    )

    # Either file may come first, so the database does not hold this link.
    structure = models.ForeignKey(
        Structure, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    structure_ref = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, blank=True)
    themes = codes()
    fee = models.CharField(max_length=12, blank=True)
    fee_more = models.TextField(blank=True)
    publics = codes()
    publics_more = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    commune_key = models.CharField(max_length=120, blank=True)
    name_key = models.CharField(max_length=200)
    welcome = codes(20)
    zone = codes(9)
    ask_link = models.CharField(max_length=2100, blank=True)
    ask_modes = codes(40)
    asked_by = codes(20)
    ask_more = models.TextField(blank=True)
    weekly_hours = models.FloatField(null=True)
    weeks = models.PositiveIntegerField(null=True)
    # Lower case, no accents: PostgreSQL is given no extension to take them away.
    plain_words = models.TextField()
    structure_words = models.TextField(blank=True)
    words = GeneratedField(
        expression=SearchVector("plain_words", "structure_words", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "ref"], name="service_once_per_source")
        ]
        indexes = [
            GinIndex(fields=["words"], name="service_words"),
            GinIndex(SearchVector("name_key", config="simple"), name="service_name_words"),
            GinIndex(fields=["themes"], name="service_themes"),
            models.Index(fields=["lat", "lon"], name="service_box"),
            models.Index(fields=["name_key", "id"], name="service_by_name"),
            models.Index(
                fields=["commune_key"], name="service_commune", opclasses=["varchar_pattern_ops"]
            ),
            models.Index(fields=["postcode"], name="service_postcode"),
            models.Index(fields=["structure"], name="service_structure"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:service", args=[self.pk])


# --- Of one organisation: what its own people say --------------------------------------
class CorrectionQuerySet(TenantQuerySet["Correction"]):
    def visible_to(self, member: Member) -> Self:
        """Everybody in the organisation that said so."""
        return self.filter(organisation=member.organisation_id)

    def standing(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)

    def checked_since(self, day: date) -> models.QuerySet[Any, UUID]:
        """The services that somebody checked on this day or later."""
        return self.standing().filter(said_on__gte=day).order_by().values_list("service", flat=True)


class Correction(TenantModel):
    """What one really finds there, or that it is still true; each is also a check."""

    PERSONAL = frozenset({"member", "text"})
    PLAIN = frozenset({"service", "team", "kind", "voice", "said_on", "said_at", "withdrawn_on"})
    RETENTION = "Two years after it was said."

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what it is about"), max_length=12, choices=CorrectionKind.choices)
    voice = models.CharField(max_length=12, choices=Voice.choices)
    text = models.CharField(_("what is really so"), max_length=280, blank=True)
    said_on = models.DateField()
    said_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["-said_at", "id"]
        indexes = [models.Index(fields=["organisation", "service"], name="correction_of_service")]

    def __str__(self) -> str:
        return f"{self.kind} {self.said_on}"


class OwnGroupQuerySet(TenantQuerySet["OwnGroup"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(organisation=member.organisation_id)

    def open(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)


class OwnGroup(TenantModel):
    """A group or a service that peers run here, published as data·inclusion (I2)."""

    PERSONAL = frozenset({"recorded_by"})
    PLAIN = frozenset(
        {"name", "description", "kind", "themes", "publics", "address", "commune", "postcode",
         "insee", "hours", "phone", "created_on", "changed_on", "withdrawn_on"}
    )  # fmt: skip
    RETENTION = "Two years after it is withdrawn."

    name = models.CharField(_("name"), max_length=150)
    description = models.TextField(_("what happens there"), max_length=2000)
    kind = models.CharField(_("what it is"), max_length=16, choices=GroupKind.choices)
    themes = codes()
    publics = codes()
    address = models.CharField(_("address"), max_length=200, blank=True)
    commune = models.CharField(_("commune"), max_length=120, blank=True)
    postcode = models.CharField(_("postal code"), max_length=5, blank=True)
    insee = models.CharField(_("INSEE code of the commune"), max_length=5, blank=True)
    hours = models.CharField(_("opening hours"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_on = models.DateField()
    changed_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = OwnGroupQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:group", args=[self.pk])
