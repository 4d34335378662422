from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.interventions.enums import Hat, OutingKind, Place, Seen, Source, Theme
from entrepairs.missions.models import Pairing
from entrepairs.people.models import Person, own_teams

UNDO_DAYS = 30
# These roles read how many outings there were and who went, never whom they met.
READS_COUNTS = (Role.MANAGER, Role.PLATFORM_COORDINATOR)


class OutingQuerySet(TenantQuerySet["Outing"]):
    def visible_to(self, member: Member) -> Self:
        """My teams' outings; all of the organisation's for the management."""
        own = self.filter(organisation=member.organisation_id)
        if member.has(*READS_COUNTS):
            return own
        return own.of_teams_of(member)

    def of_teams_of(self, member: Member) -> Self:
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        return self.filter(team__in=own_teams(member))

    def kept(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def open(self, at: datetime) -> Self:
        """Started, not ended, and not forgotten: a day later nobody is still outside."""
        return self.kept().filter(ended_at__isnull=True, started_at__gt=at - timedelta(hours=18))

    def with_member(self, member: Member) -> Self:
        return self.filter(pk__in=OutingCrew.objects.filter(member=member).values("outing"))

    def between(self, first: date, last: date) -> Self:
        return self.filter(day__gte=first, day__lte=last)

    def newest_first(self) -> Self:
        return self.order_by("-started_at", "-id")


class Outing(TenantModel):
    """A round, a drop-in time, a visit or a group. It belongs to the day it started.

    ``peers`` and ``others`` count the crew: the lists and the tallies read them.
    """

    PERSONAL = frozenset({"solo_reason", "pairing", "recorded_by", "removed_by"})
    PLAIN = frozenset(
        {
            "team", "kind", "place_kind", "area", "started_at", "ended_at", "day", "peers",
            "others", "recorded_as", "source", "import_ref", "removed_at",
        }
    )  # fmt: skip
    RETENTION = "3 years, then only the monthly tallies remain."

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("kind"), max_length=16, choices=OutingKind.choices)
    place_kind = models.CharField(_("kind of place"), max_length=16, choices=Place.choices)
    area = models.CharField(_("area, in a few words"), max_length=60, blank=True)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    day = models.DateField(editable=False)
    peers = models.PositiveSmallIntegerField(default=0, editable=False)
    others = models.PositiveSmallIntegerField(default=0, editable=False)
    # The pairing agreed in the team that this crew holds, when there is one.
    pairing = models.ForeignKey(
        Pairing, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    solo_reason = models.CharField(_("why alone"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_as = models.CharField(max_length=12, choices=Hat.choices)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.WEB)
    import_ref = models.CharField(max_length=120, null=True, blank=True)  # noqa: DJ001 (unique)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = OutingQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "team", "-started_at"], name="outing_by_team"),
            models.Index(fields=["organisation", "-started_at"], name="outing_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "import_ref"], name="outing_imported_once"
            ),
            models.CheckConstraint(
                name="outing_ends_after_start",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("interventions:outing", args=[self.pk])

    @property
    def is_solo(self) -> bool:
        return self.peers + self.others == 1

    @property
    def is_paired(self) -> bool:
        return self.peers > 0 and self.others > 0

    @property
    def minutes(self) -> int | None:
        """Whole minutes from start to end; ``None`` while it lasts."""
        if self.ended_at is None:
            return None
        return int((self.ended_at - self.started_at).total_seconds() // 60)


class OutingCrewQuerySet(TenantQuerySet["OutingCrew"]):
    def visible_to(self, member: Member) -> Self:
        return self.filter(outing__in=Outing.objects.visible_to(member))


class OutingCrew(TenantModel):
    """Who went, and whether as a peer."""

    PERSONAL = frozenset({"member"})
    PLAIN = frozenset({"outing", "as_peer"})
    RETENTION = "As long as the outing."

    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="crew")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    as_peer = models.BooleanField(default=False)

    objects = OutingCrewQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "outing", "member"], name="one_goes_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.outing_id}"


class EncounterQuerySet(TenantQuerySet["Encounter"]):
    def visible_to(self, member: Member) -> Self:
        """Those of my teams, for those who meet people; nobody else."""
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        mine = self.filter(organisation=member.organisation_id)
        return mine.filter(team__in=own_teams(member))

    def kept(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def removed(self) -> Self:
        return self.filter(removed_at__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")


class Encounter(TenantModel):
    """One meeting. An alias or nothing: never a civil identity, never a story."""

    PERSONAL = frozenset(
        {"alias", "alias_key", "person", "themes", "recorded_by", "removed_by", "seen", "minutes"}
    )
    PLAIN = frozenset(
        {
            "outing", "team", "at", "day", "headcount", "recorded_as", "source", "import_ref",
            "token", "removed_at",
        }
    )  # fmt: skip
    RETENTION = "3 years; the alias is erased 12 months after it was last seen."

    # The indexes below begin with it.
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="encounters")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    # The day of the outing: a round after midnight belongs to the evening before.
    day = models.DateField()
    alias = models.CharField(_("alias"), max_length=40, blank=True)
    alias_key = models.CharField(max_length=60, blank=True, editable=False)
    # The page this meeting belongs to, when the person has one. An alias alone makes none.
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seen = models.CharField(_("seen before"), max_length=8, choices=Seen.choices)
    themes = ArrayField(
        models.CharField(max_length=12, choices=Theme.choices), default=list, blank=True
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    headcount = models.PositiveSmallIntegerField(_("how many people"), default=1)
    recorded_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_as = models.CharField(max_length=12, choices=Hat.choices)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.WEB)
    import_ref = models.CharField(max_length=120, null=True, blank=True)  # noqa: DJ001 (unique)
    # Made with the form: a second click or a second sending finds the first.
    token = models.UUIDField(null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = EncounterQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "team", "day"], name="encounter_by_team"),
            models.Index(
                fields=["organisation", "team", "alias_key", "day"],
                condition=~Q(alias_key=""),
                name="encounter_by_alias",
            ),
            models.Index(
                fields=["organisation", "person", "day"],
                condition=Q(person__isnull=False),
                name="encounter_by_person",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "token"], name="encounter_noted_once"),
            models.UniqueConstraint(
                fields=["organisation", "team", "import_ref"], name="encounter_imported_once"
            ),
            models.CheckConstraint(
                name="encounter_meets_somebody", condition=Q(headcount__gte=1, headcount__lte=500)
            ),
            models.CheckConstraint(
                name="encounter_themes_known",
                condition=Q(themes__contained_by=[theme.value for theme in Theme]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def undo_until(self) -> datetime | None:
        """After this moment a removed encounter stays removed."""
        return self.removed_at and self.removed_at + timedelta(days=UNDO_DAYS)

    @property
    def theme_labels(self) -> list[Any]:
        return [Theme(code).label for code in self.themes]


class AliasSeenQuerySet(TenantQuerySet["AliasSeen"]):
    def visible_to(self, member: Member) -> Self:
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        mine = self.filter(organisation=member.organisation_id)
        return mine.filter(team__in=own_teams(member))

    def latest(self) -> Self:
        return self.order_by("-last_on", "alias_key")


class AliasSeen(TenantModel):
    """An alias as one team knows it: since when, until when, how often."""

    PERSONAL = frozenset({"alias", "alias_key", "first_on", "last_on", "times"})
    PLAIN = frozenset({"team"})
    RETENTION = "12 months after the alias was last seen."

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    alias_key = models.CharField(max_length=60)
    alias = models.CharField(max_length=40)
    first_on = models.DateField()
    last_on = models.DateField()
    times = models.PositiveIntegerField()

    objects = AliasSeenQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "team", "-last_on"], name="alias_by_last_day")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "alias_key"], name="alias_once_per_team"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


def counter() -> models.IntegerField[int, int]:
    return models.IntegerField(default=0, db_default=0)


class MonthTallyQuerySet(TenantQuerySet["MonthTally"]):
    def visible_to(self, member: Member) -> Self:
        """Counts without anybody's name: who sees the team sees them, but accounts."""
        if member.sees_whole_organisation:
            return self.filter(organisation=member.organisation_id)
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        return self.filter(team__in=own_teams(member))

    def of_team(self, team: Team) -> Self:
        return self.filter(team=team)

    def between(self, first: date, last: date) -> Self:
        """Whole months, from that of ``first`` to that of ``last``."""
        return self.filter(month__gte=first.replace(day=1), month__lte=last)

    def totals(self) -> dict[str, int]:
        """Every counter added up: one query."""
        sums = self.aggregate(**{name: models.Sum(name) for name in MonthTally.counters()})
        return {name: value or 0 for name, value in sums.items()}


class MonthTally(TenantModel):
    """What one team did in one month, kept by the services as it happens.

    Outings count in the month they started, encounters in that of their outing.
    ``tallies.py`` says how each counter is made, and is its only writer.
    """

    PERSONAL = frozenset()
    RETENTION = "While the organisation uses Entrepairs: no row tells of one person."

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()

    outings = counter()
    outings_with_peer = counter()
    outings_paired = counter()
    outings_solo = counter()
    outings_solo_with_reason = counter()
    outings_solo_without_reason = counter()
    rounds = counter()
    drop_ins = counter()
    visits = counter()
    groups = counter()
    rounds_with_peer = counter()
    drop_ins_with_peer = counter()
    visits_with_peer = counter()
    groups_with_peer = counter()
    outreach = counter()
    outreach_with_peer = counter()
    outings_by_peer = counter()
    outings_by_colleague = counter()
    outings_by_coordinator = counter()
    outings_by_manager = counter()
    outings_by_import = counter()

    encounters = counter()
    encounters_with_peer = counter()
    encounters_paired = counter()
    anonymous = counter()
    with_alias = counter()
    first = counter()
    again = counter()
    unknown_seen = counter()
    first_with_peer = counter()
    again_with_peer = counter()
    new_aliases = counter()
    people = counter()
    minutes_known = counter()
    minutes = counter()
    themed = counter()
    themed_three = counter()
    theme_being = counter()
    theme_health = counter()
    theme_rights = counter()
    theme_housing = counter()
    theme_ties = counter()
    theme_money = counter()
    theme_activity = counter()
    theme_papers = counter()
    theme_other = counter()
    encounters_by_peer = counter()
    encounters_by_colleague = counter()
    encounters_by_coordinator = counter()
    encounters_by_manager = counter()
    encounters_by_import = counter()

    # The part of a counter that those who were there wrote.
    outings_with_peer_there = counter()
    outings_paired_there = counter()
    outreach_with_peer_there = counter()
    rounds_with_peer_there = counter()
    drop_ins_with_peer_there = counter()
    visits_with_peer_there = counter()
    groups_with_peer_there = counter()
    encounters_with_peer_there = counter()
    again_with_peer_there = counter()
    theme_being_there = counter()
    theme_health_there = counter()
    theme_rights_there = counter()
    theme_housing_there = counter()
    theme_ties_there = counter()
    theme_money_there = counter()
    theme_activity_there = counter()
    theme_papers_there = counter()
    theme_other_there = counter()

    objects = MonthTallyQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "month"], name="one_tally_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.month:%Y-%m}"

    @classmethod
    def counters(cls) -> list[str]:
        fields = cls._meta.local_fields
        return [field.name for field in fields if isinstance(field, models.IntegerField)]


MonthTally.PLAIN = frozenset({"team", "month", *MonthTally.counters()})


class PairTallyQuerySet(TenantQuerySet["PairTally"]):
    def visible_to(self, member: Member) -> Self:
        """Team-mates only: the management reads how many pairs, not which."""
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        return self.filter(team__in=own_teams(member))

    def between(self, first: date, last: date) -> Self:
        return self.filter(month__gte=first.replace(day=1), month__lte=last, outings__gt=0)

    def different_pairs(self) -> int:
        """How many different pairs went out together: one query."""
        return self.values("peer", "mate").distinct().count()


class PairTally(TenantModel):
    """How many outings a peer and a colleague did together in one month.

    Monthly numbers of different pairs cannot be added up, so the pairs are kept.
    """

    PERSONAL = frozenset({"peer", "mate"})
    PLAIN = frozenset({"team", "month", "outings"})
    RETENTION = "3 years, as the outings."

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    peer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    mate = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    outings = counter()

    objects = PairTallyQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "month", "peer", "mate"], name="one_pair_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.month:%Y-%m}"
